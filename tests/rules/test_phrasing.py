"""A claim is worded as those who assert it would put it: not negated, and without a verdict in it."""

import pytest

from claimtrack.rules.phrasing import Slip, find_slip
from claimtrack.words import ClaimType

SLIPS = [
    ("False: mercenaries are being sent", Slip.VERDICT, "False:"),
    ("FAKE – mercenaries are being sent", Slip.VERDICT, "FAKE –"),
    ("There is no evidence that mercenaries are sent", Slip.VERDICT, "no evidence"),
    ("It is not true that mercenaries are sent", Slip.VERDICT, "It is not true"),
    ("The baseless story of the mercenaries", Slip.VERDICT, "baseless"),
    ("Falschmeldung über Söldner", Slip.VERDICT, "Falschmeldung"),
    ("Keine Beweise für Söldner", Slip.VERDICT, "Keine Beweise"),
    ("Laž: plaćenici idu u Ukrajinu", Slip.VERDICT, "Laž:"),
    ("Нема доказа да плаћеници иду", Slip.VERDICT, "Нема доказа"),
    ("Фейк: наёмники едут на Украину", Slip.VERDICT, "Фейк:"),
    ("Kosovo denies sending mercenaries", Slip.DENIAL, "denies"),
    ("Priština demantuje slanje plaćenika", Slip.DENIAL, "demantuje"),
    ("Москва опровергает вторжение", Slip.DENIAL, "опровергает"),
    ("Kosovo did not send mercenaries", Slip.NEGATION, "did not"),
    ("Kosovo didn’t send mercenaries", Slip.NEGATION, "didn’t"),
    ("Mercenaries were never sent", Slip.NEGATION, "never"),
    ("Kosovo schickt keine Söldner", Slip.NEGATION, "keine"),
    ("Le Kosovo n’envoie pas de mercenaires", Slip.NEGATION, "n’envoie pas"),
    ("Kosovo nije poslalo plaćenike", Slip.NEGATION, "nije"),
    ("Косово није послало плаћенике", Slip.NEGATION, "није"),
    ("Косово не отправляло наёмников", Slip.NEGATION, "не"),
    ("Kosova nuk ka dërguar mercenarë", Slip.NEGATION, "nuk"),
]
FINE = [
    ("Mercenaries from Albania, Kosovo and Bosnia are being sent to Ukraine", "plainly asserted"),
    ("Serbia is neutral in the standoff", "a state of things"),
    ("The vaccine is not only safe but cheap", "“not only” negates nothing"),
    ("Nothing in Notre-Dame was moved", "letters inside a word"),
    ("The Negotin plant leaks", "letters inside a word"),
    ("Наемники едут на Украину", "a word that only begins like a negation"),
    ("", "nothing yet"),
]


@pytest.mark.parametrize(("text", "slip", "words"), SLIPS)
def test_what_is_not_a_claim_yet_gets_a_hint_that_quotes_it(text: str, slip: Slip, words: str) -> None:
    hint = find_slip(text)
    assert hint is not None
    assert (hint.slip, hint.words) == (slip, words)
    assert hint.sentence.startswith(f"“{words}” looks like {slip.label}. ")


@pytest.mark.parametrize(("text", "why"), FINE)
def test_a_claim_worded_as_asserted_gets_none(text: str, why: str) -> None:
    assert find_slip(text) is None, why


@pytest.mark.parametrize("kind", [ClaimType.PLEDGE, ClaimType.POSITION])
def test_a_pledge_not_to_do_something_is_negative_by_nature(kind: ClaimType) -> None:
    assert find_slip("Serbia will never join NATO", kind) is None
    assert find_slip("False: Serbia will join NATO", kind) is not None, "a verdict is one in any kind of claim"
