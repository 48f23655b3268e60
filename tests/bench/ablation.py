"""What each kind of feature is worth: MAP@5 with and without dates when the weights are learnt without it."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench import _meaning
from tests.bench._measures import mean
from tests.bench._sets import ABROAD, ENGLISH, read_set
from tests.bench.train import ABROAD_WEIGHT, NAMES, Case, cases, fit, precision, without

GROUPS = {
    "nothing": (),
    "word scores": ("shared_weight", "near_best"),
    "rarest words": ("texts_alike",),
    "letters": ("claim_letters_found", "syllables_found"),
    "phrases": ("phrases_found",),
    "size of the claim": ("few_words", "long_claim"),
    "meaning": ("same_meaning", "meaning_known"),
    "dates": ("days_apart", "days_close", "claim_later", "dates_known"),
}
WORDS_ALONE = "all but word scores"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with the labelled sets")
    parser.add_argument("--sets", nargs="*", default=list(ENGLISH))
    parser.add_argument("--abroad", nargs="*", default=list(ABROAD), help="sets in other languages, to learn from")
    parser.add_argument("--ridge", type=float, default=0.005, help="how strongly weights are held back")
    _meaning.add_arguments(parser)


def main(args: argparse.Namespace) -> dict[str, Any]:
    learnt = [case for name in args.sets for case in cases(read_set(args.data / name, "train"), args)]
    learnt += [case for name in args.abroad for case in cases(read_set(args.data / name, "dev"), args, ABROAD_WEIGHT)]
    unseen = [cases(read_set(args.data / name, "dev"), args) for name in args.sets]
    groups = {**GROUPS, WORDS_ALONE: tuple(name for name in NAMES if name not in GROUPS["word scores"])}
    return {"left_out": {group: measure(learnt, unseen, names, args.ridge) for group, names in groups.items()}}


def measure(
    learnt: Sequence[Case], unseen: Sequence[Sequence[Case]], names: Sequence[str], ridge: float
) -> dict[str, float]:
    """Mean MAP@5 over the sets, learnt and asked without these features."""
    weights = fit([without(case, names) for case in learnt], ridge).weights
    scores = [[precision(case, without(case, names).table @ weights) for case in part] for part in unseen]
    return {
        "with_dates": round(mean([mean(part[::2]) for part in scores]), 4),
        "without_dates": round(mean([mean(part[1::2]) for part in scores]), 4),
    }
