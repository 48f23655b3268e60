"""Commands: flask --app claimtrack …"""

from flask import Flask

from claimtrack.cli import auditing, demo, exchange, keeping, looking, match, matching, people, serving
from claimtrack.cli.telling import told

__all__ = ["attach", "told"]

COMMANDS = (
    demo.demo,
    people.init,
    serving.serve,
    exchange.import_file,
    exchange.export_file,
    looking.stats,
    looking.timeline,
    match.match,
    matching.matching,
    people.user,
    keeping.db,
    keeping.make_backup,
    keeping.restore_backup,
    auditing.audit,
)


def attach(app: Flask) -> None:
    """Add our commands to Flask's."""
    for command in COMMANDS:
        app.cli.add_command(command)
