"""A claim's way to the reader: which steps there are, from where to where, and who may take each."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from claimtrack.errors import BadInput, NotAllowed
from claimtrack.words import Role, Status


class Text(StrEnum):
    """What has to be written with a step."""

    NONE = "none"
    OPTIONAL = "optional"
    NEEDED = "needed"


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `role` may take it, and so may whoever made the claim where `maker` is set, or submitted it: `sender`.

    `others` forbids it to whoever wrote what it is about. `hint` says what it does and how it is undone.
    """

    name: str
    label: str
    start: frozenset[Status]
    end: Status
    role: Role
    hint: str
    maker: bool = False
    sender: bool = False
    others: bool = False
    text: Text = Text.OPTIONAL


def _from(*status: Status) -> frozenset[Status]:
    return frozenset(status)


STEPS = {
    step.name: step
    for step in (
        Step(
            "submit",
            "Submit for review",
            _from(Status.DRAFT, Status.NEEDS_CHANGES),
            Status.SUBMITTED,
            Role.FACT_CHECKER,
            "It goes to the editors. You can take it back until it is approved.",
        ),
        Step(
            "take_back",
            "Take back to draft",
            _from(Status.SUBMITTED),
            Status.DRAFT,
            Role.EDITOR,
            "It leaves the review list until it is submitted again.",
            maker=True,
            sender=True,
        ),
        Step(
            "ask_changes",
            "Ask for changes",
            _from(Status.SUBMITTED),
            Status.NEEDS_CHANGES,
            Role.EDITOR,
            "It goes back with what you write, and can be submitted again.",
            text=Text.NEEDED,
        ),
        Step(
            "approve",
            "Approve",
            _from(Status.SUBMITTED),
            Status.APPROVED,
            Role.EDITOR,
            "What you see now is kept as it is. Any later change has to be approved again.",
            others=True,
        ),
        Step(
            "publish",
            "Publish",
            _from(Status.APPROVED),
            Status.PUBLISHED,
            Role.EDITOR,
            "Readers see it as it was approved. It can be withdrawn.",
        ),
        Step(
            "step_back",
            "Back to review",
            _from(Status.APPROVED, Status.PUBLISHED),
            Status.SUBMITTED,
            Role.EDITOR,
            "It has to be approved again. For readers nothing changes until then.",
        ),
        Step(
            "withdraw",
            "Withdraw",
            _from(Status.DRAFT, Status.SUBMITTED, Status.NEEDS_CHANGES, Status.APPROVED, Status.PUBLISHED),
            Status.WITHDRAWN,
            Role.EDITOR,
            "It is put aside, and no reader sees it. It can be reopened.",
            maker=True,
            text=Text.NEEDED,
        ),
        Step(
            "reopen",
            "Reopen as a draft",
            _from(Status.WITHDRAWN),
            Status.DRAFT,
            Role.EDITOR,
            "It is worked on again.",
            maker=True,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Hand:
    """Who wants to take a step: their role, whether the claim is theirs, whether they wrote on it or submitted it."""

    role: Role
    made_it: bool = False
    wrote_it: bool = False
    sent_it: bool = False


def get_step(name: str) -> Step:
    """The step with this name. Raises BadInput."""
    if name not in STEPS:
        raise BadInput("There is no such step. Open the claim and choose one there.")
    return STEPS[name]


def check_step(step: Step, status: Status, hand: Hand, *, public: bool = False, approve_own: bool = False) -> None:
    """Raises NotAllowed, with the reason, if this person may not take this step from here.

    `public` says that readers see an approved state of the claim; only an editor may take that away from them.
    """
    if status not in step.start:
        raise NotAllowed(f"This claim is {status.label}, so this cannot be done: {step.label.lower()}.")
    editors_only = public and step.end is Status.WITHDRAWN
    theirs = (step.maker and hand.made_it) or (step.sender and hand.sent_it)
    if not hand.role.includes(step.role) and (editors_only or not theirs):
        whose = f" or whoever entered{' or submitted' if step.sender else ''} the claim"
        whose = whose if step.maker and not editors_only else ""
        raise NotAllowed(f"Only somebody with the role {step.role.label}{whose} may do this.")
    if step.others and (hand.made_it or hand.wrote_it) and not approve_own:
        what = "You entered, submitted or changed this claim, or a name or source it shows"
        raise NotAllowed(f"{what}, so somebody else has to approve it.")


def steps_from(status: Status, hand: Hand, *, public: bool = False, approve_own: bool = False) -> list[Step]:
    """The steps this person may take now, in the order of the table."""
    return [step for step in STEPS.values() if may(step, status, hand, public=public, approve_own=approve_own)]


def may(step: Step, status: Status, hand: Hand, *, public: bool = False, approve_own: bool = False) -> bool:
    """Whether this person may take this step from here."""
    try:
        check_step(step, status, hand, public=public, approve_own=approve_own)
    except NotAllowed:
        return False
    return True


APPROVED = frozenset({Status.APPROVED, Status.PUBLISHED})


def after_change(status: Status) -> Status:
    """Where a claim stands once something about it was changed: what was approved has to be approved again."""
    return Status.SUBMITTED if status in APPROVED else status


def with_hand(written_by: Collection[int], person: int | None) -> list[int]:
    """Those who wrote on a claim, and this person."""
    return [*written_by] if person is None or person in written_by else [*written_by, person]
