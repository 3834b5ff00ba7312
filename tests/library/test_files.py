"""Files that a person names: plain, zipped or piped in; and why one cannot be read."""

import gzip
import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from newsreader.library import files
from newsreader.library.files import open_file, read_bytes, read_text, text_lines
from newsreader.model.errors import NewsreaderError


def test_a_file_is_read_zipped_or_not_and_so_is_what_is_piped_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, zipped = tmp_path / "a.txt", tmp_path / "a.gz"
    plain.write_bytes("\N{ZERO WIDTH NO-BREAK SPACE}Été\nHiver".encode())
    zipped.write_bytes(gzip.compress(plain.read_bytes()))
    for file in (plain, zipped):
        assert list(text_lines(str(file))) == ["Été\n", "Hiver"] and read_bytes(str(file)).endswith(b"Hiver")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(b"mot"))))
    assert read_text("-") == "mot"
    plain.write_bytes(b"")
    assert read_text(str(plain)) == ""


def test_what_cannot_be_read_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    contents = {
        "is empty": b" \n ",
        "is too large": b"x" * 11,
        "corrupted": gzip.compress(b"mot")[:-4],
        "not text": b"%PDF-1.7\n",
    }
    for number, (words, data) in enumerate(contents.items()):
        file = tmp_path / f"{number}.txt"
        file.write_bytes(data)
        with pytest.raises(NewsreaderError, match=words):
            read_bytes(str(file))
    (tmp_path / "dix").write_bytes(b"x" * 10)
    assert len(read_bytes(str(tmp_path / "dix"))) == 10 and len(read_text(str(tmp_path / "dix"))) == 10
    (tmp_path / "onze").write_bytes(b"x" * 11)
    (tmp_path / "latin").write_bytes(b"\xe9t\xe9")
    for name, words in (("onze", "too large"), ("latin", "UTF-8"), ("nulle", "no file"), ("", "is a folder")):
        with pytest.raises(NewsreaderError, match=words):
            read_text(str(tmp_path / name))
    (tmp_path / "clos").write_bytes(b"x")
    monkeypatch.setattr(Path, "open", lambda *_a, **_k: (_ for _ in ()).throw(PermissionError()))
    with pytest.raises(NewsreaderError, match="may not read"), open_file(str(tmp_path / "clos")):
        pass
