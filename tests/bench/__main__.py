"""Run one measurement: `python -m tests.bench NAME …`; `--json` prints the figures for another program.

A measurement is a module beside this one with `add_arguments(parser)` and `main(args) -> dict`.
"""

import argparse
import ast
import importlib
import json
import pkgutil
import sys
from collections.abc import Sequence
from pathlib import Path

_FOLDER = Path(__file__).parent


def names() -> list[str]:
    """The measurements there are: modules with a `main`."""
    found = [m.name for m in pkgutil.iter_modules([str(_FOLDER)]) if not m.name.startswith("_")]
    return [name for name in found if "\ndef main(" in (_FOLDER / f"{name}.py").read_text(encoding="utf-8")]


def run(argv: Sequence[str] | None = None) -> int:
    argv = sys.argv[1:] if argv is None else argv
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    kinds = parser.add_subparsers(dest="name", required=True, metavar="NAME")
    for name in names():
        words = ast.get_docstring(ast.parse((_FOLDER / f"{name}.py").read_text(encoding="utf-8"))) or ""
        kind = kinds.add_parser(name, help=words.splitlines()[0], description=words)
        if name in argv[:1]:  # only this one is imported: each may need packages that the others do not
            module = importlib.import_module(f"tests.bench.{name}")
            kind.add_argument("--json", action="store_true", help="print the figures as JSON")
            module.add_arguments(kind)
            kind.set_defaults(main=module.main)
    args = parser.parse_args(argv)
    result = args.main(args)
    print(json.dumps(result, ensure_ascii=False, default=str) if args.json else _lines(result))
    return 0 if result.get("passed", True) else 1


def _lines(result: object, indent: str = "") -> str:
    if isinstance(result, dict):
        return "\n".join(
            f"{indent}{name}:\n{_lines(value, indent + '  ')}"
            if isinstance(value, dict | list)
            else f"{indent}{name}: {value}"
            for name, value in result.items()
        )
    if isinstance(result, list):
        return "\n".join(_lines(value, indent) for value in result)
    return f"{indent}{result}"


if __name__ == "__main__":
    raise SystemExit(run())
