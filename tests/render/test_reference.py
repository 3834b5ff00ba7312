"""Citing articles and quotations, as those read it who take it over."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsreader.library.provenance import version_sentence
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.quotation import Quotation
from newsreader.model.text import Text
from newsreader.render.reference import STYLES, Reference, split_name

READ = datetime(2026, 11, 25, 12, tzinfo=UTC)
ARTICLE = Article(
    url="https://x.example/a_b?c={1}",
    id="a",
    title="50 % & plus\nde *quais*",
    authors=("Ida de La Tour", "AFP"),
    outlet="Le Quai",
    published=datetime(2026, 11, 20, 12, tzinfo=UTC),
    language="fr",
    blocks=(Block(BlockType.PARAGRAPH, Text("« On compose », dit-il.")),),
)
SAID = Quotation(0, 2, 12, "On compose", speaker="Yann Tregor", role="charpentier")
REFERENCE = Reference(ARTICLE, READ, "fr", SAID, "version 2")


def test_a_footnote_has_all_that_a_source_has() -> None:
    note = STYLES["footnote"](REFERENCE)
    for part in ("Yann Tregor, charpentier", "«\u00a0On compose\u00a0»", "Ida de La Tour, AFP", "Le Quai", ARTICLE.url):
        assert part in note
    assert "20 novembre 2026" in note and "25 novembre 2026; version 2" in note
    unknown = STYLES["footnote"](replace(REFERENCE, quotation=replace(SAID, speaker="", role="")))
    assert unknown.startswith("?")


def test_markdown_takes_nothing_of_it_for_markup() -> None:
    text = STYLES["markdown"](REFERENCE)
    assert "de \\*quais\\*](https://x.example/a_b?c={1})" in text and text.count("\n") == 2


def test_bibtex_keeps_names_capitals_and_signs() -> None:
    text = STYLES["bibtex"](REFERENCE)
    assert text.startswith("@online{delatour2026plus,\n  author = {de La Tour, Ida and {AFP}},\n")
    assert r"title = {{50 \% \& plus de *quais*}}" in text and "url = {https://x.example/a_b?c=%7B1%7D}" in text
    assert "date = {2026-11-20}" in text and "urldate = {2026-11-25}" in text and "Yann Tregor" in text
    assert text.count("{") == text.count("}")


def test_ris_is_a_newspaper_article_of_one_line_a_field() -> None:
    lines = STYLES["ris"](REFERENCE).split("\n")
    assert lines[:4] == ["TY  - NEWS", "AU  - de La Tour, Ida", "AU  - AFP", "TI  - 50 % & plus de *quais*"]
    assert {"T2  - Le Quai", "DA  - 2026/11/20/", "Y2  - 2026/11/25/", f"UR  - {ARTICLE.url}"} <= set(lines)
    assert lines[-1] == "ER  - " and all(line[2:6] == "  - " for line in lines)


def test_csl_json_has_names_and_dates_in_parts() -> None:
    (item,) = json.loads(STYLES["csl-json"](REFERENCE))
    assert item["author"] == [{"family": "de La Tour", "given": "Ida"}, {"literal": "AFP"}]
    assert item["issued"] == {"date-parts": [[2026, 11, 20]]} and item["accessed"] == {"date-parts": [[2026, 11, 25]]}
    assert (item["type"], item["container-title"], item["URL"]) == ("article-newspaper", "Le Quai", ARTICLE.url)


@pytest.mark.parametrize("style", STYLES)
def test_what_is_not_known_is_left_out(style: str) -> None:
    text = STYLES[style](Reference(Article(url="https://x.example/a", id="a", title="Brève"), READ, "en"))
    assert "None" not in text and "Brève" in text and "?" not in text and "author" not in text


def test_a_name_that_is_no_persons_stays_whole() -> None:
    assert split_name("la rédaction") == ("", "la rédaction") and split_name("Jean Van Den Berg")[1] == "Van Den Berg"


def test_it_is_said_which_version_has_the_words() -> None:
    def version(words: str, last_seen: int) -> tuple[datetime, Article]:
        blocks = (Block(BlockType.PARAGRAPH, Text(words)),)
        return datetime(2026, 11, last_seen, 12, tzinfo=UTC), replace(ARTICLE, blocks=blocks)

    three = [version("On verra.", 20), version("« On\u00a0compose »", 21), version("« On\u00a0compose » !", 22)]
    assert version_sentence(three[2:], "On compose", "en") == ""
    assert version_sentence(three, "On compose", "en") == "from version 2 of 3 seen, changed by 20 November 2026"
    assert version_sentence(three[1:], "On compose", "en") == "in all 2 versions seen"
    assert version_sentence(three, "", "en") == "version 3 of 3 seen, changed by 21 November 2026"
