"""Read tables of a page with every cell in its column, whatever cells span."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from newsreader.model.article import Block, BlockType
from newsreader.parse.html_tree import words_of
from newsreader.parse.inline import folded, is_hidden, text_of

#: Columns that one cell may span, and cells of a table that are read: pages are made by strangers.
_WIDEST, _MOST = 60, 20_000
#: A cell with more characters than this holds text, and its table only puts it in place.
_LONG = 700


def is_layout(table: Element) -> bool:
    """Return whether a table only puts things in place, as pages were made once."""
    if table.get("role") in ("presentation", "none"):
        return True
    cells = list(table.iter("td", "th"))
    if len(cells) < 2 or table.find(".//table") is not None:
        return True
    if table.find(".//th") is not None or table.find("caption") is not None:
        return False
    return any(
        cell.find(".//figure") is not None
        or any(True for _one in cell.iter("h1", "h2", "h3"))
        or (len(cells) <= 6 and len(words_of(cell)) > _LONG)
        for cell in cells
    )


def read_table(table: Element, base: str) -> Iterator[Block]:
    """A table with its caption; what a cell spans further on is left empty there."""
    rows: list[list[str]] = []
    waiting: dict[int, int] = {}  # columns that a cell of a row above still spans, and how many rows on
    count = 0
    for row in table.iter("tr"):
        if is_hidden(row):
            continue
        cells: list[str] = []

        def spanned(cells: list[str] = cells) -> None:
            while waiting.get(len(cells), 0) > 0:
                waiting[len(cells)] -= 1
                cells.append("")

        for cell in row.iterchildren("td", "th"):
            count += 1
            if is_hidden(cell) or count > _MOST:
                continue
            spanned()
            wide, high = _span(cell.get("colspan")), _span(cell.get("rowspan"))
            for column in range(len(cells), len(cells) + wide):
                waiting[column] = high - 1
            cells += [folded(text_of(cell, base)).value, *[""] * (wide - 1)]
        spanned()
        if any(cells):
            rows.append(cells)
    while rows and all(not row[-1] for row in rows if row):
        rows = [row[:-1] for row in rows]
    if rows:
        caption = folded(text_of(table.find("caption"), base))
        yield Block(BlockType.TABLE, caption, rows=tuple(map(tuple, rows)))


def _span(value: str | None) -> int:
    return min(max(1, int(value)), _WIDEST) if value and value.strip().isdecimal() and len(value) < 9 else 1
