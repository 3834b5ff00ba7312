"""Make screenshots/tour-en.svg and tour-fr.svg anew: a session on the welcome edition as an animated picture.

python scripts/recording.py

The app is driven key by key and drawn after each; a line that looks the same in several pictures is in the file once,
so that a tour weighs less than two of its pictures. It moves by CSS alone: no script, no font, nothing to fetch.
"""

import asyncio
import re
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import accumulate, groupby
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from newsreader import i18n  # noqa: E402
from newsreader.config import Config  # noqa: E402
from newsreader.library.core import Library  # noqa: E402
from newsreader.library.subscriptions.first_run import create_default_library  # noqa: E402
from newsreader.store.store import Store  # noqa: E402
from newsreader.tui.app import NewsreaderApp  # noqa: E402
from newsreader.tui.services.lessons import LESSONS  # noqa: E402
from scripts.screenshots import FOLDER, Silent  # noqa: E402

SIZE = (96, 26)
SVG = "{http://www.w3.org/2000/svg}"


class Step(NamedTuple):
    """What is pressed, for how many seconds the picture stays, and what is said below it, by language."""

    keys: tuple[str, ...]
    seconds: float
    captions: dict[str, str]


STEPS = (
    Step((), 2.5, {"en": "newsreader", "fr": "newsreader"}),
    Step(("G",), 1.2, {"en": "G  the last one", "fr": "G  le dernier"}),
    Step(("enter",), 2.5, {"en": "Enter  read", "fr": "Entrée  lire"}),
    Step(("comma",), 2.5, {"en": ",  the next quotation, and whose it is", "fr": ",  la citation suivante, et de qui"}),
    Step(("comma",), 2.5, {"en": ",  the next one", "fr": ",  la suivante"}),
    Step(("apostrophe",), 3, {"en": "'  who said what in it", "fr": "'  qui y a dit quoi"}),
    Step(("full_stop",), 3, {"en": ".  what shows it", "fr": ".  ce qui le montre"}),
    Step(("c",), 3, {"en": "c  the comments", "fr": "c  les commentaires"}),
    Step(("escape", "escape", "p"), 3.5, {"en": "p  everyone quoted", "fr": "p  toutes les personnes citées"}),
    Step(("escape", "slash", *"samir"), 3, {"en": "/  search while you type", "fr": "/  chercher en tapant"}),
    Step(("escape", "question_mark"), 3, {"en": "?  the keys", "fr": "?  les touches"}),
)


class Picture(NamedTuple):
    """A screen: its size, and each line as SVG whose top is 0."""

    width: float
    height: float
    lines: tuple[str, ...]


async def pictures(library: Path, language: str) -> list[Picture]:
    """Drive the app along the steps; a picture after each."""
    opened = Library(library)
    opened.set_state("lessons", str(LESSONS))
    app = NewsreaderApp(opened, Config(library=library, language=language), Silent(library))
    drawn = []
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.6)
        for step in STEPS:
            for key in step.keys:
                await pilot.press(key)
                await pilot.pause(0.3)
            drawn.append(picture(app.export_screenshot()))
    opened.close()
    return drawn


def picture(svg: str) -> Picture:
    """What Textual has drawn, taken to pieces: what a class means stands in its place, so that lines compare."""
    tree = ElementTree.fromstring(svg)
    styles = dict(re.findall(r"\.(terminal-\d+-r\d+) \{ (.*?) \}", svg))
    clip = next(iter(tree.iter(f"{SVG}clipPath")))[0]
    width, height = float(clip.get("width", 0)), float(clip.get("height", 0))
    row = height / SIZE[1]
    lines: list[list[str]] = [[] for _line in range(SIZE[1])]
    rects = [one for one in tree.iter(f"{SVG}rect") if one.get("shape-rendering")]
    for number, line in enumerate(lines):
        line += _grounds([one for one in rects if int(float(one.get("y", 0)) / row) == number], row)
    for text in tree.iter(f"{SVG}text"):
        words = (text.text or "").replace("\u00a0", " ")
        if words.strip() and text.get("class") in styles:
            lines[int((float(text.get("y", 0)) - 20) / row + 0.5)].append(_words(text, words, styles))
    return Picture(width, height, tuple("".join(line) for line in lines))


