"""What the records of events are called: as many queries for a hundred events as for one."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from claimtrack.models import Actor, Claim, Comment, Outlet, Source, Statement, User, Wording

_ON_CLAIMS: dict[str, Any] = {"wording": Wording, "comment": Comment}
_NAMED: dict[str, Any] = {"actor": Actor, "outlet": Outlet}
Spelling = Callable[[str, str], str]  # ("country", "XK") → "Kosovo"


@dataclass(frozen=True, slots=True)
class Names:
    """`titles` by kind and number, a statement's being who made it; `claim_of` for statements, wordings, comments."""

    titles: dict[tuple[str, int], str] = field(default_factory=dict)
    languages: dict[int, str] = field(default_factory=dict)
    claim_of: dict[tuple[str, int], int] = field(default_factory=dict)
    spell: Spelling = lambda _kind, code: code

    def __call__(self, kind: str, one: object) -> str:
        """What the record with this number is called, or how a language or country with this code is spelled."""
        if isinstance(one, int):
            unknown = "somebody" if kind == "statement" else f"{kind.replace('_', ' ')} {one}"
            return self.titles.get((kind, one), unknown)
        return self.spell(kind, str(one))


def names_of(session: Session, records: Iterable[tuple[str, int]], spell: Spelling) -> Names:
    """The names of these records, and of those they hang on."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for kind, number in records:
        wanted[kind].add(number)
    names = Names(spell=spell)
    for number, claim_id, actor in _statements(session, wanted["statement"]):
        names.titles["statement", number] = actor
        names.claim_of["statement", number] = claim_id
    for kind, table in _ON_CLAIMS.items():
        for number, claim_id in _rows(session, table, wanted[kind], "claim_id"):
            names.claim_of[kind, number] = claim_id
    claims = wanted["claim"] | {*names.claim_of.values()}
    for number, text, language in _rows(session, Claim, claims, "text", "language"):
        names.titles["claim", number], names.languages[number] = text, language
    for kind, table in _NAMED.items():
        names.titles.update({(kind, number): name for number, name in _rows(session, table, wanted[kind], "name")})
    for number, title, url in _rows(session, Source, wanted["source"], "title", "url"):
        names.titles["source", number] = title or url or f"source {number}"
    for number, full, name in _rows(session, User, wanted["user_account"], "full_name", "name"):
        names.titles["user_account", number] = full or name
    return names


def _statements(session: Session, ids: Collection[int]) -> Any:
    """Number, claim and speaker of each of these statements."""
    query = select(Statement.id, Statement.claim_id, Actor.name).join(Actor, col(Actor.id) == Statement.actor_id)
    return session.exec(query.where(col(Statement.id).in_(ids))).all() if ids else []


def _rows(session: Session, table: Any, ids: Collection[int], *columns: str) -> Any:
    """The number and these columns of each of these rows; nothing is asked where there are none."""
    wanted = [table.id, *(getattr(table, column) for column in columns)]
    return session.exec(select(*wanted).where(table.id.in_(ids))).all() if ids else []
