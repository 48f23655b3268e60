"""The way of a claim to the reader, step by step and person by person."""

import pytest

from claimtrack.errors import BadInput, NotAllowed
from claimtrack.rules.mentions import named_in
from claimtrack.rules.review import STEPS, Hand, after_change, check_step, get_step, may, steps_from, with_hand
from claimtrack.words import Role, Status

MAKER = Hand(Role.FACT_CHECKER, made_it=True)
COLLEAGUE = Hand(Role.FACT_CHECKER)
SENDER = Hand(Role.FACT_CHECKER, wrote_it=True, sent_it=True)
EDITOR = Hand(Role.EDITOR)
EDITOR_WHO_MADE_IT = Hand(Role.EDITOR, made_it=True)
EDITOR_WHO_CHANGED_IT = Hand(Role.EDITOR, wrote_it=True)
ADMIN_WHO_CHANGED_IT = Hand(Role.ADMIN, wrote_it=True)

MAY = [  # status, who, what they may do, why
    (Status.DRAFT, COLLEAGUE, {"submit"}, "a colleague may finish it, not put it aside"),
    (Status.DRAFT, MAKER, {"submit", "withdraw"}, "one's own draft can be put aside"),
    (Status.SUBMITTED, COLLEAGUE, set(), "it waits for an editor"),
    (Status.SUBMITTED, MAKER, {"take_back", "withdraw"}, "whoever entered it thought of something"),
    (Status.SUBMITTED, SENDER, {"take_back"}, "whoever submitted it was told that they can take it back"),
    (Status.SUBMITTED, Hand(Role.FACT_CHECKER, wrote_it=True), set(), "not whoever changed a word in it"),
    (Status.SUBMITTED, EDITOR, {"take_back", "ask_changes", "approve", "withdraw"}, "the editor's desk"),
    (Status.SUBMITTED, EDITOR_WHO_MADE_IT, {"take_back", "ask_changes", "withdraw"}, "nobody approves their own"),
    (Status.SUBMITTED, EDITOR_WHO_CHANGED_IT, {"take_back", "ask_changes", "withdraw"}, "a change makes it theirs"),
    (Status.SUBMITTED, ADMIN_WHO_CHANGED_IT, {"take_back", "ask_changes", "withdraw"}, "not even an admin"),
    (Status.NEEDS_CHANGES, COLLEAGUE, {"submit"}, "a colleague may make the changes"),
    (Status.APPROVED, EDITOR_WHO_MADE_IT, {"publish", "step_back", "withdraw"}, "somebody else approved it"),
    (Status.APPROVED, COLLEAGUE, set(), "publishing is an editor's act"),
    (Status.PUBLISHED, EDITOR, {"step_back", "withdraw"}, "it can be taken back, never unseen"),
    (Status.WITHDRAWN, MAKER, {"reopen"}, "what was put aside can be taken up"),
    (Status.WITHDRAWN, COLLEAGUE, set(), "but not by everybody"),
]


@pytest.mark.parametrize(("status", "who", "steps", "why"), MAY)
def test_who_may_do_what_from_where(status: Status, who: Hand, steps: set[str], why: str) -> None:
    assert {step.name for step in steps_from(status, who)} == steps, why


def test_every_status_but_draft_is_reached_and_every_one_is_left() -> None:
    assert {step.end for step in STEPS.values()} == set(Status)
    assert {status for step in STEPS.values() for status in step.start} == set(Status)


def test_a_maker_cannot_take_away_what_readers_see() -> None:
    assert may(STEPS["withdraw"], Status.SUBMITTED, MAKER)
    with pytest.raises(NotAllowed, match="role editor may do this"):
        check_step(STEPS["withdraw"], Status.SUBMITTED, MAKER, public=True)
    assert may(STEPS["withdraw"], Status.SUBMITTED, EDITOR, public=True)


def test_a_newsroom_of_one_may_approve_its_own() -> None:
    check_step(STEPS["approve"], Status.SUBMITTED, EDITOR_WHO_MADE_IT, approve_own=True)
    with pytest.raises(NotAllowed, match="somebody else has to approve"):
        check_step(STEPS["approve"], Status.SUBMITTED, EDITOR_WHO_MADE_IT)


def test_a_step_from_elsewhere_says_where_the_claim_is() -> None:
    with pytest.raises(NotAllowed, match="is draft, so this cannot be done: publish"):
        check_step(STEPS["publish"], Status.DRAFT, EDITOR)


def test_an_unknown_step_is_refused() -> None:
    with pytest.raises(BadInput):
        get_step("delete")


@pytest.mark.parametrize("status", Status)
def test_only_what_was_approved_goes_back_when_it_is_changed(status: Status) -> None:
    approved = status in (Status.APPROVED, Status.PUBLISHED)
    assert after_change(status) is (Status.SUBMITTED if approved else status)


def test_hands_are_noted_once() -> None:
    assert with_hand([3], 4) == [3, 4]
    assert with_hand([3], 3) == [3]
    assert with_hand([3], None) == [3]  # the host's owner, by command


@pytest.mark.parametrize(
    ("text", "names", "why"),
    [
        ("@ana, look", ["ana"], "a comma ends the name"),
        ("see @ana.", ["ana"], "so does a full stop"),
        ("@ana.k and @ANA.K", ["ana.k"], "case does not matter, and once is enough"),
        ("mail ana@example.org", [], "an address names nobody"),
        ("@@ana @a", [], "two signs, or one letter, are no name"),
        ("(@petar)", ["petar"], "brackets may stand around it"),
        ("", [], "nothing is nobody"),
    ],
)
def test_names_after_an_at_sign(text: str, names: list[str], why: str) -> None:
    assert named_in(text) == names, why
