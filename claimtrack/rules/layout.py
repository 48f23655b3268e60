"""The picture of a claim's timeline, lying or upright."""

from collections.abc import Iterable
from datetime import date

from claimtrack.rules.entries import Entry, in_time
from claimtrack.rules.facts import Facts
from claimtrack.rules.landscape import WIDTH, landscape
from claimtrack.rules.picture import Picture
from claimtrack.rules.upright import WIDTH as UPRIGHT_WIDTH
from claimtrack.rules.upright import upright_picture


def layout(
    entries: Iterable[Entry], facts: Facts, today: date, *, width: int | None = None, upright: bool = False
) -> Picture:
    """Lay statements out from left to right, or `upright` with time running down, as for a phone.

    `facts` are the whole claim's, also where `entries` is a selection. The order of the entries does not matter.
    """
    ordered = in_time(entries)
    if upright:
        return upright_picture(ordered, facts, today, width or UPRIGHT_WIDTH)
    return landscape(ordered, facts, today, width or WIDTH)
