"""How other outlets have a quotation, from the list of quotations."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

from newsreader.library.refresh.ingest import parse_and_store
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.text import Text
from newsreader.store.store import Store
from newsreader.tui.screens.statement import StatementScreen
from tests.tui.reader import NOW, opened

SAID = "le port de Lison aura ses trois grues neuves avant la fin du printemps"


def fill(path: Path, *articles: tuple[str, str, int]) -> None:
    with closing(Store(path)) as store, store.database.transaction():
        feed = store.feeds.add("https://x.example/rss", "Fil")[0]
        for n, (outlet, text, days) in enumerate(articles):
            when = NOW - timedelta(days=days)
            blocks = (Block(BlockType.PARAGRAPH, Text(text)),)
            url = f"https://{n}.example/a"
            article = Article(url, url, f"Titre {n}", outlet=outlet, published=when, language="fr", blocks=blocks)
            parse_and_store(store, store.articles.put_entry(feed, article, "s", when), article, when)


async def test_versions_stand_in_order_with_their_cuts_and_who_is_said_to_have_said_it(library_file: Path) -> None:
    fill(
        library_file,
        ("Le Quai", f"« {SAID.capitalize()} », a déclaré Anne Bec, maire de Lison.", 3),
        ("La Vigie", "« Le port de Lison aura ses trois grues neuves », a déclaré Paul Lune, président du port.", 2),
        ("Le Phare", f"« {SAID.capitalize()} », a déclaré Anne Bec, maire de Lison.", 80),
    )
    async with opened(library_file, (100, 30)) as reader:
        await reader.press("W", *"grues", "enter", "o")
        sheet = reader.app.screen
        assert isinstance(sheet, StatementScreen) and "2 outlets" in reader.sees()
        seen = "\n".join(line.plain for line in sheet.lines())
        assert "2 outlets" in seen and "Not the same speaker everywhere" in seen
        assert seen.index("Le Quai") < seen.index("La Vigie") and "[…]" in seen
        assert "Le Phare" not in seen
        await reader.press("escape", "G", "o")
        assert "No other article" in reader.sees()
