"""What somebody did as a sentence: “changed the date of Sergei Lavrov’s statement on … from … to …”.

An act in values, sentence parts out. Who did it, and the record the sentence leads to, are put in by whoever shows it:
`parts` come before that record's title, `to` is the word between, `tail` follows it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from claimtrack.rules.fields import FieldChange, Naming
from claimtrack.rules.phrases import counted
from claimtrack.rules.row_changes import NOUNS, RowChange, answer_of, ends, relation_of, row_changes
from claimtrack.rules.sentence import Part
from claimtrack.rules.touched import Row, Rows, kind_of, number_of, within

ACCOUNTS = frozenset({"user_account", "one_time_link", "api_token", "recovery_code"})  # for admins only
COUNTED = ("claim", "statement", "wording", "actor", "source", "outlet")
SETTINGS = {
    "newsroom": "name of the newsroom",
    "verdict_scale": "verdict scale",
    "own_scale": "newsroom’s own verdict scale",
    "approve_own": "setting whether people may approve their own work",
    "code_needed_by": "setting who needs a code at sign-in",
}
NAMED_AT_MOST = 3  # fields named in the sentence


@dataclass(frozen=True, slots=True)
class Act:
    """One event in values. `label` is the action in words; `counts` of records stand in for rows too many to read.

    `about` is the record whose history is told, "" for everything: what was changed elsewhere is then left out.
    `own`: the subject is the account of whoever did it.
    """

    action: str
    label: str
    subject: str
    rows: Rows = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    about: str = ""
    own: bool = False

    @property
    def kind(self) -> str:
        return kind_of(self.subject)

    @property
    def row(self) -> tuple[Row | None, Row | None]:
        """The subject's own row before and after."""
        return self.rows.get(self.subject, (None, None))


@dataclass(frozen=True, slots=True)
class Deed:
    """The sentence, and what it does not tell: None for all that was found. `more` counts the records beyond those."""

    parts: tuple[Part, ...]
    to: str = ""
    tail: tuple[Part, ...] = ()
    rows: tuple[RowChange, ...] | None = None
    more: int = 0


def deed(act: Act, naming: Naming) -> Deed:
    """The sentence for this act, with all that it changed."""
    found, _ = row_changes(act.rows, act.subject, naming)
    told = _sentence(act, naming, found)
    if told.rows is not None:
        return told
    shown = {name: act.rows[name] for name in within(act.about, act.rows)} if act.about else act.rows
    rows, more = row_changes(shown, act.subject, naming)
    return replace(told, rows=tuple(rows), more=more)


def _sentence(act: Act, naming: Naming, found: Sequence[RowChange]) -> Deed:
    match act.kind, act.action:
        case "judgement", _:
            return _judged(act, naming)
        case "setting", _:
            return _set(act)
        case "claim", "gave_verdict":
            return _verdict(act)
        case "claim", "assigned":
            return _assigned(act, naming)
        case ("claim", "related") | ("claim_relation", _):
            return _related(act, naming)
        case "wording", "entered":
            return Deed(_plain("added a wording"), "of")
        case ("wording" | "comment") as kind, _:
            return Deed(_plain(f"{act.label} a {kind}"), "of" if kind == "wording" else "on")
        case (("claim" | "statement" | "actor" | "outlet" | "source"), "changed"):
            return _changed(act, naming, found)
        case (("claim" | "statement"), ("entered" | "imported")):
            return Deed(_named(act, naming), _to(act), _plain(_with(act)))
        case _, "imported":
            return Deed(_plain(f"imported a file{_with(act)}"))
        case (("claim" | "statement" | "actor" | "outlet" | "source"), _):
            return Deed(_named(act, naming), _to(act))
        case "user_account", _:
            return Deed(_plain(act.label if act.own else _TO_OTHERS.get(act.action, f"{act.label} of")))
        case "audit_event", _:
            return Deed(_plain(f"{act.label} in act {number_of(act.subject)}"))
        case "database", _:
            return Deed(_plain(f"{act.label} the database from a backup"))
    return Deed(_plain(f"{act.label} a record"))


_TO_OTHERS = {
    "invited": "made a link to set a password for",
    "suspended": "suspended",
    "restored": "let in again",
    "password_set": "set the password of",
    "changed": "changed the account of",
    "token_made": "made a token for",
}


def _named(act: Act, naming: Naming) -> tuple[Part, ...]:
    """“entered a statement by Sergei Lavrov”, “approved the claim”."""
    if act.kind == "statement":
        return (Part(f"{act.label} a statement by "), Part(naming("statement", number_of(act.subject)), "name"))
    return _plain(f"{act.label} the {NOUNS[act.kind]}")


def _to(act: Act) -> str:
    return "on" if act.kind == "statement" else ""


def _changed(act: Act, naming: Naming, found: Sequence[RowChange]) -> Deed:
    """Names the fields; a single short one with what it was and is, and then nothing is left to tell below."""
    if not act.rows:
        return Deed(_named(act, naming), _to(act))
    names = list(dict.fromkeys(name for change in found for name in _names_of(change)))
    if not names:
        return Deed((Part("saved, without a change, "), *_whose(act, naming)), _to(act))
    single = found[0].fields[0] if len(found) == 1 and len(found[0].fields) == 1 and not found[0].heading else None
    parts = (Part(f"changed the {_listed(names)} of "), *_whose(act, naming))
    if single is None or single.pieces or "\n" in single.before + single.after:
        return Deed(parts, _to(act))
    return Deed(parts, _to(act), from_to(single), rows=())


