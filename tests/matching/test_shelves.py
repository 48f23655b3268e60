"""The folder of shelves: one whole shelf, whatever happened to others."""

from pathlib import Path

from claimtrack.matching.engine import Index
from claimtrack.matching.entry import Entry
from claimtrack.matching.shelf import build
from claimtrack.matching.shelf_file import About, open_shelf
from claimtrack.matching.shelves import Shelves

STORKS, BOXES = build([Entry(1, ("White storks nest",))]), build([Entry(2, ("Ballot boxes were stolen",))])


def test_the_newest_shelf_takes_the_place_of_all_others_and_of_what_was_left_unfinished(tmp_path: Path) -> None:
    shelves = Shelves(tmp_path / "index")
    with shelves.turn():
        first = shelves.put(STORKS, About(7, "1:a"))
        left = shelves.folder / ".new-000000000009-dead"
        left.mkdir()
        (left / "text.npy").write_bytes(b"half")
        second = shelves.put(BOXES, About(9, "2:b"))
    assert shelves.names() == [second.name]
    assert not first.exists()
    assert not left.exists()
    assert open_shelf(second)[1] == About(9, "2:b")


def test_whoever_has_the_old_shelf_goes_on_with_it(tmp_path: Path) -> None:
    shelves = Shelves(tmp_path / "index")
    with shelves.turn():
        old = Index.on(*open_shelf(shelves.put(STORKS, About(1))))
        shelves.put(BOXES, About(2))
    assert [found.id for found in old.suggest("storks nest")] == [1]


def test_a_folder_that_is_not_there_has_no_shelves(tmp_path: Path) -> None:
    assert Shelves(tmp_path / "nowhere").names() == []
