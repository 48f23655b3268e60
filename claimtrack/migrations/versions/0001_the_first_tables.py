"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEPT = (
    "user_account",
    "actor",
    "outlet",
    "source",
    "claim",
    "wording",
    "statement",
    "judgement",
    "verdict",
    "comment",
    "correction",
    "publication",
    "audit_event",
)
CHAINED = "id, at, user_id, action, subject, request_id, contents_hash, previous_hash, hash"
ERASED = """NEW.salt = '' AND {contents} = '{{"reason":"","rows":{{}}}}' AND EXISTS (
    SELECT 1 FROM audit_event WHERE action = 'erased' AND subject = 'audit_event:' || OLD.id)"""


def guards(dialect: str) -> list[str]:
    """Triggers: records are never deleted, and the audit trail never changes.

    The one door: the contents of an event can be emptied once another event tells that they were erased.
    """
    if dialect == "sqlite":
        never = "SELECT RAISE(ABORT, 'records are struck, never deleted')"
        fixed = "SELECT RAISE(ABORT, 'the audit trail cannot be changed')"
        return [
            *(f"CREATE TRIGGER keep_{table} BEFORE DELETE ON {table} BEGIN {never}; END" for table in KEPT),
            f"CREATE TRIGGER fixed_audit_event BEFORE UPDATE OF {CHAINED} ON audit_event BEGIN {fixed}; END",
            "CREATE TRIGGER told_audit_event BEFORE UPDATE OF contents, salt ON audit_event "
            f"WHEN NOT ({ERASED.format(contents='NEW.contents')}) BEGIN {fixed}; END",
        ]
    function = "CREATE FUNCTION claimtrack_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"
    erase = (
        f"CREATE FUNCTION claimtrack_erase() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {ERASED.format(contents='NEW.contents::text')} THEN RETURN NEW; END IF; "
        "RAISE EXCEPTION '%', TG_ARGV[0]; END $$"
    )
    call = "EXECUTE FUNCTION claimtrack_refuse"
    return [
        function,
        erase,
        *(
            f"CREATE TRIGGER keep_{table} BEFORE DELETE ON {table} FOR EACH ROW {call}('records are struck, never deleted')"
            for table in KEPT
        ),
        f"CREATE TRIGGER fixed_audit_event BEFORE UPDATE OF {CHAINED} ON audit_event FOR EACH ROW "
        f"{call}('the audit trail cannot be changed')",
        "CREATE TRIGGER told_audit_event BEFORE UPDATE OF contents, salt ON audit_event FOR EACH ROW "
        "EXECUTE FUNCTION claimtrack_erase('the audit trail cannot be changed')",
    ]


