"""Measurements, one command each: `python -m tests.bench NAME`."""
