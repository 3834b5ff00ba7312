"""`newsreader statements`: what several outlets quote."""

import json
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsreader.cli.main import main
from newsreader.library.refresh.ingest import parse_and_store
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.text import Text
from newsreader.store.store import Store

WHEN = datetime.now(UTC) - timedelta(days=2)
SAID = "le port de Lison aura ses trois grues neuves avant la fin du printemps"


def _library(path: Path, articles: Sequence[tuple[str, str]]) -> str:
    with closing(Store(path)) as store, store.database.transaction():
        feed = store.feeds.add("https://x.example/rss", "Fil")[0]
        for n, (outlet, text) in enumerate(articles):
            when = WHEN + timedelta(hours=n)
            blocks = (Block(BlockType.PARAGRAPH, Text(text)),)
            url = f"https://{n}.example/a"
            article = Article(url, url, f"Titre {n}", outlet=outlet, published=when, language="fr", blocks=blocks)
            parse_and_store(store, store.articles.put_entry(feed, article, "s", when), article, when)
    return str(path)


def test_one_statement_stands_once_with_every_outlet_and_its_cut(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = _library(
        tmp_path / "library.db",
        [
            ("Le Quai", f"« {SAID.capitalize()} », a déclaré Anne Bec, maire de Lison."),
            ("La Vigie", "Anne Bec l’assure : « Le port de Lison aura ses trois grues neuves. »"),
            ("Le Phare", "« Il pleut sur la jetée depuis trois semaines », a déclaré Paul Lune, pêcheur."),
        ],
    )
    assert main(["--library", library, "statements", "--json"]) == 0
    (statement,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert statement["outlets"] == ["Le Quai", "La Vigie"]
    assert statement["speakers"] == ["Anne Bec"]
    assert not statement["disputed"]
    assert [version["cut"][-3:] for version in statement["versions"]] == ["mps", "[…]"]
    assert main(["--library", library, "statements", "--about", "port"]) == 0
    assert main(["--library", library, "statements", "--about", "zèbre"]) == 1
    assert main(["--library", library, "statements", "--disputed"]) == 1  # none is
    assert capsys.readouterr().out.count("Anne Bec") == 1


def test_outlets_that_name_different_speakers_are_shown_as_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = _library(
        tmp_path / "library.db",
        [
            ("Le Quai", f"« {SAID.capitalize()} », a déclaré Anne Bec, maire de Lison."),
            ("La Vigie", f"« {SAID.capitalize()} », a déclaré Paul Lune, président du port."),
        ],
    )
    assert main(["--library", library, "statements", "--disputed"]) == 0
    out = capsys.readouterr().out
    assert "Anne Bec / Paul Lune" in out
    assert out.index("Le Quai") < out.index("La Vigie")


def test_words_choose_among_the_statements(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dry = "la digue de Lison tiendra encore trente hivers comme celui que nous venons de passer"
    library = _library(
        tmp_path / "library.db",
        [
            (outlet, f"« {words.capitalize()} », a déclaré {who}.")
            for words, who in ((SAID, "Anne Bec, maire de Lison"), (dry, "Paul Lune, pêcheur"))
            for outlet in ("Le Quai", "La Vigie")
        ],
    )
    assert main(["--library", library, "statements", "digue", "--json"]) == 0
    (statement,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert statement["speakers"] == ["Paul Lune"]
    assert main(["--library", library, "statements", "falaise"]) == 1
    assert not capsys.readouterr().out
