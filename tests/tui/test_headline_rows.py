"""What a row says of its article, at the density one likes, and under which name it stands."""

from pathlib import Path

from newsreader.store.store import Store
from tests.tui.reader import fill, opened


async def test_a_row_says_where_it_is_from_how_long_it_is_and_what_hangs_on_it(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (90, 30)) as reader:
        reader.library.tags.change([reader.headlines()[1].id], ["climat"])
        await reader.press("h", "l")
        lines = reader.sees().splitlines()
        first = next(n for n, line in enumerate(lines) if "Titre 0" in line)
        assert "Essai · " in lines[first + 1] and " min · 31 quotations" in lines[first + 1]
        second = next(n for n, line in enumerate(lines) if "Titre 1" in line)
        assert "1 comment · 2 quotations" in lines[second + 1] and "#climat" in lines[second + 1]


async def test_a_headline_a_line_is_a_key_and_is_remembered(library_file: Path) -> None:
    fill(library_file, 20)
    async with opened(library_file, (80, 24)) as reader:
        assert "Titre 15" not in reader.sees()
        await reader.press("j", "j", "underscore")
        lines = reader.sees().splitlines()
        assert "Essai" in next(line for line in lines if "Titre 15" in line)
        assert next(line for line in lines if "Titre 2" in line).startswith(">"), "the cursor stays on its article"
    async with opened(library_file, (80, 24)) as reader:
        assert "Titre 15" in reader.sees()


async def test_sorted_by_outlet_each_outlet_stands_above_its_articles(library_file: Path) -> None:
    fill(library_file, 2)
    store = Store(library_file)
    with store.database.transaction():
        store.database.write("UPDATE article SET outlet = 'Autre' WHERE title = 'Titre 1'")
    store.close()
    async with opened(library_file, (80, 24)) as reader:
        await reader.press("s", "s")
        lines = [line.strip() for line in reader.sees().splitlines()]
        heads = [lines.index("Autre"), lines.index("Essai")]
        titles = [next(n for n, line in enumerate(lines) if title in line) for title in ("Titre 1", "Titre 0")]
        assert heads[0] + 1 == titles[0] < heads[1] and heads[1] + 1 == titles[1]
        await reader.press("g")
        assert not reader.screen.headlines.render_line(0).text.startswith(">"), "the cursor is never on a heading"
