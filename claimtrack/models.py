"""The tables. Nouns only: no session, no rule, no Flask.

`table=True` classes do not validate: what comes in passes a draft first (`drafts.py`), and the database
checks every vocabulary and every span again. Rows are never deleted: a mistaken one is struck.
"""

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from claimtrack.dates import FuzzyDate
from claimtrack.words import (
    ActorKind,
    Answer,
    ClaimType,
    Kind,
    MatchLabel,
    Modality,
    Relation,
    Role,
    Scope,
    Stance,
    Status,
    Word,
)

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# What is stored of a date; how its words were read is worked out anew.
DATE_PARTS = tuple(part.name for part in fields(FuzzyDate) if part.compare)


def now() -> datetime:
    """This moment, in UTC, to the microsecond."""
    return datetime.now(UTC)


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets the zone, so it is put back on reading."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


def one_of(kind: type[Word], name: str) -> sa.Enum:
    """A text column that takes the values of `kind` and nothing else; `name` ends the constraint's name."""
    return sa.Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=20,
        values_callable=lambda k: [w.value for w in k],
    )


def moment(**more: Any) -> Any:
    """A column for a moment that is set when the row is made."""
    return Field(default_factory=now, sa_type=UtcDateTime, **more)


def ordered(earliest: str, latest: str, name: str) -> sa.CheckConstraint:
    """The first day of a span is not after its last day."""
    return sa.CheckConstraint(f"{earliest} <= {latest}", name=name)


class Row(SQLModel):
    """What every table has in common."""

    audited: ClassVar[bool] = True
    secret: ClassVar[frozenset[str]] = frozenset()  # columns of which the audit trail keeps a seal and nothing else


class User(Row, table=True):
    """Somebody who works with the tool. Suspended, never deleted."""

    __tablename__ = "user_account"
    secret: ClassVar[frozenset[str]] = frozenset({"password_hash", "totp_secret", "totp_step"})

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=60, unique=True)
    full_name: str = Field(default="", max_length=120)
    role: Role = Field(sa_type=one_of(Role, "role"))
    password_hash: str = ""
    totp_secret: str = ""  # empty while there is no second factor
    totp_step: int = 0  # the last step a code was taken for, so that no code works twice
    active: bool = True
    made_at: datetime = moment()
    version: int = 1


class LoginSession(Row, table=True):
    """One browser that is signed in. The token itself is kept nowhere, only its hash."""

    __tablename__ = "login_session"
    audited: ClassVar[bool] = False

    token_hash: str = Field(primary_key=True, max_length=64)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    begun_at: datetime = moment()
    seen_at: datetime = moment()
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    confirmed_at: datetime = moment()  # when the password was last given, for acts that ask for it again
    browser: str = Field(default="", max_length=200)


class LoginAttempt(Row, table=True):
    """One try to sign in that failed, counted per account and per address."""

    __tablename__ = "login_attempt"
    audited: ClassVar[bool] = False

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = moment(index=True)
    account: str = Field(max_length=60, index=True)
    address: str = Field(max_length=60, index=True)


class OneTimeLink(Row, table=True):
    """A link that lets its holder set a password once: the first admin's, an invitation, a reset."""

    __tablename__ = "one_time_link"
    secret: ClassVar[frozenset[str]] = frozenset({"token_hash"})

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    made_at: datetime = moment()
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ApiToken(Row, table=True):
    """A key for scripts: shown once, kept as a hash, with a scope and an end."""

    __tablename__ = "api_token"
    secret: ClassVar[frozenset[str]] = frozenset({"token_hash"})

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    name: str = Field(max_length=60)
    scope: Scope = Field(default=Scope.READ, sa_type=one_of(Scope, "scope"))
    made_at: datetime = moment()
    expires_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ApiTokenUse(Row, table=True):
    """The last day on which a key for scripts was used."""

    __tablename__ = "api_token_use"
    audited: ClassVar[bool] = False

    token_id: int = Field(foreign_key="api_token.id", primary_key=True)
    day: date


class Setting(Row, table=True):
    """A choice of this newsroom, by name."""

    name: str = Field(primary_key=True, max_length=60)
    value: str = ""


