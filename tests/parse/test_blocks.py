"""What a body's markup means, as blocks: nothing glued, nothing lost, words of others never the writer's."""

import pytest

from newsreader.model.article import Block, BlockType, marked_items
from newsreader.model.serialize import block_from_plain, block_to_plain
from newsreader.model.text import Role
from newsreader.parse.blocks import read_blocks
from newsreader.parse.generic.body import GENERIC_LAYOUT
from newsreader.parse.html_tree import read_tree
from newsreader.parse.mathematics import write_formulas
from newsreader.parse.subheadings import with_headings

BASE = "https://gazette.example/2026/crue"


def blocks_of(markup: str) -> tuple[Block, ...]:
    body = read_tree(f"<body>{markup}</body>").find("body")
    assert body is not None
    return read_blocks(body, GENERIC_LAYOUT, BASE)


def words_of(markup: str) -> list[tuple[str, str]]:
    return [(str(block.type), block.text.value) for block in blocks_of(markup)]


def test_each_paragraph_of_a_quotation_is_a_block_and_said_by_the_same() -> None:
    assert words_of("<blockquote><p>Il pleut.</p><p>On part.</p></blockquote>") == [
        ("quote", "Il pleut."),
        ("quote", "On part."),
    ]
    pulled = blocks_of("<blockquote><p>« Il pleut. »</p><p>« On part. »</p><cite>Anne Bec</cite></blockquote>")
    assert [(block.type, block.attribution) for block in pulled] == [(BlockType.PULL_QUOTE, "Anne Bec")] * 2


@pytest.mark.parametrize(
    ("foot", "who"),
    [
        ("<p>— Anne Bec, batelière</p>", "Anne Bec, batelière"),
        ("<div class='per'>Anne Bec</div>", "Anne Bec"),
        ("<footer>— Anne Bec, dans <cite>La Crue</cite></footer>", "Anne Bec, dans La Crue"),
        ("<p>— Et vous ?</p>", ""),
    ],
)
def test_who_is_quoted_stands_under_the_words(foot: str, who: str) -> None:
    said = blocks_of(f"<blockquote><p>Je ne partirai pas, dit-elle.</p>{foot}</blockquote>")
    assert (said[0].text.value, said[0].attribution) == ("Je ne partirai pas, dit-elle.", who)


def test_the_last_words_of_a_quotation_are_not_where_it_was_said() -> None:
    said = blocks_of("<blockquote><p>Tout est perdu.</p><p>Il reste les murs.</p><cite>Anne Bec</cite></blockquote>")
    assert [(block.text.value, block.circumstance) for block in said] == [
        ("Tout est perdu.", ""),
        ("Il reste les murs.", ""),
    ]


def test_the_title_of_a_book_in_a_quotation_is_not_who_said_it() -> None:
    assert words_of("<blockquote><p>J'ai relu <cite>La Crue</cite> hier soir.</p></blockquote>") == [
        ("quote", "J'ai relu La Crue hier soir.")
    ]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (
            "Elle a dit : <q>Je pars</q>, puis <q>rien</q>.",
            "Elle a dit : «\u00a0Je pars\u00a0», puis «\u00a0rien\u00a0».",
        ),
        ("Elle a dit : « <q>Je pars</q> ».", "Elle a dit : « Je pars »."),
        ("Elle a dit : <q>« Je pars »</q>.", "Elle a dit : « Je pars »."),
        ("<q>Il a dit <q>oui</q> hier</q>", "«\u00a0Il a dit “oui” hier\u00a0»"),
        ("n<sup>o</sup> 5 : 20 m<sup>2</sup>, 10<sup>-9</sup> et CO<sub>2</sub>", "n° 5 : 20 m², 10⁻⁹ et CO₂"),
        (
            "le XIX<sup>e</sup> siècle, la 1<sup>re</sup> fois, M<sup>me\u00a0</sup>Bec",
            "le XIXe siècle, la 1re fois, Mme\u00a0Bec",
        ),
        ("x<sup>a+b</sup>, V<sub>max</sub>, note<sup>[3]</sup>", "x^(a+b), V_max, note[3]"),
        ("漢<ruby>字<rt>ji</rt></ruby>", "漢字(ji)"),
        ("Bravo <img src='/e/1f600.svg' alt='😀'> à tous", "Bravo 😀 à tous"),
        ("Un <span style='display:none'>caché</span>mot", "Un mot"),
    ],
)
def test_what_is_set_otherwise_in_the_line_keeps_its_meaning(markup: str, words: str) -> None:
    body = read_tree(f"<html lang='fr'><body><p>{markup}</p></body></html>").find("body")
    assert body is not None
    assert [block.text.value for block in read_blocks(body, GENERIC_LAYOUT, BASE)] == [words]


