"""What a person is told where newsreader has a fault, and what is written down of it."""

from pathlib import Path

import pytest

from newsreader.library import crash_report
from newsreader.library.crash_report import fault_sentence, write_crash_report, write_crash_report_file

URL = "https://x.example/1"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(crash_report, "crashes_path", lambda: tmp_path / "rapports")
    return tmp_path / "rapports"


def fault() -> ValueError:
    secret = "a private title"  # noqa: F841 - it must not be in the report
    try:
        raise ValueError("oh")
    except ValueError as error:
        return error


def test_a_report_is_for_its_reader_alone_and_holds_no_values(folder: Path) -> None:
    said = write_crash_report(fault())
    (file,) = folder.iterdir()
    assert str(file) in said and "nothing was sent" in said
    assert file.stat().st_mode & 0o777 == 0o600 and folder.stat().st_mode & 0o777 == 0o700
    text = file.read_text()
    assert text.startswith("newsreader ") and "textual " in text and "ValueError: oh" in text and "TERM=" in text
    assert "a private title" not in text


def test_what_could_not_be_processed_names_its_report_where_there_is_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert str(folder) in fault_sentence(fault(), URL) and URL in fault_sentence(fault(), URL)
    monkeypatch.setattr(crash_report, "crashes_path", lambda: Path("/proc/nulle-part"))
    assert write_crash_report_file(fault()) is None
    assert fault_sentence(fault(), URL) == f"newsreader could not process {URL}. Please report this."
    assert "could not be written to /proc/nulle-part" in write_crash_report(fault())


@pytest.mark.parametrize(("before", "left"), [(3, 4), (9, 10), (14, 10)])
def test_the_last_ten_reports_are_kept(folder: Path, before: int, left: int) -> None:
    folder.mkdir()
    for n in range(before):
        (folder / f"2020010{n // 10}-00000{n % 10}-1.txt").write_text(str(n))
    path = write_crash_report_file(fault())
    kept = sorted(folder.iterdir())
    assert len(kept) == left and kept[-1] == path
    assert [int(file.read_text()) for file in kept[:-1]] == list(range(before))[-left + 1 :]
