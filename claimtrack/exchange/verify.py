"""Checks an audit trail: that no event and no record was changed, taken away or put in past it. Needs Python alone.

claimtrack uses this file itself and puts a copy of it into each folder that “audit export” writes. There:

    python3 verify.py                          compares events, records and the checkpoint beside it
    python3 verify.py --checkpoint FILE        … and a checkpoint that was kept elsewhere, which proves more

Each event carries the hash of what it tells (salted, so that contents erased by law cannot be guessed from it) and of
the event before it. Each tells how it found and how it left every row it touched: a row must be found as the event
before left it, and must be today as the last event left it.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

CHAINED = ("id", "at", "user_id", "action", "subject", "request_id", "contents_hash", "previous_hash")
ERASED = "erased"  # the action of an event that tells why another's contents were erased
EMPTY: dict[str, Any] = {"reason": "", "rows": {}}  # what erased contents are replaced by, and their salt by ""
EVENTS, RECORDS, CHECKPOINT = "events.jsonl", "records.jsonl", "checkpoint.txt"
MOST_TOLD = 1000  # sentences; the rest is counted
LONGEST_VALUE = 80  # characters of a value in a sentence
NOT_KNOWN = "not known"  # the seal of a row whose secret columns are not at hand
# How canonical contents begin that tell of one row, and what stands between how it was left and how it was found.
ONE_ROW = re.compile(rb'\{"reason":"(?:[^"\\]|\\.)*","rows":\{"([^"\\]+)":\{"after":', re.DOTALL)
BEFORE = b',"before":'

encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def canonical(value: Any) -> bytes:
    """JSON that comes out the same for the same value: sorted keys, no spaces, UTF-8."""
    try:
        return encode(value).encode("utf-8", "surrogatepass")
    except RecursionError:
        return b"nested too deeply"


def digest(value: Any) -> str:
    """SHA-256, in hex, of a JSON value."""
    return hashlib.sha256(canonical(value)).hexdigest()


def contents_hash(salt: str, contents: Any) -> str:
    """SHA-256, in hex, of the salt and the contents."""
    return _salted(salt, canonical(contents))


def chain_hash(event: Mapping[str, Any]) -> str:
    """SHA-256, in hex, of all that the chain covers."""
    return digest([event[name] for name in CHAINED])


def seal(key: str, name: str, secret: Mapping[str, Any]) -> str:
    """What the trail keeps of a row's secret columns: HMAC-SHA256 with a key that never leaves the database."""
    return hmac.new(key.encode(), canonical([name, secret]), hashlib.sha256).hexdigest()


class Checkpoint(dict[str, Any]):
    """The end of a trail at some time, to be kept where nobody can change it who can change the database."""

    FIELDS = ("database", "event", "at", "hash")

    @classmethod
    def of(cls, first: Mapping[str, Any], last: Mapping[str, Any]) -> Checkpoint:
        """The checkpoint of a trail with this first and last event; the first one's hash tells databases apart."""
        return cls(database=first["hash"], event=last["id"], at=last["at"], hash=last["hash"])

    @classmethod
    def read(cls, text: str) -> Checkpoint:
        """What `text` wrote. Raises ValueError."""
        pairs = (line.partition(":") for line in text.splitlines() if ":" in line)
        lines = {name.strip(): value.strip() for name, _, value in pairs}
        if not set(cls.FIELDS) <= lines.keys() or not lines["event"].isdecimal():
            raise ValueError("This is not a checkpoint. It holds four lines: database, event, at and hash.")
        return cls({**{name: lines[name] for name in cls.FIELDS}, "event": int(lines["event"])})

    def text(self) -> str:
        """As a person keeps it."""
        return "claimtrack checkpoint\n" + "".join(f"{name}: {self[name]}\n" for name in self.FIELDS)


NO_EVENT = {"id": 0, "at": "", "hash": ""}
Recall = Callable[[int], Mapping[str, Any]]
# The last event that told of a row, its place, and the digest and the seal of how it left the row.
Known = tuple[int, int, bytes | None, str | None]


class Change(NamedTuple):
    """How an event found a row and how it left it: digests, None where there was no row, and seals."""

    name: str
    found: bytes | None
    left: bytes | None
    found_seal: str | None = None
    left_seal: str | None = None


