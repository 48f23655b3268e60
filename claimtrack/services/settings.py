"""The newsroom's choices, each changed by name and told in the history."""

from dataclasses import dataclass

from sqlmodel import Session

from claimtrack.errors import BadInput, Stale
from claimtrack.models import Setting, User
from claimtrack.rules import verdicts
from claimtrack.services import audit

APPROVE_OWN = "approve_own"  # "yes": people may approve what they wrote themselves
VERDICT_SCALE = "verdict_scale"
OWN_SCALE = "own_scale"
NEWSROOM = "newsroom"  # how readers know the publisher
LONGEST = {NEWSROOM: 120, OWN_SCALE: 5000}


@dataclass(frozen=True, slots=True)
class Choices:
    """All choices as they are. `own_scale` is given as lines, also while a preset is in use."""

    newsroom: str
    scale: verdicts.Scale
    own_scale: str
    approve_own: bool


def choices(session: Session) -> Choices:
    """What this newsroom has chosen."""
    return Choices(value(session, NEWSROOM), scale(session), value(session, OWN_SCALE), approve_own(session))


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


def choose(session: Session, name: str, wanted: str, *, seen: str, by: User, reason: str = "") -> None:
    """Make this choice. `seen` is what was chosen when the form was opened. Raises Stale, BadInput."""
    choose_all(session, {name: (wanted, seen)}, by=by, reason=reason)


def choose_all(session: Session, wanted: dict[str, tuple[str, str]], *, by: User, reason: str = "") -> None:
    """Make several choices as one act: name → (wanted, seen). Raises Stale, BadInput."""
    for name, (text, seen) in wanted.items():
        _check(name, text)
        if value(session, name) != seen:
            raise Stale("Somebody changed this setting since you opened it.")
        row = session.get(Setting, name)
        if row is None and text:
            session.add(Setting(name=name, value=text))
        elif row is not None and row.value != text:
            row.value = text
    audit.record(session, audit.Action.SETTING, f"setting:{next(iter(wanted))}", by=by, reason=reason)


def _check(name: str, text: str) -> None:
    if len(text) > LONGEST.get(name, 60):
        raise BadInput("", {name: f"Shorten this to {LONGEST.get(name, 60)} characters."})
    if name == OWN_SCALE and text:
        try:
            verdicts.read_scale(text)
        except BadInput as error:
            raise BadInput(str(error), {name: str(error)}) from error
