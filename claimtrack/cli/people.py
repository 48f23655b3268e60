"""flask --app claimtrack init, user"""

from typing import Any

import click
from flask import current_app

from claimtrack.cli.telling import command, json_option, print_json
from claimtrack.drafts import UserDraft, draft
from claimtrack.models import User
from claimtrack.services import second_factor, users
from claimtrack.web.request import database
from claimtrack.words import Role, Scope

NAME = click.argument("name")
ROLE = click.Choice([role.value for role in Role])
SCOPE = click.Choice([scope.value for scope in Scope])
url_option = click.option(
    "--url", default="http://127.0.0.1:8000", show_default=True, help="Where people reach claimtrack, for the link."
)


@command("init")
@click.option("--name", default="admin", show_default=True, help="The first admin's user name.")
@url_option
def init(name: str, url: str) -> None:
    """Begin a newsroom: make the instance folder, the key and the database, and print a link for the first admin.

    Example: flask --app claimtrack init --url https://claims.example.org
    """
    click.echo(f"The instance folder is {current_app.instance_path}.")
    with database().read() as session:
        admins = [user.name for user in users.all_users(session) if user.role is Role.ADMIN and user.active]
    if admins:
        click.echo(f"There is an admin already: {', '.join(admins)}.")
        click.echo(f"For a new link: flask --app claimtrack user link {admins[0]}")
        return
    with database().write_tx() as tx:
        user, token = users.invite(tx, draft(UserDraft, name=name, role=Role.ADMIN), by=None)
    _print_link(user, token, url)


@click.group("user")
def user() -> None:
    """The people who work here."""


@command("list")
@json_option
def list_users(as_json: bool) -> None:
    """List everybody with role and state.

    Example: flask --app claimtrack user list --json
    """
    with database().read() as session:
        found = [_described(one) for one in users.all_users(session)]
    if as_json:
        print_json(found)
        return
    for one in found:
        told = [Role(str(one["role"])).label]
        told += [] if one["active"] else ["suspended"]
        told += [] if one["has_password"] else ["no password yet"]
        click.echo(f"{one['name']}: {', '.join(told)}")


@command("invite")
@NAME
@click.option("--role", default=Role.FACT_CHECKER.value, show_default=True, type=ROLE)
@click.option("--full-name", default="", help="As others see it.")
@url_option
def invite(name: str, role: str, full_name: str, url: str) -> None:
    """Make an account and print the one-time link with which its holder sets a password.

    Example: flask --app claimtrack user invite ana --role editor
    """
    with database().write_tx() as tx:
        made, token = users.invite(tx, draft(UserDraft, name=name, role=role, full_name=full_name), by=None)
    _print_link(made, token, url)


@command("link")
@NAME
@url_option
def link(name: str, url: str) -> None:
    """Print a new one-time link for somebody who has lost their password; earlier links stop working.

    Example: flask --app claimtrack user link ana
    """
    with database().write_tx() as tx:
        found = users.get_user(tx, name)
        token = users.make_link(tx, found, by=None)
    _print_link(found, token, url)


@command("suspend")
@NAME
def suspend(name: str) -> None:
    """Shut somebody out at once: sessions, links and tokens end.

    Example: flask --app claimtrack user suspend ana
    """
    _change(name, lambda tx, found: users.suspend(tx, found, by=None), "is suspended")


@command("restore")
@NAME
def restore(name: str) -> None:
    """Let somebody in again who was suspended.

    Example: flask --app claimtrack user restore ana
    """
    _change(name, lambda tx, found: users.suspend(tx, found, by=None, active=True), "may sign in again")


@command("reset-code")
@NAME
def reset_code(name: str) -> None:
    """Let somebody sign in without a code who has lost phone and recovery codes; all their sessions end.

    Example: flask --app claimtrack user reset-code ana
    """
    _change(name, lambda tx, found: second_factor.reset(tx, found, by=None), "signs in without a code now")


@command("role")
@NAME
@click.argument("role", type=ROLE)
def change_role(name: str, role: str) -> None:
    """Let somebody do more, or less, from now on.

    Example: flask --app claimtrack user role ana editor
    """
    wanted = Role(role)
    _change(
        name,
        lambda tx, found: users.change_role(tx, found, wanted, seen=found.version, by=None),
        f"is {wanted.label} now",
    )


@command("token")
@NAME
@click.option("--label", default="command line", show_default=True, help="What the token is for.")
@click.option(
    "--scope", default=Scope.READ.value, show_default=True, type=SCOPE, help="Only read, or also write drafts."
)
@click.option("--days", default=users.TOKEN_DAYS, show_default=True, help="How long it works, at most 365 days.")
def token(name: str, label: str, scope: str, days: int) -> None:
    """Print a token with which a script may use the API as this person. It is shown once.

    Example: flask --app claimtrack user token ana --label "wire monitor" --scope write --days 30
    """
    with database().write_tx() as tx:
        user = users.get_user(tx, name)
        made = users.make_token(tx, user, label, by=None, scope=Scope(scope), days=days)
    click.echo(made)


for each in (list_users, invite, link, suspend, restore, reset_code, change_role, token):
    user.add_command(each)


def _change(name: str, change: Any, told: str) -> None:
    with database().write_tx() as tx:
        found = users.get_user(tx, name)
        change(tx, found)
    click.echo(f"{found.name} {told}.")


def _described(one: User) -> dict[str, object]:
    return {
        "name": one.name,
        "full_name": one.full_name,
        "role": one.role.value,
        "active": one.active,
        "has_password": bool(one.password_hash),
    }


def _print_link(made: User, token: str, url: str) -> None:
    click.echo(f"{made.name} ({made.role.label}) sets a password here, once, within three days:")
    click.echo(f"{url.rstrip('/')}/link/{token}")
