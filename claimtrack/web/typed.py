"""What a typed field says, cleaned as a draft would clean it; what cannot be text is read as nothing."""

from datetime import UTC, date, datetime
from typing import Any

from claimtrack.dates import understand
from claimtrack.drafts import clean_line, clean_name, clean_text
from claimtrack.errors import BadInput
from claimtrack.services.records import LARGEST_ID

LONGEST_REASON = 1000  # characters


def number_in(text: str | None) -> int | None:
    """The number of a record as a form carries it; None where there is none."""
    if not (text and text.isascii() and text.isdigit() and len(text) <= 10):
        return None
    return int(text) if 0 < int(text) <= LARGEST_ID else None


def day_in(text: str | None) -> date | None:
    """One day, however it is written; None for nothing. Raises BadInput."""
    words = name_in(text)
    if not words:
        return None
    found = understand(words, None)
    if not found.is_exact or found.earliest is None:
        raise BadInput(found.problem if not found.understood and "There is no" in found.problem else "Enter one day.")
    return found.earliest


def day_or_none(text: str | None) -> date | None:
    """One day, or None while it cannot be read."""
    try:
        return day_in(text)
    except BadInput:
        return None


def text_in(text: str | None) -> str:
    """Text of several lines."""
    return _cleaned(clean_text, text)


def line_in(text: str | None) -> str:
    """Text as one line."""
    return _cleaned(clean_line, text)


def reason_in(text: str | None) -> str:
    """Why something is changed, for the history, where it stays for good. Raises BadInput for one too long."""
    reason = text_in(text)
    if len(reason) > LONGEST_REASON:
        raise BadInput("", {"reason": f"Shorten the reason to {LONGEST_REASON} characters."})
    return reason


def name_in(text: str | None) -> str:
    """One line without characters that cannot be seen."""
    return _cleaned(clean_name, text)


def _cleaned(clean: Any, text: str | None) -> str:
    try:
        return str(clean(text or ""))
    except ValueError:
        return ""


def split_in(text: str | None) -> tuple[str, ...]:
    """What stands between commas, each once."""
    parts = (part.strip() for part in (text or "").replace(";", ",").replace("\n", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def today() -> date:
    """The current day in UTC."""
    return datetime.now(UTC).date()