def test_struck_words_are_marked_as_struck() -> None:
    text = blocks_of("<p>Il coûte <del>20 euros</del> <ins>30 euros</ins>.</p>")[0].text
    assert text.value == "Il coûte 20 euros 30 euros."
    assert [(span.role, text.value[span.start : span.stop]) for span in text.spans] == [(Role.STRIKE, "20 euros")]


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("<math alttext='{\\displaystyle E=mc^2}'><mi>E</mi></math>", "E=mc^2"),
        ("<math><msup><mi>c</mi><mn>2</mn></msup><mo>+</mo><mfrac><mi>a</mi><mi>b</mi></mfrac></math>", "c^2+a/b"),
        (
            "<span class='katex'><span class='katex-mathml'><math><semantics><mi>x</mi><annotation "
            "encoding='application/x-tex'>x_1</annotation></semantics></math></span><span class='katex-html' "
            "aria-hidden='true'>x1</span></span>",
            "x_1",
        ),
        ("<span class='MathJax_Preview'></span><script type='math/tex'>x_1</script>", "x_1"),
    ],
)
def test_a_formula_is_the_words_that_were_typed(formula: str, words: str) -> None:
    tree = read_tree(f"<body><p>On a {formula} ici.</p></body>")
    write_formulas(tree)
    assert [block.text.value for block in read_blocks(tree, GENERIC_LAYOUT, BASE)] == [f"On a {words} ici."]


def test_what_stands_on_lines_of_its_own_stays_apart() -> None:
    assert words_of("<blockquote><div>Il pleut fort.</div><div>On part tôt.</div></blockquote>") == [
        ("quote", "Il pleut fort."),
        ("quote", "On part tôt."),
    ]
    assert words_of("<div><span style='display: block'>Un</span><span style='display:block'>Deux</span></div>") == [
        ("paragraph", "Un"),
        ("paragraph", "Deux"),
    ]
    terms = blocks_of("<dl><dt>Ouverture</dt><dd>neuf heures</dd><dd>dix le lundi</dd></dl>")[0]
    assert list(zip(terms.depths, (item.value for item in terms.items), strict=True)) == [
        (0, "Ouverture"),
        (1, "neuf heures"),
        (1, "dix le lundi"),
    ]


@pytest.mark.parametrize(
    ("markup", "items"),
    [
        ("<ol start=5><li>a<li value=9>b<li>c</ol>", ["5. a", "9. b", "10. c"]),
        ("<ol reversed><li>a<li>b</ol>", ["2. a", "1. b"]),
        ("<ol type=I><li>a<li>b</ol>", ["I. a", "II. b"]),
        ("<ol style='list-style-type:lower-alpha'><li>a<li>b</ol>", ["a. a", "b. b"]),
        ("<ol><li>a<ol><li>b<ul><li>c</ul></ol><li>d</ol>", ["1. a", " a. b", "  • c", "2. d"]),
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", ["• a", " • b", "• c"]),
        ("<ul><li><div><p>a</p><ul><li>b</li></ul></div></li></ul>", ["• a", " • b"]),
    ],
)
def test_lists_keep_their_numbers_and_the_lists_in_them(markup: str, items: list[str]) -> None:
    block = blocks_of(markup)[0]
    assert [f"{' ' * depth}{marker} {text.value}" for depth, marker, text in marked_items(block)] == items
    assert block_from_plain(block_to_plain(block)) == block


def test_code_in_an_item_keeps_its_lines_and_the_list_its_numbers() -> None:
    first, code, second = blocks_of("<ol><li>Lancez :<pre>a\n  b</pre></li><li>Fin</li></ol>")
    assert (code.type, code.text.value) == (BlockType.CODE, "a\n  b")
    assert [marker for block in (first, second) for _depth, marker, _text in marked_items(block)] == ["1.", "2."]


@pytest.mark.parametrize(
    "markup",
    [
        "<pre>a<br>  b</pre>",
        "<table class=highlight><tr><td class=gutter><pre>1\n2</pre></td><td><pre>a\n  b</pre></td></tr></table>",
        "<table><tr><td data-line-number=1></td><td class=blob-code>a</td></tr>"
        "<tr><td data-line-number=2></td><td class=blob-code>  b</td></tr></table>",
        "<pre><span class=lineno>1 </span>a\n<span class=lineno>2 </span>  b\n</pre>",
        "<p><code>a<br>\u00a0\u00a0b</code></p>",
        "<pre><ol><li>a</li><li>  b</li></ol></pre>",
    ],
)
def test_code_keeps_lines_and_indentation_without_line_numbers(markup: str) -> None:
    markup = markup.replace("<table>", "<div class=highlight><table>")
    assert words_of(markup) == [("code", "a\n  b")]


def test_cells_stand_in_their_columns_whatever_spans_what() -> None:
    markup = """<table><caption>Les votes</caption><tr><th>Nom</th><th colspan=2>Voix</th></tr>
    <tr><td rowspan=2><p>Bec</p><p>Anne</p></td><td>7</td><td>8</td></tr><tr><td>9</td><td>10</td></tr></table>"""
    table = blocks_of(markup)[0]
    assert table.text.value == "Les votes"
    assert table.rows == (("Nom", "Voix", ""), ("Bec\nAnne", "7", "8"), ("", "9", "10"))
    assert block_from_plain(block_to_plain(table)) == table
    assert words_of("<table role=presentation><tr><td><p>Un texte.</p></td><td><p>Un autre.</p></td></tr></table>") == [
        ("paragraph", "Un texte."),
        ("paragraph", "Un autre."),
    ]


