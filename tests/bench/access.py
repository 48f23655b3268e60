"""Every route × everybody who may ask: how many cells of the matrix were tried, and which were answered wrongly.

The principals are somebody unknown, the three roles, tokens that read and that write, and people and tokens that are
suspended or expired. What each must be told follows from what the route declares.
"""

import argparse
import tempfile
from collections import Counter
from typing import Any

from claimtrack import create_app
from tests.access import PRINCIPALS, tried


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--url", default="", help="another database's address; without it SQLite in a new folder")


def main(args: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"DATABASE_URL": args.url} if args.url else {}, folder)
        app.config["FIND_IN_BACKGROUND"] = False
        cells = [cell for principal in PRINCIPALS for cell in tried(app, principal)]
        app.extensions["claimtrack"].engine.dispose()
    wrong = [cell for cell in cells if cell.is_wrong]
    return {
        "routes": len({(cell.endpoint, cell.method) for cell in cells}),
        "principals": {
            name: dict(Counter(cell.said for cell in cells if cell.principal == name)) for name in PRINCIPALS
        },
        "cells": len(cells),
        "wrong": len(wrong),
        "which": [f"{c.principal}: {c.method} {c.address} said {c.status}, must be {c.expected}" for c in wrong],
        "passed": not wrong,
    }
