"""The queue fills itself with what may be the same, after the save and never in it."""

import threading
from pathlib import Path
from queue import Queue

import pytest
from sqlmodel import Session, col, select

from claimtrack import demo
from claimtrack.db import Database
from claimtrack.drafts import ActorDraft, ClaimDraft, SourceDraft, WordingDraft
from claimtrack.matching.shelves import Shelves
from claimtrack.models import Actor, Claim, Judgement, Match, User
from claimtrack.services import actors, audit, claims, match_index, sources
from claimtrack.services.bulk import look_through
from claimtrack.services.finding import Finder, catch_up, is_behind
from claimtrack.services.importing import bring_in
from claimtrack.services.judgements import judge, take_back
from claimtrack.services.queue import open_count
from claimtrack.services.records import get
from claimtrack.words import ActorKind, Answer, Kind, MatchLabel, Role
from tests.factories import Factory

STORKS = "White storks were seen nesting on the cathedral of Strasbourg"
STORKS_AGAIN = "White storks were seen nesting on the cathedral in Strasbourg"
BABIES = "Storks bring babies to the villages of Alsace"
BIRDS = "Newborn infants are delivered by long-legged birds in eastern France"
BIRDS_TOO = "Newborn infants are delivered by long-legged birds in the east of France"
BAKERY = "The bakery in the old town closes at noon on Sundays"


@pytest.fixture
def editor(make: Factory) -> User:
    return make.user(role=Role.EDITOR)


def found(session: Session, kind: Kind = Kind.CLAIM) -> dict[tuple[int, int], Match]:
    query = select(Match).where(Match.kind == kind).order_by(col(Match.id))
    return {(match.left_id, match.right_id): match for match in session.exec(query)}


def reword(database: Database, claim: Claim, text: str, by: User) -> None:
    with database.write_tx() as tx:
        row = get(tx, Claim, claim.id)
        claims.change_claim(tx, row, ClaimDraft(text=text), seen=row.version, by=by)


def add_wording(database: Database, claim: Claim, text: str, by: User) -> None:
    with database.write_tx() as tx:
        claims.add_wording(tx, get(tx, Claim, claim.id), WordingDraft(text=text), by=by)


def strike_wordings(database: Database, claim: Claim, by: User, *, struck: bool = True) -> None:
    with database.write_tx() as tx:
        for wording in claims.wordings_of(tx, get(tx, Claim, claim.id), struck=not struck):
            claims.strike_wording(tx, wording, by=by, struck=struck)


def test_a_new_claim_is_paired_with_what_says_the_same_and_nothing_else(database: Database, make: Factory) -> None:
    storks, _, again = make.claim(STORKS), make.claim(BAKERY), make.claim(STORKS_AGAIN)
    assert catch_up(database) > 0
    with database.read() as session:
        ((pair, match),) = found(session).items()
        assert pair == (storks.id, again.id)
        assert match.evidence
        assert not any("new text" in reason or "recorded claim" in reason for reason in match.evidence)
        assert not is_behind(session)


def test_the_queue_says_which_claim_is_put_with_a_doubt(database: Database, make: Factory) -> None:
    make.claim(STORKS)
    doubted = make.claim(STORKS.replace("were seen", "were reportedly seen"))
    catch_up(database)
    with database.read() as session:
        (match,) = found(session).values()
        assert f"Only claim {doubted.id} puts it with a doubt: “reportedly”." in match.evidence[0]


def test_a_denial_is_read_in_the_language_that_is_noted(database: Database) -> None:
    with database.write_tx() as tx:
        for text in ("Grenzen bleiben offen", "Grenzen bleiben niemals offen"):
            claims.make_claim(tx, ClaimDraft(text=text, language="de"), by=None)
        audit.record(tx, audit.Action.ENTERED, "test", by=None)
    catch_up(database)
    with database.read() as session:
        (pair,) = found(session).values()
        assert pair.label is MatchLabel.REBUTTAL


def test_claims_on_one_story_that_say_different_things_are_not_called_the_same(database: Database) -> None:
    with database.write_tx() as tx:
        for name in demo.PARTS:
            bring_in(tx, demo.part(name))
    catch_up(database)
    with database.read() as session:
        surest = [match.label for match in found(session).values() if match.probability > 0.6]
    assert [label for label in surest if label.says_the_same] == []