@pytest.mark.parametrize(
    ("markup", "pictures"),
    [
        ("<img src=/gris.gif data-original=/a.jpg>", ["/a.jpg"]),
        ("<img src='data:image/gif;base64,R0l' data-lazy-src=/a.jpg>", ["/a.jpg"]),
        ("<img src=/placeholder.png><noscript><img src=/a.jpg></noscript>", ["/a.jpg"]),
        ("<img src=/s.jpg srcset='/a.jpg 1x, /b.jpg 2x'>", ["/b.jpg"]),
        ("<img srcset='/s.jpg 320w, /w_9,h_6/a.jpg 1200w, /xl.jpg 4000w'>", ["/w_9,h_6/a.jpg"]),
        ("<picture><source srcset='/a.webp 900w'><img src=/b.jpg></picture>", ["/a.webp"]),
        ("<figure><amp-img src=/a.jpg></amp-img></figure>", ["/a.jpg"]),
        ("<figure><img src=/a.jpg><img src=/b.jpg></figure>", ["/a.jpg", "/b.jpg"]),
        ("<p><a href=/x><img src=/a.jpg></a></p>", ["/a.jpg"]),
        ("<img src=/logo.png><img class=avatar src=/x.jpg><img width=1 height=1 src=/y.gif>", []),
    ],
)
def test_a_picture_is_what_one_would_see(markup: str, pictures: list[str]) -> None:
    found = [block.url for block in blocks_of(markup) if block.type is BlockType.IMAGE]
    assert found == [f"https://gazette.example{path}" for path in pictures]


def test_an_initial_set_apart_begins_its_word() -> None:
    initial = "<span style='display:block; float:left; font-size:100px'>L</span>"
    assert words_of(f"<p>{initial}a crue est passée.</p>") == [("paragraph", "La crue est passée.")]


def test_a_gallery_keeps_each_picture_with_its_caption() -> None:
    inner = "".join(f"<figure><img src=/{n}.jpg><figcaption>Vue {n}</figcaption></figure>" for n in (1, 2))
    gallery = blocks_of(f"<figure>{inner}<figcaption>La crue</figcaption></figure>")
    assert [(block.url[-6:], block.text.value) for block in gallery] == [
        ("/1.jpg", "Vue 1"),
        ("/2.jpg", "Vue 2"),
        ("", "La crue"),
    ]


def test_caption_and_credit_are_told_apart() -> None:
    caption = "<span class=legende>Le quai sous l'eau</span> <span class=credit>(Ida Roux / AFP)</span>"
    picture = blocks_of(f"<figure><img src=/a.jpg><figcaption>{caption}</figcaption></figure>")[0]
    assert (picture.text.value, picture.credit) == ("Le quai sous l'eau", "Ida Roux / AFP")
    alone = "<figure><img src=/a.jpg><figcaption><span>Le quai sous l'eau</span></figcaption></figure>"
    assert (blocks_of(alone)[0].text.value, blocks_of(alone)[0].credit) == ("Le quai sous l'eau", "")


def test_a_picture_that_opens_larger_is_no_link_to_read() -> None:
    figure = "<figure><picture><img src=/a.jpg></picture><figcaption>Le quai sous l'eau</figcaption></figure>"
    found = blocks_of(f"<p>Un texte.</p><a href=/large.jpg><div>{figure}</div></a><p>Un autre.</p>")
    assert [(str(block.type), block.text.value) for block in found] == [
        ("paragraph", "Un texte."),
        ("image", "Le quai sous l'eau"),
        ("paragraph", "Un autre."),
    ]


@pytest.mark.parametrize(
    "markup", ["<p><span class=interTitre>Le retour</span>{}</p>", "<p class=intertitre>Le retour</p><p>{}</p>"]
)
def test_a_line_that_is_named_a_heading_is_one(markup: str) -> None:
    words = "Une nuit de veille sur les quais de la ville."
    assert words_of(markup.format(words)) == [("heading", "Le retour"), ("paragraph", words)]


def test_addresses_follow_the_base_of_the_page() -> None:
    tree = read_tree("<head><base href='/cdn/'></head><body><p>Voir <a href=b>là</a>.</p><img src=a.jpg></body>")
    paragraph, picture = read_blocks(tree, GENERIC_LAYOUT, BASE)
    assert [target for _words, target in paragraph.text.links()] == ["https://gazette.example/cdn/b"]
    assert picture.url == "https://gazette.example/cdn/a.jpg"


def test_a_bold_line_between_paragraphs_is_a_heading_and_a_bold_question_is_not() -> None:
    line = "Une nuit de veille sur les quais de la ville."
    made = with_headings(
        blocks_of(f"<p>{line}</p><p><strong>Le retour</strong></p><p>{line}</p><p><b>Et demain ?</b></p><p>{line}</p>")
    )
    assert [str(block.type) for block in made] == ["paragraph", "heading", "paragraph", "paragraph", "paragraph"]
