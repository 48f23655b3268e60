"""The history: every act as a sentence that names the field, the old and the new value and the reason."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from claimtrack.dates import FuzzyDate
from claimtrack.db import Database
from claimtrack.drafts import (
    ActorDraft,
    ActorRoleDraft,
    ClaimDraft,
    CommentDraft,
    OutletDraft,
    RelationDraft,
    SourceDraft,
    StatementDraft,
    UserDraft,
    VerdictDraft,
    WordingDraft,
)
from claimtrack.errors import NotFound
from claimtrack.models import Actor, ApiToken, Claim, ClaimRelation, Comment, Outlet, Source, Statement, User
from claimtrack.rules.differing import GONE, NEW
from claimtrack.rules.fields import FieldChange
from claimtrack.services import (
    actors,
    audit,
    claims,
    comments,
    judgements,
    logins,
    outlets,
    relations,
    reviews,
    settings,
    sources,
    statements,
    users,
    verdicts,
)
from claimtrack.services.audit import Action
from claimtrack.services.history import Told
from claimtrack.services.history_list import HOST, About, Wanted, find_acts, get_record
from claimtrack.words import Answer, ClaimType, Kind, Relation, Role, Stance
from tests.factories import D, Factory

EVERYTHING = Wanted(accounts=True)
LAST_WEEK = FuzzyDate(words="last week", earliest=D("2022-02-14"), latest=D("2022-02-20"))
ON_FRIDAY = FuzzyDate(words="2022-02-18", earliest=D("2022-02-18"), latest=D("2022-02-18"))
NAMES = {"XK": "Kosovo", "ru": "Russian"}


class Desk:
    """Two claims, a statement, and Ana, who changes them."""

    def __init__(self, make: Factory, database: Database) -> None:
        self.make, self.database = make, database
        self.ana, self.ben = make.user("Ana", Role.EDITOR), make.user("Ben")
        self.claim, self.other = make.claim("Mercenaries are sent"), make.claim("Fighters are sent")
        self.statement = make.statement(self.claim, said=LAST_WEEK, quote="We are checking that")

    def act(self, do: Callable[[Session], object]) -> Told:
        """Do this, and tell it."""
        with self.database.write_tx() as tx:
            do(tx)
        return self.told()[0]

    def told(self, wanted: Wanted = EVERYTHING) -> list[Told]:
        with self.database.read() as session:
            return find_acts(session, wanted, 0, 50, lambda _kind, code: NAMES.get(code, code))[0]

    def changed(self, **fields: object) -> StatementDraft:
        known = {"stance": Stance.ASSERTS, "said": LAST_WEEK, "quote": "We are checking that"}
        return StatementDraft(**{**known, **fields})  # type: ignore[arg-type]

    def change(self, reason: str = "", **fields: object) -> Told:
        def do(tx: Session) -> None:
            row = tx.get_one(Statement, self.statement.id)
            statements.change_statement(tx, row, self.changed(**fields), seen=row.version, by=self.ana, reason=reason)

        return self.act(do)


@pytest.fixture
def desk(make: Factory, database: Database) -> Desk:
    return Desk(make, database)


def sentence(told: Told) -> str:
    """The act as the page writes it."""
    words = [told.who, told.did, told.to, told.title if told.page else ""]
    tail = "".join(part.text for part in told.tail)
    return " ".join(filter(None, words)) + tail + (f", because {told.because}" if told.because else "")


def below(told: Told) -> list[str]:
    """What stands under the sentence, a line each."""
    lines = []
    for row in told.rows:
        lines += [f"{row.heading}: {row.name}"] if row.heading else []
        lines += [f"{one.name}: {one.before or 'nothing'} → {one.after or 'nothing'}" for one in row.fields]
    return lines


def test_a_changed_date_is_told_with_both_dates_and_the_reason(desk: Desk) -> None:
    told = desk.change("TASS dates it.", said=ON_FRIDAY)
    assert sentence(told) == (
        "Ana changed the date of Sergei Lavrov’s statement on Mercenaries are sent "
        "from “last week” (14–20 Feb 2022) to 18 Feb 2022, because TASS dates it"
    )
    assert told.rows == ()


def test_several_fields_are_named_and_told_one_by_one(desk: Desk) -> None:
    told = desk.change(said=ON_FRIDAY, stance=Stance.NO_COMMENT, on_behalf_of="Government of Russia")
    assert sentence(told) == (
        "Ana changed the stance, date and actor spoken for of Sergei Lavrov’s statement on Mercenaries are sent"
    )
    assert below(told) == [
        "stance: asserts → no comment",
        "date: “last week” (14–20 Feb 2022) → 18 Feb 2022",
        "actor spoken for: nothing → Government of Russia",
        "New actor: Government of Russia",
        "kind: nothing → organisation",
    ]


def test_a_changed_text_is_told_word_by_word(desk: Desk) -> None:
    told = desk.change(quote="We are double checking that")
    assert sentence(told) == "Ana changed the quote of Sergei Lavrov’s statement on Mercenaries are sent"
    (field,) = told.rows[0].fields
    assert [(piece.text, piece.kind) for piece in field.pieces if piece.kind in (GONE, NEW)] == [("double ", NEW)]


def acts(desk: Desk) -> list[tuple[Callable[[Session], object], str, list[str]]]:
    """What is done, the sentence for it, and what stands below that."""
    ana, ben, claim, other = desk.ana, desk.ben, desk.claim, desk.other

    def row(tx: Session, kind: type) -> object:
        return tx.exec(select(kind).order_by(kind.id)).first()

    def one(tx: Session) -> Claim:
        return tx.get_one(Claim, claim.id)

    text = {"text": claim.text}
    return [
        (
            lambda tx: claims.change_claim(
                tx, one(tx), ClaimDraft(**text, type=ClaimType.FORECAST), seen=1, by=ana, reason="It is to come"
            ),
            "Ana changed the type of the claim Mercenaries are sent from factual to forecast, because It is to come",
            [],
        ),
        (
            lambda tx: claims.change_claim(
                tx,
                one(tx),
                ClaimDraft(**text, type=ClaimType.FORECAST, topics=("war",), countries=("XK",)),
                seen=2,
                by=ana,
            ),
            "Ana changed the topics and countries of the claim Mercenaries are sent",
            ["Topic: war", "Country: Kosovo"],
        ),
        (
            lambda tx: claims.change_claim(
                tx, one(tx), ClaimDraft(**text, type=ClaimType.FORECAST, countries=("XK",)), seen=3, by=ana
            ),
            "Ana changed the topics of the claim Mercenaries are sent",
            ["Topic taken away: war"],
        ),
        (
            lambda tx: claims.change_claim(
                tx, one(tx), ClaimDraft(**text, type=ClaimType.FORECAST, countries=("XK",)), seen=4, by=ana
            ),
            "Ana saved, without a change, the claim Mercenaries are sent",
            [],
        ),
        (
            lambda tx: statements.strike(tx, row(tx, Statement), seen=1, by=ana, reason="misread"),
            "Ana struck out a statement by Sergei Lavrov on Mercenaries are sent, because misread",
            [],
        ),
        (
            lambda tx: statements.strike(tx, row(tx, Statement), seen=2, by=ana, struck=False),
            "Ana restored a statement by Sergei Lavrov on Mercenaries are sent",
            [],
        ),
        (
            lambda tx: claims.add_wording(tx, one(tx), WordingDraft(text="Mercs go"), by=ana),
            "Ana added a wording of Mercenaries are sent",
            ["Wording: Mercs go"],
        ),
        (
            lambda tx: relations.relate(
                tx, one(tx), RelationDraft(other_id=other.id, relation=Relation.PART_OF), by=ana
            ),
            "Ana recorded that Mercenaries are sent is part of “Fighters are sent”",
            [],
        ),
        (
            lambda tx: relations.unrelate(tx, tx.exec(select(ClaimRelation)).one(), by=ana),
            "Ana took back that Mercenaries are sent is part of “Fighters are sent”",
            [],
        ),
        (
            lambda tx: judgements.judge(
                tx, Kind.CLAIM, claim.id, other.id, Answer.RELATED, relation=Relation.ABOUT, by=ana, reason="see both"
            ),
            "Ana said that Mercenaries are sent is about “Fighters are sent”, because see both",
            None,
        ),
        (
            lambda tx: judgements.judge(tx, Kind.CLAIM, other.id, claim.id, Answer.SAME, by=ana),
            "Ana said that Mercenaries are sent is the same claim as “Fighters are sent”",
            None,
        ),
        (
            lambda tx: judgements.take_back(tx, judgements.in_force(tx, Kind.CLAIM, claim.id, other.id), by=ana),
            "Ana took back that Mercenaries are sent is the same claim as “Fighters are sent”",
            None,
        ),
        (
            lambda tx: comments.add(tx, one(tx), CommentDraft(text="Is this so?"), by=ben),
            "Ben commented on the claim Mercenaries are sent",
            ["Comment: Is this so?"],
        ),
        (
            lambda tx: comments.strike(tx, tx.exec(select(Comment)).one(), by=tx.get_one(User, ben.id)),
            "Ben struck out a comment on Mercenaries are sent",
            ["Comment struck out: Is this so?"],
        ),
        (
            lambda tx: reviews.assign(tx, one(tx), ben, seen=reviews.Seen.of(one(tx)), by=ana),
            "Ana assigned the claim Mercenaries are sent to Ben",
            [],
        ),
        (
            lambda tx: reviews.take_step(tx, one(tx), "submit", seen=reviews.Seen.of(one(tx)), by=ben),
            "Ben submitted the claim Mercenaries are sent",
            ["status: draft → submitted for review"],
        ),
        (
            lambda tx: reviews.take_step(
                tx, one(tx), "ask_changes", seen=reviews.Seen.of(one(tx)), by=ana, text="Two lines\nof text"
            ),
            "Ana asked for changes to the claim Mercenaries are sent",
            ["status: submitted for review → needs changes", "Comment: Two lines\nof text"],
        ),
        (
            lambda tx: verdicts.give(
                tx, one(tx), VerdictDraft(label="False", rationale="Nobody went"), seen=one(tx).revision, by=ana
            ),
            "Ana gave the verdict “False” on the claim Mercenaries are sent",
            ["New verdict: False", "rationale: nothing → Nobody went"],
        ),
        (
            lambda tx: verdicts.give(
                tx,
                one(tx),
                VerdictDraft(label="Unverified", rationale="Some did", reason="Some went"),
                seen=one(tx).revision,
                by=ana,
            ),
            "Ana gave the verdict “Unverified” instead of “False” on the claim Mercenaries are sent, because Some went",
            ["New verdict: Unverified", "rationale: nothing → Some did"],
        ),
        (
            lambda tx: actors.change_actor(
                tx, row(tx, Actor), ActorDraft(name="Sergey Lavrov", aliases=("Лавров",)), seen=1, by=ana
            ),
            "Ana changed the name and names of the actor Sergey Lavrov",
            ["name: Sergei Lavrov → Sergey Lavrov", "Name: Лавров", "Name taken away: Sergei Lavrov"],
        ),
        (
            lambda tx: outlets.change_outlet(
                tx, row(tx, Outlet), OutletDraft(name="Example", domain="example.org", country="XK"), seen=1, by=ana
            ),
            "Ana changed the country of the outlet Example from nothing to Kosovo",
            [],
        ),
        (
            lambda tx: sources.change_source(
                tx,
                row(tx, Source),
                SourceDraft(url=row(tx, Source).url, outlet="Example", published=D("2022-02-21")),
                seen=1,
                by=ana,
            ),
            "Ana changed the day of publication of the source {url} from nothing to 21 Feb 2022",
            [],
        ),
        (
            lambda tx: settings.choose(tx, settings.NEWSROOM, "The Desk", seen="", by=ana, reason="We have a name"),
            "Ana changed the name of the newsroom from nothing to The Desk, because We have a name",
            [],
        ),
        (
            lambda tx: users.make_token(tx, tx.get_one(User, ana.id), "script", by=ana),
            "Ana made a token",
            ["Key: script"],
        ),
        (
            lambda tx: users.end_token(tx, ana, tx.exec(select(ApiToken)).one().id, by=ana),
            "Ana ended a token",
            [],
        ),
        (lambda tx: logins.begin(tx, tx.get_one(User, ben.id)), "Ben signed in", []),
        (lambda tx: users.suspend(tx, tx.get_one(User, ben.id), by=ana), "Ana suspended Ben", []),
        (
            lambda tx: users.suspend(tx, tx.get_one(User, ben.id), by=None, active=True),
            "Somebody at the server let in again Ben",
            [],
        ),
        (
            lambda tx: users.change_role(tx, tx.get_one(User, ben.id), Role.EDITOR, seen=3, by=ana, reason="promoted"),
            "Ana changed the account of Ben, because promoted",
            ["role: fact-checker → editor"],
        ),
        (
            lambda tx: users.set_password(tx, tx.get_one(User, ben.id), "secret hash", by=ana),
            "Ana set the password of Ben",
            [],
        ),
    ]


def test_every_act_is_a_sentence(desk: Desk) -> None:
    url = ""
    with desk.database.read() as session:
        url = session.exec(select(Source)).one().url or ""
    for do, expected, under in acts(desk):
        told = desk.act(do)
        assert sentence(told) == expected.format(url=url)
        assert below(told) == under or under is None, expected
    everything = str(desk.told())
    assert "secret hash" not in everything


def test_an_office_is_told_in_one_line(desk: Desk) -> None:
    office = ActorRoleDraft(title="Minister", affiliation="Russia", speaks_for="Moscow", since=D("2004-03-09"))
    draft = ActorDraft(name="Sergei Lavrov", roles=(office,))
    told = desk.act(lambda tx: actors.change_actor(tx, tx.exec(select(Actor)).one(), draft, seen=1, by=desk.ana))
    assert "Office: Minister, Russia, for Moscow, 9 Mar 2004 – …" in below(told)


def test_a_former_text_kept_as_a_wording_is_not_told_twice(desk: Desk) -> None:
    draft = ClaimDraft(text="Mercenaries are being sent")
    told = desk.act(lambda tx: claims.change_claim(tx, tx.get_one(Claim, desk.claim.id), draft, seen=1, by=desk.ana))
    assert sentence(told) == "Ana changed the wording of the claim Mercenaries are being sent"
    assert [row.heading for row in told.rows] == [""]


def test_an_import_counts_what_it_brought_also_when_that_is_too_much_to_read(desk: Desk) -> None:
    def bring(many: int) -> Callable[[Session], object]:
        def do(tx: Session) -> None:
            for number in range(many):
                tx.add(Outlet(name=f"Outlet {many} {number}", key=f"{number}"))
            audit.record(tx, Action.IMPORTED, "file", by=None, reason="A list")

        return do

    few, many = desk.act(bring(3)), desk.act(bring(500))
    assert sentence(few) == "Somebody at the server imported a file with 3 outlets"
    assert sentence(many) == "Somebody at the server imported a file with 500 outlets"
    assert (few.reason, len(few.rows), many.rows) == ("A list", 3, ())


def test_filters_narrow_what_is_told(desk: Desk) -> None:
    desk.change("dated", said=ON_FRIDAY)
    desk.act(lambda tx: claims.add_wording(tx, tx.get_one(Claim, desk.other.id), WordingDraft(text="So"), by=desk.ben))
    today = desk.told()[0].at.date()

    def found(**wanted: object) -> list[str]:
        return [told.did for told in desk.told(replace(EVERYTHING, **wanted))]  # type: ignore[arg-type]

    assert found(person=desk.ben.id) == ["added a wording"]
    assert found(person=HOST, about=About.STATEMENT) == ["entered a statement by Sergei Lavrov"]
    assert found(about=About.WORDING) == ["added a wording"]
    assert found(about=About.STATEMENT, action=Action.CHANGED) == ["changed the date of Sergei Lavrov’s statement"]
    assert found(record=f"claim:{desk.other.id}") == ["added a wording", "entered the claim"]
    assert found(record=f"claim:{desk.claim.id}", about=About.CLAIM) == ["entered the claim"]
    assert found(since=today + timedelta(days=1)) == found(until=today - timedelta(days=1)) == []
    assert len(found(since=today, until=today)) == len(found())


def test_the_number_of_acts_is_that_of_the_list(desk: Desk) -> None:
    desk.change(said=ON_FRIDAY)
    with desk.database.read() as session:
        for wanted in (
            *(Wanted(about=about, accounts=True) for about in About),
            *(EVERYTHING, Wanted(), Wanted(person=desk.ana.id), Wanted(record=f"claim:{desk.claim.id}")),
        ):
            found, total = find_acts(session, wanted, 0, 50, lambda _kind, code: code)
            assert len(found) == total, wanted


def test_accounts_are_told_only_where_they_may_be(desk: Desk) -> None:
    desk.act(lambda tx: users.invite(tx, UserDraft(name="new.one"), by=desk.ana))
    assert any(told.page == "user" for told in desk.told())
    assert not any(told.page == "user" or "password" in told.did for told in desk.told(Wanted()))


def test_the_history_of_a_claim_holds_all_that_hangs_on_it(desk: Desk) -> None:
    for do, _, _ in acts(desk)[:19]:
        desk.act(do)
    did = " · ".join(told.did for told in desk.told(Wanted(record=f"claim:{desk.claim.id}")))
    for words in ("statement", "wording", "type", "topics", "recorded that", "said that", "commented", "verdict"):
        assert words in did
    assert "recorded that" in " · ".join(told.did for told in desk.told(Wanted(record=f"claim:{desk.other.id}")))


def test_what_was_changed_elsewhere_is_left_out_of_a_records_history(desk: Desk) -> None:
    (told,) = desk.told(Wanted(record=f"actor:{desk.statement.actor_id}"))
    assert [row.heading for row in told.rows] == ["New actor"]


def test_a_kind_or_number_no_record_has_has_no_history(desk: Desk) -> None:
    with desk.database.read() as session:
        for kind, number in (("claim", 99), ("wording", 1), ("x", 1), ("statement", 2**40)):
            with pytest.raises(NotFound):
                get_record(session, kind, number)


def test_a_single_change_with_line_breaks_stands_below(desk: Desk) -> None:
    told = desk.change(scope_note="One\ntwo")
    assert told.tail == ()
    assert told.rows[0].fields == (FieldChange("note on scope", "", "One\ntwo"),)


def test_accounts_changed_by_another_act_are_not_told_with_it(desk: Desk) -> None:
    def do(tx: Session) -> None:
        tx.get_one(User, desk.ben.id).full_name = "Benedict Secret"
        audit.record(tx, Action.SETTING, "setting:newsroom", by=desk.ana)

    desk.act(do)
    assert below(desk.told(Wanted())[0]) == []
