"""A newsroom at work: people doing all that can be done, through the ordinary services, in an order of chance."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from claimtrack.dates import FuzzyDate
from claimtrack.db import Database
from claimtrack.drafts import (
    ActorDraft,
    ActorRoleDraft,
    ClaimDraft,
    CommentDraft,
    EntryDraft,
    OutletDraft,
    RelationDraft,
    SourceDraft,
    StatementDraft,
    UserDraft,
    VerdictDraft,
    WordingDraft,
)
from claimtrack.errors import ClaimtrackError
from claimtrack.models import (
    Actor,
    ApiToken,
    Claim,
    ClaimRelation,
    Judgement,
    Outlet,
    RecoveryCode,
    Row,
    Source,
    Statement,
    User,
    Wording,
)
from claimtrack.rules.review import STEPS
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
from claimtrack.words import ActorKind, Answer, Kind, Modality, Relation, Role, Stance

AUDITED = [kind for kind in Row.__subclasses__() if kind.audited]
WORDS = "storks bring babies наводници от Косово “в Донбас” 1,200 C++ O'Brien é ß 傭兵".split()
TOPICS, COUNTRIES = ("war", "health", "a:b"), ("RS", "XK", "AL", "BA", "UA")


class Newsroom:
    """Its people and what they do. The same seed does the same."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database = database
        self.chance = random.Random(seed)
        self.acts: list[Callable[[Session], object]] = [
            getattr(self, name) for name in sorted(vars(Newsroom)) if name.startswith("do_")
        ]
        with database.write_tx() as tx:
            for number, role in enumerate([Role.ADMIN, Role.EDITOR, Role.EDITOR, Role.FACT_CHECKER]):
                users.invite(tx, UserDraft(name=f"{role.value}.{number}", role=role, full_name="Ана"), by=None)

    def work(self, times: int) -> None:
        """Do this many things by chance; what a rule refuses leaves no trace."""
        for _ in range(times):
            self.act(self.chance.choice(self.acts))

    def work_a_day(self) -> None:
        """Try everything once."""
        for do in self.acts:
            self.act(do)

    def fill(self) -> None:
        """Work until every audited table has rows to tamper with."""
        while any(self._count(kind) < 2 for kind in AUDITED):
            self.work_a_day()

    def act(self, do: Callable[[Session], object]) -> None:
        with suppress(ClaimtrackError), self.database.write_tx() as tx:
            do(tx)

    # What people do ---------------------------------------------------------------------------------------------------

    def do_enter(self, tx: Session) -> None:
        known = tx.exec(select(Claim).where(col(Claim.joined_to_id).is_(None))).all()
        again = known and self.chance.random() < 0.5
        entry = EntryDraft(
            **({"claim_id": self.chance.choice(known).id} if again else {"claim": self.claim_draft()}),
            actor=ActorDraft(name=f"Actor {self.chance.randrange(8)}"),
            source=self.source_draft(),
            statement=self.statement_draft(),
        )
        statements.enter(tx, entry, by=self.anybody(tx))

    def do_change_claim(self, tx: Session) -> None:
        claim = self.some(tx, Claim)
        claims.change_claim(tx, claim, self.claim_draft(), seen=claim.version, by=self.anybody(tx), reason=self.text())

    def do_word(self, tx: Session) -> None:
        draft = WordingDraft(text=self.text(), language="sr", put_on=self.day())
        claims.add_wording(tx, self.some(tx, Claim), draft, by=self.anybody(tx))

    def do_strike_wording(self, tx: Session) -> None:
        wording = self.some(tx, Wording)
        claims.strike_wording(tx, wording, by=self.anybody(tx), struck=not wording.struck)

    def do_relate(self, tx: Session) -> None:
        draft = RelationDraft(relation=self.chance.choice(list(Relation)), other_id=self.some(tx, Claim).id, note="x")
        claim = self.some(tx, Claim)
        if claim.id != draft.other_id:
            relations.relate(tx, claim, draft, by=self.anybody(tx))

    def do_unrelate(self, tx: Session) -> None:
        if self.chance.random() < 0.3:
            relations.unrelate(tx, self.some(tx, ClaimRelation), by=self.anybody(tx))

    def do_change_statement(self, tx: Session) -> None:
        statement, draft = self.some(tx, Statement), self.statement_draft()
        statements.change_statement(tx, statement, draft, seen=statement.version, by=self.anybody(tx))

    def do_strike(self, tx: Session) -> None:
        statement = self.some(tx, Statement)
        by, struck = self.anybody(tx), not statement.struck
        statements.strike(tx, statement, seen=statement.version, by=by, reason=self.text(), struck=struck)

    def do_change_actor(self, tx: Session) -> None:
        actor = self.some(tx, Actor)
        role = ActorRoleDraft(title="minister", affiliation=self.text(), speaks_for="Serbia", since=self.day())
        draft = ActorDraft(
            name=actor.name,
            kind=self.chance.choice(list(ActorKind)),
            country=self.chance.choice(COUNTRIES),
            aliases=(self.text(),) if self.chance.random() < 0.7 else (),
            roles=(role,) if self.chance.random() < 0.7 else (),
        )
        actors.change_actor(tx, actor, draft, seen=actor.version, by=self.anybody(tx))

    def do_change_source(self, tx: Session) -> None:
        source = self.some(tx, Source)
        draft = self.source_draft(url=source.url or "")
        sources.change_source(tx, source, draft, seen=source.version, by=self.anybody(tx))

    def do_change_outlet(self, tx: Session) -> None:
        outlet = self.some(tx, Outlet)
        draft = OutletDraft(name=outlet.name, domain="example.org", country="RS", note=self.text())
        outlets.change_outlet(tx, outlet, draft, seen=outlet.version, by=self.anybody(tx))

    def do_judge(self, tx: Session) -> None:
        kind = self.chance.choice(list(Kind))
        table: Any = {Kind.CLAIM: Claim, Kind.ACTOR: Actor, Kind.SOURCE: Source}[kind]
        one, other = self.some(tx, table), self.some(tx, table)
        answer = self.chance.choice([Answer.SAME, Answer.DIFFERENT])
        if one.id != other.id:
            judgements.judge(tx, kind, one.id, other.id, answer, by=self.anybody(tx), reason=self.text())

    def do_take_back(self, tx: Session) -> None:
        judgements.take_back(tx, self.some(tx, Judgement), by=self.anybody(tx))

    def do_review(self, tx: Session) -> None:
        claim, step = self.some(tx, Claim), self.chance.choice(list(STEPS))
        reviews.take_step(tx, claim, step, seen=reviews.Seen.of(claim), by=self.anybody(tx), text=self.text())

    do_review_more = do_review_again = do_review

    def do_publish(self, tx: Session) -> None:
        claim, (admin, *rest) = self.some(tx, Claim), self.people(tx)
        for name, by in (("submit", rest[-1]), ("approve", admin), ("publish", admin)):
            reviews.take_step(tx, claim, name, seen=reviews.Seen.of(claim), by=by, text=self.text())

    def do_give_verdict(self, tx: Session) -> None:
        claim, label = self.some(tx, Claim), self.chance.choice(settings.scale(tx).ratings).label
        draft = VerdictDraft(label=label, rationale=self.text(), urls=("https://example.org/1",), reason=self.text())
        verdicts.give(tx, claim, draft, seen=claim.revision, by=self.anybody(tx))

    def do_comment(self, tx: Session) -> None:
        claim, draft = self.some(tx, Claim), CommentDraft(text="@admin.0 " + self.text())
        comments.add(tx, claim, draft, by=self.anybody(tx))

    def do_choose(self, tx: Session) -> None:
        name = self.chance.choice([settings.NEWSROOM, settings.APPROVE_OWN])
        wanted = self.text() if name == settings.NEWSROOM else self.chance.choice(["yes", ""])
        settings.choose(tx, name, wanted, seen=settings.value(tx, name), by=self.anybody(tx))

    def do_invite(self, tx: Session) -> None:
        users.invite(tx, UserDraft(name=f"user.{self.chance.randrange(10**9)}"), by=self.anybody(tx))

    def do_set_password(self, tx: Session) -> None:
        users.set_password(tx, self.some(tx, User), f"$argon2id${self.chance.random()}", by=self.anybody(tx))

    def do_change_role(self, tx: Session) -> None:
        user = self.people(tx)[-1]
        users.change_role(tx, user, self.chance.choice(list(Role)), seen=user.version, by=None, reason=self.text())

    def do_suspend(self, tx: Session) -> None:
        user = self.people(tx)[-1]
        users.suspend(tx, user, by=None, active=not user.active)

    def do_make_token(self, tx: Session) -> None:
        user = self.anybody(tx)
        users.make_token(tx, user, self.text(), by=user)

    def do_end_token(self, tx: Session) -> None:
        token = self.some(tx, ApiToken)
        users.end_token(tx, tx.get_one(User, token.user_id), token.id, by=None)

    def do_sign_in_and_out(self, tx: Session) -> None:
        by = self.people(tx)[0]
        logins.end(tx, logins.begin(tx, by), by=by)

    def do_second_factor(self, tx: Session) -> None:
        user = self.some(tx, User)
        user.totp_secret, user.totp_step = f"{self.chance.random()}", self.chance.randrange(10**6)
        tx.add(RecoveryCode(user_id=user.id, code_hash=f"{self.chance.random()}"))
        audit.record(tx, audit.Action.CHANGED, f"user_account:{user.id}", by=user)

    # What they do it with ---------------------------------------------------------------------------------------------

    def some(self, tx: Session, kind: Any) -> Any:
        rows = sorted(tx.exec(select(kind)), key=lambda row: row.id)
        if not rows:
            raise ClaimtrackError("nothing there yet")
        return self.chance.choice(rows)

    def people(self, tx: Session) -> list[User]:
        return list(tx.exec(select(User).order_by(col(User.id)).limit(4)))

    def anybody(self, tx: Session) -> User:
        return self.chance.choice(self.people(tx)[:3])

    def text(self) -> str:
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(2, 12)))

    def day(self) -> date:
        return date(2022, 2, self.chance.randint(1, 28))

    def when(self) -> FuzzyDate:
        day = self.day()
        return FuzzyDate(words="around then", earliest=day, latest=day, approximate=True, anchor=day)

    def claim_draft(self) -> ClaimDraft:
        topics, countries = (tuple(self.chance.sample(of, k=2)) for of in (TOPICS, COUNTRIES))
        return ClaimDraft(text=self.text(), topics=topics, countries=countries, event=self.when(), note=self.text())

    def source_draft(self, url: str = "") -> SourceDraft:
        return SourceDraft(
            url=url or f"https://example.org/{self.chance.randrange(10**6)}",
            outlet=f"Outlet {self.chance.randrange(5)}",
            title=self.text(),
            published=self.day(),
            retrieved=self.day(),
            excerpt=self.text() * 5,
        )

    def statement_draft(self) -> StatementDraft:
        return StatementDraft(
            stance=self.chance.choice(list(Stance)),
            modality=self.chance.choice([None, *Modality]),
            quote=self.text(),
            said=self.when(),
            on_behalf_of="Serbia" if self.chance.random() < 0.3 else "",
            role="minister",
        )

    def _count(self, kind: Any) -> int:
        with self.database.read() as session:
            return len(session.exec(select(kind)).all())
