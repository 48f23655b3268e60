"""Judgements: what a person answered about two records, taken back as exactly as it was given.

A pair has at most one judgement in force. A new one supersedes it; taking the new one back puts the former one in force
again. Which record stands for which follows from the judgements in force and is worked out anew with each of them, for
the records they touch. Statements never move.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from sqlmodel import Session, col, select

from claimtrack.errors import BadInput, Duplicate, NotAllowed, Stale
from claimtrack.exchange.verify import digest
from claimtrack.models import Actor, ActorAlias, Claim, ClaimRelation, Judgement, Source, User, now
from claimtrack.rules.clusters import check_different, check_same, heads
from claimtrack.rules.review import APPROVED, after_change, with_hand
from claimtrack.services import audit, publications, revisions, search
from claimtrack.services.joined import TABLES, Joinable, cluster_of, name_of
from claimtrack.services.queue import match_of
from claimtrack.services.records import get, id_of
from claimtrack.words import Answer, Kind, Relation, Role


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody had before them: the judgement in force (0 for none) and the versions of both records."""

    judgement: int
    left: int
    right: int

    def __str__(self) -> str:
        return f"{self.judgement}.{self.left}.{self.right}"

    @classmethod
    def read(cls, text: str) -> "Seen":
        """From the form it travelled through. Raises BadInput."""
        parts = text.split(".")
        if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 11 for part in parts):
            raise BadInput("The form has lost what it was opened with. Open the pair again.")
        return cls(*map(int, parts))


@dataclass(frozen=True, slots=True)
class Asked:
    """One pair to be judged. A relation reads from `left` to `right` as they stand here."""

    kind: Kind
    left: int
    right: int
    answer: Answer
    relation: Relation | None = None
    seen: Seen | None = None


def judge(
    session: Session,
    kind: Kind,
    left: int,
    right: int,
    answer: Answer,
    *,
    by: User | None,
    reason: str = "",
    relation: Relation | None = None,
    seen: Seen | None = None,
) -> Judgement:
    """Answer whether two records are the same; supersedes the answer before. `relation` reads from left to right.

    Raises Stale if the pair was judged or one of the two changed since `seen`, NotAllowed with the chain of
    judgements that contradicts the answer, Duplicate for an answer that is in force already.
    """
    judgement = _judge(session, Asked(kind, left, right, answer, relation, seen), by, reason)
    audit.record(session, audit.Action.JUDGED, f"judgement:{judgement.id}", by=by, reason=reason)
    return judgement


def judge_all(session: Session, asked: Iterable[Asked], *, by: User | None, reason: str = "") -> list[Judgement]:
    """Give all these answers, or none if one of them cannot be given; told as one act. Raises what `judge` raises."""
    made = [_judge(session, one, by, reason) for one in asked]
    if not made:
        raise BadInput("Choose at least one pair.")
    audit.record(session, audit.Action.JUDGED, f"judgement:{made[0].id}", by=by, reason=reason)
    return made


def take_back(session: Session, judgement: Judgement, *, by: User, reason: str = "") -> Judgement | None:
    """Make it as if this judgement had not been given: gives the one that is in force again, None if there was none.

    Raises Stale if it is not in force any more, NotAllowed if what was before contradicts what was judged since.
    """
    if judgement.superseded_at is not None:
        raise Stale("This judgement is not in force any more: somebody judged the pair anew, or took it back.")
    before = _take_back(session, judgement, by)
    audit.record(session, audit.Action.TOOK_BACK, f"judgement:{judgement.id}", by=by, reason=reason)
    return before


def take_back_relation(session: Session, relation: ClaimRelation, *, by: User) -> Judgement | None:
    """Take back what a judgement in force says of two claims: gives that judgement, None where there is none.

    Raises NotAllowed where it is not this person's to take back, and what `take_back` raises.
    """
    said = judgement = _saying(session, relation)
    if said is None:
        return None
    if not by.role.includes(Role.EDITOR):
        raise NotAllowed("An editor judged the two claims to be so related. Only an editor can take that back.")
    while judgement is not None:  # the one before may have said the same, of other texts
        _take_back(session, judgement, by)
        judgement = _saying(session, relation)
    return said


