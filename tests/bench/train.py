"""Learn the weights of the matcher from labelled sets and write them to its data file, with where they came from.

First the order: a conditional logistic regression over the candidates of each text, every text counted with and
without its date, every set alike, no weight against the sense of its words. Then the probability: a straight line from
the lead of the best candidate over the next to the log-odds that it is right, fitted on texts whose claims were kept
out of the first step.
"""

import argparse
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from claimtrack.matching.arrays import Floats, Ints
from claimtrack.matching.engine import Index
from claimtrack.matching.features import BAD, FEATURES, GOOD
from claimtrack.matching.model import Model, leads
from tests.bench._measures import average_precision, calibration_error, mean
from tests.bench._sets import ENGLISH, LabelledSet, read_set

NAMES = [feature.__name__ for feature in FEATURES]
_BOUNDS = [(0 if feature in GOOD else None, 0 if feature in BAD else None) for feature in FEATURES]
_FOLDS = 4
# Where a text has few candidates, one must be ahead of what the best wrong one of a large base has this often (per cent).
_RIVAL = 25


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with the labelled sets")
    parser.add_argument("--sets", nargs="*", default=list(ENGLISH))
    parser.add_argument("--ridge", type=float, default=0.005, help="how strongly weights are held back")
    parser.add_argument("--without", nargs="*", default=[], help="features to leave out, for an ablation")
    parser.add_argument("--out", type=Path, help="write the weights here; default: only print the scores")


@dataclass(frozen=True)
class Case:
    """One text with all claims looked at closely: a feature row for each, and which of them are right."""

    set: str
    fold: int
    table: Floats
    right: Ints
    gold: int
    weight: float = 1.0


@dataclass(frozen=True)
class Line:
    """Weights on features, and the straight line from score to log-odds."""

    weights: Floats
    start: float = 0.0
    by_lead: float = 1.0
    rival: float = 0.0

    def chances(self, table: Floats) -> Floats:
        model = Model(self.weights, self.weights, self.start, self.by_lead, self.rival)
        return model.probabilities(table)


