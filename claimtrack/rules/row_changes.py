"""Every record an act made, changed or took away, each with a heading and its fields."""

from collections.abc import Callable
from dataclasses import dataclass

from claimtrack.rules.fields import FieldChange, Naming, field_changes, value
from claimtrack.rules.touched import Row, Rows, kind_of, number_of
from claimtrack.words import Answer, Relation

MOST = 12  # records told one by one
NOUNS = {  # in the order in which they are told
    "claim": "claim",
    "statement": "statement",
    "verdict": "verdict",
    "wording": "wording",
    "claim_relation": "relation",
    "judgement": "judgement",
    "correction": "correction for readers",
    "comment": "comment",
    "claim_topic": "topic",
    "claim_country": "country",
    "actor": "actor",
    "actor_alias": "name",
    "actor_role": "office",
    "source": "source",
    "outlet": "outlet",
    "user_account": "account",
    "api_token": "key",
}
ANSWERS = {
    Answer.SAME: "the same {kind} as",
    Answer.DIFFERENT: "a different {kind} from",
}


# Told in one line.
PARTS = frozenset(
    {"claim_topic", "claim_country", "claim_relation", "judgement", "actor_alias", "actor_role", "wording", "comment"}
) | {"correction", "api_token"}


@dataclass(frozen=True, slots=True)
class RowChange:
    """One record: “Topic added: economy”, “New source: …” with its fields. Without a heading it is the act's own."""

    heading: str = ""
    name: str = ""
    fields: tuple[FieldChange, ...] = ()
    is_new: bool = False


def row_changes(rows: Rows, subject: str, naming: Naming) -> tuple[list[RowChange], int]:
    """What to tell of these rows, the subject's own first, and how many more there are."""
    order = {kind: place for place, kind in enumerate(NOUNS)}
    known = [name for name in rows if kind_of(name) in order and not _echoes(name, rows)]
    known.sort(key=lambda name: (name != subject, order[kind_of(name)], rows[name][1] is None, number_of(name)))
    found = [one for name in known if (one := _row_change(name, *rows[name], subject, naming))]
    return found[:MOST], max(0, len(found) - MOST)


def in_words(kind: str, row: Row, naming: Naming) -> str:
    """What a part of a record says in one line: a topic, an office with its days, a relation to another claim."""
    known: dict[str, Callable[[], str]] = {
        "claim_topic": lambda: str(row["topic"]),
        "claim_country": lambda: naming("country", row["country"]),
        "claim_relation": lambda: f"{relation_of(row)} “{naming('claim', row['other_id'])}”",
        "judgement": lambda: judged(row, naming),
        "actor_role": lambda: _office(row, naming),
    }
    return known[kind]() if kind in known else str(row.get("text") or row.get("name") or "")


def relation_of(row: Row) -> str:
    """ "is part of" """
    held = str(row["relation"])
    return Relation(held).label if held in set(Relation) else held


def ends(row: Row) -> tuple[int, int]:
    """The two records a judgement is about, in the order in which it reads."""
    pair = (int(row["left_id"]), int(row["right_id"]))
    return pair[::-1] if row.get("turned") else pair


def answer_of(row: Row) -> str:
    """ "the same claim as", "a narrower form of" is told as the relation's own words."""
    if row.get("relation"):
        return relation_of(row)
    return ANSWERS[Answer(row["answer"])].format(kind=row["kind"])


def judged(row: Row, naming: Naming) -> str:
    """“Mercenaries are sent” is the same claim as “Fighters are sent”."""
    first, second = ends(row)
    verb = "" if row.get("relation") else "is "
    return f"“{naming(row['kind'], first)}” {verb}{answer_of(row)} “{naming(row['kind'], second)}”"


def _row_change(name: str, before: Row | None, after: Row | None, subject: str, naming: Naming) -> RowChange | None:
    kind, row = kind_of(name), after or before
    if row is None:
        return None
    if kind in PARTS:
        return _part(kind, before, after, naming)
    fields = tuple(field_changes(kind, before, after, naming))
    if not fields and not _struck(before, after):
        return None
    if name == subject and before:
        return RowChange(fields=fields) if fields else None
    called = _called(kind, row, naming)
    rest = tuple(one for one in fields if before or one.after != called)
    return RowChange(_heading(kind, before, after), called, rest, before is None)


def _part(kind: str, before: Row | None, after: Row | None, naming: Naming) -> RowChange | None:
    """A part is told in one line; of one that changed, what it said before and says now."""
    old, new = (in_words(kind, row, naming) if row else "" for row in (before, after))
    if before and after and not _struck(before, after) and kind != "judgement":
        field = FieldChange(NOUNS[kind], old, new)
        return RowChange(fields=(field,)) if old != new else None
    return RowChange(_heading(kind, before, after), new or old)


def _heading(kind: str, before: Row | None, after: Row | None) -> str:
    noun = NOUNS[kind]
    if kind == "judgement" and before and after:
        return "No longer in force" if after.get("superseded_at") else "In force again"
    if kind == "verdict" and before and after:
        return "Verdict before"
    if before is None:
        return noun[0].upper() + noun[1:] if kind in PARTS else f"New {noun}"
    if after is None:
        return f"{noun[0].upper()}{noun[1:]} taken away"
    if _struck(before, after):
        return f"{noun[0].upper()}{noun[1:]} {'struck out' if after.get('struck') else 'brought back'}"
    return f"{noun[0].upper()}{noun[1:]}"


def _called(kind: str, row: Row, naming: Naming) -> str:
    if kind == "statement":
        return f"by {naming('actor', row['actor_id'])}"
    if kind == "verdict":
        return str(row["label"])
    return naming(kind, row["id"])


def _echoes(name: str, rows: Rows) -> bool:
    """Whether a row only repeats what its record tells: a claim's former text kept, an actor's name among the names."""
    kind, (before, after) = kind_of(name), rows[name]
    if before is not None or after is None or kind not in ("wording", "actor_alias"):
        return False
    if kind == "wording":
        claim, _ = rows.get(f"claim:{after['claim_id']}", (None, None))
        return claim is not None and claim["text"] == after["text"]
    _, actor = rows.get(f"actor:{after['actor_id']}", (None, None))
    return actor is not None and actor["name"] == after["text"]


def _struck(before: Row | None, after: Row | None) -> bool:
    return bool(before and after and before.get("struck") != after.get("struck"))


def _office(row: Row, naming: Naming) -> str:
    since, until = (value("actor_role", column, row, naming) for column in ("since", "until"))
    speaks_for = value("actor_role", "speaks_for_id", row, naming)
    days = f"{since or '…'} – {until or '…'}" if since or until else ""
    parts = [str(row["title"]), str(row.get("affiliation") or ""), f"for {speaks_for}" if speaks_for else "", days]
    return ", ".join(part for part in parts if part)