class KeptEntry(Row, table=True):
    """What somebody has typed and not saved yet: survives a reload, a lost session, an error page."""

    __tablename__ = "kept_entry"
    audited: ClassVar[bool] = False

    user_id: int = Field(foreign_key="user_account.id", primary_key=True)
    form: str = Field(primary_key=True, max_length=60)
    fields: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    kept_at: datetime = moment()


class DoneOnce(Row, table=True):
    """What was carried out, by a hash of the key it came with, so that sending it twice does it once."""

    __tablename__ = "done_once"
    audited: ClassVar[bool] = False

    key: str = Field(primary_key=True, max_length=64)
    user_id: int = Field(foreign_key="user_account.id")
    location: str = Field(max_length=300)
    sent: str = Field(default="", max_length=64)  # a hash of what came with the key, where other things could
    at: datetime = moment(index=True)


class Actor(Row, table=True):
    """Who spoke."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=200, index=True)
    kind: ActorKind = Field(sa_type=one_of(ActorKind, "kind"))
    country: str = Field(default="", max_length=2)
    note: str = ""
    joined_to_id: int | None = Field(default=None, foreign_key="actor.id", index=True)  # the actor that stands for it
    version: int = 1


class ActorAlias(Row, table=True):
    """Another name of an actor, also in another script. The actor's own name is one of them."""

    __tablename__ = "actor_alias"

    id: int | None = Field(default=None, primary_key=True)
    actor_id: int = Field(foreign_key="actor.id", index=True)
    text: str = Field(max_length=200)
    key: str = Field(max_length=200, index=True)  # matching.names.name_key(text)
    __table_args__ = (sa.UniqueConstraint("actor_id", "text"),)


class ActorRole(Row, table=True):
    """An office somebody held, for whom, and from when to when."""

    __tablename__ = "actor_role"

    id: int | None = Field(default=None, primary_key=True)
    actor_id: int = Field(foreign_key="actor.id", index=True)
    title: str = Field(max_length=200)
    affiliation: str = Field(default="", max_length=200)
    speaks_for_id: int | None = Field(default=None, foreign_key="actor.id")
    since: date | None = None
    until: date | None = None
    __table_args__ = (ordered("since", "until", "span"),)


