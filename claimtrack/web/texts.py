"""How values are written on pages."""

from datetime import date, datetime

from flask import Flask

from claimtrack.web.codes import country_name, language_name


def attach(app: Flask) -> None:
    """Give templates their ways to write dates and counts."""
    app.jinja_env.filters.update(day=day, moment=moment, counted=counted, language=language_name, country=country_name)


def day(value: date | None) -> str:
    """21 Feb 2022, or nothing."""
    return f"{value.day} {value:%b} {value.year}" if value else ""


def moment(value: datetime | None) -> str:
    """21 Feb 2022, 14:05 UTC, or nothing."""
    return f"{day(value)}, {value:%H:%M} UTC" if value else ""


def counted(number: int, one: str, many: str = "") -> str:
    """1 claim, 2 claims, 1,204 claims."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