def upgrade() -> None:
    op.create_table(
        "actor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "person",
                "organisation",
                "state",
                "outlet",
                "collective",
                "unnamed",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("joined_to_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["joined_to_id"], ["actor.id"], name=op.f("fk_actor_joined_to_id_actor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor")),
    )
    with op.batch_alter_table("actor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_actor_joined_to_id"), ["joined_to_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_actor_name"), ["name"], unique=False)

    op.create_table(
        "login_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("account", sa.String(length=60), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempt")),
    )
    with op.batch_alter_table("login_attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_login_attempt_account"), ["account"], unique=False)
        batch_op.create_index(batch_op.f("ix_login_attempt_address"), ["address"], unique=False)
        batch_op.create_index(batch_op.f("ix_login_attempt_at"), ["at"], unique=False)

    op.create_table(
        "match",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("claim", "actor", "source", name="kind", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("left_id", sa.Integer(), nullable=False),
        sa.Column("right_id", sa.Integer(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column(
            "label",
            sa.Enum(
                "same",
                "narrower",
                "broader",
                "possible_rebuttal",
                "different_place",
                "different_actor",
                "different_figure",
                "different_object",
                "role_swap",
                "related",
                "unrelated",
                name="label",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("left_text", sa.String(), nullable=False),
        sa.Column("right_text", sa.String(), nullable=False),
        sa.Column("texts_key", sa.String(length=64), nullable=False),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("left_id < right_id", name=op.f("ck_match_one_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match")),
        sa.UniqueConstraint("kind", "left_id", "right_id", name=op.f("uq_match_kind_left_id_right_id")),
    )
    with op.batch_alter_table("match", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_match_left_id"), ["left_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_match_probability"), ["probability"], unique=False)
        batch_op.create_index(batch_op.f("ix_match_right_id"), ["right_id"], unique=False)

    op.create_table(
        "outlet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("domain", sa.String(length=253), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlet")),
        sa.UniqueConstraint("name", name=op.f("uq_outlet_name")),
    )
    with op.batch_alter_table("outlet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outlet_domain"), ["domain"], unique=False)
        batch_op.create_index(batch_op.f("ix_outlet_key"), ["key"], unique=False)

    op.create_table(
        "progress",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_progress")),
    )
    op.create_table(
        "seal_key",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_seal_key")),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "fact_checker", "editor", "admin", name="role", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("totp_secret", sa.String(), nullable=False),
        sa.Column("totp_step", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("name", name=op.f("uq_user_account_name")),
    )
    op.create_table(
        "actor_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_actor_alias_actor_id_actor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor_alias")),
        sa.UniqueConstraint("actor_id", "text", name=op.f("uq_actor_alias_actor_id_text")),
    )
    with op.batch_alter_table("actor_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_actor_alias_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_actor_alias_key"), ["key"], unique=False)

    op.create_table(
        "actor_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("affiliation", sa.String(length=200), nullable=False),
        sa.Column("speaks_for_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("since <= until", name=op.f("ck_actor_role_span")),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_actor_role_actor_id_actor")),
        sa.ForeignKeyConstraint(["speaks_for_id"], ["actor.id"], name=op.f("fk_actor_role_speaks_for_id_actor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor_role")),
    )
    with op.batch_alter_table("actor_role", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_actor_role_actor_id"), ["actor_id"], unique=False)

    op.create_table(
        "api_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column(
            "scope",
            sa.Enum("read", "write", name="scope", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_api_token_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_token_token_hash")),
    )
    with op.batch_alter_table("api_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_api_token_user_id"), ["user_id"], unique=False)

    op.create_table(
        "api_token_use",
        sa.Column("token_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["token_id"], ["api_token.id"], name=op.f("fk_api_token_use_token_id_api_token")),
        sa.PrimaryKeyConstraint("token_id", name=op.f("pk_api_token_use")),
    )

    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("request_id", sa.String(length=40), nullable=False),
        sa.Column("contents", sa.JSON(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("contents_hash", sa.String(length=64), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_audit_event_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_event_subject"), ["subject"], unique=False)
        batch_op.create_index("ix_audit_event_told", ["id", "at", "user_id", "action", "subject"], unique=False)
        batch_op.create_index("ix_audit_event_told_of", ["user_id", "id", "at", "action", "subject"], unique=False)

    op.create_table(
        "audit_touch",
        sa.Column("record", sa.String(length=80), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["audit_event.id"], name=op.f("fk_audit_touch_event_id_audit_event")),
        sa.PrimaryKeyConstraint("record", "event_id", "kind", name=op.f("pk_audit_touch")),
    )
    with op.batch_alter_table("audit_touch", schema=None) as batch_op:
        batch_op.create_index("ix_audit_touch_of_event", ["event_id", "kind"], unique=False)
        batch_op.create_index("ix_audit_touch_of_kind", ["kind", "event_id"], unique=False)

    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("gloss", sa.String(length=1000), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "factual",
                "forecast",
                "pledge",
                "accusation",
                "position",
                "analysis",
                name="type",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "submitted",
                "needs_changes",
                "approved",
                "published",
                "withdrawn",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("event_words", sa.String(length=200), nullable=False),
        sa.Column("event_earliest", sa.Date(), nullable=True),
        sa.Column("event_latest", sa.Date(), nullable=True),
        sa.Column("event_approximate", sa.Boolean(), nullable=False),
        sa.Column("event_uncertain", sa.Boolean(), nullable=False),
        sa.Column("event_lasting", sa.Boolean(), nullable=False),
        sa.Column("event_anchor", sa.Date(), nullable=True),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("joined_to_id", sa.Integer(), nullable=True),
        sa.Column("assigned_to", sa.Integer(), nullable=True),
        sa.Column("submitted_by", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reviewed_version", sa.Integer(), nullable=True),
        sa.Column("written_by", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("change_no", sa.Integer(), nullable=False),
        sa.CheckConstraint("event_earliest <= event_latest", name=op.f("ck_claim_event")),
        sa.ForeignKeyConstraint(["assigned_to"], ["user_account.id"], name=op.f("fk_claim_assigned_to_user_account")),
        sa.ForeignKeyConstraint(["joined_to_id"], ["claim.id"], name=op.f("fk_claim_joined_to_id_claim")),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name=op.f("fk_claim_made_by_user_account")),
        sa.ForeignKeyConstraint(["submitted_by"], ["user_account.id"], name=op.f("fk_claim_submitted_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_assigned_to"), ["assigned_to"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_change_no"), ["change_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_changed_at"), ["changed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_joined_to_id"), ["joined_to_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_made_at"), ["made_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_made_by"), ["made_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_submitted_by"), ["submitted_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_status"), ["status"], unique=False)

    op.create_table(
        "done_once",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("location", sa.String(length=300), nullable=False),
        sa.Column("sent", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_done_once_user_id_user_account")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_done_once")),
    )
    with op.batch_alter_table("done_once", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_done_once_at"), ["at"], unique=False)

    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("claim", "actor", "source", name="kind", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("left_id", sa.Integer(), nullable=False),
        sa.Column("right_id", sa.Integer(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "same", "different", "related", name="answer", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column(
            "relation",
            sa.Enum(
                "narrower",
                "contradicts",
                "counter_narrative",
                "about",
                "part_of",
                "in_tension",
                "outcome_of",
                name="relation",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("turned", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("texts_key", sa.String(length=64), nullable=False),
        sa.Column("probability", sa.Float(), nullable=True),
        sa.Column(
            "label",
            sa.Enum(
                "same",
                "narrower",
                "broader",
                "possible_rebuttal",
                "different_place",
                "different_actor",
                "different_figure",
                "different_object",
                "role_swap",
                "related",
                "unrelated",
                name="label",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("left_id < right_id", name=op.f("ck_judgement_one_order")),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name=op.f("fk_judgement_made_by_user_account")),
        sa.ForeignKeyConstraint(["supersedes_id"], ["judgement.id"], name=op.f("fk_judgement_supersedes_id_judgement")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
    )
    with op.batch_alter_table("judgement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_judgement_left_id"), ["left_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_judgement_right_id"), ["right_id"], unique=False)
        batch_op.create_index(
            "uq_judgement_live",
            ["kind", "left_id", "right_id"],
            unique=True,
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        )

    op.create_table(
        "claim_relation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column(
            "relation",
            sa.Enum(
                "narrower",
                "contradicts",
                "counter_narrative",
                "about",
                "part_of",
                "in_tension",
                "outcome_of",
                name="relation",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("judgement_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("claim_id <> other_id", name=op.f("ck_claim_relation_not_to_itself")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_relation_claim_id_claim")),
        sa.ForeignKeyConstraint(
            ["judgement_id"], ["judgement.id"], name=op.f("fk_claim_relation_judgement_id_judgement")
        ),
        sa.ForeignKeyConstraint(["other_id"], ["claim.id"], name=op.f("fk_claim_relation_other_id_claim")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_relation")),
        sa.UniqueConstraint(
            "claim_id", "other_id", "relation", name=op.f("uq_claim_relation_claim_id_other_id_relation")
        ),
    )
    with op.batch_alter_table("claim_relation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_relation_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_relation_judgement_id"), ["judgement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_relation_other_id"), ["other_id"], unique=False)

    op.create_table(
        "kept_entry",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=60), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_kept_entry_user_id_user_account")),
        sa.PrimaryKeyConstraint("user_id", "form", name=op.f("pk_kept_entry")),
    )
    op.create_table(
        "login_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=False),
        sa.Column("browser", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_login_session_user_id_user_account")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_login_session")),
    )
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_login_session_user_id"), ["user_id"], unique=False)

    op.create_table(
        "one_time_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_one_time_link_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_one_time_link_token_hash")),
    )
    with op.batch_alter_table("one_time_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_one_time_link_user_id"), ["user_id"], unique=False)

    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_recovery_code_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
    )
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recovery_code_user_id"), ["user_id"], unique=False)

    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=True),
        sa.Column("outlet_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("byline", sa.String(length=300), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("retrieved", sa.Date(), nullable=True),
        sa.Column("archive_url", sa.String(length=2000), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("excerpt", sa.String(), nullable=False),
        sa.Column("excerpt_sha256", sa.String(length=64), nullable=False),
        sa.Column("syndicated_from_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("joined_to_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("syndicated_from_id <> id", name=op.f("ck_source_not_of_itself")),
        sa.ForeignKeyConstraint(["joined_to_id"], ["source.id"], name=op.f("fk_source_joined_to_id_source")),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name=op.f("fk_source_outlet_id_outlet")),
        sa.ForeignKeyConstraint(
            ["syndicated_from_id"], ["source.id"], name=op.f("fk_source_syndicated_from_id_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("url", name=op.f("uq_source_url")),
    )
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_excerpt_sha256"), ["excerpt_sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_joined_to_id"), ["joined_to_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_outlet_id"), ["outlet_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_published"), ["published"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_syndicated_from_id"), ["syndicated_from_id"], unique=False)

    op.create_table(
        "claim_country",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_country_claim_id_claim")),
        sa.PrimaryKeyConstraint("claim_id", "country", name=op.f("pk_claim_country")),
    )
    with op.batch_alter_table("claim_country", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_country_country"), ["country"], unique=False)

    op.create_table(
        "claim_search",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_search_claim_id_claim")),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_claim_search")),
    )
    op.create_table(
        "claim_topic",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_topic_claim_id_claim")),
        sa.PrimaryKeyConstraint("claim_id", "topic", name=op.f("pk_claim_topic")),
    )
    with op.batch_alter_table("claim_topic", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_topic_topic"), ["topic"], unique=False)

    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_correction_claim_id_claim")),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name=op.f("fk_correction_made_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_correction_claim_id"), ["claim_id"], unique=False)

    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("own_key", sa.String(length=64), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("led_to_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_publication_claim_id_claim")),
        sa.ForeignKeyConstraint(["led_to_id"], ["claim.id"], name=op.f("fk_publication_led_to_id_claim")),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name=op.f("fk_publication_made_by_user_account")),
        sa.ForeignKeyConstraint(
            ["published_by"], ["user_account.id"], name=op.f("fk_publication_published_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint("claim_id", "number", name=op.f("uq_publication_claim_id_number")),
    )
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_publication_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_publication_led_to_id"), ["led_to_id"], unique=False)
        batch_op.create_index(
            "uq_publication_live",
            ["claim_id"],
            unique=True,
            sqlite_where=sa.text("published_at IS NOT NULL AND ended_at IS NULL"),
            postgresql_where=sa.text("published_at IS NOT NULL AND ended_at IS NULL"),
        )

    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column(
            "stance",
            sa.Enum(
                "asserts",
                "repeats",
                "reports",
                "confirms",
                "denies",
                "rebuts",
                "no_comment",
                "retracts",
                name="stance",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "modality",
            sa.Enum(
                "plain", "hedged", "distanced", name="modality", native_enum=False, create_constraint=True, length=20
            ),
            nullable=True,
        ),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("quote_language", sa.String(length=35), nullable=False),
        sa.Column("gloss", sa.String(), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("on_behalf_of_id", sa.Integer(), nullable=True),
        sa.Column("same_act_as_id", sa.Integer(), nullable=True),
        sa.Column("attribution_note", sa.String(length=1000), nullable=False),
        sa.Column("scope_note", sa.String(length=1000), nullable=False),
        sa.Column("said_words", sa.String(length=200), nullable=False),
        sa.Column("said_earliest", sa.Date(), nullable=True),
        sa.Column("said_latest", sa.Date(), nullable=True),
        sa.Column("said_approximate", sa.Boolean(), nullable=False),
        sa.Column("said_uncertain", sa.Boolean(), nullable=False),
        sa.Column("said_lasting", sa.Boolean(), nullable=False),
        sa.Column("said_anchor", sa.Date(), nullable=True),
        sa.Column("struck", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("said_earliest <= said_latest", name=op.f("ck_statement_said")),
        sa.CheckConstraint("same_act_as_id <> id", name=op.f("ck_statement_not_as_itself")),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_statement_actor_id_actor")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_statement_claim_id_claim")),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name=op.f("fk_statement_made_by_user_account")),
        sa.ForeignKeyConstraint(["on_behalf_of_id"], ["actor.id"], name=op.f("fk_statement_on_behalf_of_id_actor")),
        sa.ForeignKeyConstraint(
            ["same_act_as_id"], ["statement.id"], name=op.f("fk_statement_same_act_as_id_statement")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_statement_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_statement_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(
            "ix_statement_of_claim", ["claim_id", "struck", "stance", "said_earliest", "said_latest"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_statement_on_behalf_of_id"), ["on_behalf_of_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_statement_said_earliest"), ["said_earliest"], unique=False)
        batch_op.create_index(batch_op.f("ix_statement_said_latest"), ["said_latest"], unique=False)
        batch_op.create_index(batch_op.f("ix_statement_source_id"), ["source_id"], unique=False)

    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("best", sa.Integer(), nullable=False),
        sa.Column("rationale", sa.String(), nullable=False),
        sa.Column("grain_of_truth", sa.String(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("claim_version", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_verdict_claim_id_claim")),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name=op.f("fk_verdict_made_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
    )
    with op.batch_alter_table("verdict", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verdict_claim_id"), ["claim_id"], unique=False)

    op.create_table(
        "wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("put_on", sa.Date(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("struck", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_wording_claim_id_claim")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_wording_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording")),
    )
    with op.batch_alter_table("wording", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wording_claim_id"), ["claim_id"], unique=False)

    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("struck", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_comment_claim_id_claim")),
        sa.ForeignKeyConstraint(["made_by"], ["user_account.id"], name=op.f("fk_comment_made_by_user_account")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_comment_statement_id_statement")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_claim_id"), ["claim_id"], unique=False)

    op.create_table(
        "mention",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_mention_comment_id_comment")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_mention_user_id_user_account")),
        sa.PrimaryKeyConstraint("comment_id", "user_id", name=op.f("pk_mention")),
    )
    for statement in guards(op.get_bind().dialect.name):
        op.execute(statement)
