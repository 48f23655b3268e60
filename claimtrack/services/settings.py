"""The newsroom's choices, each changed by name and told in the history."""

from dataclasses import dataclass

from sqlmodel import Session

from claimtrack.errors import BadInput, Stale
from claimtrack.models import Setting, User
from claimtrack.rules import verdicts
from claimtrack.services import audit
from claimtrack.words import Role

APPROVE_OWN = "approve_own"  # "yes": people may approve what they wrote themselves
VERDICT_SCALE = "verdict_scale"
OWN_SCALE = "own_scale"
CODE_NEEDED_BY = "code_needed_by"  # the least role that must sign in with a code; "": nobody must
NEWSROOM = "newsroom"  # how readers know the publisher
LONGEST = {NEWSROOM: 120, OWN_SCALE: 5000}


@dataclass(frozen=True, slots=True)
class Choices:
    """All choices as they are. `own_scale` is given as lines, also while a preset is in use."""

    newsroom: str
    scale: verdicts.Scale
    own_scale: str
    approve_own: bool
    code_needed_by: Role | None


def choices(session: Session) -> Choices:
    """What this newsroom has chosen."""
    return Choices(
        newsroom=value(session, NEWSROOM),
        scale=scale(session),
        own_scale=value(session, OWN_SCALE),
        approve_own=approve_own(session),
        code_needed_by=code_needed_by(session),
    )


def value(session: Session, name: str) -> str:
    """What was chosen, "" for nothing."""
    found = session.get(Setting, name)
    return found.value if found else ""


def scale(session: Session) -> verdicts.Scale:
    """The scale verdicts are given on."""
    return verdicts.scale_of(value(session, VERDICT_SCALE), value(session, OWN_SCALE))


def approve_own(session: Session) -> bool:
    """Whether people may approve what they wrote themselves."""
    return value(session, APPROVE_OWN) == "yes"


def code_needed_by(session: Session) -> Role | None:
    """The least role whose holders must sign in with a code; None where everybody chooses for themselves."""
    found = value(session, CODE_NEEDED_BY)
    return Role(found) if found else None


def needs_code(session: Session, role: Role) -> bool:
    """Whether people with this role must sign in with a code."""
    least = code_needed_by(session)
    return least is not None and role.includes(least)


def choose(session: Session, name: str, wanted: str, *, seen: str, by: User, reason: str = "") -> None:
    """Make this choice. `seen` is what was chosen when the form was opened. Raises Stale, BadInput."""
    choose_all(session, {name: (wanted, seen)}, by=by, reason=reason)


def choose_all(session: Session, wanted: dict[str, tuple[str, str]], *, by: User, reason: str = "") -> None:
    """Make several choices as one act: name → (wanted, seen). Raises Stale, BadInput."""
    for name, (text, seen) in wanted.items():
        _check(name, text, by)
        if value(session, name) != seen:
            raise Stale("Somebody changed this setting since you opened it.")
        row = session.get(Setting, name)
        if row is None and text:
            session.add(Setting(name=name, value=text))
        elif row is not None and row.value != text:
            row.value = text
    audit.record(session, audit.Action.SETTING, f"setting:{next(iter(wanted))}", by=by, reason=reason)


def _check(name: str, text: str, by: User) -> None:
    if len(text) > LONGEST.get(name, 60):
        raise BadInput("", {name: f"Shorten this to {LONGEST.get(name, 60)} characters."})
    if name == CODE_NEEDED_BY and text not in ("", *Role):
        raise BadInput("", {name: "Choose who must."})
    if name == CODE_NEEDED_BY and text and not by.totp_secret:
        raise BadInput("", {name: "Set up your own code at sign-in first, on the page of your account."})
    if name == OWN_SCALE and text:
        try:
            verdicts.read_scale(text)
        except BadInput as error:
            raise BadInput(str(error), {name: str(error)}) from error
