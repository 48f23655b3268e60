"""Which records stand for one and the same thing: what people judged the same, however long the chain between them."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from itertools import pairwise

from claimtrack.errors import NotAllowed

Pair = tuple[int, int]
Name = Callable[[int], str]


def heads(same: Iterable[Pair]) -> dict[int, int]:
    """For each number in these pairs the one that stands for its cluster: the smallest."""
    upward: dict[int, int] = {}

    def head(one: int) -> int:
        top = one
        while (above := upward.setdefault(top, top)) != top:
            top = above
        while one != top:
            upward[one], one = top, upward[one]
        return top

    for left, right in same:
        low, high = sorted((head(left), head(right)))
        upward[high] = low
    return {number: head(number) for number in list(upward)}


def check_same(same: Iterable[Pair], different: Iterable[Pair], left: int, right: int, name: Name = str) -> None:
    """Raises NotAllowed, with the chain that contradicts it, if these two cannot be the same."""
    pairs = list(same)
    head = heads([*pairs, (left, left), (right, right)])
    for pair in sorted(different):
        one, other = pair if head.get(pair[0]) == head[left] else pair[::-1]
        if head.get(one) == head[left] and head.get(other) == head[right]:
            known = [*_links(shortest_path(pairs, left, one), name), *_links(shortest_path(pairs, right, other), name)]
            judged = f"{name(one)} was judged different from {name(other)}"
            raise NotAllowed(
                f"They cannot be the same: {_listed([*known, judged])}. "
                "Take that judgement back first, if it was wrong."
            )


def check_different(same: Iterable[Pair], left: int, right: int, name: Name = str) -> None:
    """Raises NotAllowed, with the chain that contradicts it, if these two are the same by way of others."""
    path = shortest_path(same, left, right)
    if path:
        raise NotAllowed(
            f"They cannot be different: {_listed(_links(path, name))}. "
            "Take one of these back first, then judge this pair."
        )


def shortest_path(same: Iterable[Pair], start: int, goal: int) -> list[int]:
    """The shortest chain from one number to another, both included; empty where there is none."""
    beside: dict[int, set[int]] = defaultdict(set)
    for left, right in same:
        beside[left].add(right)
        beside[right].add(left)
    came_from, waiting = {start: start}, deque([start])
    while waiting and goal not in came_from:
        here = waiting.popleft()
        for number in sorted(beside[here] - came_from.keys()):
            came_from[number] = here
            waiting.append(number)
    return _walked_back(came_from, start, goal) if goal in came_from else []


def _walked_back(came_from: dict[int, int], start: int, goal: int) -> list[int]:
    path = [goal]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]


def _links(path: list[int], name: Name) -> list[str]:
    return [f"{name(one)} is the same as {name(other)}" for one, other in pairwise(path)]


def _listed(parts: list[str]) -> str:
    """A; A, and B; A, B, and C."""
    return ", and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