class Outlet(Row, table=True):
    """Where sources appear: a paper, an agency, a broadcaster, a site."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=200, unique=True)
    key: str = Field(max_length=200, index=True)
    domain: str = Field(default="", max_length=253, index=True)
    country: str = Field(default="", max_length=2)
    language: str = Field(default="", max_length=35)
    note: str = ""
    version: int = 1


class Source(Row, table=True):
    """A document in which statements stand."""

    id: int | None = Field(default=None, primary_key=True)
    url: str | None = Field(default=None, max_length=2000, unique=True)  # canonical: see services.sources
    outlet_id: int | None = Field(default=None, foreign_key="outlet.id", index=True)
    title: str = Field(default="", max_length=500)
    byline: str = Field(default="", max_length=300)
    published: date | None = Field(default=None, index=True)
    retrieved: date | None = None
    archive_url: str = Field(default="", max_length=2000)
    language: str = Field(default="", max_length=35)
    excerpt: str = ""
    excerpt_sha256: str = Field(default="", max_length=64, index=True)
    syndicated_from_id: int | None = Field(default=None, foreign_key="source.id", index=True)
    note: str = ""
    joined_to_id: int | None = Field(default=None, foreign_key="source.id", index=True)  # the source that stands for it
    made_at: datetime = moment()
    version: int = 1
    __table_args__ = (sa.CheckConstraint("syndicated_from_id <> id", name="not_of_itself"),)


class Claim(Row, table=True):
    """A sentence that could be true or false, worded neutrally and never negated."""

    id: int | None = Field(default=None, primary_key=True)
    text: str = Field(max_length=1000)
    language: str = Field(default="en", max_length=35)
    gloss: str = Field(default="", max_length=1000)
    type: ClaimType = Field(default=ClaimType.FACTUAL, sa_type=one_of(ClaimType, "type"))
    status: Status = Field(default=Status.DRAFT, sa_type=one_of(Status, "status"), index=True)
    note: str = ""
    event_words: str = Field(default="", max_length=200)
    event_earliest: date | None = None
    event_latest: date | None = None
    event_approximate: bool = False
    event_uncertain: bool = False
    event_lasting: bool = False
    event_anchor: date | None = None
    made_by: int | None = Field(default=None, foreign_key="user_account.id", index=True)
    made_at: datetime = moment(index=True)
    changed_at: datetime = moment(index=True)
    version: int = 1
    joined_to_id: int | None = Field(default=None, foreign_key="claim.id", index=True)  # the claim that stands for it
    assigned_to: int | None = Field(default=None, foreign_key="user_account.id", index=True)
    submitted_by: int | None = Field(default=None, foreign_key="user_account.id", index=True)  # who did so last
    revision: int = 1  # grows with every change of the claim, or of anything readers see with it
    reviewed_version: int | None = None  # the revision that was approved; a later one must be approved again
    written_by: list[int] = Field(default_factory=list, sa_type=sa.JSON)  # who changed or submitted it since then
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    change_no: int = Field(default=0, index=True)  # grows with every change that matching or search must see
    __table_args__ = (ordered("event_earliest", "event_latest", "event"),)

    @property
    def event(self) -> FuzzyDate:
        """When the claimed thing happens."""
        return FuzzyDate(**{name: getattr(self, f"event_{name}") for name in DATE_PARTS})


class ClaimTopic(Row, table=True):
    __tablename__ = "claim_topic"
    claim_id: int = Field(foreign_key="claim.id", primary_key=True)
    topic: str = Field(primary_key=True, max_length=60, index=True)


class ClaimCountry(Row, table=True):
    __tablename__ = "claim_country"
    claim_id: int = Field(foreign_key="claim.id", primary_key=True)
    country: str = Field(primary_key=True, max_length=2, index=True)


class Wording(Row, table=True):
    """Another way the same claim was put, with its language and the day it was put so."""

    id: int | None = Field(default=None, primary_key=True)
    claim_id: int = Field(foreign_key="claim.id", index=True)
    text: str = Field(max_length=1000)
    language: str = Field(default="", max_length=35)
    put_on: date | None = None
    source_id: int | None = Field(default=None, foreign_key="source.id")
    struck: bool = False


class Statement(Row, table=True):
    """One actor takes one stance on one claim, once, in one source, on a date, in these words."""

    id: int | None = Field(default=None, primary_key=True)
    claim_id: int = Field(foreign_key="claim.id", index=True)
    actor_id: int = Field(foreign_key="actor.id", index=True)
    source_id: int = Field(foreign_key="source.id", index=True)
    stance: Stance = Field(sa_type=one_of(Stance, "stance"))
    modality: Modality | None = Field(default=None, sa_type=one_of(Modality, "modality"))
    quote: str = ""
    quote_language: str = Field(default="", max_length=35)
    gloss: str = ""
    role: str = Field(default="", max_length=200)  # as of the day they spoke
    on_behalf_of_id: int | None = Field(default=None, foreign_key="actor.id", index=True)
    same_act_as_id: int | None = Field(default=None, foreign_key="statement.id")
    attribution_note: str = Field(default="", max_length=1000)
    scope_note: str = Field(default="", max_length=1000)
    said_words: str = Field(default="", max_length=200)
    said_earliest: date | None = Field(default=None, index=True)
    said_latest: date | None = Field(default=None, index=True)
    said_approximate: bool = False
    said_uncertain: bool = False
    said_lasting: bool = False
    said_anchor: date | None = None
    struck: bool = False
    made_by: int | None = Field(default=None, foreign_key="user_account.id")
    made_at: datetime = moment()
    version: int = 1
    __table_args__ = (
        ordered("said_earliest", "said_latest", "said"),
        sa.CheckConstraint("same_act_as_id <> id", name="not_as_itself"),
        # All that lists of claims ask of statements, so that they are answered without reading a quote.
        sa.Index("ix_statement_of_claim", "claim_id", "struck", "stance", "said_earliest", "said_latest"),
    )

    @property
    def said(self) -> FuzzyDate:
        """When the statement was made."""
        return FuzzyDate(**{name: getattr(self, f"said_{name}") for name in DATE_PARTS})


class ClaimRelation(Row, table=True):
    """How one claim bears on another."""

    __tablename__ = "claim_relation"

    id: int | None = Field(default=None, primary_key=True)
    claim_id: int = Field(foreign_key="claim.id", index=True)
    other_id: int = Field(foreign_key="claim.id", index=True)
    relation: Relation = Field(sa_type=one_of(Relation, "relation"))
    note: str = ""
    judgement_id: int | None = Field(default=None, foreign_key="judgement.id", index=True)  # that said so, and ends it
    __table_args__ = (
        sa.UniqueConstraint("claim_id", "other_id", "relation"),
        sa.CheckConstraint("claim_id <> other_id", name="not_to_itself"),
    )


class Match(Row, table=True):
    """Two records that may be the same, with the score and the evidence found at the time.

    `texts_key` is a hash of the two as they are worded: a pair judged different is asked about again only when it
    changes. `left_text` and `right_text` are those texts of two claims, or names of two actors, that were found alike.
    """

    audited: ClassVar[bool] = False

    id: int | None = Field(default=None, primary_key=True)
    kind: Kind = Field(sa_type=one_of(Kind, "kind"))
    left_id: int = Field(index=True)
    right_id: int = Field(index=True)
    probability: float = Field(index=True)
    label: MatchLabel = Field(sa_type=one_of(MatchLabel, "label"))
    evidence: list[Any] = Field(default_factory=list, sa_type=sa.JSON)
    left_text: str = ""
    right_text: str = ""
    texts_key: str = Field(default="", max_length=64)
    found_at: datetime = moment()
    __table_args__ = (
        sa.UniqueConstraint("kind", "left_id", "right_id"),
        sa.CheckConstraint("left_id < right_id", name="one_order"),
    )


class Judgement(Row, table=True):
    """A person's answer to whether two records are the same. Superseded by a later one, never overwritten.

    `probability` and `label` are what was suggested of the pair when it was judged, None if nothing was.
    """

    id: int | None = Field(default=None, primary_key=True)
    kind: Kind = Field(sa_type=one_of(Kind, "kind"))
    left_id: int = Field(index=True)
    right_id: int = Field(index=True)
    answer: Answer = Field(sa_type=one_of(Answer, "answer"))
    relation: Relation | None = Field(default=None, sa_type=one_of(Relation, "relation"))
    turned: bool = False  # the relation reads from the right one to the left one
    reason: str = ""
    texts_key: str = Field(default="", max_length=64)
    probability: float | None = None
    label: MatchLabel | None = Field(default=None, sa_type=one_of(MatchLabel, "label"))
    supersedes_id: int | None = Field(
        default=None, foreign_key="judgement.id"
    )  # in force again when this is taken back
    made_by: int | None = Field(default=None, foreign_key="user_account.id")
    made_at: datetime = moment()
    superseded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    __table_args__ = (
        sa.CheckConstraint("left_id < right_id", name="one_order"),
        sa.Index(
            "uq_judgement_live",
            "kind",
            "left_id",
            "right_id",
            unique=True,
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        ),
    )


class Verdict(Row, table=True):
    """The newsroom's own assessment of a claim, given on one version of it; a later one supersedes it."""

    id: int | None = Field(default=None, primary_key=True)
    claim_id: int = Field(foreign_key="claim.id", index=True)
    number: int = 1
    label: str = Field(max_length=60)
    meaning: str = ""  # of the label, and its place on the scale in use when the verdict was given; 0: outside of it
    value: int = 0
    best: int = 0
    rationale: str = ""
    grain_of_truth: str = ""
    evidence: list[Any] = Field(default_factory=list, sa_type=sa.JSON)
    reason: str = ""  # why it replaces the one before
    claim_version: int
    made_by: int | None = Field(default=None, foreign_key="user_account.id")
    made_at: datetime = moment()
    superseded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Comment(Row, table=True):
    """What colleagues say to each other about a claim, or about one statement on it."""

    id: int | None = Field(default=None, primary_key=True)
    claim_id: int = Field(foreign_key="claim.id", index=True)
    statement_id: int | None = Field(default=None, foreign_key="statement.id")
    text: str
    made_by: int | None = Field(default=None, foreign_key="user_account.id")
    made_at: datetime = moment()
    struck: bool = False