def test_looking_twice_finds_nothing_twice(database: Database, make: Factory) -> None:
    make.claim(STORKS)
    make.claim(STORKS_AGAIN)
    catch_up(database)
    assert catch_up(database) == 0
    with database.read() as session:
        assert len(found(session)) == 1


def test_a_reworded_claim_leaves_the_pair_it_does_not_fit_any_more(
    database: Database, make: Factory, editor: User
) -> None:
    make.claim(STORKS)
    again = make.claim(STORKS_AGAIN)
    catch_up(database)
    reword(database, again, BAKERY, editor)
    with database.write_tx() as tx:
        (former,) = claims.wordings_of(tx, get(tx, Claim, again.id))
        claims.strike_wording(tx, former, by=editor)
    catch_up(database)
    with database.read() as session:
        assert found(session) == {}


def test_a_pair_in_step_with_a_changed_text_is_asked_about_anew(
    database: Database, make: Factory, editor: User
) -> None:
    make.claim(STORKS)
    again = make.claim(STORKS_AGAIN)
    catch_up(database)
    with database.read() as session:
        (before,) = found(session).values()
    reword(database, again, f"{STORKS_AGAIN} in March", editor)
    catch_up(database)
    with database.read() as session:
        (after,) = found(session).values()
        assert (after.id, after.texts_key != before.texts_key, after.found_at > before.found_at) == (
            before.id,
            True,
            True,
        )


def test_a_claim_is_paired_by_every_way_it_was_put(database: Database, make: Factory, editor: User) -> None:
    babies, birds = make.claim(BABIES), make.claim(BIRDS)
    catch_up(database)
    with database.read() as session:
        assert found(session) == {}
    add_wording(database, babies, BIRDS_TOO, editor)
    catch_up(database)
    with database.read() as session:
        match = found(session)[babies.id, birds.id]
        assert match.probability > 0.5
        assert (match.left_text, match.right_text) == (BIRDS_TOO, BIRDS)


def test_a_wording_of_a_claim_that_counts_as_the_same_is_asked_about_too(
    database: Database, make: Factory, editor: User
) -> None:
    babies, stork, birds = make.claim(BABIES), make.claim("The stork brings the children"), make.claim(BIRDS)
    with database.write_tx() as tx:
        judge(tx, Kind.CLAIM, babies.id or 0, stork.id or 0, Answer.SAME, by=editor)
    catch_up(database)
    add_wording(database, stork, BIRDS_TOO, editor)
    catch_up(database)
    with database.read() as session:
        assert (babies.id, birds.id) in found(session)


def test_a_pair_found_by_a_struck_wording_leaves_the_queue(database: Database, make: Factory, editor: User) -> None:
    babies, birds = make.claim(BABIES), make.claim(BIRDS)
    add_wording(database, babies, BIRDS_TOO, editor)
    catch_up(database)
    strike_wordings(database, babies, editor)
    catch_up(database)
    with database.read() as session:
        assert found(session) == {}
    strike_wordings(database, babies, editor, struck=False)
    catch_up(database)
    with database.read() as session:
        assert (babies.id, birds.id) in found(session)


def test_a_pair_that_was_judged_stays_as_it_was_found(database: Database, make: Factory, editor: User) -> None:
    babies, birds = make.claim(BABIES), make.claim(BIRDS)
    add_wording(database, babies, BIRDS_TOO, editor)
    catch_up(database)
    with database.write_tx() as tx:
        judge(tx, Kind.CLAIM, babies.id or 0, birds.id or 0, Answer.DIFFERENT, by=editor)
    strike_wordings(database, babies, editor)
    catch_up(database)
    strike_wordings(database, babies, editor, struck=False)
    add_wording(database, babies, "Infants come with long-legged birds", editor)
    catch_up(database)
    with database.read() as session:
        assert (babies.id, birds.id) in found(session)
        assert open_count(session, Kind.CLAIM) == 0, "no claim was worded anew"