def main(args: argparse.Namespace) -> dict[str, Any]:
    kept = np.array([name not in args.without for name in NAMES])
    learnt = [case for name in args.sets for case in cases(read_set(args.data / name, "train"), kept)]
    line = calibrate(learnt, fit(learnt, args.ridge), args.ridge)
    unseen = {name: cases(read_set(args.data / name, "dev"), kept) for name in args.sets}
    scores = {name: score(part, line) for name, part in unseen.items()}
    average = {key: round(mean([row[key] for row in scores.values()]), 4) for key in next(iter(scores.values()))}
    pooled = [case for part in unseen.values() for case in part]
    average["pooled_calibration_error"] = round(
        calibration_error(*firsts(pooled, [line.chances(c.table) for c in pooled])), 4
    )
    scores["mean"] = average
    if args.out:
        args.out.write_text(json.dumps(file_of(line, learnt, args, scores), indent=1) + "\n", encoding="utf-8")
    return {"texts": len(learnt) // 2, "scores": scores, "weights": _named(line.weights)}


def cases(labelled: LabelledSet, kept: Floats) -> list[Case]:
    """Every text of a set twice, with its date and without."""
    index = Index(labelled.entries)
    found = []
    for text in labelled.texts:
        for day in (text.day, None):
            ranked, _ = index.rank(text.text, day)
            table = np.array([row.features for row in ranked], dtype=np.float64).reshape(-1, len(NAMES)) * kept
            right = np.array([row.id in text.gold for row in ranked], dtype=bool)
            fold = zlib.crc32(str(sorted(text.gold)).encode()) % _FOLDS
            found.append(Case(labelled.name, fold, table, right, len(text.gold), 1 / len(labelled.texts)))
    return found


def fit(cases: Sequence[Case], ridge: float) -> Line:
    """The weights under which the right claims come out first, by conditional logistic regression."""
    useful = [case for case in cases if case.right.any() and not case.right.all()]
    table, right = np.concatenate([c.table for c in useful]), np.concatenate([c.right for c in useful])
    usual, spread = table.mean(0), table.std(0)
    spread[spread == 0] = 1
    x = (table - usual) / spread
    sizes = np.array([len(c.right) for c in useful])
    start = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    owner = np.repeat(np.arange(len(useful)), sizes)
    weight = np.array([c.weight for c in useful])
    weight = weight / weight.sum()

    def loss(w: Floats) -> tuple[float, Floats]:
        s = x @ w
        e = np.exp(s - np.maximum.reduceat(s, start)[owner])
        whole, good = np.add.reduceat(e, start), np.add.reduceat(e * right, start)
        slope = (e / whole[owner] - e * right / good[owner]) * weight[owner]
        return float(weight @ (np.log(whole) - np.log(good)) + ridge * w @ w), slope @ x + 2 * ridge * w

    best = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", bounds=_BOUNDS, options={"maxiter": 500})
    return Line(best.x / spread)


def calibrate(cases: Sequence[Case], line: Line, ridge: float) -> Line:
    """The line with probabilities: fitted on best candidates of texts it has not learnt from."""
    wrong = [float((case.table @ line.weights).max()) for case in map(unanswered, cases) if len(case.right)]
    rival = float(np.percentile(wrong, _RIVAL))
    seen, right, weight = [], [], []
    for fold in range(_FOLDS):
        other = fit([case for case in cases if case.fold != fold], ridge)
        for case in cases:
            if case.fold == fold and len(case.right):
                points = case.table @ other.weights
                seen.append(leads(points, rival).max())
                right.append(bool(case.right[points.argmax()]))
                weight.append(case.weight)
    fitted = LogisticRegression(C=1e6).fit(np.array(seen)[:, None], right, np.array(weight) / np.mean(weight))
    return replace(line, start=float(fitted.intercept_[0]), by_lead=float(fitted.coef_[0, 0]), rival=rival)


def unanswered(case: Case) -> Case:
    """The same text in a base without the claim it makes."""
    table, best = case.table[~case.right].copy(), NAMES.index("near_best")
    table[:, best] /= max(table[:, best].max(initial=0), 1e-6)
    return replace(case, table=table, right=case.right[~case.right])


def score(cases: Sequence[Case], line: Line) -> dict[str, float]:
    """MAP@5 with and without dates, and how far the first suggestion's probability is off."""
    found: dict[str, float] = {}
    for name, part in (("with_dates", cases[::2]), ("without_dates", cases[1::2])):
        chances = [line.chances(case.table) for case in part]
        found[name] = round(mean([_precision(case, c) for case, c in zip(part, chances, strict=True)]), 4)
        found[f"{name}_calibration_error"] = round(calibration_error(*firsts(part, chances)), 4)
    return found


def firsts(cases: Sequence[Case], chances: Sequence[Floats]) -> tuple[list[float], list[bool]]:
    """The probability of every text's first suggestion, and whether it was right."""
    sure = [float(c.max(initial=0)) for c in chances]
    return sure, [bool(len(c) and case.right[c.argmax()]) for case, c in zip(cases, chances, strict=True)]


def _precision(case: Case, chances: Floats) -> float:
    order = np.argsort(-chances, kind="stable").tolist()
    gold = frozenset(np.flatnonzero(case.right).tolist()) | {-1 - n for n in range(case.gold - int(case.right.sum()))}
    return average_precision(order, frozenset(gold))


def file_of(line: Line, cases: Sequence[Case], args: argparse.Namespace, scores: dict[str, Any]) -> dict[str, Any]:
    """The weights file: what the model reads, and where it came from."""
    wrong = np.concatenate([case.table[~case.right] for case in cases])
    return {
        "start": round(line.start, 5),
        "by_lead": round(line.by_lead, 5),
        "rival": round(line.rival, 5),
        "weights": _named(line.weights),
        "usual": _named(wrong.mean(0)),
        "learnt_from": {name: sum(case.set == name for case in cases) // 2 for name in args.sets},
        "split": "train",
        "ridge": args.ridge,
        "date": datetime.now(UTC).date().isoformat(),
        "scores_on_dev": scores,
    }


def _named(values: Floats) -> dict[str, float]:
    return {name: round(float(value), 5) for name, value in zip(NAMES, values, strict=True)}