class Mention(Row, table=True):
    """Somebody named in a comment, until they have seen it."""

    audited: ClassVar[bool] = False

    comment_id: int = Field(foreign_key="comment.id", primary_key=True)
    user_id: int = Field(foreign_key="user_account.id", primary_key=True)
    seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Correction(Row, table=True):
    """What was changed after publication, told to readers."""

    id: int | None = Field(default=None, primary_key=True)
    claim_id: int = Field(foreign_key="claim.id", index=True)
    text: str
    made_by: int | None = Field(default=None, foreign_key="user_account.id")
    made_at: datetime = moment()


class Publication(Row, table=True):
    """A claim as it was approved, with its statements and verdicts: frozen, and shown from when it is published.

    `snapshot` is what rules/frozen.py makes; `digest` is its SHA-256, which the audit trail keeps in its place.
    `led_to_id` is the claim with which it was joined and published: readers go on there.
    """

    secret: ClassVar[frozenset[str]] = frozenset({"snapshot", "words"})

    id: int | None = Field(default=None, primary_key=True)
    claim_id: int = Field(foreign_key="claim.id", index=True)
    number: int = 1
    revision: int
    snapshot: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    digest: str = Field(max_length=64)
    own_key: str = Field(default="", max_length=64)  # services/own_parts.py: the same of what is not shared with others
    words: str = ""  # what readers search
    made_by: int | None = Field(default=None, foreign_key="user_account.id")  # who approved it
    made_at: datetime = moment()
    published_by: int | None = Field(default=None, foreign_key="user_account.id")
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    led_to_id: int | None = Field(default=None, foreign_key="claim.id", index=True)
    __table_args__ = (
        sa.UniqueConstraint("claim_id", "number"),
        sa.Index(
            "uq_publication_live",
            "claim_id",
            unique=True,
            sqlite_where=sa.text("published_at IS NOT NULL AND ended_at IS NULL"),
            postgresql_where=sa.text("published_at IS NOT NULL AND ended_at IS NULL"),
        ),
    )


