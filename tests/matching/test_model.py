"""From features to probabilities."""

import numpy as np
import pytest

from claimtrack.matching import model
from claimtrack.matching.engine import Index
from claimtrack.matching.entry import Entry
from claimtrack.matching.features import FEATURES

TEXTS = ("Storks nest in Portugal", "Storks nest in Greece", "Storks left Portugal", "The bakery closes at noon")


@pytest.fixture
def table() -> np.ndarray:
    ranked, _ = Index(Entry(n, (text,)) for n, text in enumerate(TEXTS)).rank("Storks are nesting in Portugal")
    return np.array([row.features for row in ranked])


def test_the_engine_states_what_the_model_says(table: np.ndarray) -> None:
    ranked, _ = Index(Entry(n, (text,)) for n, text in enumerate(TEXTS)).rank("Storks are nesting in Portugal")
    assert [row.probability for row in ranked] == pytest.approx(model.trained().probabilities(table).tolist())


def test_probabilities_keep_the_order_of_the_points(table: np.ndarray) -> None:
    trained = model.trained()
    assert (np.argsort(trained.points(table)) == np.argsort(trained.probabilities(table))).all()


def test_a_text_that_has_more_in_common_with_its_best_claim_is_surer_of_it() -> None:
    names = [feature.__name__ for feature in FEATURES]
    nothing = np.zeros(len(names))
    sure = np.array([float(name == "shared_weight") for name in names])
    plain, informed = (model.Model(sure, nothing, 0.0, 1.0, 0.0, part) for part in (nothing, sure))
    table = np.array([2 * sure, sure])
    assert (informed.probabilities(table) > plain.probabilities(table)).all()


def test_without_a_claim_there_is_no_probability() -> None:
    assert model.trained().probabilities(np.zeros((0, len(FEATURES)))).tolist() == []


def test_a_feature_that_the_weights_file_does_not_know_has_no_say() -> None:
    empty = {"weights": {}, "usual": {}, "start": 0, "by_lead": 1, "rival": 0}
    assert not model.parse(empty).sure.any()
