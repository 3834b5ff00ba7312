"""What is published: a wheel that runs from an empty folder, with all that it needs and nothing of the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from newsreader import __version__

ROOT = Path(__file__).parent.parent
DATA = f"newsreader_tui-{__version__}.data/data/share"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built and unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_it_runs_from_an_empty_folder(unpacked: Path, tmp_path: Path) -> None:
    code = "import newsreader, sys; from newsreader.cli.entry import main; print(newsreader.__file__); sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code, "--library", "l.db", "read"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked), "LANGUAGE": "fr"},
        input="2\n1\nquitter\n",
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(unpacked)) and "Bienvenue" in done.stdout


@pytest.mark.parametrize(
    "name",
    [
        "bash-completion/completions/newsreader",
        "zsh/site-functions/_newsreader",
        "fish/vendor_completions.d/newsreader.fish",
        "man/man1/newsreader.1",
        "man/fr/man1/newsreader.1",
    ],
)
def test_shells_and_man_find_their_files(unpacked: Path, name: str) -> None:
    assert (unpacked / DATA / name).stat().st_size > 1000


def test_its_page_on_an_index_has_no_dead_picture(unpacked: Path) -> None:
    [described] = unpacked.glob("*.dist-info/METADATA")
    words = described.read_text(encoding="utf-8")
    assert "Name: newsreader-tui" in words and "](screenshots/" not in words and "](docs/" not in words