def is_judged_so(session: Session, relation: ClaimRelation) -> bool:
    """Whether a judgement in force says what this relation says, so that only an editor takes it back."""
    return _saying(session, relation) is not None


def in_force(session: Session, kind: Kind, left: int, right: int) -> Judgement | None:
    """The answer that holds for this pair, in whichever order."""
    low, high = sorted((left, right))
    query = select(Judgement).where(Judgement.kind == kind, Judgement.left_id == low, Judgement.right_id == high)
    return session.exec(query.where(col(Judgement.superseded_at).is_(None))).first()


def history(session: Session, kind: Kind, left: int, right: int) -> list[Judgement]:
    """All answers this pair was ever given, the latest first."""
    low, high = sorted((left, right))
    query = select(Judgement).where(Judgement.kind == kind, Judgement.left_id == low, Judgement.right_id == high)
    return list(session.exec(query.order_by(col(Judgement.id).desc())))


def judgements_on(session: Session, kind: Kind, number: int) -> list[Judgement]:
    """The judgements in force that have this record on one side, the latest first."""
    query = select(Judgement).where(
        Judgement.kind == kind,
        (Judgement.left_id == number) | (Judgement.right_id == number),
        col(Judgement.superseded_at).is_(None),
    )
    return list(session.exec(query.order_by(col(Judgement.id).desc())))


def seen_now(session: Session, kind: Kind, left: int, right: int) -> Seen:
    """What is to be seen of this pair now; `left` and `right` as its page has them. Raises NotFound."""
    judgement = in_force(session, kind, left, right)
    one, other = _both(session, kind, left, right)
    return Seen(judgement.id or 0 if judgement else 0, one.version, other.version)


def texts_key(session: Session, kind: Kind, left: int, right: int) -> str:
    """A hash of what is compared in a pair. Who judged it different is asked again only when this changes."""
    texts = [_compared(session, row) for row in sorted(_both(session, kind, left, right), key=lambda row: row.id or 0)]
    return digest(texts)


def check_can(session: Session, asked: Asked) -> None:
    """Raises NotAllowed, with the chain that contradicts it, if this answer cannot be given."""
    low, high = sorted((asked.left, asked.right))
    pair = Judgement(kind=asked.kind, left_id=low, right_id=high, answer=asked.answer)
    _check(session, pair, asked.answer)


