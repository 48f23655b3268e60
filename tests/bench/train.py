"""Learn the weights of the matcher from labelled sets and write them to its data file, with where they came from.

First the order: a conditional logistic regression over the candidates of each text, every text counted with and
without its date, every set alike, no weight against the sense of its words. Sets in other languages, of which there is
no train split, count a tenth; what is reported of each of them comes from weights that have not seen it.

Then the probability: a logistic regression of whether the best candidate is right, on its lead over the next one and on
how much it has in common with the text at all, fitted on texts whose claims were kept out of the first step.
"""

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Collection, Sequence
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
from claimtrack.matching.model import Company, Model, leads
from tests.bench import _meaning
from tests.bench._measures import average_precision, calibration_error, mean
from tests.bench._sets import ABROAD, ENGLISH, LabelledSet, judged_set, read_set

NAMES = [feature.__name__ for feature in FEATURES]
_BOUNDS = [(0 if feature in GOOD else None, 0 if feature in BAD else None) for feature in FEATURES]
_FOLDS = 4
# What makes surer besides the lead; of all features these brought most in cross-validation on the train splits.
_SURE = ("shared_weight", "syllables_found", "same_meaning")
ABROAD_WEIGHT = 0.1
_AS_MUCH_AS_A_SET = 500  # judged claims; fewer count less, so that a handful does not outweigh a thousand
# Where a text has few candidates, one must be ahead of what the best wrong one of a large base has this often (per cent).
_RIVAL = 25


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with the labelled sets")
    parser.add_argument("--sets", nargs="*", default=list(ENGLISH))
    parser.add_argument("--abroad", nargs="*", default=list(ABROAD), help="sets in other languages")
    parser.add_argument("--pairs", type=Path, help="a newsroom's judged pairs, as `matching pairs` writes them")
    parser.add_argument("--ridge", type=float, default=0.005, help="how strongly weights are held back")
    parser.add_argument("--without", nargs="*", default=[], help="features to leave out, for an ablation")
    _meaning.add_arguments(parser)
    parser.add_argument("--out", type=Path, help="write the weights here; default: only print the scores")


@dataclass(frozen=True)
class Case:
    """One text with all claims looked at closely: a feature row for each, and which of them are right."""

    set: str
    fold: int
    table: Floats
    company: Company
    right: Ints
    gold: int
    weight: float = 1.0


@dataclass(frozen=True)
class Line:
    """Weights on features, and the way from lead and likeness to log-odds."""

    weights: Floats
    sure: Floats
    start: float = 0.0
    by_lead: float = 1.0
    rival: float = 0.0

    def chances(self, case: Case) -> Floats:
        model = Model(self.weights, self.weights, self.start, self.by_lead, self.rival, self.sure)
        return model.probabilities(case.table, case.company)


