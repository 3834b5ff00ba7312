"""Trouble while the reader is open: a sentence, and it goes on; or a report, and the terminal is given back."""

from pathlib import Path

import pytest
from textual.worker import WorkerFailed

from newsreader.config import crashes_path
from newsreader.model.errors import LibraryError
from tests.tui.reader import fill, opened


async def test_a_library_that_fails_under_a_key_costs_a_sentence(
    library_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(library_file)
    async with opened(library_file) as reader:

        def full(*_given: object, **_more: object) -> None:
            raise LibraryError("The disk is full.")

        library = reader.app.library
        for act in ("open", "mark_read", "mark_saved", "headlines", "set_reading_position"):
            monkeypatch.setattr(type(library), act, full)
        monkeypatch.setattr(type(library.tags), "of", full)
        monkeypatch.setattr(type(library.undo_history), "undo", full)
        await reader.press("enter", "f", "A", "U", "T", "escape", "h", "j", "enter")
        assert "The disk is full." in reader.sees()
        monkeypatch.undo()
        await reader.press("g", "enter")
        assert reader.screen.article.opened


async def test_a_fault_is_written_down_for_its_reader_alone(
    library_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(library_file)

    def fault(*_given: object) -> None:
        raise ZeroDivisionError("by chance")

    with pytest.raises(WorkerFailed):
        async with opened(library_file) as reader:
            monkeypatch.setattr(type(reader.app.library), "mark_saved", fault)
            await reader.press("f")
    (report,) = crashes_path().glob("*.txt")
    assert "ZeroDivisionError: by chance" in report.read_text() and report.stat().st_mode & 0o077 == 0
    assert str(report) in capsys.readouterr().err.replace("\n", "")
