"""Commands: flask --app claimtrack …"""

from flask import Flask


def attach(app: Flask) -> None:
    """Add our commands to Flask's."""
