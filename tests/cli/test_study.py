"""`newsreader study`, as a reader and as a program meet it."""

import csv
import io
import json
from pathlib import Path

import pytest

from newsreader.cli.main import main
from tests.library.example_library import ARTICLES, build_example_library


@pytest.fixture
def library(tmp_path: Path) -> str:
    path = tmp_path / "library.db"
    build_example_library(path)
    return str(path)


def _run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main([*words]) == 0
    return capsys.readouterr().out


def test_it_says_who_is_quoted_and_what_is_left_out(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = _run(capsys, "--library", library, "study")
    assert f"{ARTICLES} articles with quotations" in out
    assert "nobody is sure enough for 0 of them" in out
    assert "Anne Bec" in out
    assert max(map(len, out.splitlines())) <= 80


def test_programs_get_one_object_and_spreadsheets_a_row_for_each_figure(
    library: str, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = json.loads(_run(capsys, "--library", library, "study", "--by", "month", "--json"))
    assert plain["quotations"] == plain["named"] == ARTICLES
    assert plain["person"]["low"] <= plain["person"]["value"] == 1
    assert [group["name"] for group in plain["groups"]] == ["2026-11"]
    assert plain["speakers"][0]["quotations"]["value"] == ARTICLES
    rows = list(csv.DictReader(io.StringIO(_run(capsys, "--library", library, "study", "--csv"))))
    (person,) = [row for row in rows if (row["table"], row["figure"]) == ("all", "person")]
    assert (float(person["value"]), person["articles"]) == (1.0, str(ARTICLES))


def test_a_period_an_outlet_and_a_search_narrow_it(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    for nothing in (["--until", "2020-01-01"], ["--outlet", "nulle part"]):
        assert main(["--library", library, "study", *nothing]) == 1
        assert "There are no quotations here." in capsys.readouterr().out
    plain = json.loads(_run(capsys, "--library", library, "study", "--about", 'titre:"Titre 7"', "--json"))
    assert plain["articles"] == 1


def test_the_report_needs_nothing_else_and_runs_nothing(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = _run(capsys, "--library", library, "study", "--by", "outlet", "--html")
    assert page.startswith("<!DOCTYPE html>")
    assert "<svg" in page and "Anne Bec" in page
    assert "http" not in page.replace("http-equiv", "")
    assert "<script" not in page
