"""Markup that is as hard on a reader as it can be, of any size."""

from collections.abc import Callable


def prose(characters: int) -> str:
    """So many letters of sentences."""
    return ("Le port attend un navire que personne ne connaît. " * (characters // 50 + 1))[:characters]


def _deep(tag: str, many: int, words: str = "mot ", attributes: str = "") -> str:
    return f"<{tag}{attributes}>{words}" * many + f"</{tag}>" * many


def _paragraphs(markup: Callable[[int], str], many: int) -> str:
    return "".join(f"<p>{markup(n)}</p>" for n in range(many))


def _one(markup: Callable[[int], str], many: int) -> str:
    return f"<p>{''.join(map(markup, range(many)))}</p>"


def _quoted(n: int) -> str:
    return f"« Il faut réparer le quai numéro {n} avant l'hiver », dit Anne Bec. "


def _table(rows: int, columns: int, cell: str = "mot") -> str:
    return "<table>" + ("<tr>" + f"<td>{cell}</td>" * columns + "</tr>") * rows + "</table>"


def _items(n: int) -> str:
    return f"<li>objet {n} de cette liste</li>"


#: Kinds of markup, each with the sizes at which it is built.
MARKUP: dict[str, tuple[Callable[[int], str], tuple[int, ...]]] = {
    "spans in one paragraph": (lambda n: _one(lambda _: "<b>a</b><i>b</i>", n), (5_000, 20_000, 100_000)),
    "spans in paragraphs": (lambda n: _paragraphs(lambda _: "<b>a</b> <i>b</i>" * 20, n), (1_000, 10_000)),
    "links in one paragraph": (
        lambda n: _one(lambda m: f'<a href="https://x.example/{m}">lien {m}</a> ', n),
        (1_000, 10_000, 50_000),
    ),
    "links, a paragraph each": (
        lambda n: _paragraphs(lambda m: f'Voici <a href="https://x.example/{m}">un lien</a> de plus.', n),
        (1_000, 20_000),
    ),
    "one link around all": (lambda n: f'<p><a href="https://x.example/a">{prose(n)}</a></p>', (100_000, 1_000_000)),
    "bold within bold": (lambda n: f"<p>{_deep('b', n)}</p>", (200, 5_000)),
    "bold and italic by turns, deep": (
        lambda n: f"<p>{_deep('b><i', n).replace('</b><i>', '</i></b>')}</p>",
        (200, 5_000),
    ),
    "links within links": (
        lambda n: f"<p>{''.join(f'<a href=https://x.example/{m}>m ' for m in range(n))}</p>",
        (1_000, 10_000),
    ),
    "fonts, deep": (lambda n: _deep("font", n), (1_000, 20_000)),
    "lists within lists": (lambda n: "<ul><li>mot" * n, (100, 1_000, 10_000)),
    "items of a list": (lambda n: f"<ol>{''.join(map(_items, range(n)))}</ol>", (1_000, 20_000, 100_000)),
    "an item of a megabyte": (lambda n: f"<ul><li>{prose(n)}</li></ul>", (1_000_000,)),
    "quotes within quotes": (lambda n: _deep("blockquote", n, "<p>Une parole.</p>"), (100, 1_000, 10_000)),
    "blockquotes": (lambda n: "<blockquote><p>Une longue parole.</p></blockquote>" * n, (1_000, 20_000)),
    "one word": (lambda n: f"<p>{'a' * n}</p>", (100_000, 1_000_000, 5_000_000)),
    "one word of wide characters": (lambda n: f"<p>{'日' * n}</p>", (100_000, 1_000_000)),
    "one paragraph": (lambda n: f"<p>{prose(n)}</p>", (100_000, 1_000_000, 5_000_000)),
    "one line of code": (lambda n: f"<pre>{'x = 1; ' * n}</pre>", (100_000,)),
    "lines of code": (lambda n: f"<pre>{'x = 1' + chr(10)}</pre>".replace("x = 1\n", "x = 1\n" * n), (10_000, 200_000)),
    "paragraphs": (lambda n: _paragraphs(lambda _: "Un mot simple, et puis un autre.", n), (1_000, 20_000, 100_000)),
    "empty paragraphs": (lambda n: "<p></p><p>&nbsp;</p>" * n + "<p>Un mot.</p>", (100_000,)),
    "line breaks": (lambda n: f"<p>mot{'<br>' * n}mot</p>", (1_000, 100_000)),
    "words and line breaks": (lambda n: f"<p>{'mot<br>' * n}</p>", (1_000, 100_000)),
    "headings": (lambda n: "".join(f"<h2>Titre {m}</h2><p>Un mot.</p>" for m in range(n)), (1_000, 20_000, 100_000)),
    "headings alone": (lambda n: "".join(f"<h3>Titre {m}</h3>" for m in range(n)) + "<p>Un mot.</p>", (100_000,)),
    "a heading of a megabyte": (lambda n: f"<h2>{prose(n)}</h2><p>Un mot.</p>", (1_000_000,)),
    "pictures": (
        lambda n: "".join(
            f'<figure><img src="https://x.example/{m}.jpg"><figcaption>Vue {m}</figcaption></figure>' for m in range(n)
        ),
        (1_000, 10_000, 50_000),
    ),
    "pictures without a word": (
        lambda n: "".join(f'<img src="https://x.example/{m}.jpg">' for m in range(n)),
        (10_000,),
    ),
    "a caption of a megabyte": (
        lambda n: f'<figure><img src="https://x.example/a.jpg"><figcaption>{prose(n)}</figcaption></figure>',
        (1_000_000,),
    ),
    "quotations": (lambda n: _paragraphs(_quoted, n), (1_000, 10_000, 40_000)),
    "quotations in one paragraph": (lambda n: _one(_quoted, n), (1_000, 10_000)),
    "quotation marks": (lambda n: f"<p>{'« ' * n}</p>", (10_000, 200_000)),
    "opened and closed marks": (lambda n: f"<p>{'« a » ' * n}</p>", (10_000, 100_000)),
    "speakers": (lambda n: _paragraphs(lambda m: f"« Il faut réparer le quai », dit Anne Bec{m}.", n), (1_000, 10_000)),
    "embeds": (
        lambda n: "".join(f'<iframe src="https://x.example/embed/{m}"></iframe>' for m in range(n)) + "<p>Un mot.</p>",
        (10_000,),
    ),
    "rows of a table": (lambda n: _table(n, 4), (1_000, 50_000)),
    "columns of a table": (lambda n: _table(20, n), (100, 5_000)),
    "tables": (lambda n: _table(2, 2) * n, (5_000,)),
    "tables within tables": (lambda n: "<table><tr><td>mot" * n, (100, 5_000)),
    "a cell of a megabyte": (lambda n: _table(2, 2, prose(n)), (250_000,)),
    "right to left": (lambda n: f"<p>{'مرحبا بالعالم ' * n}</p>", (20_000, 70_000)),
    "accents upon accents": (lambda n: f"<p>{('e' + chr(0x301) * 100) * n}</p>", (10_000,)),
    "marks without a cell": (lambda n: f"<p>{chr(0x94D) * n}</p>", (100_000, 1_000_000)),
    "marks without a cell, words": (lambda n: f"<p>{(chr(0x0B3F) + ' ') * n}</p>", (500_000,)),
    "emoji": (lambda n: f"<p>{'👩‍👩‍👧‍👦' * n}</p>", (10_000, 100_000)),
    "zero width": (lambda n: f"<p>{'a' + chr(0x200C) + chr(0x200B)}</p>".replace("a", "a\u200c\u200b" * n), (100_000,)),
    "no-break spaces": (lambda n: f"<p>a{chr(0xA0) * n}b</p>", (100_000, 1_000_000)),
    "figures set high": (lambda n: f"<p>{'x<sup>2</sup> ' * n}</p>", (10_000, 100_000)),
    "quotations by q": (lambda n: f"<p>{'<q>mot</q> ' * n}</p>", (1_000, 20_000)),
    "q within q": (lambda n: f"<p>{_deep('q', n)}</p>", (100, 5_000)),
    "bold words": (lambda n: _one(lambda _: "<b>mot</b> ", n), (100_000,)),
    "struck, code and bold": (lambda n: _one(lambda _: "<s>a</s><code>b</code><b>c</b> ", n), (30_000,)),
    "divs, deep": (lambda n: _deep("div", n, "<p>Un mot.</p>"), (200, 20_000)),
    "definitions": (lambda n: "<dl>" + "<dt>mot</dt><dd>sens</dd>" * n + "</dl>", (20_000,)),
    "formulas": (lambda n: "<p>" + "<math><mi>x</mi><mo>+</mo><mn>1</mn></math> " * n + "</p>", (5_000,)),
    "entities": (lambda n: f"<p>{'&amp;eacute;&#233;&lt;b&gt;' * n}</p>", (100_000,)),
    "related links": (
        lambda n: (
            _paragraphs(lambda m: f'Lire aussi : <a href="https://x.example/{m}">Un titre {m}</a>', n)
            + "<p>Un mot.</p>"
        ),
        (10_000,),
    ),
}