def links(session: Session, kind: Kind, ids: Iterable[int]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The pairs judged the same, and those judged different, in the clusters of these records."""
    within = cluster_of(session, TABLES[kind], set(ids))
    query = select(Judgement.left_id, Judgement.right_id, Judgement.answer).where(
        Judgement.kind == kind,
        col(Judgement.superseded_at).is_(None),
        col(Judgement.left_id).in_(within) | col(Judgement.right_id).in_(within),
    )
    found = session.exec(query).all()
    same, different = (
        [(left, right) for left, right, answer in found if answer is wanted]
        for wanted in (Answer.SAME, Answer.DIFFERENT)
    )
    return same, different


def _take_back(session: Session, judgement: Judgement, by: User) -> Judgement | None:
    before = session.get(Judgement, judgement.supersedes_id) if judgement.supersedes_id else None
    _end(session, judgement)
    if before is not None:
        _check(session, before, before.answer)
        before.superseded_at = None
        session.flush()
        _relate(session, before)
    _work_out(session, judgement, undone_by=by)
    return before


def _judge(session: Session, asked: Asked, by: User | None, reason: str) -> Judgement:
    kind, (low, high) = asked.kind, sorted((asked.left, asked.right))
    _check_asked(asked)
    _check_seen(session, asked)
    before, suggested = in_force(session, kind, low, high), match_of(session, kind, low, high)
    made = Judgement(
        kind=kind,
        left_id=low,
        right_id=high,
        answer=asked.answer,
        relation=asked.relation,
        turned=asked.relation is not None and asked.left != low,
        reason=reason,
        texts_key=texts_key(session, kind, low, high),
        probability=round(suggested.probability, 4) if suggested else None,
        label=suggested.label if suggested else None,
        supersedes_id=before.id if before else None,
        made_by=by.id if by else None,
    )
    if before is not None:
        _check_news(before, made)
        _end(session, before)
    _check(session, made, made.answer)
    if _relation_of(session, made) is not None:
        raise Duplicate("These two claims are recorded as related so already.", made.left_id)
    session.add(made)
    session.flush()
    _relate(session, made)
    _work_out(session, made)
    return made


def _check_asked(asked: Asked) -> None:
    if asked.left == asked.right:
        raise BadInput(f"Choose two {asked.kind.label}s: this is one and the same.")
    if (asked.answer is Answer.RELATED) != (asked.relation is not None):
        raise BadInput("Say how they are related.", {"relation": "Choose how the one bears on the other."})
    if asked.relation is not None and asked.kind is not Kind.CLAIM:
        raise BadInput("Only claims can be related. Say whether these two are the same or different.")


def _check_seen(session: Session, asked: Asked) -> None:
    current = seen_now(session, asked.kind, asked.left, asked.right)
    if asked.seen is None or asked.seen == current:
        return
    if asked.seen.judgement != current.judgement:
        raise Stale("Somebody judged this pair, or took a judgement of it back, since you opened it. Look at it again.")
    raise Stale(f"Somebody changed one of the two {asked.kind.label}s since you opened them. Look at the pair again.")


def _check_news(before: Judgement, made: Judgement) -> None:
    """Raises Duplicate for the answer that is in force already, unless the texts have changed since."""
    answer = ("answer", "relation", "turned", "texts_key")
    if all(getattr(before, part) == getattr(made, part) for part in answer):
        raise Duplicate("This is recorded already.", before.id)


def _check(session: Session, pair: Judgement, answer: Answer) -> None:
    """Raises NotAllowed if this answer contradicts those in force on other pairs."""
    same, different = links(session, pair.kind, (pair.left_id, pair.right_id))
    this = (pair.left_id, pair.right_id)
    same, different = ([other for other in pairs if other != this] for pairs in (same, different))

    def name(number: int) -> str:
        return name_of(get(session, TABLES[pair.kind], number))

    if answer is Answer.SAME:
        check_same(same, different, *this, name=name)
    elif answer is Answer.DIFFERENT:
        check_different(same, *this, name=name)


def _end(session: Session, judgement: Judgement) -> None:
    """Take a judgement out of force, and the relation that came with it; one recorded by hand stays."""
    judgement.superseded_at = now()
    for relation in session.exec(select(ClaimRelation).where(ClaimRelation.judgement_id == judgement.id)):
        session.delete(relation)
    session.flush()  # before another becomes the one in force


def _relate(session: Session, judgement: Judgement) -> None:
    """Store the relation of a judgement that comes into force."""
    if judgement.relation is None or _relation_of(session, judgement) is not None:
        return
    source, target = _direction(judgement)
    session.add(
        ClaimRelation(
            claim_id=source,
            other_id=target,
            relation=judgement.relation,
            note=judgement.reason,
            judgement_id=judgement.id,
        )
    )
    session.flush()


def _relation_of(session: Session, judgement: Judgement) -> ClaimRelation | None:
    source, target = _direction(judgement)
    query = select(ClaimRelation).where(
        ClaimRelation.claim_id == source,
        ClaimRelation.other_id == target,
        ClaimRelation.relation == judgement.relation,
    )
    return session.exec(query).first() if judgement.relation is not None else None


def _saying(session: Session, relation: ClaimRelation) -> Judgement | None:
    """The judgement in force that says so, whether the relation came with it or was recorded by hand."""
    found = in_force(session, Kind.CLAIM, relation.claim_id, relation.other_id)
    if found is None or found.relation is not relation.relation:
        return None
    return found if _direction(found) == (relation.claim_id, relation.other_id) else None


def _direction(judgement: Judgement) -> tuple[int, int]:
    pair = (judgement.left_id, judgement.right_id)
    return pair[::-1] if judgement.turned else pair


def _work_out(session: Session, judgement: Judgement, undone_by: User | None = None) -> None:
    """Say anew who stands for whom, among all that were or are in one cluster with the two of this pair."""
    table = TABLES[judgement.kind]
    touched = cluster_of(session, table, {judgement.left_id, judgement.right_id})
    same, _ = links(session, judgement.kind, touched)
    head = heads(same)
    changed: list[Joinable] = []
    regrouped: set[int] = set()
    for number in sorted(touched):
        row, top = get(session, table, number), head.get(number, number)
        wanted = None if top == number else top
        if row.joined_to_id != wanted:
            regrouped |= {row.joined_to_id or number, top}
            row.joined_to_id = wanted
            changed.append(row)
    session.flush()
    _tell_search(session, changed, touched)
    if judgement.kind is Kind.CLAIM:
        for number in sorted(regrouped):
            _review(session, get(session, Claim, number), judgement, undone_by)
    else:
        _review_naming(session, {id_of(row) for row in changed}, judgement, undone_by)


def _review(session: Session, claim: Claim, judgement: Judgement, undone_by: User | None) -> None:
    """What was approved has to be approved again when the claim stands for others than then, and only then.

    One that stands under another counts by itself. Who takes back what was there when it was approved has changed what
    was approved; in all other ways `hands_in` tells who did.
    """
    claim.revision += 1
    if publications.count_as_approved(session, claim):
        return
    claim.status = after_change(claim.status)
    approved = publications.latest(session, claim)
    if undone_by is not None and approved is not None and judgement.made_at < approved.made_at:
        claim.written_by = with_hand(claim.written_by, undone_by.id)


def _review_naming(session: Session, rows: set[int], judgement: Judgement, undone_by: User | None) -> None:
    """Claims that name these actors or sources read otherwise now, or as they were approved again.

    Who takes back what was there when a claim was approved, or when it came to name them, has changed it.
    """
    actors, sources = (rows, set[int]()) if judgement.kind is Kind.ACTOR else (set[int](), rows)
    naming = partial(revisions.naming, session, actors=actors, sources=sources, copied=sources)
    since = judgement.made_at
    read_so = publications.approved_since(session, since) | naming(since=since).keys() if undone_by else ()
    for number, claim in naming().items():
        was_seen = claim.revision == claim.reviewed_version  # and so it reads otherwise now, with another name
        claim.revision += 1
        as_seen = not was_seen and claim.status in APPROVED and publications.count_as_seen(session, claim)
        if undone_by and number in read_so and not as_seen:
            claim.written_by = with_hand(claim.written_by, undone_by.id)


def _tell_search(session: Session, changed: list[Joinable], touched: set[int]) -> None:
    """The words of joined claims are found at the one that stands for them, and matched there.

    A claim is found by all names of those who spoke, so it is read anew where other actors count as the same as these.
    """
    if any(isinstance(row, Actor) for row in changed):
        search.refresh_said_by(session, touched)
    claims = [row for row in changed if isinstance(row, Claim)]
    for claim in claims:
        if claim.joined_to_id is not None:
            search.mark_changed(session, claim)
    for number in sorted(touched) if claims else ():
        claim = get(session, Claim, number)
        if claim.joined_to_id is None:
            search.refresh(session, claim)


def _both(session: Session, kind: Kind, left: int, right: int) -> tuple[Joinable, Joinable]:
    return get(session, TABLES[kind], left), get(session, TABLES[kind], right)


def _compared(session: Session, row: Joinable) -> list[str]:
    if isinstance(row, Claim):
        return [row.text]
    if isinstance(row, Source):
        return [row.title, str(row.published), row.excerpt_sha256]
    assert isinstance(row, Actor)
    return sorted(session.exec(select(ActorAlias.text).where(ActorAlias.actor_id == row.id)))
