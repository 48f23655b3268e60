"""Finding room: things that would overlap step to the next row."""


class Rows:
    """Rows of stretches that never overlap; the first row is filled first."""

    def __init__(self, most: int) -> None:
        self._taken: list[list[tuple[int, int]]] = [[] for _ in range(most)]

    @property
    def used(self) -> int:
        """How many rows have something in them, counting empty ones between."""
        return max((row for row, taken in enumerate(self._taken, start=1) if taken), default=0)

    def place(self, start: int, end: int) -> int | None:
        """Take the stretch in the first row that is free there; None if no row is."""
        for row, taken in enumerate(self._taken):
            if all(end <= other_start or other_end <= start for other_start, other_end in taken):
                taken.append((start, end))
                return row
        return None
