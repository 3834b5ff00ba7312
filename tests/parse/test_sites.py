"""Every outlet that is known: its file, its layouts, and a page for each of them."""

from dataclasses import fields
from pathlib import Path

import pytest

from newsreader.model.errors import SiteError
from newsreader.parse.explain import explain
from newsreader.parse.html_tree import is_selector, read_tree
from newsreader.parse.page import first_match, parse_page
from newsreader.parse.page_index import PageIndex
from newsreader.parse.site_rules import Layout, Site
from newsreader.parse.sites import registry as known
from newsreader.parse.sites.registry import bundled, read_folder, read_site, register, site_for
from tests.parse.site_pages import LEAD, ONE, PAGES, PLAIN, TWO

LAYOUTS = [(site, layout) for site in bundled() for layout in site.layouts]


def test_every_layout_has_a_page_and_every_page_a_layout() -> None:
    assert {(site.source, layout.name) for site, layout in LAYOUTS} == set(PAGES)


@pytest.mark.parametrize(("site", "layout"), LAYOUTS, ids=[f"{s.name} {one.name}" for s, one in LAYOUTS])
def test_a_layout_reads_its_page(site: Site, layout: Layout) -> None:
    page = PAGES[site.source, layout.name]
    article = parse_page(page.html.encode(), page.url)
    assert (article.title, article.standfirst.value, article.outlet) == (page.title, page.standfirst, site.name)
    assert tuple(block.text.value for block in article.blocks if block.type == "paragraph") == page.paragraphs
    assert article.published and article.published.utcoffset()
    told = list(explain(page.html.encode(), page.url))
    assert any(layout.name in line and "fits this page" in line for line in told)


@pytest.mark.parametrize(("site", "layout"), LAYOUTS, ids=[f"{s.name} {one.name}" for s, one in LAYOUTS])
def test_each_selector_finds_something_in_the_page(site: Site, layout: Layout) -> None:
    tree = read_tree(PAGES[site.source, layout.name].html)
    for field in fields(layout):
        css = getattr(layout, field.name)
        if isinstance(css, str) and css and field.name != "name":
            assert is_selector(css), f"{site.source}: {css}"
            if (site.source, layout.name) != ("welcome.toml", "2026"):
                assert first_match(PageIndex(tree), " ".join(css.split())) is not None, (
                    f"{site.source}, {layout.name}: {field.name}"
                )


@pytest.mark.parametrize("site", bundled(), ids=lambda site: site.name)
def test_every_outlet_is_found_by_its_hosts_and_reads_a_plain_page(site: Site) -> None:
    for host in site.hosts:
        assert site_for(f"https://www.{host}/a") is site
    article = parse_page(PLAIN.encode(), f"https://{site.hosts[0]}/une/crue")
    assert (article.outlet, article.title, article.standfirst.value) == (site.name, "La nuit de la crue", LEAD)
    assert [block.text.value for block in article.blocks] == [ONE, "Au matin", TWO]
    # A date without an offset is the outlet's own time.
    assert article.published and article.published.tzinfo is not None and str(article.published.tzinfo) == site.zone


def test_a_layout_that_finds_nothing_any_more_gives_way_to_the_generic_reader() -> None:
    page = PLAIN.replace(
        "<article>", '<section class="article__content"></section><h1 class="article__title">X</h1><article>'
    )
    article = parse_page(page.encode(), "https://www.lemonde.fr/planete/article/2026/11/19/crue_6000001_3244.html")
    assert [block.text.value for block in article.blocks][-3:] == [ONE, "Au matin", TWO]


def test_an_outlet_of_ones_own_comes_before_those_that_are_bundled(tmp_path: Path) -> None:
    (tmp_path / "gazette.toml").write_text(
        'name = "La Gazette"\nhosts = ["gazette.example"]\n[[layouts]]\nname = "1"\nbody = "#t"\nexact = true\n',
        encoding="utf-8",
    )
    (tmp_path / "bad.toml").write_text('name = "X"\nhosts = ["x.example"]\n[[layouts]]\nbody = "p:::"\n')
    sites, faults = read_folder(tmp_path)
    assert len(faults) == 1 and "bad.toml" in faults[0].sentence and "p:::" in faults[0].sentence
    register(sites)
    try:
        page = f'<h1>La crue</h1><div id="t"><p>{ONE}</p></div><p>{TWO}</p>'
        article = parse_page(page.encode(), "https://www.gazette.example/crue")
        assert article.outlet == "La Gazette" and [block.text.value for block in article.blocks] == [ONE]
        bare = parse_page(page.encode(), "https://www.gazette.example/crue", site_rules=False)
        assert bare.outlet == "" and len(bare.blocks) == 2
    finally:
        register([])
    assert known.site_for("https://gazette.example/") is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("name = 3", "name"),
        ('name = "X"', "hosts"),
        ('name = "X"\nhosts = ["x"]\ncolour = "red"', "colour"),
        ('name = "X"\nhosts = ["x"]\n[[layouts]]\nname = "1"\nlike = "2"', "like"),
        ("name = ", "x.toml"),
    ],
)
def test_a_file_that_describes_no_outlet_is_refused_in_a_sentence(tmp_path: Path, words: str, said: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(words)
    with pytest.raises(SiteError) as caught:
        read_site(path)
    assert said in caught.value.sentence and "x.toml" in caught.value.sentence
