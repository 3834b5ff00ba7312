"""A status bar's number: the same as the whole way counts, and with next to nothing imported."""

import subprocess
import sys
from pathlib import Path

import pytest

from newsreader import config
from newsreader.library import quick_count
from newsreader.library.core import Library
from newsreader.library.quick_count import try_quick_count
from newsreader.model.article_filter import ArticleFilter
from newsreader.store.store import Store
from tests.store.test_store import fill


def test_it_counts_as_the_library_does(library_file: Path) -> None:
    with_sign = library_file.with_name("50% ?#.db")
    for path in (library_file, with_sign):
        store = Store(path)
        numbers = fill(store, 5)
        store.close()
        library = Library(path)
        library.mark_read(numbers[:2])
        everything, unread = library.count(ArticleFilter()), library.count(ArticleFilter(unread=True))
        library.close()
        assert (everything, unread) == (5, 3)
        assert try_quick_count(["count", "--library", str(path)]) == everything
        assert try_quick_count(["count", "-u", "--library", str(path)]) == unread
    assert try_quick_count(["--library", str(with_sign), "count", "--unread"]) == 3
    assert try_quick_count(["count"]) == 5  # the library of the environment


def test_what_it_does_not_know_is_left_to_the_command(tmp_path: Path) -> None:
    damaged = tmp_path / "text.db"
    damaged.write_text("This is no library. " * 400)
    for words in (["list"], ["count", "wind"], ["count", "--json"], ["count", "--library"], ["count", "count"], []):
        assert try_quick_count(words) is None
    for path in (damaged, tmp_path / "none.db"):
        assert try_quick_count(["count", "--library", str(path)]) is None
    assert not (tmp_path / "none.db").exists()


def test_the_default_library_is_that_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSREADER_LIBRARY", raising=False)
    for folder in ("/data", ""):
        monkeypatch.setenv("XDG_DATA_HOME", folder)
        assert Path(quick_count._default_library()).expanduser() == config.library_path()


def test_it_imports_next_to_nothing(library_file: Path) -> None:
    Store(library_file).close()
    code = (
        "import sys; sys.argv[1:] = ['count', '--library', sys.argv[1]]; from newsreader.cli.entry import main; main();"
        "print(*[name for name in ('argparse', 'pathlib', 'typing', 'dataclasses', 'json') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code, str(library_file)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2] / "src")},
    )
    assert done.stdout.split() == ["0"], done.stderr
