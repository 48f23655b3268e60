"""Measurements, one command each: `python -m tests.bench NAME`."""

import claimtrack  # noqa: F401  before numpy: it sets how many threads that may use, as it does for a server
