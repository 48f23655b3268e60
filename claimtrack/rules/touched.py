"""Which records an act belongs to: what it changed itself, and what that hangs on.

A statement is told in the history of its claim, another name in that of its actor, a judgement in that of both records
it is about.
"""

from collections.abc import Iterable, Mapping
from typing import Any

Row = dict[str, Any]
Rows = Mapping[str, tuple[Row | None, Row | None]]  # "claim:12" → before, after
_ON_CLAIM, _OF_ACTOR, _OF_USER = {"claim_id": "claim"}, {"actor_id": "actor"}, {"user_id": "user_account"}
OWNERS: dict[str, dict[str, str]] = {  # for each kind of row: in which columns it names records of which kind
    "claim": {"id": "claim", "joined_to_id": "claim"},
    "claim_topic": _ON_CLAIM,
    "claim_country": _ON_CLAIM,
    "claim_relation": {"claim_id": "claim", "other_id": "claim"},
    "wording": _ON_CLAIM,
    "statement": {"id": "statement", "claim_id": "claim"},
    "verdict": _ON_CLAIM,
    "comment": {"claim_id": "claim", "statement_id": "statement"},
    "correction": _ON_CLAIM,
    "publication": _ON_CLAIM,
    "actor": {"id": "actor", "joined_to_id": "actor"},
    "actor_alias": _OF_ACTOR,
    "actor_role": _OF_ACTOR,
    "source": {"id": "source", "joined_to_id": "source"},
    "outlet": {"id": "outlet"},
    "user_account": {"id": "user_account"},
    "one_time_link": _OF_USER,
    "api_token": _OF_USER,
    "recovery_code": _OF_USER,
}
COUNTERS = frozenset(
    {
        *("version", "revision", "change_no", "changed_at", "written_by"),
        *("submitted_by", "reviewed_version", "totp_step"),
    }
)


def kind_of(name: str) -> str:
    """ "claim" of "claim:12"."""
    return name.partition(":")[0]


def number_of(name: str) -> int:
    """12 of "claim:12"; 0 where it is called by something else than a number."""
    number = name.partition(":")[2]
    return int(number) if number.isascii() and number.isdigit() else 0


def records_of(kind: str, row: Row) -> set[str]:
    """The records that a row belongs to, as "claim:12"."""
    if kind == "judgement":
        return {f"{row['kind']}:{row['left_id']}", f"{row['kind']}:{row['right_id']}"}
    owners = OWNERS.get(kind, {}).items()
    return {f"{owner}:{row[column]}" for column, owner in owners if row.get(column) is not None}


def touched(subject: str, rows: Rows) -> set[tuple[str, str]]:
    """Each record that an act belongs to, with the kind of row it changed there: ("claim:12", "statement")."""
    if not rows:
        return {(subject, kind_of(subject))}
    told: set[tuple[str, str]] = set()
    counted = {subject}  # where perhaps only counters moved
    for name, (before, after) in rows.items():
        kind = kind_of(name)
        records = records_of(kind, after or before or {})
        if before and after:
            records |= records_of(kind, before)
        if is_told(before, after):
            told.update((record, kind) for record in records or (name,))
        else:
            counted |= records or {name}
    return told | {(record, "") for record in counted - {record for record, _ in told}}


def is_told(before: Row | None, after: Row | None) -> bool:
    """Whether anything but counters changed."""
    if before is None or after is None:
        return True
    for column, value in after.items():
        if before.get(column) != value and column not in COUNTERS:
            return True
    return any(before[column] is not None for column in before.keys() - after.keys() - COUNTERS)


def within(record: str, rows: Rows) -> Iterable[str]:
    """The names of those rows that belong to this record."""
    return [
        name
        for name, pair in rows.items()
        if record == name or any(record in records_of(kind_of(name), row) for row in pair if row)
    ]
