"""claimtrack: who claimed what, who answered, in which source, on which day, in which words."""

import os
from importlib import import_module
from pathlib import Path

# Before numpy is loaded: on a busy machine two threads for one small matrix are 10 to 40 times slower than one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined

from claimtrack import cli, config, logs, migrations
from claimtrack.db import Database
from claimtrack.services import match_index, meanings
from claimtrack.web import confirming, errors, files, identity, security, texts
from claimtrack.web.request import close_reading

PAGES = (
    *(
        "session",
        "account",
        "second_factor",
        "users",
        "home",
        "entry",
        "article",
        "claims",
        "statements",
        "actors",
        "outlets",
        "sources",
    ),
    *("matches", "reviews", "analysis", "history", "settings", "public"),
)


@cli.told()
def create_app(settings: dict[str, object] | None = None, instance_path: str | None = None) -> Flask:
    """The application: settings read, database brought up to date, every part attached."""
    app = Flask(
        __name__,
        template_folder=str(Path(__file__).parent.parent / "templates"),
        instance_path=instance_path or config.instance_path(),
    )
    config.read_settings(app, settings)
    logs.set_up(app)
    app.extensions["claimtrack"] = open_database(app)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.autoescape = True
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    security.attach(app)  # first: nothing looks at a request from another site, and every error has its number
    identity.attach(app)  # before the CSRF check, so that a lost session is told as such and what was typed is kept
    csrf = CSRFProtect(app)
    confirming.attach(app)
    Bootstrap5(app)
    errors.attach(app)
    files.attach(app)
    texts.attach(app)
    app.teardown_appcontext(close_reading)
    for page in PAGES:
        app.register_blueprint(import_module(f"claimtrack.web.{page}").bp)
    api = import_module("claimtrack.api").bp
    app.register_blueprint(api)
    csrf.exempt(api)  # what writes there sends a token, which no browser adds by itself; a session may only read
    cli.attach(app)
    return app


def open_database(app: Flask) -> Database:
    """The database of this application, in the newest shape."""
    database = Database(str(app.config["DATABASE_URL"]), Path(app.instance_path) / "write.lock")
    if app.config["SEMANTIC"]:  # first: a start that lacks the model changes nothing
        meanings.use(database.engine, Path(app.instance_path) / "vectors", str(app.config["SEMANTIC_MODEL"]))
    migrations.upgrade(database, backups=Path(app.instance_path) / "backups")
    match_index.keep_in(database.engine, Path(app.instance_path) / "index")
    return database
