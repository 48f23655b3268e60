"""Commands: flask --app claimtrack …"""

from flask import Flask

from claimtrack.cli import demo, exchange, looking


def attach(app: Flask) -> None:
    """Add our commands to Flask's."""
    for command in (demo.demo, exchange.import_file, exchange.export_file, looking.stats):
        app.cli.add_command(command)