def main(args: argparse.Namespace) -> dict[str, Any]:
    learnt = learning_cases(args)
    line = calibrate(learnt, fit(learnt, args.ridge), args.ridge)
    unseen = {name: cases(read_set(args.data / name, "dev"), args) for name in args.sets}
    unseen = {name: [without(case, args.without) for case in part] for name, part in unseen.items()}
    scores = {name: score(part, line) for name, part in unseen.items()}
    average = {key: round(mean([row[key] for row in scores.values()]), 4) for key in next(iter(scores.values()))}
    for way, start in (("with_dates", 0), ("without_dates", 1)):
        pooled = [case for part in unseen.values() for case in part[start::2]]
        error = calibration_error(*firsts(pooled, [line.chances(case) for case in pooled]))
        average[f"{way}_pooled_calibration_error"] = round(error, 4)
    scores["mean"] = average
    scores["other_languages_unseen"] = {name: without_seeing(learnt, name, args.ridge) for name in args.abroad}
    if args.out:
        args.out.write_text(json.dumps(file_of(line, learnt, args, scores), indent=1) + "\n", encoding="utf-8")
    return {"texts": len(learnt) // 2, "scores": scores, "weights": _named(line.weights)}


def learning_cases(args: argparse.Namespace) -> list[Case]:
    """All that there is to learn from."""
    found = [case for name in args.sets for case in cases(read_set(args.data / name, "train"), args)]
    for name in args.abroad:
        found += cases(read_set(args.data / name, "dev"), args, ABROAD_WEIGHT)
    if args.pairs:
        judged = judged_set(args.pairs, read_set(args.data / args.sets[0], "train").entries)
        found += cases(judged, args, min(1.0, len(judged.texts) / _AS_MUCH_AS_A_SET))
    return [without(case, args.without) for case in found]


def without(case: Case, names: Collection[str]) -> Case:
    """The case as it is without some of the features."""
    kept = np.array([name not in names for name in NAMES])
    return replace(case, table=case.table * kept)


def cases(labelled: LabelledSet, args: argparse.Namespace, weight: float = 1.0) -> list[Case]:
    """Every text of a set twice, with its date and without."""
    index, meaning = Index(labelled.entries), _meaning.meaning_of(labelled, args)
    found = []
    for text in labelled.texts:
        for day in (text.day, None):
            ranked, _ = index.rank(text.text, day, besides=text.besides, meaning=meaning)
            table = np.array([row.features for row in ranked], dtype=np.float64).reshape(-1, len(NAMES))
            right = np.array([row.id in text.gold for row in ranked], dtype=bool)
            fold = zlib.crc32(str(sorted(text.gold)).encode()) % _FOLDS
            company = Company(
                np.array([row.group for row in ranked], dtype=np.int64),
                np.array([row.verbatim for row in ranked], dtype=bool),
            )
            found.append(Case(labelled.name, fold, table, company, right, len(text.gold), weight / len(labelled.texts)))
    return found


def without_seeing(learnt: Sequence[Case], name: str, ridge: float) -> float:
    """MAP@5 on a set, by weights learnt from all others."""
    line = fit([case for case in learnt if case.set != name], ridge)
    return round(mean([precision(case, case.table @ line.weights) for case in learnt if case.set == name]), 4)


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
    return Line(best.x / spread, np.zeros(len(NAMES)))


def calibrate(cases: Sequence[Case], line: Line, ridge: float) -> Line:
    """The line with probabilities: fitted on best candidates of texts it has not learnt from."""
    wrong = [float((case.table @ line.weights).max()) for case in map(unanswered, cases) if len(case.right)]
    rival = float(np.percentile(wrong, _RIVAL))
    seen, right, weight, columns = [], [], [], [NAMES.index(name) for name in _SURE]
    for fold in range(_FOLDS):
        other = fit([case for case in cases if case.fold != fold], ridge)
        for case in cases:
            if case.fold == fold and len(case.right):
                points = case.table @ other.weights
                best = points.argmax()
                seen.append([leads(points, rival, case.company)[best], *case.table[best, columns]])
                right.append(bool(case.right[best]))
                weight.append(case.weight)
    fitted = LogisticRegression(C=1e6, max_iter=1000).fit(np.array(seen), right, np.array(weight) / np.mean(weight))
    sure = np.zeros(len(NAMES))
    sure[columns] = fitted.coef_[0, 1:]
    start, by_lead = float(fitted.intercept_[0]), float(fitted.coef_[0, 0])
    return replace(line, sure=sure, start=start, by_lead=by_lead, rival=rival)


def unanswered(case: Case) -> Case:
    """The same text in a base without the claim it makes."""
    table, best = case.table[~case.right].copy(), NAMES.index("near_best")
    table[:, best] /= max(table[:, best].max(initial=0), 1e-6)
    kept = Company.of_strangers(len(table))
    return replace(case, table=table, company=kept, right=case.right[~case.right])


def score(cases: Sequence[Case], line: Line) -> dict[str, float]:
    """MAP@5 with and without dates, and how far the first suggestion's probability is off."""
    found: dict[str, float] = {}
    for name, part in (("with_dates", cases[::2]), ("without_dates", cases[1::2])):
        chances = [line.chances(case) for case in part]
        found[name] = round(mean([precision(case, c) for case, c in zip(part, chances, strict=True)]), 4)
        found[f"{name}_calibration_error"] = round(calibration_error(*firsts(part, chances)), 4)
    return found


def firsts(cases: Sequence[Case], chances: Sequence[Floats]) -> tuple[list[float], list[bool]]:
    """The probability of every text's first suggestion, and whether it was right."""
    sure = [float(c.max(initial=0)) for c in chances]
    return sure, [bool(len(c) and case.right[c.argmax()]) for case, c in zip(cases, chances, strict=True)]


def precision(case: Case, chances: Floats) -> float:
    """Average precision of the order these numbers give."""
    order = np.argsort(-chances, kind="stable").tolist()
    gold = frozenset(np.flatnonzero(case.right).tolist()) | {-1 - n for n in range(case.gold - int(case.right.sum()))}
    return average_precision(order, gold)


def file_of(line: Line, cases: Sequence[Case], args: argparse.Namespace, scores: dict[str, Any]) -> dict[str, Any]:
    """The weights file: what the model reads, and where it came from."""
    wrong = np.concatenate([case.table[~case.right] for case in cases])
    return {
        "start": round(line.start, 5),
        "by_lead": round(line.by_lead, 5),
        "rival": round(line.rival, 5),
        "sure": {name: value for name, value in _named(line.sure).items() if name in _SURE},
        "weights": _named(line.weights),
        "usual": _named(wrong.mean(0)),
        "learnt_from": {name: count // 2 for name, count in Counter(case.set for case in cases).items()},
        "split": "train (other languages: dev)",
        "ridge": args.ridge,
        "date": datetime.now(UTC).date().isoformat(),
        "scores_on_dev": scores,
    }


def _named(values: Floats) -> dict[str, float]:
    return {name: round(float(value), 5) for name, value in zip(NAMES, values, strict=True)}
