"""What commands write and read: nothing half-written, nothing overwritten, the right file named."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.cli.main import main
from newsreader.library import files
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


def test_what_the_system_says_is_in_the_language_of_the_reader(
    some: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv("LANGUAGE", "fr")
    for path, said in (
        ("b.db", "le fichier existe déjà"),
        ("none/b.db", "introuvable"),
        ("b.db/c.db", "pas un dossier"),
    ):
        (tmp_path / "b.db").touch()
        assert main(["backup", str(tmp_path / path)]) == 2 and said in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["help"])
    assert "Lire\u00a0:" in capsys.readouterr().out
    assert main(["config"]) == 0 and "Les réglages" in capsys.readouterr().out
    assert main(["show", "1", "--html"]) == 0 and "sur le web" in capsys.readouterr().out


def test_an_empty_file_does_not_become_a_library_in_silence(library_file: Path, capsys: Captured) -> None:
    library_file.touch()
    assert main(["list"]) == 0 and f"{library_file} was empty" in capsys.readouterr().err
    assert main(["list"]) == 0 and not capsys.readouterr().err


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


PACKED = {
    "a.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "a.pdf": b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\n",
    "a.zip": b"PK\x03\x04" + bytes(range(256)),
    "program": b"\x7fELF\x02\x01\x01" + b"\0" * 9 + bytes(range(0, 256, 2)) + b"\0\0\x03" * 900,
    "zeros": b"\0" * 5000,
    "picture.gz": gzip.compress(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
}


@pytest.mark.parametrize("command", [["show"], ["import"], ["quotes", "--paragraphs"], ["restore"], ["add"]])
@pytest.mark.parametrize("name", PACKED)
def test_what_is_no_text_is_refused_as_what_it_is(
    some: Path, tmp_path: Path, capsys: Captured, command: list[str], name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(PACKED[name])
    before = some.read_bytes()
    assert main([*command, str(file)]) == 2
    [said] = capsys.readouterr().err.splitlines()
    assert name in said and ("not text" in said or "no copy" in said)
    assert some.read_bytes() == before


@pytest.mark.parametrize("command", ["show", "import", "restore", "extract"])
@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no /dev/zero here")
def test_what_never_ends_is_refused(tmp_path: Path, command: str) -> None:
    line = [sys.executable, "-m", "newsreader", command, "--library", str(tmp_path / "l.db")]
    for name in ("/dev/zero", "-"):
        with Path("/dev/zero").open("rb") as zeros:
            done = subprocess.run([*line, name], stdin=zeros, capture_output=True, text=True, timeout=60)
        assert done.returncode in (1, 2) and "crashed" not in done.stderr
        assert ("standard input" if name == "-" else name) in done.stdout + done.stderr


def test_endless_lines_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr(files, "LARGEST", 1000)
    for name, text in (("a.html", "<p>" + "a" * 2000), ("b.jsonl", '{"newsreader": "library"' + " " * 2000)):
        (tmp_path / name).write_text(text)
        assert main(["import", str(tmp_path / name)]) == 2 and "too large" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["count", "list", "doctor"])
def test_a_library_is_named_by_a_file(tmp_path: Path, command: str) -> None:
    for given, said in (("", "must not be empty"), (str(tmp_path), "is a folder, and no library")):
        words = [sys.executable, "-m", "newsreader", "--library", given, command]
        done = subprocess.run(words, capture_output=True, text=True, env={**os.environ, "LANGUAGE": "en"})
        assert done.returncode and said in done.stdout + done.stderr


def test_a_file_without_anything_and_a_folder_are_said(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "empty").touch()
    for command in ("show", "import"):
        assert main([command, str(tmp_path / "empty")]) == 2 and "is empty" in capsys.readouterr().err
        assert main([command, str(tmp_path)]) == 2 and "is a folder" in capsys.readouterr().err


def test_what_is_gzipped_or_comes_from_a_pipe_is_read_as_well(some: Path, tmp_path: Path, capsys: Captured) -> None:
    assert main(["export", "--all", "-"]) == 0
    (tmp_path / "lib.jsonl.gz").write_bytes(gzip.compress(capsys.readouterr().out.encode()))
    assert main(["import", str(tmp_path / "lib.jsonl.gz")]) == 0
    assert "3 articles were already there" in capsys.readouterr().out
    assert main(["backup", str(tmp_path / "copy.db")]) == 0
    command = [sys.executable, "-m", "newsreader", "restore", "-", "--library", str(tmp_path / "new.db")]
    subprocess.run(command, input=(tmp_path / "copy.db").read_bytes(), check=True, capture_output=True)
    assert main(["list", "--library", str(tmp_path / "new.db")]) == 0
    assert "Titre 2" in capsys.readouterr().out


def test_a_page_comes_from_standard_input_in_any_encoding(tmp_path: Path) -> None:
    text = "Le vent se lève sur le port, et les bateaux rentrent avant la nuit. " * 8
    page = f"<html><body><article><h1>Vent</h1><p>{text}</p></article></body></html>"
    command = [sys.executable, "-m", "newsreader", "show", "-", "--library", str(tmp_path / "l.db")]
    for data in (page.encode(), page.encode("utf-16")):
        assert "bateaux" in subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize(
    ("line", "code"), [("list >&-", 0), ("count >&-", 0), ("read <&-", 0), ("import - <&-", 2), ("show 1 2>&- <&-", 0)]
)
def test_streams_that_are_closed_are_no_crash(some: Path, line: str, code: int) -> None:
    command = f'"{sys.executable}" -m newsreader --library "{some}" {line}'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60)
    assert done.returncode == code and "crash" not in done.stderr