def test_without_the_wording_that_was_most_alike_a_pair_is_as_likely_as_without_it(
    database: Database, make: Factory, editor: User
) -> None:
    storks, again = make.claim(STORKS), make.claim(STORKS_AGAIN)
    catch_up(database)
    with database.read() as session:
        before = found(session)[storks.id, again.id]
    add_wording(database, storks, f"{STORKS_AGAIN}, again", editor)
    catch_up(database)
    with database.read() as session:
        assert found(session)[storks.id, again.id].left_text == f"{STORKS_AGAIN}, again"
    strike_wordings(database, storks, editor)
    catch_up(database)
    with database.read() as session:
        after = found(session)[storks.id, again.id]
        assert (after.probability, after.left_text) == (pytest.approx(before.probability), STORKS)


def test_what_stood_behind_a_struck_wording_comes_forward(database: Database, make: Factory, editor: User) -> None:
    babies, birds, again = make.claim(BABIES), make.claim(BIRDS), make.claim(f"{BIRDS}, they say")
    catch_up(database)
    with database.read() as session:
        alone = found(session)[birds.id, again.id].probability
    add_wording(database, babies, BIRDS_TOO, editor)
    with database.write_tx() as tx:
        for match in tx.exec(select(Match)):
            tx.delete(match)
    look_through(database, again=True)
    with database.read() as session:
        assert found(session)[birds.id, again.id].probability < alone - 0.05
    strike_wordings(database, babies, editor)
    catch_up(database)
    with database.read() as session:
        assert {pair: match.probability for pair, match in found(session).items()} == {
            (birds.id, again.id): pytest.approx(alone)
        }


def test_only_so_many_are_looked_at_when_somebody_waits(database: Database, make: Factory) -> None:
    for n in range(60):
        make.claim(f"Village number {n} counts its storks")
    assert 25 <= catch_up(database, most=25) < 60
    with database.read() as session:
        assert is_behind(session)


def test_joined_claims_are_not_paired_again(database: Database, make: Factory, editor: User) -> None:
    storks, again = make.claim(STORKS), make.claim(STORKS_AGAIN)
    with database.write_tx() as tx:
        judge(tx, Kind.CLAIM, storks.id or 0, again.id or 0, Answer.SAME, by=editor)
    catch_up(database)
    with database.read() as session:
        assert found(session) == {}


def test_actors_are_paired_by_their_names(database: Database) -> None:
    with database.write_tx() as tx:
        for name in ("Sergei Lavrov", "Сергей Лавров", "Dmytro Kuleba"):
            actors.make_actor(tx, ActorDraft(name=name, country="RU"))
        actors.make_actor(tx, ActorDraft(name="Dmytro Kuleba", kind=ActorKind.ORGANISATION))
        audit.record(tx, audit.Action.ENTERED, "test", by=None)
    catch_up(database)
    with database.read() as session:
        pairs = found(session, Kind.ACTOR)
        assert sorted(pairs) == [(1, 2), (3, 4)]
        assert "Both are of the same country." in pairs[1, 2].evidence
        assert "Dmytro Kuleba is recorded as" in " ".join(pairs[3, 4].evidence)
        assert pairs[3, 4].probability < pairs[1, 2].probability


def name_actors(database: Database, *aliases: str, name: str, by: User) -> None:
    """Give the second actor these names and no other."""
    with database.write_tx() as tx:
        actor = get(tx, Actor, 2)
        actors.change_actor(tx, actor, ActorDraft(name=name, aliases=aliases), seen=actor.version, by=by)


def test_actors_found_by_a_name_that_was_removed_leave_the_queue(database: Database, editor: User) -> None:
    with database.write_tx() as tx:
        actors.make_actor(tx, ActorDraft(name="Sergei Lavrov", aliases=("The minister in Moscow",)))
        actors.make_actor(tx, ActorDraft(name="Dmytro Kuleba", aliases=("Sergej Lavrov", "The minister in Moscow")))
        audit.record(tx, audit.Action.ENTERED, "test", by=None)
    catch_up(database)
    name_actors(database, "Sergej Lavrov", name="Dmytro Kuleba", by=editor)
    catch_up(database)
    with database.read() as session:
        match = found(session, Kind.ACTOR)[1, 2]
        assert (match.left_text, match.right_text) == ("Sergei Lavrov", "Sergej Lavrov"), "they are still alike"
    name_actors(database, name="Dmytro Kuleba", by=editor)
    with database.read() as session:
        assert is_behind(session)
    assert catch_up(database) > 0
    with database.read() as session:
        assert (found(session, Kind.ACTOR), is_behind(session)) == ({}, False)


