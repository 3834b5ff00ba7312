"""Make screenshots/ anew: scenes, light and dark, as SVG and (with Chromium) as PNG; and a sheet of themes a size.

python scripts/screenshots.py
"""

import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from newsreader import i18n  # noqa: E402
from newsreader.config import Config  # noqa: E402
from newsreader.library.core import Library  # noqa: E402
from newsreader.library.fetcher.client import FetcherClient  # noqa: E402
from newsreader.library.messages.events import Event  # noqa: E402
from newsreader.store.store import Store  # noqa: E402
from newsreader.tui.app import NewsreaderApp  # noqa: E402
from newsreader.tui.services.lessons import LESSONS  # noqa: E402
from scripts.edition import make_edition  # noqa: E402

FOLDER = ROOT / "screenshots"
#: Name, size, and the keys that lead there.
SCENES = (
    ("first", (80, 24), ()),
    ("headlines", (80, 24), ()),
    ("article", (80, 24), ("enter", "comma")),
    ("reading", (120, 36), ("enter", "comma", "comma")),
    ("quotations", (120, 36), ("enter", "apostrophe", "j", "j")),
    ("everything", (200, 50), ("enter", "comma", "c")),
    ("people", (80, 24), ("p",)),
    ("people", (120, 36), ("p", "j")),
    ("people", (200, 50), ("p", "enter")),
    ("verbatim", (80, 24), ("W", *"mer")),
    ("verbatim", (200, 50), ("W",)),
    ("study", (80, 24), ("percent_sign",)),
    ("study", (200, 50), ("percent_sign", "c")),
    ("help", (120, 36), ("question_mark",)),
    ("settings", (80, 24), ("C",)),
    ("colours", (120, 36), ("enter", "ctrl+t", "j")),
    ("alone", (80, 24), ("enter", "z")),
)
SIZES = ((40, 20), (80, 24), (120, 36), (200, 50))
GALLERY = ("newsreader-dark", "newsreader-light", "newsreader-contrast", "ansi-dark")


class Silent(FetcherClient):
    """No fetcher: a picture is of the library as it is."""

    async def events(self, started: Callable[[], None] = lambda: None) -> AsyncIterator[Event]:
        return
        yield


async def scene(
    library: Path, name: str, size: tuple[int, int], keys: tuple[str, ...], theme: str, folder: Path = FOLDER
) -> Path:
    """Drive the app to a scene and draw it."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "library.db"  # of its own: what one scene leaves open is not in the next
        shutil.copy(library, copy)
        svg = await _drawn(copy, size, keys, theme, lessons=name == "first")
    # The fonts of whoever looks at it: a picture must not ask a server for one.
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.S)
    path = folder / f"{name}-{size[0]}x{size[1]}-{theme.removeprefix('newsreader-')}.svg"
    path.write_text(re.sub(r"terminal-\d+", "terminal", svg), encoding="utf-8")
    return path


async def _drawn(library: Path, size: tuple[int, int], keys: tuple[str, ...], theme: str, lessons: bool) -> str:
    opened = Library(library)
    if not lessons:
        opened.set_state("lessons", str(LESSONS))
    app = NewsreaderApp(opened, Config(library=library, theme=theme), Silent(library))
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.4)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.25)
        svg = app.export_screenshot(title="newsreader")
    opened.close()
    return svg


def gallery(library: Path, browser: str) -> None:
    """A sheet for each size: an article in four themes (columns) and in both languages (rows)."""
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            drawn = []
            for language in i18n.LANGUAGES:
                i18n.speak(language)
                for theme in GALLERY:
                    svg = asyncio.run(scene(library, f"part-{language}", size, ("enter", "comma"), theme, Path(folder)))
                    to_png(svg, browser)
                    drawn.append(Image.open(svg.with_suffix(".png")).convert("RGB"))
            width, height = drawn[0].size
            sheet = Image.new("RGB", (width * len(GALLERY), height * len(i18n.LANGUAGES)))
            for number, picture in enumerate(drawn):
                row, column = divmod(number, len(GALLERY))
                sheet.paste(picture, (column * width, row * height))
            sheet.thumbnail((3200, 3200))
            path = FOLDER / f"gallery-{size[0]}x{size[1]}.png"
            sheet.quantize(128).save(path, optimize=True)
            print(path.relative_to(ROOT))
    i18n.speak("fr")


def to_png(svg: Path, browser: str) -> None:
    """The same picture as PNG."""
    width, height = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg.read_text(encoding="utf-8")).groups()  # type: ignore[union-attr]
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(f'<body style="margin:0">{svg.read_text(encoding="utf-8")}</body>', encoding="utf-8")
        subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"]
            + ["--disable-background-networking", "--disable-component-update", f"--user-data-dir={folder}/profile"]
            + [f"--window-size={int(float(width))},{int(float(height))}", f"--screenshot={svg.with_suffix('.png')}"]
            + [page.as_uri()],
            check=True,
            capture_output=True,
        )


def main() -> int:
    """Draw every scene in both themes; returns the exit code."""
    i18n.speak("fr")
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*-*x*.*"):
        old.unlink()
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library.db"
        store = Store(library)
        make_edition(store, datetime.now(UTC).replace(hour=17, minute=30))
        store.close()
        for theme in ("newsreader-dark", "newsreader-light"):
            for name, size, keys in SCENES:
                path = asyncio.run(scene(library, name, size, keys, theme))
                if browser:
                    to_png(path, browser)
                print(path.relative_to(ROOT))
        if browser:
            gallery(library, browser)
    if not browser:
        print("No Chromium here: the PNG files were not made.", file=sys.stderr)
    return 0 if browser else 1


if __name__ == "__main__":
    sys.exit(main())
