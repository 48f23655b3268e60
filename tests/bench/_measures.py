"""Measures of ranked answers, and how sure a difference between two methods is."""

import random
from collections.abc import Sequence


def average_precision(ranked: Sequence[int], gold: frozenset[int], depth: int = 5) -> float:
    """Average precision cut at `depth`, over min(gold, depth): with one right claim, 1 / its rank."""
    hits, total = 0, 0.0
    for rank, claim in enumerate(ranked[:depth], 1):
        if claim in gold:
            hits += 1
            total += hits / rank
    return total / min(len(gold), depth)


def mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


def interval(differences: Sequence[float], times: int = 2000, seed: int = 0) -> tuple[float, float]:
    """95 % interval of a mean difference over the same queries, by resampling them."""
    chance = random.Random(seed)
    means = sorted(mean(chance.choices(differences, k=len(differences))) for _ in range(times))
    return round(means[int(0.025 * times)], 4), round(means[int(0.975 * times) - 1], 4)


def calibration_error(probabilities: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error: how far stated probability and share of right answers are apart, over equal bins."""
    error = 0.0
    for number in range(bins):
        inside = [n for n, p in enumerate(probabilities) if min(int(p * bins), bins - 1) == number]
        if inside:
            stated, true = mean([probabilities[n] for n in inside]), mean([float(right[n]) for n in inside])
            error += abs(stated - true) * len(inside) / len(probabilities)
    return error