class RecoveryCode(Row, table=True):
    """A code that stands in once for the second factor. Kept as a hash."""

    __tablename__ = "recovery_code"
    secret: ClassVar[frozenset[str]] = frozenset({"code_hash"})

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user_account.id", index=True)
    code_hash: str = Field(max_length=64)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ClaimSearch(Row, table=True):
    """All the words of a claim in one searchable line: text, gloss, wordings, quotes, names of actors."""

    __tablename__ = "claim_search"
    audited: ClassVar[bool] = False

    claim_id: int = Field(foreign_key="claim.id", primary_key=True)
    words: str = ""


class Progress(Row, table=True):
    """How far a job in the background has come, by the number of the last change it has seen."""

    audited: ClassVar[bool] = False

    name: str = Field(primary_key=True, max_length=60)
    number: int = 0


class SealKey(Row, table=True):
    """The key of the seals that the audit trail keeps of secret columns: made once, and never exported."""

    __tablename__ = "seal_key"
    audited: ClassVar[bool] = False

    key: str = Field(primary_key=True, max_length=64)


class AuditEvent(Row, table=True):
    """What somebody did, chained to what was done before it (services/audit.py says how)."""

    __tablename__ = "audit_event"
    audited: ClassVar[bool] = False

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = moment()
    user_id: int | None = Field(default=None, foreign_key="user_account.id")
    action: str = Field(max_length=40)
    subject: str = Field(max_length=80, index=True)
    request_id: str = Field(default="", max_length=40)
    contents: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)  # reason, and per row before and after
    salt: str = Field(max_length=32)
    contents_hash: str = Field(max_length=64)
    previous_hash: str = Field(default="", max_length=64)
    hash: str = Field(max_length=64)
    __table_args__ = (
        # All that the history asks of events, so that it is paged without reading what they hold.
        sa.Index("ix_audit_event_told", "id", "at", "user_id", "action", "subject"),
        sa.Index("ix_audit_event_told_of", "user_id", "id", "at", "action", "subject"),
    )


class AuditTouch(Row, table=True):
    """Which records an event belongs to: where the history of one record, or of one kind, is looked up.

    `kind` is the table whose rows it changed there, "" where only counters moved. What it says follows from the
    event's contents (rules/touched.py).
    """

    __tablename__ = "audit_touch"
    audited: ClassVar[bool] = False

    record: str = Field(primary_key=True, max_length=80)
    event_id: int = Field(foreign_key="audit_event.id", primary_key=True)
    kind: str = Field(primary_key=True, max_length=40)
    __table_args__ = (
        sa.Index("ix_audit_touch_of_kind", "kind", "event_id"),
        sa.Index("ix_audit_touch_of_event", "event_id", "kind"),
    )
