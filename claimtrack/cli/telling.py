"""How commands tell what went wrong: one sentence on standard error, exit code 1, never a trace."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, TypeVar

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import DBAPIError

from claimtrack.errors import BadInput, ClaimtrackError

F = TypeVar("F", bound=Callable[..., Any])
MOST_LISTED = 1000  # of the places in a file that have to be corrected


class Refusal(click.ClickException):
    """What a command could not do, and for a file every place that has to be corrected."""

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        self.places = error.fields if isinstance(error, BadInput) else {}

    def show(self, file: IO[Any] | None = None) -> None:
        """Write it down for the person at the terminal."""
        click.echo(self.message, err=True)
        for where, what in list(self.places.items())[:MOST_LISTED]:
            if what != self.message:
                click.echo(f"  {where}: {what}", err=True)
        if len(self.places) > MOST_LISTED:
            click.echo(f"  … and {len(self.places) - MOST_LISTED:,} more", err=True)


@contextmanager
def told() -> Iterator[None]:
    """Turn what goes wrong within a command into a sentence; outside of commands it stays as it is."""
    if click.get_current_context(silent=True) is None:
        yield
        return
    try:
        yield
    except ClaimtrackError as error:
        raise Refusal(error) from error
    except DBAPIError as error:
        reason = f"The database cannot be reached, is busy or is out of space ({type(error.orig).__name__})."
        raise Refusal(ClaimtrackError(f"{reason} Nothing was changed.")) from error
    except OSError as error:
        raise Refusal(ClaimtrackError(f"{error.filename or 'The system'}: {error.strerror or error}.")) from error


class Command(click.Command):
    """A command whose errors are sentences."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with told():
            return super().invoke(ctx)


def command(name: str) -> Callable[[F], click.Command]:
    """Make a command of ours, which finds the application's database open."""

    def wrap(function: F) -> click.Command:
        return click.command(name, cls=Command)(with_appcontext(function))

    return wrap


def json_option(function: F) -> F:
    """--json, for scripts."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")(function)


def print_json(value: Any) -> None:
    """A value as JSON that a person can read, too."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
