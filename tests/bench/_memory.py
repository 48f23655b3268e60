"""What a process has in memory, as Linux tells: of mapped files, and of its own."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

_HEAD = re.compile(r"^[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \S+ *(.*)$")


def mapped_mb(process: int, folder: Path) -> float:
    """How much of the files in a folder this process has in memory, shared or not."""
    return _sum(process, "Rss", folder)


def proportional_mb(processes: Sequence[int], folder: Path) -> float:
    """How much of them these processes have in memory together, each page once."""
    return round(sum(_sum(process, "Pss", folder) for process in processes), 1)


def private_mb(process: int) -> float:
    """How much memory is this process's alone."""
    return round(_sum(process, "Private_Clean") + _sum(process, "Private_Dirty"), 1)


def _sum(process: int, what: str, folder: Path | None = None) -> float:
    kilobytes = sum(size for path, name, size in _rows(process) if name == what and _is_in(path, folder))
    return round(kilobytes / 1000, 1)


def _is_in(path: str, folder: Path | None) -> bool:
    return folder is None or path.startswith(str(folder))


def _rows(process: int) -> Iterator[tuple[str, str, int]]:
    path = ""
    for line in Path(f"/proc/{process}/smaps").read_text(encoding="utf-8").splitlines():
        head = _HEAD.match(line)
        if head:
            path = head[1]
        elif line.endswith(" kB"):
            name, size, _ = line.split()
            yield path, name.rstrip(":"), int(size)
