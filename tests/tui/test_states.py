"""Named states of the screen, as text: what stands where at each size, in both languages.

After a change that is meant: `STATES=write python -m pytest tests/tui/test_states.py`, then look at the difference.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader import i18n
from newsreader.library.refresh.ingest import parse_and_store
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.comment import Comment, CommentState, Thread
from newsreader.model.text import Role, Span, Text
from newsreader.store.store import Store
from tests.made_once import made_once
from tests.tui.reader import opened

FOLDER = Path(__file__).parent / "states"
WHEN = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
#: Of the first start and of the second, each with the keys that lead there from the one before.
STATES = (
    {"headlines": ()},
    {
        "article": ("enter", "comma"),
        "who-said-what": ("apostrophe",),
        "comments": ("q", "c"),
        "alone": ("q", "z"),
        "feeds": ("z", "q", "h"),
    },
)
SIZES = ((40, 20), (80, 24), (120, 36), (200, 50))


@made_once
def small_edition(path: Path) -> None:
    store = Store(path)
    feed, _new = store.feeds.add("https://x.example/f.rss", "Le fil du port", "Régions")
    words = 'Le ponton rouvre. "Le port respire de nouveau", se réjouit Anne Bec, maire de Port-Lison.'
    more = "Les travaux ont duré trois ans ; la réorganisation institutionnelle du chantier en prit un."
    at = more.index("réorganisation")
    blocks = (
        Block(BlockType.IMAGE, Text("Le ponton au matin"), credit="Agence du port"),
        Block(BlockType.PARAGRAPH, Text(words)),
        Block(BlockType.HEADING, Text("Trois ans de travaux"), level=2),
        Block(BlockType.PARAGRAPH, Text(more, (Span(at, at + 14, Role.LINK, "https://x.example/r"),))),
        Block(BlockType.LIST, items=(Text("du bois"), Text("de la patience"))),
    )
    comments = (Comment("c", "Ida", (Text("Je confirme."),)), Comment("d", "Yann", (Text("Moi aussi."),), parent="c"))
    for number, title in enumerate(("Le quai rouvre", "Le phare cherche un gardien")):
        article = Article(
            f"https://x.example/{number}",
            f"x:{number}",
            title,
            kicker="Port-Lison",
            standfirst=Text("Les promeneurs reviennent."),
            outlet="Le fil du port",
            published=WHEN.replace(day=4 - number),
            language="fr",
            blocks=blocks if not number else blocks[3:],
            thread=Thread(CommentState.OPEN, count=2, comments=comments) if not number else Thread(),
        )
        parse_and_store(store, store.articles.put_entry(feed, article, "s", WHEN), article, WHEN)
    store.close()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_screen_says_what_it_said(library_file: Path, size: tuple[int, int], language: str) -> None:
    small_edition(library_file)
    i18n.speak(language)
    try:
        seen = []
        for states in STATES:
            async with opened(library_file, size) as reader:
                for state, keys in states.items():
                    await reader.press(*keys)
                    lines = [line.rstrip() for line in reader.sees().split("\n")]
                    seen.append("\n".join([f"=== {state}", *lines]))
    finally:
        i18n.speak("en")
    file = FOLDER / f"{size[0]}x{size[1]}-{language}.txt"
    if os.environ.get("STATES") == "write":
        FOLDER.mkdir(exist_ok=True)
        file.write_text("\n".join(seen) + "\n", encoding="utf-8")
    assert "\n".join(seen) + "\n" == file.read_text(encoding="utf-8")
