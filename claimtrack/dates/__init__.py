"""Dates as spoken: the words, the first and the last day they can mean, and how they are written down.

A statement's date is rarely a day. "Last week" stays "last week", next to the two days it lies between, so that
nothing computed from it is more exact than what was said.
"""

from claimtrack.dates.edtf import from_edtf
from claimtrack.dates.fuzzy import FuzzyDate
from claimtrack.dates.gaps import days_between, format_days
from claimtrack.dates.spoken import understand, warm_up

__all__ = ["FuzzyDate", "days_between", "format_days", "from_edtf", "understand", "warm_up"]