class Findings:
    """What does not fit, as sentences; of very many the rest is only counted."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.wrong_in_all = 0

    def say(self, sentence: str) -> None:
        """Something does not fit."""
        self.wrong_in_all += 1
        if len(self.wrong) < MOST_TOLD:
            self.wrong.append("".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in sentence))

    def add(self, more: Findings) -> None:
        """What was found elsewhere."""
        self.wrong_in_all += more.wrong_in_all
        self.wrong = [*self.wrong, *more.wrong][:MOST_TOLD]


class Verifier(Findings):
    """Reads all events in their order, then all rows as they are, and collects what does not fit as sentences.

    Of how each row was left a digest is kept, in a temporary file, so that memory stays small however long the trail
    is. To say what differs, `recall` gives the contents of an event again, by the place it was read from.
    """

    def __init__(self, recall: Recall, checkpoint: Checkpoint | None = None) -> None:
        super().__init__()
        self.events = self.rows = 0
        self.erased: list[int] = []
        self.checkpoint, self._recall = checkpoint, recall
        self.first: Mapping[str, Any] = NO_EVENT
        self.last: Mapping[str, Any] = NO_EVENT
        self._at_checkpoint = ""  # the hash of the event that the checkpoint names
        self._emptied: set[int] = set()  # events without contents, until one tells that they were erased
        self._erases: dict[int, set[int]] = {}  # an erasure's number → events whose rows it tells anew
        self._gaps: list[tuple[str, int, int, str]] = []  # row, event before, event after, what to say of it
        self._left = sqlite3.connect("", isolation_level=None)
        self._left.execute("PRAGMA journal_mode=OFF")
        self._left.execute("PRAGMA cache_size=-64000")
        self._left.execute("CREATE TABLE rows (name BLOB PRIMARY KEY, event, place, digest BLOB, seal) WITHOUT ROWID")
        self._left.execute("BEGIN")

    def event(self, event: Mapping[str, Any], place: int, as_text: bool = False) -> None:
        """The next event, by its columns; the contents can be the text that is stored, which saves time."""
        try:
            self._check(event, place, event["contents"] if as_text else None)
        # Hashes can be right and the rest nonsense.
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
            self.say(f"Event {event.get('id')} cannot be read: it is not made as events are.")
        self.events += 1
        self.first = self.first if self.events > 1 else event
        self.last = event

    def row(self, name: str, row: Mapping[str, Any], seal: str | None = NOT_KNOWN, snapshot: Any = None) -> None:
        """A row as it is. `snapshot` is what a publication has frozen; its digest is among its columns."""
        self.rows += 1
        event, place, state, known_seal = self._take(name)
        if state is None:
            self.say(f"{name} is on record, but no event tells of it: it was put in past the trail.")
        elif state != _digest(canonical(row)):
            self.say(f"{name} is not as event {event} left it: {_difference(self._left_at(place, name), row)}.")
        if state is not None and seal not in (NOT_KNOWN, known_seal):
            self.say(f"{name} is not as event {event} left it: a secret column was changed past the trail.")
        if snapshot is not None and digest(snapshot) != row.get("digest"):
            self.say(f"{name} holds something else than was approved: what it has frozen was changed.")

    def end(self) -> Verifier:
        """All events and rows have been read."""
        query = "SELECT name, event FROM rows WHERE digest IS NOT NULL ORDER BY event, name"
        for name, event in self._left.execute(query):
            self.say(f"{_text(name)} is gone; event {event} left it on record.")
        for _, _, _, sentence in self._gaps:
            self.say(sentence)
        for number in sorted(self._emptied):
            self.say(f"Event {number} was emptied, and no event says that it was erased lawfully.")
        self._left.close()
        self._compare_checkpoint()
        return self

    def report(self) -> dict[str, Any]:
        """The answer for a program."""
        return {
            "whole": not self.wrong_in_all,
            "events": self.events,
            "rows": self.rows,
            "erased": self.erased,
            "checkpoint": self.checkpoint,
            "wrong_in_all": self.wrong_in_all,
            "wrong": self.wrong,
        }

    def sentences(self) -> list[str]:
        """The answer for a person."""
        more = self.wrong_in_all - len(self.wrong)
        told = [*self.wrong, *([f"… and {more:,} more."] if more else [])]
        if self.erased:
            told.append(f"Erased lawfully: the contents of {', '.join(f'event {n}' for n in self.erased)}.")
        if not self.checkpoint:
            told.append("Only a checkpoint kept elsewhere can show that the trail was cut off or rewritten whole.")
        count = f"{_counted(self.events, 'event')} and {_counted(self.rows, 'record')}"
        if self.wrong_in_all:
            return [*told, f"Something is off: {self.wrong_in_all:,} found in {count}."]
        return [*told, f"Nothing was changed unseen: {count} fit together."]

    def _check(self, event: Mapping[str, Any], place: int, text: str | None) -> None:
        number = event["id"]
        if number != self.last["id"] + 1 or event["previous_hash"] != self.last["hash"]:
            self.say(f"Event {number} does not follow event {self.last['id']}: events were moved, put in or taken out.")
        if event["hash"] != chain_hash(event):
            self.say(f"Event {number} is not what it was: its time, person, action, subject or hash was changed.")
        changes = self._changes(event, text)
        for change in changes:
            self._follow(number, place, change)
        if event["action"] == ERASED:
            self._excuse(number, str(event["subject"]), {change.name for change in changes})
        if self.checkpoint and number == self.checkpoint["event"]:
            self._at_checkpoint = event["hash"]

    def _changes(self, event: Mapping[str, Any], text: str | None) -> list[Change]:
        """What an event tells, once it is clear that it always did."""
        written = b"" if text is None else _bytes(text)
        as_made = written != b"" and _salted(event["salt"], written) == event["contents_hash"]
        if as_made and (change := _only_change(written)):
            return [change]
        contents = event["contents"] if text is None else json.loads(text)
        if contents == EMPTY and event["salt"] == "":
            self._emptied.add(event["id"])
        elif not as_made and event["contents_hash"] != contents_hash(event["salt"], contents):
            self.say(f"Event {event['id']} says something else than it did: its contents were changed.")
        return _all_changes(contents)

    def _follow(self, number: int, place: int, change: Change) -> None:
        """Compare how an event found a row with how that was left, and note how it left it."""
        name = change.name
        event, left_at, state, known_seal = self._known(name)
        if change.found != state:
            was_left = None if state is None else self._left_at(left_at, name)
            self._gap(name, event, number, _difference(was_left, self._recall(place)["rows"][name]["before"]))
        elif change.found_seal != known_seal:
            self._gap(name, event, number, "a secret column")
        row = (_bytes(name), number, place, change.left, change.left_seal)
        self._left.execute("REPLACE INTO rows VALUES (?, ?, ?, ?, ?)", row)

    def _left_at(self, place: int, name: str) -> Any:
        """A row as the event that was read from there left it."""
        return self._recall(place)["rows"][name]["after"]

    def _gap(self, name: str, before: int, after: int, what: str) -> None:
        when = f"between event {before} and event {after}" if before else f"before event {after}"
        sentence = f"{name} was changed past the trail {when}: {what}."
        if any(before < number < after for number in self._emptied):
            self._gaps.append((name, before, after, sentence))  # an erasure may explain it
        else:
            self.say(sentence)

    def _excuse(self, number: int, subject: str, names: set[str]) -> None:
        """An erasure tells anew of all rows of which the erased event told, so that nothing hides behind it."""
        erased = subject.removeprefix("audit_event:")
        if not erased.isdecimal() or int(erased) not in self._emptied:
            return
        covers = self._erases[number] = {int(erased)} | self._erases.get(int(erased), set())
        self._gaps = [g for g in self._gaps if g[0] not in names or not any(g[1] < e < g[2] for e in covers)]
        self._emptied.remove(int(erased))
        self.erased.append(int(erased))

    def _known(self, name: str) -> Known:
        query = "SELECT event, place, digest, seal FROM rows WHERE name = ?"
        return self._left.execute(query, (_bytes(name),)).fetchone() or (0, 0, None, None)

    def _take(self, name: str) -> Known:
        known = self._known(name)
        self._left.execute("DELETE FROM rows WHERE name = ?", (_bytes(name),))
        return known

    def _compare_checkpoint(self) -> None:
        wanted = self.checkpoint
        if not wanted or not wanted["event"]:
            return
        if wanted["database"] != self.first["hash"]:
            self.say("The checkpoint is of another database, or the trail was rewritten from its first event on.")
        elif wanted["event"] > self.last["id"]:
            self.say(
                f"The trail ends with event {self.last['id']}, but the checkpoint of {wanted['at']} knows event "
                f"{wanted['event']}: events were cut off, or an older copy was put back."
            )
        elif wanted["hash"] != self._at_checkpoint:
            self.say(f"Event {wanted['event']} is not the one of the checkpoint: the trail was rewritten up to there.")


def _only_change(contents: bytes) -> Change | None:
    """How an event found and left its only row, cut from its contents, which is quicker than reading them.

    None where they tell of more, or could be cut in two places. What is cut wrongly has another digest, and shows.
    """
    start = ONE_ROW.match(contents)
    if start is None or not contents.endswith(b"}}}"):
        return None
    left, _, found = contents[start.end() : -3].partition(BEFORE)
    return None if not found or BEFORE in found else Change(_text(start[1]), _digest(found), _digest(left))


def _all_changes(contents: Any) -> list[Change]:
    """How an event found and left each of its rows."""
    seals = contents.get("seals", {})
    return [
        Change(name, _digest(canonical(row["before"])), _digest(canonical(row["after"])), *(seals.get(name) or ()))
        for name, row in contents["rows"].items()
    ]


def _digest(row: bytes) -> bytes | None:
    """What is kept of a row, which is given as canonical JSON, until it is seen again."""
    return None if row == b"null" else hashlib.sha256(row).digest()


def _salted(salt: str, text: bytes) -> str:
    return hashlib.sha256(_bytes(salt) + text).hexdigest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _difference(old: Any, new: Any) -> str:
    """ "text was “A” and is “B”" for each column that differs."""
    if old is None or new is None:
        return "it was put in" if old is None else "it was taken away"
    if not isinstance(old, dict) or not isinstance(new, dict):
        return "all of it"
    names = [name for name in sorted({*old, *new}) if canonical(old.get(name)) != canonical(new.get(name))]
    return "; ".join(f"{name} was {_short(old.get(name))} and is {_short(new.get(name))}" for name in names)


def _short(value: Any) -> str:
    text = _text(canonical(value))
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """What each line holds, and how many bytes are before it."""
    with path.open("rb") as file:
        place = 0
        for number, line in enumerate(file, 1):
            try:
                yield place, dict(json.loads(_text(line)))
            except (ValueError, TypeError, RecursionError) as error:
                raise ValueError(f"{path.name}, line {number}, cannot be read: {error}") from error
            place += len(line)


def _contents_at(path: Path, place: int) -> Any:
    with path.open("rb") as file:
        file.seek(place)
        return json.loads(_text(file.readline()))["contents"]


def verify_folder(folder: Path, checkpoint: Checkpoint | None = None) -> Verifier:
    """Check what “audit export” wrote. Raises ValueError for a file that cannot be read, OSError for one missing."""
    beside = Checkpoint.read((folder / CHECKPOINT).read_text(encoding="utf-8"))
    verifier = Verifier(partial(_contents_at, folder / EVENTS), checkpoint or beside)
    for place, event in _lines(folder / EVENTS):
        verifier.event(event, place)
    for _, line in _lines(folder / RECORDS):
        verifier.row(line["name"], line["row"], snapshot=line.get("snapshot"))
    if beside != Checkpoint.of(verifier.first, verifier.last):
        verifier.say(f"{CHECKPOINT} and {EVENTS} do not belong together: the checkpoint is not of the last event.")
    return verifier.end()


def main() -> int:
    """The command: 0 if nothing is off, 1 if something is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent)
    parser.add_argument("--checkpoint", type=Path, help="one that was kept elsewhere")
    parser.add_argument("--json", action="store_true", help="print JSON, for scripts")
    given = parser.parse_args()
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        kept = Checkpoint.read(given.checkpoint.read_text(encoding="utf-8")) if given.checkpoint else None
        found = verify_folder(given.folder, kept)
    except (OSError, ValueError, KeyError) as error:
        print(f"Cannot be checked: {error}", file=sys.stderr)
        return 1
    print(json.dumps(found.report(), ensure_ascii=False, indent=2) if given.json else "\n".join(found.sentences()))
    return 1 if found.wrong_in_all else 0


if __name__ == "__main__":
    sys.exit(main())
