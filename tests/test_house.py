"""The order of the house, read from the code itself: who imports whom, who may enter, what is documented."""

import ast
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from flask import Flask

from claimtrack.web.request import FILES, access_of

HOUSE = Path(__file__).parent.parent / "claimtrack"
TEMPLATES = HOUSE.parent / "templates"
LAYERS = [
    {"words", "dates", "errors"},
    {"drafts", "rules", "matching", "reading"},
    {"models", "exchange"},
    {"services", "db", "migrations"},
    {"web", "api", "cli", "config", "logs", "demo", "__init__"},
]
LEVEL = {part: level for level, parts in enumerate(LAYERS) for part in parts}
BOUND = {  # a library, and the only parts of the house that use it
    "flask": {"web", "api", "cli", "config", "logs", "__init__"},
    "flask_login": {"web", "api", "cli", "__init__"},
    "flask_wtf": {"web", "__init__"},
    "wtforms": {"web"},
    "rapidfuzz": {"matching"},
    "numpy": {"matching"},
    "sentencex": {"reading"},
    "dateparser": {"dates"},
    "sqlmodel": {"models", "services", "db", "migrations", "web", "cli", "api"},
}


def modules() -> Iterator[tuple[Path, str, ast.Module]]:
    """Every module of the package: its path, the part of the house it belongs to, its syntax tree."""
    for path in sorted(HOUSE.rglob("*.py")):
        part = path.relative_to(HOUSE).parts[0].removesuffix(".py")
        if "versions" not in path.parts:
            yield path, part, ast.parse(path.read_text())


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "claimtrack":
                yield from (f"claimtrack.{alias.name}" for alias in node.names)
            else:
                yield node.module


def test_every_part_has_its_layer() -> None:
    assert {part for _, part, _ in modules()} <= LEVEL.keys()


def test_imports_point_down_only() -> None:
    wrong = [
        f"{path.relative_to(HOUSE)} imports {name}"
        for path, part, tree in modules()
        for name in imports(tree)
        if name.startswith("claimtrack.") and LEVEL[name.split(".")[1]] > LEVEL[part]
    ]
    assert wrong == []


def test_libraries_stay_in_their_rooms() -> None:
    wrong = [
        f"{path.relative_to(HOUSE)} uses {name}"
        for path, part, tree in modules()
        for name in imports(tree)
        if part not in BOUND.get(name.split(".")[0], {part})
    ]
    assert wrong == []


def test_rules_and_matching_see_no_table() -> None:
    wrong = [
        f"{path.relative_to(HOUSE)} imports {name}"
        for path, part, tree in modules()
        if part in ("rules", "matching", "reading")
        for name in imports(tree)
        if name.startswith(("claimtrack.models", "sqlalchemy", "sqlmodel", "flask"))
    ]
    assert wrong == []


def test_views_write_no_queries() -> None:
    wrong = [
        str(path.relative_to(HOUSE))
        for path, part, tree in modules()
        if part in ("web", "api")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("select", "text", "delete")
    ]
    assert wrong == []


def test_tables_are_not_written_in_the_future_style() -> None:
    assert "from __future__ import annotations" not in (HOUSE / "models.py").read_text()


def test_every_view_says_who_may_use_it(app: Flask) -> None:
    assert [endpoint for endpoint in app.view_functions if access_of(app, endpoint) is None] == []


def test_every_page_belongs_to_a_view(app: Flask) -> None:
    """templates/claims/show.html is claims.show; what begins with _ is a part of pages."""
    pages = [
        path.relative_to(TEMPLATES)
        for path in TEMPLATES.rglob("*.html")
        if not any(part.startswith("_") for part in path.relative_to(TEMPLATES).parts)
    ]
    own = {".".join(page.with_suffix("").parts) for page in pages if page.parts[0] not in ("errors", "layout.html")}
    assert sorted(own - app.view_functions.keys()) == []


def commands(group: click.Group, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield f"{prefix}{name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix}{name} ")


def test_every_command_says_what_it_does(app: Flask) -> None:
    found = dict(commands(app.cli))
    assert found
    assert [name for name, command in found.items() if not (command.help or "").strip()] == []


@pytest.mark.parametrize("endpoint", FILES)
def test_style_sheets_are_for_everybody(app: Flask, endpoint: str) -> None:
    assert endpoint in app.view_functions
    assert access_of(app, endpoint) == "public"
