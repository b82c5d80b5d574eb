"""A page image that is made before anybody asks for one."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from corpus.errors import FileDamaged
from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.intake import files_in, take
from indexer.library import Library
from service.bootstrap import samples

COLUMNS = "dunmore-2020-spillovers.pdf"
PATIENCE = 10


class Kept:
    """What makes images, which keeps what it was asked for, and can't make any."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.was_asked = Event()

    def __call__(self, path: Path, number: int, scale: float) -> bytes:
        self.asked.append(number)
        self.was_asked.set()
        raise FileDamaged(f"{path}: cut off")


def test_a_page_is_rendered_as_the_server_starts_and_failing_harms_nothing(tmp_path, serve):
    render = Kept()
    with Library(tmp_path / "library", HashingEncoder(64), create=True) as library:
        list(take(library, files_in([samples() / COLUMNS]), read))
        with serve(library, render=render) as running:
            assert render.was_asked.wait(PATIENCE) and render.asked == [1]
            assert running.client.get("/api/v1/health").status_code == 200


def test_nothing_is_rendered_where_no_document_has_pages(tmp_path, serve):
    render = Kept()
    (tmp_path / "lines.txt").write_text("Ropes wear out.", "utf-8")
    with Library(tmp_path / "library", HashingEncoder(64), create=True) as library:
        list(take(library, files_in([tmp_path / "lines.txt"]), read))
        with serve(library, render=render):
            assert not render.was_asked.wait(0.2)
