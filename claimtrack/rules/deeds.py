"""What somebody did as a sentence: “changed the date of Sergei Lavrov’s statement on … from … to …”.

An act in values, sentence parts out. Who did it, and the record the sentence leads to, are put in by whoever shows it:
`parts` come before that record's title, `to` is the word between, `tail` follows it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from claimtrack.rules import decisions
from claimtrack.rules.doing import Act, Deed, from_to, listed, plain
from claimtrack.rules.fields import Naming
from claimtrack.rules.phrases import counted
from claimtrack.rules.row_changes import NOUNS, RowChange, row_changes
from claimtrack.rules.sentence import Part
from claimtrack.rules.touched import kind_of, number_of, within

ACCOUNTS = ("user_account", "one_time_link", "api_token", "recovery_code")  # for admins only
COUNTED = ("claim", "statement", "wording", "actor", "source", "outlet")


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
            return decisions.judged(act, naming)
        case "setting", _:
            return decisions.set(act)
        case "claim", "gave_verdict":
            return decisions.verdict(act)
        case "claim", "assigned":
            return decisions.assigned(act, naming)
        case ("claim", "related") | ("claim_relation", _):
            return decisions.related(act, naming)
        case "wording", "entered":
            return Deed(plain("added a wording"), "of")
        case ("wording" | "comment") as kind, _:
            return Deed(plain(f"{act.label} a {kind}"), "of" if kind == "wording" else "on")
        case (("claim" | "statement" | "actor" | "outlet" | "source"), "changed"):
            return _changed(act, naming, found)
        case (("claim" | "statement"), ("entered" | "imported")):
            return Deed(_named(act, naming), _to(act), plain(_with(act)))
        case _, "imported":
            return Deed(plain(f"imported a file{_with(act)}"))
        case (("claim" | "statement" | "actor" | "outlet" | "source"), _):
            return Deed(_named(act, naming), _to(act))
        case "user_account", _:
            return Deed(plain(act.label if act.own else _TO_OTHERS.get(act.action, f"{act.label} of")))
        case "audit_event", _:
            return Deed(plain(f"{act.label} in act {number_of(act.subject)}"))
        case "database", _:
            return Deed(plain(f"{act.label} the database from a backup"))
    return Deed(plain(f"{act.label} a record"))


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
    return plain(f"{act.label} the {NOUNS[act.kind]}")


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
    parts = (Part(f"changed the {listed(names)} of "), *_whose(act, naming))
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
    return plain(f"the {NOUNS[act.kind]}")


def _with(act: Act) -> str:
    """“ with 12 statements, 3 actors and 2 sources” that came in besides the subject."""
    made = [kind_of(name) for name, (before, _) in act.rows.items() if before is None and name != act.subject]
    new = act.counts or Counter(made)
    before = "new " if act.action == "entered" else ""
    words = [counted(new[kind], f"{before}{kind}") for kind in COUNTED if new.get(kind)]
    return f" with {listed(words, most=len(COUNTED))}" if words else ""
