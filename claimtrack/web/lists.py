"""Long lists: one page at a time, and the filter as a sentence whose parts can each be left out.

The address is the whole state of a list, so that it can be sent to a colleague.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Generic, TypeVar
from urllib.parse import urlencode

from flask import request

from claimtrack.dates import understand
from claimtrack.drafts import clean_line
from claimtrack.errors import BadInput
from claimtrack.words import Word

T = TypeVar("T")
W = TypeVar("W", bound=Word)
Query = tuple[tuple[str, str], ...]
LARGEST = 2**31 - 1
LONGEST = 300  # characters of one filter; nobody types more, and a megabyte would be searched for


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list: its items and where they are in the whole."""

    items: Sequence[T]
    number: int
    per_page: int
    total: int
    path: str = ""
    query: Query = field(default=(), repr=False)

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))

    @property
    def first(self) -> int:
        """The place of the first item shown in the whole list, counted from 1; 0 in an empty list."""
        return (self.number - 1) * self.per_page + 1 if self.items else 0

    @property
    def last(self) -> int:
        return self.first + len(self.items) - 1 if self.items else 0

    def url(self, number: int) -> str:
        """The address of another page of the same list."""
        return address(self.path, (*_others(self.query, "page"), *((("page", str(number)),) if number > 1 else ())))


@dataclass(frozen=True, slots=True)
class FilterPart:
    """One part of the filter sentence, such as “not in Serbian”, and the address of the list without it."""

    words: str
    without: str


def paged(find: Callable[[int, int], tuple[Sequence[T], int]], per_page: int = 25) -> Page[T]:
    """The page this request asks for. `find(offset, limit)` gives the items and how many there are in all.

    A page after the end gives the last one.
    """
    number = number_asked("page") or 1
    offset = (number - 1) * per_page
    items, total = find(offset, per_page) if offset <= LARGEST else ((), 0)
    if not items and number > 1:
        _, total = find(0, 1)
        number = max(1, -(-total // per_page))
        items, total = find((number - 1) * per_page, per_page)
    return Page(items, number, per_page, total, request.path, current_query())


def current_query() -> Query:
    """The request's filters as pairs, the empty ones left out."""
    return tuple((name, value) for name, value in request.args.items(multi=True) if value)


def without(name: str, value: str | None = None) -> str:
    """The address of this list, from its first page, without this filter, or without this one value of it."""
    kept = (pair for pair in current_query() if pair[0] != name or (value is not None and not _is(pair[1], value)))
    return address(request.path, _others(kept, "page"))


def without_all(*names: str) -> str:
    """The address of this list, from its first page, without any of these filters."""
    return address(request.path, _others(current_query(), "page", *names))


def with_(**changes: str) -> str:
    """The address of this list, from its first page, with these filters in place of what they were; "" for none."""
    given = ((name, value) for name, value in changes.items() if value)
    return address(request.path, (*_others(current_query(), "page", *changes), *given))


def bare() -> str:
    """The address of this list without any filter."""
    return request.path


def part(words: str, name: str, value: str | None = None) -> FilterPart:
    return FilterPart(words, without(name, value))


def text_asked(name: str) -> str:
    """A filter's text as it may be searched for; "" where there is none or it cannot be text."""
    return _text(request.args.get(name, ""), LONGEST)


def number_asked(name: str) -> int | None:
    """A filter's number, None where there is none that a record could have."""
    return number_in(request.args.get(name, ""))


def numbers_asked(name: str) -> tuple[int, ...]:
    """All numbers of a filter that may be given several times."""
    return tuple(dict.fromkeys(n for value in request.args.getlist(name) if (n := number_in(value))))


def texts_asked(name: str) -> tuple[str, ...]:
    """All texts of a filter that may be given several times."""
    texts = (_text(value, 60) for value in request.args.getlist(name))
    return tuple(dict.fromkeys(text for text in texts if text))


def words_asked(name: str, kind: type[W]) -> tuple[W, ...]:
    """All values of a filter that are words of this vocabulary; others are left out."""
    return tuple(kind(value) for value in texts_asked(name) if value in set(kind))


def days_asked(name: str) -> tuple[date | None, date | None]:
    """The first and the last day that a filter's words can mean, such as “Feb 2022”. Raises BadInput."""
    words = text_asked(name)
    if not words:
        return None, None
    found = understand(words, datetime.now(UTC).date())
    if not found.is_known:
        message = f"“{words}” was not understood as a date. Enter it as 14 Feb 2022, 2022-02 or “last week”."
        raise BadInput(message, {name: message})
    return found.earliest, found.latest


def number_in(text: str | None) -> int | None:
    """The number that a record can have in this text, else None."""
    if not (text and text.isascii() and text.isdigit() and len(text) <= 10):
        return None
    return int(text) if 0 < int(text) <= LARGEST else None


def _is(text: str, value: str) -> bool:
    return text.strip().casefold() == value.casefold()


def _text(typed: str, longest: int) -> str:
    try:
        return str(clean_line(typed[:longest]))
    except ValueError:
        return ""


def _others(query: Iterable[tuple[str, str]], *names: str) -> Query:
    return tuple(pair for pair in query if pair[0] not in names)


def address(path: str, query: Query) -> str:
    """A path with these filters."""
    return f"{path}?{urlencode(query)}" if query else path