def _names_of(change: RowChange) -> list[str]:
    if not change.heading:
        return [one.name for one in change.fields]
    noun = next((noun for noun in NOUNS.values() if change.heading.lower().startswith(noun)), "")
    return [f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"] if noun else []


def _whose(act: Act, naming: Naming) -> tuple[Part, ...]:
    if act.kind == "statement":
        return (Part(naming("statement", number_of(act.subject)), "name"), Part("’s statement"))
    return _plain(f"the {NOUNS[act.kind]}")


def from_to(change: FieldChange) -> tuple[Part, ...]:
    """“from “last week” (14–20 Feb 2022) to 18 Feb 2022”."""
    return (Part(" from "), _value(change.before), Part(" to "), _value(change.after))


def _value(text: str) -> Part:
    return Part(text, "name") if text else Part("nothing")


def _verdict(act: Act) -> Deed:
    given = [after for before, after in _rows(act, "verdict") if before is None and after]
    ended = [before for before, after in _rows(act, "verdict") if before and after]
    if not given:
        return Deed(_plain("gave a verdict on the claim"))
    parts = [Part("gave the verdict “"), Part(str(given[0]["label"]), "name"), Part("”")]
    if ended:
        parts += [Part(" instead of “"), Part(str(ended[0]["label"]), "name"), Part("”")]
    return Deed((*parts, Part(" on the claim")))


def _assigned(act: Act, naming: Naming) -> Deed:
    before, after = act.row
    if after is None or before is None:
        return Deed(_plain("assigned the claim"))
    to = after.get("assigned_to")
    if not to:
        return Deed(_plain("took the claim"), "", (Part(" from "), _person(before.get("assigned_to"), naming)), ())
    return Deed(_plain("assigned the claim"), "", (Part(" to "), _person(to, naming)), ())


def _person(number: object, naming: Naming) -> Part:
    return Part(naming("user_account", number), "name") if number else Part("nobody")


def _related(act: Act, naming: Naming) -> Deed:
    row, did = None, ""
    for before, after in _rows(act, "claim_relation"):
        row, did = after or before, "took back that" if before else "recorded that"
    if row is None:
        is_new = act.action == "related"
        return Deed(_plain("related another claim" if is_new else "took back a relation"), "to" if is_new else "of")
    tail = (Part(f" {relation_of(row)} “"), Part(naming("claim", row["other_id"]), "name"), Part("”"))
    note = (RowChange("Note", str(row["note"])),) if row.get("note") else ()
    return Deed(_plain(did), "", tail, note)


def _judged(act: Act, naming: Naming) -> Deed:
    """One judgement with both records in the sentence; several are told below it."""
    rows = dict(_judgements(act))
    row = rows.get(act.subject)
    if row is None or len([one for one in act.rows if kind_of(one) == "judgement"]) > 2:
        return Deed(_plain(f"{act.label} {counted(len(rows), 'pair') if rows else 'a pair'}"))
    verb = " " if row.get("relation") else " is "
    did = "took back that" if act.action == "took_back" else "said that"
    tail = (Part(f"{verb}{answer_of(row)} “"), Part(naming(row["kind"], ends(row)[1]), "name"), Part("”"))
    return Deed(_plain(did), "", tail)


def _judgements(act: Act) -> list[tuple[str, Row]]:
    """The judgements given or taken back by this act, not those that go or come with them."""
    took_back = act.action == "took_back"
    return [
        (name, after)
        for name, (before, after) in act.rows.items()
        if kind_of(name) == "judgement" and after and (name == act.subject if took_back else before is None)
    ]


def _set(act: Act) -> Deed:
    fields = tuple(_setting(name, *pair) for name, pair in act.rows.items() if kind_of(name) == "setting")
    if not fields:
        return Deed(_plain("changed a setting"))
    if len(fields) == 1 and "\n" not in fields[0].before + fields[0].after:
        return Deed((Part(f"changed the {fields[0].name}"), *from_to(fields[0])), rows=())
    return Deed(_plain(f"changed the {_listed([one.name for one in fields])}"), rows=(RowChange(fields=fields),))


def _setting(name: str, before: Row | None, after: Row | None) -> FieldChange:
    key = name.partition(":")[2]
    old, new = (str(row["value"]) if row else "" for row in (before, after))
    return FieldChange(SETTINGS.get(key, key.replace("_", " ")), old, new)


def _rows(act: Act, kind: str) -> list[tuple[Row | None, Row | None]]:
    return [pair for name, pair in act.rows.items() if kind_of(name) == kind]


def _with(act: Act) -> str:
    """“ with 12 statements, 3 actors and 2 sources” that came in besides the subject."""
    made = [kind_of(name) for name, (before, _) in act.rows.items() if before is None and name != act.subject]
    new = act.counts or Counter(made)
    before = "new " if act.action == "entered" else ""
    words = [counted(new[kind], f"{before}{kind}") for kind in COUNTED if new.get(kind)]
    return f" with {_listed(words, most=len(COUNTED))}" if words else ""


def _listed(words: Sequence[str], most: int = NAMED_AT_MOST) -> str:
    """“a”, “a and b”, “a, b and c”, “a, b and 3 more fields”."""
    shown = list(words) if len(words) <= most else [*words[: most - 1], f"{len(words) - most + 1} more fields"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _plain(words: str) -> tuple[Part, ...]:
    return (Part(words),) if words else ()