def _grounds(rects: Sequence[ElementTree.Element], row: float) -> Iterable[str]:
    """The grounds of a line, those beside each other that have one colour as one."""
    for fill, group in groupby(rects, lambda one: one.get("fill")):
        together = list(group)
        left, width = float(together[0].get("x", 0)), sum(float(one.get("width", 0)) for one in together)
        yield f'<path fill="{fill}" d="M{left:g} 0h{width:g}v{row + 0.3:g}h-{width:g}z"/>'


def _words(text: ElementTree.Element, words: str, styles: Mapping[str, str]) -> str:
    cell = float(text.get("textLength", 0)) / len(words)
    left = float(text.get("x", 0)) + cell * (len(words) - len(words.lstrip()))
    style = styles[text.get("class", "")].replace(" ", "").rstrip(";")
    words = words.strip()
    return f'<text style="{style}" x="{left:g}" y="18.5" textLength="{cell * len(words):g}">{escape(words)}</text>'


def recording(drawn: Sequence[Picture], captions: Sequence[str]) -> str:
    """The pictures one after another, for ever, each with what was pressed below it."""
    seconds = [step.seconds for step in STEPS]
    whole, ends = sum(seconds), [0.0, *accumulate(seconds)]
    numbers = {line: number for number, line in enumerate(dict.fromkeys(line for one in drawn for line in one.lines))}
    written = "".join(f'<g id="l{number}">{line}</g>' for line, number in numbers.items())
    styles = {style: f"c{number}" for number, style in enumerate(dict.fromkeys(re.findall('style="(.*?)"', written)))}
    written = re.sub('style="(.*?)"', lambda found: f'class="{styles[found.group(1)]}"', written)
    width, height = drawn[0].width, drawn[0].height
    row = height / SIZE[1]
    frames, moves = [], []
    for number, (one, caption) in enumerate(zip(drawn, captions, strict=True)):
        uses = "".join(f'<use href="#l{numbers[line]}" y="{row * at:g}"/>' for at, line in enumerate(one.lines))
        said = f'<text class="said" x="{width / 2:g}" y="{height + 30:g}">{escape(caption)}</text>'
        frames.append(f'<g class="f" style="animation-name:f{number}">{uses}{said}</g>')
        start, end = 100 * ends[number] / whole, 100 * ends[number + 1] / whole
        before = "0%{visibility:hidden}" if number else ""
        after = f"{end:.3f}%{{visibility:hidden}}" if end < 99.99 else ""
        moves.append(f"@keyframes f{number}{{{before}{start:.3f}%{{visibility:visible}}{after}}}")
    look = "".join(f".{name}{{{style}}}" for style, name in styles.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height + 46:g}">'
        "<style>text{font:20px 'Fira Code',Menlo,Consolas,'DejaVu Sans Mono',monospace;white-space:pre}"
        ".said{font:bold 20px sans-serif;text-anchor:middle;fill:#8fb8de}"
        f".f{{visibility:hidden;animation:{whole:g}s step-end infinite}}"
        "@media (prefers-reduced-motion:reduce){.f{animation-duration:600s}}"
        f"{look}{''.join(moves)}</style>"
        f'<defs>{written}</defs><rect width="100%" height="100%" rx="8" fill="#16181c"/>{"".join(frames)}</svg>\n'
    )


def main() -> int:
    """Draw the tour in each language; returns the exit code."""
    for language in i18n.LANGUAGES:
        i18n.speak(language)
        with tempfile.TemporaryDirectory() as folder:
            library = Path(folder) / "library.db"
            store = Store(library)
            create_default_library(store, datetime.now(UTC).replace(hour=17, minute=30))
            store.close()
            drawn = asyncio.run(pictures(library, language))
        captions = [step.captions[language] for step in STEPS]
        path = FOLDER / f"tour-{language}.svg"
        path.write_text(recording(drawn, captions), encoding="utf-8")
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
