"""Who says a quotation: seen why, and put right, by keyboard."""

from dataclasses import replace
from pathlib import Path

from newsreader.config import Config
from newsreader.library.core import Library
from newsreader.library.refresh.ingest import parse_and_store
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.text import Text
from newsreader.store.store import Store
from newsreader.tui.layout import Pane
from newsreader.tui.screens.people import PeopleScreen
from newsreader.tui.screens.speakers import SpeakersScreen
from tests.tui.reader import NOW, Reader, opened

PARAGRAPHS = (
    "« Le port restera ouvert cet hiver », assure Anne Bec, maire de la ville.",
    "Luc Roy, pêcheur, en doute. « On nous l’a promis tous les ans depuis dix ans »",
    "Sur le quai, Ida Noël attendait. « Personne ne nous demande rien de ce que nous voulons », dit-elle.",
    "« Les travaux coûteront trop cher », estime l’AFP.",
)


def fill(path: Path, language: str = "fr") -> int:
    store = Store(path)
    feed, _new = store.feeds.add("https://x.example/f.rss", "Essai")
    blocks = tuple(Block(BlockType.PARAGRAPH, Text(words)) for words in PARAGRAPHS)
    article = Article(
        "https://x.example/1", "x:1", "Le port", outlet="Essai", published=NOW, language=language, blocks=blocks
    )
    number = store.articles.put_entry(feed, article, "s", NOW)
    parse_and_store(store, number, article, NOW)
    store.close()
    return number


def speakers(reader: Reader) -> list[str]:
    reading = reader.screen.article.opened
    assert reading
    return [quotation.speaker for quotation in reading.quotations]


async def test_who_says_it_is_chosen_among_the_people_of_the_article_and_undone(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("enter", "comma", "exclamation_mark")
        assert isinstance(reader.app.screen, SpeakersScreen)
        seen = reader.sees()
        assert "Luc Roy" in seen and "Ida Noël" in seen and "maire de la ville" in seen and "nobody" in seen
        await reader.press(*"roy", "enter")
        assert speakers(reader)[0] == "Luc Roy" and "U undoes" in reader.sees()
        assert reader.screen.article.current_quotation == 0
        await reader.press("U")
        assert speakers(reader)[0] == "Anne Bec"


async def test_any_name_may_be_typed_and_nobody_too_also_among_the_quotations(library_file: Path) -> None:
    number = fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("enter", "apostrophe")
        assert reader.focused() is Pane.QUOTES
        await reader.press("exclamation_mark", *"Max Petit", "enter")
        assert speakers(reader)[0] == "Max Petit"
        # The cursor stays on the quotation, wherever its new speaker stands in the list.
        current = reader.screen.quotes.current
        assert reader.focused() is Pane.QUOTES and current and current[1].speaker == "Max Petit"
        assert "✎ «\u00a0Le port" in reader.sees()
        await reader.press("exclamation_mark", "up", "enter")
        assert speakers(reader)[0] == "Max Petit"  # the first row: as it is now
        await reader.press("exclamation_mark", *["down"] * 9, "enter")
        assert speakers(reader)[0] == "" and "? (speaker unclear)" in reader.sees()
        await reader.press("exclamation_mark", "escape")
        await reader.press("exclamation_mark", *"bec", "enter")
        assert speakers(reader)[0] == "Anne Bec"
    library = Library(library_file)
    assert [c.speaker for c in library._store.corrections.of(number)] == ["Anne Bec"]
    library.close()


async def test_why_shows_the_words_that_tell_who_says_it(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("enter", "full_stop")
        assert "“assure” stands beside the name: Anne Bec." in reader.sees()
        view = reader.screen.article
        roles = {run.text: run.roles for line in view.page.lines for run in line.runs}
        assert "cue" in roles["assure"] and "mention" in roles["Anne Bec"]
        await reader.press("full_stop")
        assert view.marks.evidence is None
        await reader.press("comma", "comma", "full_stop")
        assert "leads back to Ida Noël" in reader.sees()
        await reader.press("comma")  # another quotation: what was shown was not about it
        assert view.marks.evidence is None
        await reader.press("exclamation_mark", *"roy", "enter", "full_stop")
        assert "You have said that it is Luc Roy." in reader.sees()
        await reader.press("c")  # it is not said of the comments
        assert "You have said" not in reader.sees()
        assert reader.app.screen is reader.screen


async def test_where_nobody_can_be_told_the_key_in_force_lets_one_say_who(library_file: Path) -> None:
    fill(library_file)
    library = Library(library_file)
    for one in library.quotation_search.find(None):
        library.people.correct(one.article, one.quotation, "")
    library.close()
    async with opened(library_file, config=replace(Config(library=library_file), keys={"speaker": "ctrl+p"})) as reader:
        await reader.press("enter", "full_stop")
        assert "Ctrl+p lets you say who." in reader.sees()


async def test_the_quotations_stand_under_each_name_once_in_its_colour_and_the_marks_of_their_language(
    library_file: Path,
) -> None:
    fill(library_file)
    async with opened(library_file, (200, 50)) as reader:
        await reader.press("enter", "apostrophe", "exclamation_mark", *"noël", "enter")
        pane = reader.screen.quotes
        rows = [row for index in range(pane.count) for row in pane.row(index, 60)]
        names = [row[0] for row in rows if row and "name" in row[0][1]]
        assert [name for name, _roles in names].count("Ida Noël") == 1
        looks = reader.screen.article.looks
        assert all(f"quote-{looks[name]}" in roles for name, roles in names if name in looks)
        assert all(row[1][0].startswith("«\u00a0") for row in rows if row and row[0][0] == "✎ ")
        assert len(names) < pane.count


async def test_quotations_of_an_english_article_stand_in_its_marks(library_file: Path) -> None:
    fill(library_file, "en")
    async with opened(library_file, (200, 50)) as reader:
        await reader.press("enter", "apostrophe")
        assert "“Le port restera" in reader.sees()


async def test_the_people_page_has_people_then_organisations_and_puts_right_who_says_it(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("enter", "p")
        screen = reader.app.screen
        assert isinstance(screen, PeopleScreen)
        await reader.settled()
        assert "Anne Bec" in reader.sees() and "AFP" not in reader.sees() and "people quoted" in reader.sees()
        await reader.press("tab")
        assert "AFP" in reader.sees() and "Anne Bec" not in reader.sees() and "1 organisation quoted" in reader.sees()
        await reader.press("enter", "exclamation_mark", *"Max Petit", "enter")
        await reader.press("tab", "tab")
        assert "Max Petit" in reader.sees()
        await reader.press("U", "tab")
        assert "AFP" in reader.sees()