def test_judged_actors_stay_as_they_were_found_when_a_name_is_removed(database: Database, editor: User) -> None:
    with database.write_tx() as tx:
        for name in ("Sergei Lavrov", "Sergej Lavrov"):
            actors.make_actor(tx, ActorDraft(name=name))
        audit.record(tx, audit.Action.ENTERED, "test", by=None)
    catch_up(database)
    with database.write_tx() as tx:
        judgement = judge(tx, Kind.ACTOR, 1, 2, Answer.DIFFERENT, by=editor)
    name_actors(database, name="Dmytro Kuleba", by=editor)
    catch_up(database)
    with database.write_tx() as tx:
        assert list(found(tx, Kind.ACTOR)) == [(1, 2)]
        take_back(tx, get(tx, Judgement, judgement.id), by=editor)
    catch_up(database)
    with database.read() as session:
        assert found(session, Kind.ACTOR) == {}


@pytest.mark.parametrize(
    ("one", "other", "expected", "why"),
    [
        ({"excerpt": "Storks!"}, {"excerpt": "Storks!"}, 1, "the same text"),
        ({"excerpt": "Storks!"}, {"excerpt": "Cranes!"}, 0, "another text"),
        ({}, {}, 0, "no text is not the same text"),
        (
            {"title": "Storks", "published": "2022-02-21"},
            {"title": "Storks", "published": "2022-02-21"},
            1,
            "title and day",
        ),
        ({"title": "Storks", "published": "2022-02-21"}, {"title": "Storks"}, 0, "the day is not known"),
        ({"excerpt": "Storks!"}, {"excerpt": "Storks!", "syndicated_from": "https://one.example/1"}, 0, "a copy"),
    ],
)
def test_sources_are_paired_by_text_or_by_title_and_day(
    database: Database, one: dict[str, str], other: dict[str, str], expected: int, why: str
) -> None:
    with database.write_tx() as tx:
        sources.find_or_make_source(tx, SourceDraft(url="https://one.example/1", **one))
        sources.find_or_make_source(tx, SourceDraft(url="https://two.example/2", **other))
        audit.record(tx, audit.Action.ENTERED, "test", by=None)
    catch_up(database)
    with database.read() as session:
        assert len(found(session, Kind.SOURCE)) == expected, why


def test_several_processes_that_look_at_once_store_each_pair_once(database: Database, make: Factory) -> None:
    for n in range(20):
        make.claim(STORKS, note=str(n))
    others = [Database(str(database.engine.url.render_as_string(hide_password=False)), lock(database)) for _ in "12"]
    workers = [threading.Thread(target=catch_up, args=(other,)) for other in others]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    for other in others:
        other.engine.dispose()
    with database.read() as session:
        pairs = session.exec(select(Match.left_id, Match.right_id)).all()
        assert len(pairs) == len(set(pairs)) > 0
        assert not is_behind(session)


def lock(database: Database) -> Path | None:
    return database._lock_file


def test_after_a_large_import_pairs_are_looked_for_once_all_claims_can_be_found(
    database: Database, make: Factory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(match_index, "MOST_READ", 3)
    monkeypatch.setattr(match_index, "LATEST", 1)
    for text in (STORKS, STORKS_AGAIN, *(f"Letter {n} was posted late" for n in range(5))):
        make.claim(text)
    finder, looks = Finder(database), Queue[bool]()

    def looked() -> None:
        with database.read() as session:
            behind = is_behind(session)
        looks.put(behind)  # after the session: the test may end with this

    finder.after_each = looked
    with Shelves(tmp_path / "index").turn():  # no shelf can be made yet
        finder.nudge()
        assert looks.get(timeout=60)
    with database.read() as session:
        assert found(session) == {}
    while looks.get(timeout=60):
        pass
    with database.read() as session:
        assert len(found(session)) == 1
        match_index.wait_for_shelf(session)


def test_the_finder_looks_by_itself_once_nudged(database: Database, make: Factory) -> None:
    make.claim(STORKS)
    make.claim(STORKS_AGAIN)
    finder, done = Finder(database), threading.Event()
    finder.after_each = done.set
    finder.nudge()
    assert done.wait(20)
    with database.read() as session:
        assert len(found(session)) == 1
