"""What judgements say about the suggestions before them, counted by hand."""

from claimtrack.rules.track_record import ENOUGH, Judged, track_record
from claimtrack.words import Answer, MatchLabel

SAME, DIFFERENT, RELATED = Answer.SAME, Answer.DIFFERENT, Answer.RELATED
PAIRS = [
    Judged(SAME, 0.95, MatchLabel.SAME),
    Judged(SAME, 0.6, MatchLabel.NARROWER),
    Judged(DIFFERENT, 0.92, MatchLabel.SAME),
    Judged(RELATED, 0.4, MatchLabel.RELATED),
    Judged(DIFFERENT, 0.1, MatchLabel.SAME),
    Judged(SAME),
]


def test_precision_and_recall_from_each_probability() -> None:
    rows = {row.bar: row for row in track_record(PAIRS).bars}
    assert (rows[0.3].suggested, rows[0.3].same, rows[0.3].precision, rows[0.3].recall) == (4, 2, 0.5, 0.667)
    assert (rows[0.5].suggested, rows[0.5].precision, rows[0.5].recall) == (3, 0.667, 0.667)
    assert (rows[0.9].suggested, rows[0.9].precision, rows[0.9].recall) == (2, 0.5, 0.333)


def test_a_pair_judged_the_same_that_was_never_suggested_counts_as_missed() -> None:
    found = track_record(PAIRS)
    assert (found.suggested, found.unsuggested) == (5, 1)
    assert found.judged == {"same": 3, "different": 2, "related": 1}


def test_labels_are_counted_in_the_order_of_the_vocabulary() -> None:
    assert [(row.name, row.judged, row.same) for row in track_record(PAIRS).labels] == [
        ("same", 3, 1),
        ("narrower", 1, 1),
        ("related", 1, 0),
    ]


def test_what_was_stated_stands_beside_what_was_right() -> None:
    found = track_record([Judged(SAME, 1.0), Judged(SAME, 0.9), Judged(DIFFERENT, 0.5)])
    assert [(band.least, band.judged, band.stated, band.right) for band in found.bands] == [
        (0.5, 1, 0.5, 0.0),
        (0.9, 2, 0.95, 1.0),
    ]
    assert found.error == 0.2  # (0.5 × 1 + 0.05 × 2) / 3


def test_without_judgements_no_share_is_made_up() -> None:
    found = track_record([])
    assert [(row.precision, row.recall) for row in found.bars] == [(None, None)] * 3
    assert (found.error, found.is_enough) == (None, False)
    assert track_record([PAIRS[0]] * ENOUGH).is_enough
