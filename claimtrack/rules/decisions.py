"""What was decided, as sentences: judgements, relations, verdicts, who looks after a claim, settings."""

from claimtrack.rules.doing import Act, Deed, from_to, listed, plain
from claimtrack.rules.fields import FieldChange, Naming
from claimtrack.rules.phrases import counted
from claimtrack.rules.row_changes import RowChange, answer_of, ends, relation_of
from claimtrack.rules.sentence import Part
from claimtrack.rules.touched import Row, kind_of

SETTINGS = {
    "newsroom": "name of the newsroom",
    "verdict_scale": "verdict scale",
    "own_scale": "newsroom’s own verdict scale",
    "approve_own": "setting whether people may approve their own work",
    "code_needed_by": "setting who needs a code at sign-in",
}


def verdict(act: Act) -> Deed:
    given = [after for before, after in _rows(act, "verdict") if before is None and after]
    ended = [before for before, after in _rows(act, "verdict") if before and after]
    if not given:
        return Deed(plain("gave a verdict on the claim"))
    parts = [Part("gave the verdict “"), Part(str(given[0]["label"]), "name"), Part("”")]
    if ended:
        parts += [Part(" instead of “"), Part(str(ended[0]["label"]), "name"), Part("”")]
    return Deed((*parts, Part(" on the claim")))


def assigned(act: Act, naming: Naming) -> Deed:
    before, after = act.row
    if after is None or before is None:
        return Deed(plain("assigned the claim"))
    to = after.get("assigned_to")
    if not to:
        return Deed(plain("took the claim"), "", (Part(" from "), _person(before.get("assigned_to"), naming)), ())
    return Deed(plain("assigned the claim"), "", (Part(" to "), _person(to, naming)), ())


def _person(number: object, naming: Naming) -> Part:
    return Part(naming("user_account", number), "name") if number else Part("nobody")


def related(act: Act, naming: Naming) -> Deed:
    row, did = None, ""
    for before, after in _rows(act, "claim_relation"):
        row, did = after or before, "took back that" if before else "recorded that"
    if row is None:
        is_new = act.action == "related"
        return Deed(plain("related another claim" if is_new else "took back a relation"), "to" if is_new else "of")
    tail = (Part(f" {relation_of(row)} “"), Part(naming("claim", row["other_id"]), "name"), Part("”"))
    note = (RowChange("Note", str(row["note"])),) if row.get("note") else ()
    return Deed(plain(did), "", tail, note)


def judged(act: Act, naming: Naming) -> Deed:
    """One judgement with both records in the sentence; several are told below it."""
    rows = dict(_judgements(act))
    row = rows.get(act.subject)
    if row is None or len([one for one in act.rows if kind_of(one) == "judgement"]) > 2:
        return Deed(plain(f"{act.label} {counted(len(rows), 'pair') if rows else 'a pair'}"))
    verb = " " if row.get("relation") else " is "
    did = "took back that" if act.action == "took_back" else "said that"
    tail = (Part(f"{verb}{answer_of(row)} “"), Part(naming(row["kind"], ends(row)[1]), "name"), Part("”"))
    return Deed(plain(did), "", tail)


def _judgements(act: Act) -> list[tuple[str, Row]]:
    """The judgements given or taken back by this act, not those that go or come with them."""
    took_back = act.action == "took_back"
    return [
        (name, after)
        for name, (before, after) in act.rows.items()
        if kind_of(name) == "judgement" and after and (name == act.subject if took_back else before is None)
    ]


def set(act: Act) -> Deed:
    fields = tuple(_setting(name, *pair) for name, pair in act.rows.items() if kind_of(name) == "setting")
    if not fields:
        return Deed(plain("changed a setting"))
    if len(fields) == 1 and "\n" not in fields[0].before + fields[0].after:
        return Deed((Part(f"changed the {fields[0].name}"), *from_to(fields[0])), rows=())
    return Deed(plain(f"changed the {listed([one.name for one in fields])}"), rows=(RowChange(fields=fields),))


def _setting(name: str, before: Row | None, after: Row | None) -> FieldChange:
    key = name.partition(":")[2]
    old, new = (str(row["value"]) if row else "" for row in (before, after))
    return FieldChange(SETTINGS.get(key, key.replace("_", " ")), old, new)


def _rows(act: Act, kind: str) -> list[tuple[Row | None, Row | None]]:
    return [pair for name, pair in act.rows.items() if kind_of(name) == kind]
