"""Every route × everybody who may ask: what each must be told, and what each is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask
from sqlmodel import select

from claimtrack.models import ApiToken, LoginSession, User, now
from claimtrack.services import audit, logins, users
from claimtrack.web.request import PUBLIC, access_of
from claimtrack.words import Role, Scope
from tests.client import PageClient
from tests.factories import Factory

NOBODY_HAS = 999999  # a number no record has, so that asking changes nothing
TOKENS = {"read token": Scope.READ, "write token": Scope.WRITE}
SHUT_OUT = ("suspended", "expired", "suspended token", "expired token")
PRINCIPALS = ("anonymous", *Role, *TOKENS, *SHUT_OUT)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one principal is told at one route; `said` is "open" for all that is neither 401 nor 403."""

    principal: str
    endpoint: str
    method: str
    address: str
    expected: str
    said: str
    status: int

    @property
    def is_wrong(self) -> bool:
        return self.said != self.expected or self.status >= 500


def routes(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Every route with each method it takes: (endpoint, method, an address for it). Signing out comes last."""
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint == "session.sign_out", rule.rule))
    for rule in rules:
        address = app.url_map.bind("localhost").build(rule.endpoint, dict.fromkeys(rule.arguments, NOBODY_HAS))
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule.endpoint, method, address


def visitor(app: Flask, principal: str) -> tuple[PageClient, dict[str, str]]:
    """Somebody at the door, and the headers they send with every request. Outsiders were admins once."""
    make = Factory(app.extensions["claimtrack"])
    client, headers = PageClient(app), {}
    make.user(role=Role.ADMIN)  # another one, so that this one can be suspended
    user = make.user(role=Role(principal) if principal in set(Role) else Role.ADMIN)
    if "token" in principal:
        scope = TOKENS.get(principal, Scope.WRITE)
        with make.writing() as tx:
            token = users.make_token(tx, tx.get_one(User, user.id), "script", by=None, scope=scope)
        headers = {"Authorization": f"Bearer {token}"}
    elif principal != "anonymous":
        client.sign_in_as(user)
    if principal in SHUT_OUT:
        _shut_out(make, user, principal.partition(" ")[0])
    return client, headers


def _shut_out(make: Factory, user: User, how: str) -> None:
    with make.writing() as tx:
        if how == "suspended":
            users.suspend(tx, tx.get_one(User, user.id), by=None)
            return
        for login in tx.exec(select(LoginSession).where(LoginSession.user_id == user.id)):
            login.seen_at = now() - logins.IDLE - timedelta(seconds=1)
        for token in tx.exec(select(ApiToken).where(ApiToken.user_id == user.id)):
            token.expires_at = now() - timedelta(seconds=1)
        audit.record(tx, audit.Action.CHANGED, f"user_account:{user.id}", by=None)


READ_BY_POST = {"api.matches"}  # texts too long for an address, of which nothing is recorded


def expected(access: Role | str | None, principal: str, endpoint: str, method: str) -> str:
    """What the route must say to this principal."""
    over_api = endpoint.startswith("api.")
    if access == PUBLIC:
        return "open"
    if principal == "anonymous" or principal in SHUT_OUT or (principal in TOKENS and not over_api):
        return "401"
    if over_api and method != "GET" and principal != "write token" and endpoint not in READ_BY_POST:
        return "403"  # a session never writes there
    role = Role.ADMIN if principal in TOKENS else Role(principal)
    return "open" if isinstance(access, Role) and role.includes(access) else "403"


def tried(app: Flask, principal: str) -> Iterator[Cell]:
    """Every route as this principal."""
    client, headers = visitor(app, principal)
    csrf = client.csrf_token()
    for endpoint, method, address in routes(app):
        data = None if method == "GET" else {"csrf_token": csrf}
        status = client.flask.open(address, method=method, headers=headers, data=data).status_code
        said = str(status) if status in (401, 403) else "open"
        must = expected(access_of(app, endpoint), principal, endpoint, method)
        yield Cell(principal, endpoint, method, address, must, said, status)
