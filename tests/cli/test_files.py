"""What commands write and read: nothing half-written, nothing overwritten, the right file named."""

import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.cli.main import main
from newsreader.store.store import Store
from tests.store.test_store import fill

Captured = pytest.CaptureFixture[str]
FULL = Path("/dev/full")


@pytest.fixture
def some(library_file: Path) -> Path:
    store = Store(library_file)
    fill(store, 3)
    store.close()
    return library_file


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("command", [["list"], ["show", "1"], ["export", "--all"]])
def test_a_full_disk_is_a_sentence(some: Path, command: list[str]) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "newsreader", *command, "--library", str(some)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and "output" in done.stderr and "No space left" in done.stderr


def test_nothing_is_overwritten_and_no_format_is_guessed(some: Path, tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "lib.jsonl"
    file.write_text("mine")
    assert main(["export", str(file)]) == 2 and file.read_text() == "mine"
    assert main(["export", "--force", str(file)]) == 0 and "Titre 0" in file.read_text()
    assert main(["export", str(tmp_path / "lib.json")]) == 2 and not (tmp_path / "lib.json").exists()
    assert main(["export", str(tmp_path / "x.jsonl"), "--markdown"]) == 2 and not (tmp_path / "x.jsonl").exists()
    assert main(["export", str(tmp_path / "X.JSONL")]) == 0 and "Titre 0" in (tmp_path / "X.JSONL").read_text()


@pytest.mark.parametrize("chosen", [["1"], ["--search", "titre"], ["--tag", "port"]])
def test_a_book_is_made_of_what_was_chosen(some: Path, tmp_path: Path, chosen: list[str]) -> None:
    file = tmp_path / "book.epub"
    assert main(["tag", "1", "port"]) == 0
    assert main(["epub", *chosen, "-o", str(file)]) == 0 and file.read_bytes().startswith(b"PK")


def test_a_backup_goes_to_standard_output(some: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "newsreader", "backup", "-", "--library", str(some)]
    done = subprocess.run(command, capture_output=True, check=True, cwd=tmp_path)
    assert done.stdout.startswith(b"SQLite format 3") and not (tmp_path / "-").exists()


def test_binary_input_is_refused_and_a_page_comes_from_standard_input(tmp_path: Path, capsys: Captured) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    assert main(["show", str(picture)]) == 2 and "not text" in capsys.readouterr().err
    assert main(["extract", str(picture)]) == 1 and "error" in capsys.readouterr().out
    text = "Le vent se lève sur le port, et les bateaux rentrent avant la nuit. " * 8
    page = f"<html><body><article><h1>Vent</h1><p>{text}</p></article></body></html>"
    command = [sys.executable, "-m", "newsreader", "show", "-", "--library", str(tmp_path / "l.db")]
    for data in (page.encode(), page.encode("utf-16")):
        assert "bateaux" in subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
