"""The command line, as a script and as a person use it."""

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.dom import minidom

import pytest

from newsreader import __version__
from newsreader.cli.main import main
from newsreader.cli.output import print_item
from newsreader.config import OPTIONS, Config, change, config_path, library_path, load
from newsreader.library.core import Library
from newsreader.model.article import pictures_of
from newsreader.model.errors import ConfigError
from newsreader.parse.sites.registry import register
from newsreader.store.store import Store
from tests.cli.filled_press import filled_press
from tests.press import BODY, PRINTED, Served, layout_2022, page, small_press
from tests.server import PressServer, press_server

Captured = pytest.CaptureFixture[str]


def objects(capsys: Captured) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture(scope="module")
def press_of_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PressServer, Path]]:
    """The small press, served for all tests, and a library with its feeds, made once."""
    with filled_press(tmp_path_factory.mktemp("filled"), "titres", "culture", "blog") as pressed:
        yield pressed


@pytest.fixture
def filled(press_of_all: tuple[PressServer, Path], library_file: Path, capsys: Captured) -> PressServer:
    """The press, and a library of the test's own with its articles."""
    server, path = press_of_all
    server.routes = small_press(server.base)
    shutil.copy(path, library_file)
    return server


def test_add_finds_the_feed_of_a_page(press: PressServer, capsys: Captured) -> None:
    press.routes["/"] = page(
        '<html><head><link rel="alternate" type="application/rss+xml" href="/blog.rss"></head></html>'
    )
    assert main(["add", press.base]) == 0
    assert "Le blog du vent" in capsys.readouterr().out
    assert main(["add", f"{press.base}/blog.rss"]) == 0
    assert "already" in capsys.readouterr().out
    assert main(["add", f"{press.base}/blog/vent.html"]) == 2
    assert "No feed found" in capsys.readouterr().err


def test_an_outlet_of_the_catalogue_is_asked_at_once_or_by_the_next_refresh(
    press: PressServer, tmp_path: Path, capsys: Captured
) -> None:
    outlets = tmp_path / "sites"
    outlets.mkdir()
    with press_server() as gone:
        pass
    (outlets / "quai.toml").write_text(
        'name = "Le Quai"\nhosts = ["quai.example"]\n[feeds]\n'
        f'"Une" = "{press.base}/titres.rss"\n"Blog" = "{gone.base}/blog.rss"\n"Rien" = "{press.base}/rien.rss"\n'
    )
    assert main(["add", "le quai"]) == 0
    assert "Le Quai – Une" in (said := capsys.readouterr().out) and "new articles" in said
    assert main(["add", "le quai", "--pick", "2"]) == 0
    assert "Le Quai – Blog" in (said := capsys.readouterr().out) and "the next refresh asks it" in said
    assert main(["add", "le quai", "--pick", "3"]) == 0
    assert "Le Quai – Rien" in (said := capsys.readouterr().out) and "404" in said
    register([])


def test_add_finds_feeds_by_name_by_page_and_where_they_often_are(
    press: PressServer, tmp_path: Path, capsys: Captured
) -> None:
    assert main(["add", "gazette inconnue"]) == 2
    assert "Unknown outlet" in capsys.readouterr().err
    # A page that announces two: both are shown, and without anybody to ask the first is taken.
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{n}.rss">' for n in ("culture", "blog"))
    press.routes["/"] = page(f"<html><head>{links}</head></html>")
    assert main(["add", press.base]) == 0
    captured = capsys.readouterr()
    assert "franceinfo - Culture" in captured.out and "Le blog du vent" in captured.err and "--pick" in captured.err
    assert main(["add", press.base, "--pick", "2"]) == 0 and "Le blog du vent" in capsys.readouterr().out
    assert main(["add", press.base, "--pick", "3"]) == 2
    # A page that announces none, with a feed where feeds often are, and a JSON feed.
    press.routes["/nu/"] = page("<html><body>Rien</body></html>")
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Le fil JSON",
        "items": [
            {"id": "1", "url": "/a", "title": "Un", "content_text": "Un.\n\nDeux.", "authors": [{"name": "Ida"}]}
        ],
    }
    press.routes["/feed"] = Served(json.dumps(feed).encode(), headers={"Content-Type": "application/feed+json"})
    assert main(["add", f"{press.base}/nu/"]) == 0 and "Le fil JSON" in capsys.readouterr().out
    # A list: newsboat's.
    urls = tmp_path / "urls"
    urls.write_text(
        '# mine\nhttps://a.example/f "mer" "~Le large"\nhttps://b.example/f\n"query:Unread:unread = \\"yes\\""\nexec:ls\n'
    )
    assert main(["add", str(urls)]) == 1
    captured = capsys.readouterr()
    assert "2 feeds added. 1 line was left out." in captured.out and "exec:ls" in captured.err
    assert main(["searches"]) == 0 and "is:unread" in capsys.readouterr().out
    assert main(["backup", str(tmp_path / "b.db")]) == 0 and main(["import", str(tmp_path / "b.db")]) == 2
    assert "newsreader restore" in capsys.readouterr().err
    assert main(["restore", str(tmp_path / "b.db")]) == 0 and "b.db" in capsys.readouterr().out
    assert main(["feeds", "--json"]) == 0
    assert ("Le large", "mer") in [(item["title"], item["folder"]) for item in objects(capsys)]
    urls.write_text("Bonjour\n")
    assert main(["import", str(urls)]) == 2 and "newsboat" in capsys.readouterr().err


def test_list_prints_one_object_a_line(filled: PressServer, capsys: Captured) -> None:
    assert main(["list", "--json"]) == 0
    found = {str(item["url"]): item for item in objects(capsys)}
    assert len(found) == 3
    quai = found[f"{filled.base}/culture/quai_7000001.html"]
    assert quai["feeds"] == ["franceinfo - Les Titres", "franceinfo - Culture"]
    assert (quai["read"], quai["saved"], quai["published"]) == (False, False, PRINTED.isoformat())
    assert main(["list", "--saved", "--json"]) == 0 and objects(capsys) == []
    assert main(["list", "--feed", "le blog du vent", "--limit", "1"]) == 0
    assert "Trois jours de vent" in capsys.readouterr().out
    assert main(["list", "--feed", "rien"]) == 2


@pytest.mark.parametrize("form", ["--plain", "--markdown", "--json"])
def test_show_takes_what_list_gives(filled: PressServer, capsys: Captured, form: str) -> None:
    main(["list", "--json"])
    item = next(item for item in objects(capsys) if "quai" in str(item["url"]))
    for name in (str(item["id"]), str(item["url"]), f"{item['url']}?xtor=RSS-3"):
        assert main(["show", name, form]) == 0
        out = capsys.readouterr().out
        assert "On ne gagne jamais contre la mer" in out and "\x1b" not in out


def test_a_page_of_an_article_stands_alone_and_tells_speakers_apart(
    filled: PressServer, library_file: Path, capsys: Captured
) -> None:
    main(["list", "--json"])
    number = int(str(next(item["id"] for item in objects(capsys) if "quai" in str(item["url"]))))
    with closing(Store(library_file)) as store:
        article = store.articles.load(number)
        assert article
        store.images.put(number, pictures_of(article)[0][1], "image/png", b"\x89PNG...")
    assert main(["show", str(number), "--html"]) == 0
    out = capsys.readouterr().out
    minidom.parseString(out.removeprefix("<!DOCTYPE html>").encode())  # XML too: everything is closed and escaped
    assert 'src="data:image/png;base64,iVBORy4uLg=="' in out and "<script" not in out and "<link" not in out
    assert '<strong class="said said-1">Yann Tregor</strong>, charpentier' in out
    assert out.count('class="said said-1"') == 3  # two quotations, and the name above their list
    assert ".said-1 { color:" in out and "prefers-color-scheme: dark" in out and "@media print" in out


def test_a_quotation_is_cited_by_its_number_in_the_list(filled: PressServer, capsys: Captured) -> None:
    main(["list", "--json"])
    number = str(next(item["id"] for item in objects(capsys) if "quai" in str(item["url"])))
    main(["quotes", number, "--json"])
    second = objects(capsys)[1]
    assert main(["cite", number, "--quotation", "2"]) == 0
    out = capsys.readouterr().out
    assert str(second["words"]) in out and "Maëlle Kervadec" in out and "Léa Morin" in out and str(second["url"]) in out
    assert main(["cite", number, "--quotation", "99"]) == 2 and "quotes ARTICLE" in capsys.readouterr().err
    assert main(["cite", number, "--as", "csl-json"]) == 0 and "article-newspaper" in capsys.readouterr().out


def test_show_reads_files_and_addresses_that_are_in_no_library(
    press: PressServer, tmp_path: Path, capsys: Captured
) -> None:
    file = tmp_path / "page é.html"
    file.write_text(layout_2022("Le quai", BODY))
    assert main(["show", str(file)]) == 0
    assert main(["show", f"{press.base}/culture/phare_6999999.html"]) == 0
    assert "solitude" in capsys.readouterr().out
    assert main(["list", "--json"]) == 0 and objects(capsys) == []
    assert main(["show", "999"]) == 2
    assert "newsreader list" in capsys.readouterr().err


def test_extract_prints_what_it_promises_and_goes_on_after_a_failure(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.html").write_text(layout_2022("Le quai", BODY, kicker="Reportage"))
    (tmp_path / "b.html").write_text("<html></html>")
    listed = tmp_path / "list.jsonl"
    url = "https://www.franceinfo.fr/culture/quai_7000001.html"
    listed.write_text(
        json.dumps({"file": "a.html", "url": url})
        + "\n"
        + json.dumps({"file": str(tmp_path / "b.html"), "url": url})
        + "\n"
        + json.dumps({"file": "missing.html", "url": url})
    )
    assert main(["extract", "--from", str(listed)]) == 1
    good, bad, missing = objects(capsys)
    assert "error" in bad and "error" in missing
    wanted = "source url id kicker title standfirst authors published updated section tags language kind blocks quotations comments"
    assert set(wanted.split()) <= set(good)
    assert (good["url"], good["kicker"]) == (url, "Reportage")
    pull = next(block for block in good["blocks"] if block["type"] == "pull-quote")  # type: ignore[attr-defined]
    assert (pull["attribution"], pull["circumstance"]) == ("Yann Tregor", "à franceinfo")
    quotation = good["quotations"][0]  # type: ignore[index]
    assert set(["block", "start", "end", "text", "kind", "speaker", "speaker_type", "cue"]) <= set(quotation)
    assert good["comments"]["state"] == "sign-in"  # type: ignore[index]
    assert main(["list", "--json"]) == 0 and objects(capsys) == []


def test_opml_goes_out_and_comes_back(filled: PressServer, tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "feeds.opml"
    assert main(["export", str(file)]) == 0
    other = ["--library", str(tmp_path / "other.db")]
    assert main([*other, "import", str(file)]) == 0
    assert "3 feeds added" in capsys.readouterr().out
    assert main([*other, "feeds", "--json"]) == 0
    assert next((item["folder"], item["title"]) for item in objects(capsys)) == ("Essai", "franceinfo - Les Titres")
    assert main(["import", str(tmp_path / "none.opml")]) == 2


def test_remove_unsubscribes(filled: PressServer, capsys: Captured) -> None:
    assert main(["remove", "Le blog du vent"]) == 0
    assert main(["remove", "Le blog du vent"]) == 2
    capsys.readouterr()
    assert main(["list", "--json"]) == 0 and len(objects(capsys)) == 2


def test_what_add_has_fetched_is_kept(press: PressServer, capsys: Captured) -> None:
    assert main(["add", f"{press.base}/titres.rss"]) == 0
    assert "new article" in capsys.readouterr().out
    assert main(["refresh"]) == 0
    assert len(press.paths()) == len(set(press.paths()))  # nothing is due
    assert main(["list"]) == 0 and "quai" in capsys.readouterr().out.casefold()


def test_user_and_password_of_an_address_go_into_a_private_file(
    press: PressServer, tmp_path: Path, capsys: Captured
) -> None:
    host = press.base.removeprefix("http://")
    assert main(["add", f"http://ann:se%40cret@{host}/titres.rss"]) == 0
    kept = config_path().with_name("passes.toml")
    assert kept.read_text() == f'["{press.base}/titres.rss"]\nuser = "ann"\npassword = "se@cret"\n'
    assert kept.stat().st_mode & 0o077 == 0
    assert str(kept) in capsys.readouterr().out
    assert main(["add", f"{press.base}/culture.rss"]) == 0 and main(["feeds"]) == 0
    assert "se@cret" not in capsys.readouterr().out
    sent = {path: headers.get("Authorization") for path, headers in press.asked}
    assert sent["/titres.rss"] == "Basic YW5uOnNlQGNyZXQ=" and sent["/culture.rss"] is None


def test_an_address_that_leads_for_good_to_a_feed_of_mine_is_that_feed(press: PressServer, capsys: Captured) -> None:
    press.routes["/old.rss"] = Served(status=301, headers={"Location": "/titres.rss"})
    assert main(["add", f"{press.base}/titres.rss"]) == main(["add", f"{press.base}/old.rss", "--folder", "Mer"]) == 0
    assert "already" in capsys.readouterr().out
    assert main(["feeds", "--json"]) == 0
    (feed,) = objects(capsys)
    assert feed["url"] == f"{press.base}/titres.rss" and feed["folder"] == "Mer"


def test_only_the_feeds_that_are_named_are_asked(press: PressServer, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "urls").write_text(f"{press.base}/titres.rss\n{press.base}/culture.rss\n{press.base}/blog.rss\n")
    assert main(["import", str(tmp_path / "urls")]) == 0
    assert main(["refresh", f"{press.base}/culture.rss"]) == 0
    assert [path for path in press.paths() if path.endswith(".rss")] == ["/culture.rss"]
    assert main(["refresh", "3"]) == 0 and press.paths().count("/blog.rss") == 1
    assert main(["refresh", "nowhere"]) == 2 and "newsreader feeds" in capsys.readouterr().err
    assert main(["refresh"]) == 0 and press.paths().count("/titres.rss") == 1


def test_the_exit_code_of_refresh_says_how_it_went(press: PressServer, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "urls").write_text(f"{press.base}/titres.rss\n{press.base}/blog.rss\n")
    main(["import", str(tmp_path / "urls")])
    del press.routes["/blog.rss"]
    assert main(["refresh", "--quiet"]) == 1
    captured = capsys.readouterr()
    assert "404" in captured.err
    press.close()
    assert main(["refresh", "--quiet"]) == 0  # nothing is due, so nothing is asked
    assert main(["refresh", "--quiet", "--now"]) == 4
    assert "Offline" in capsys.readouterr().err


def test_trouble_is_a_sentence_and_exit_code_2(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "text.db").write_text("Ceci n'est pas une bibliothèque. " * 40)
    assert main(["--library", str(tmp_path / "text.db"), "list"]) == 2
    (tmp_path / "config.toml").write_text("text_width = 'large'\n")
    assert main(["list"]) == 2
    (tmp_path / "config.toml").write_text("colour = 1\n")
    assert main(["list"]) == 2
    (tmp_path / "config.toml").write_text("= = =\n")
    assert main(["list"]) == 2
    err = capsys.readouterr().err
    for words in (
        "not a newsreader library",
        "“text_width” must be a number",
        "unknown setting “colour”",
        "not valid TOML",
    ):
        assert words in err
    assert "Traceback" not in err


def test_help_and_version(capsys: Captured) -> None:
    for arguments, words in (
        (["--version"], f"newsreader {__version__}"),
        (["--help"], "refresh"),
        (["show", "-h"], "--markdown"),
    ):
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        assert caught.value.code == 0 and words in capsys.readouterr().out


def test_without_a_terminal_the_list_is_printed(filled: PressServer, capsys: Captured) -> None:
    assert main([]) == 0
    assert "Trois jours de vent" in capsys.readouterr().out


def test_quotes_prints_what_a_person_said(filled: PressServer, capsys: Captured) -> None:
    assert main(["quotes", "--speaker", "tregor", "--json"]) == 0
    found = objects(capsys)
    assert len(found) == 2 and {item["speaker"] for item in found} == {"Yann Tregor"}
    wanted = "text kind speaker speaker_type role confidence article title outlet url published cue"
    assert set(wanted.split()) <= set(found[0])
    assert main(["quotes", "--speaker", "Maëlle Kervadec", "--markdown"]) == 0
    out = capsys.readouterr().out
    assert "Le port respire" in out and f"{filled.base}/culture/quai_7000001.html" in out
    assert main(["quotes"]) == 0
    assert "Yann Tregor (franceinfo): " in capsys.readouterr().out
    assert main(["quotes", "--speaker", "personne d'ici"]) == 2
    assert "No quotation by" in capsys.readouterr().err


def test_quotes_are_found_by_their_words_and_by_who_says_them(filled: PressServer, capsys: Captured) -> None:
    def said(*words: str) -> list[object]:
        code = main(["quotes", *words, "--json"])
        found = [item["words"] for item in objects(capsys)]
        assert code == (0 if found else 1)
        return found

    (patience,) = said("PATIEN")
    assert "école de patience" in str(patience) and said("ecole de patience") == [patience]
    assert said("patience", "solitude") == [] and said("patience", "--outlet", "le monde") == []
    assert said("patience", "--role", "charpentier") == [patience] and said("patience", "--role", "maire") == []
    assert said("patience", "--about", "quai") == [patience] and said("patience", "--about", "title:vent") == []
    day, before = (f"{PRINTED - timedelta(days=n):%Y-%m-%d}" for n in (0, 1))
    assert said("patience", "--until", day) == [patience] and said("patience", "--until", before) == []
    assert main(["quotes", "98765"]) == 2  # a number is an article
    capsys.readouterr()
    assert said('"98765"') == []  # in marks it is a word
    assert main(["quotes", "--sort", "speaker", "--json"]) == 0
    speakers = [str(item["speaker"]) for item in objects(capsys) if item["speaker"]]
    assert speakers == sorted(speakers) and len(set(speakers)) > 2
    main(["list", "--json"])
    number = str(next(item["id"] for item in objects(capsys) if "phare" in str(item["url"])))
    assert said(number, "solitude") and said(number, "patience") == []


def test_a_search_for_quotations_is_typed_as_in_the_reader_and_says_what_nobody_is_certain_of(
    filled: PressServer, capsys: Captured
) -> None:
    assert main(["quotes", "--format", "{speaker_type}\t{speaker}"]) == 0
    out, err = capsys.readouterr()
    everybody = [line.split("\t")[1] for line in out.splitlines()]
    uncertain = everybody.count("")
    assert len(everybody) > 4 and (f"Of {uncertain} quotation" in err) is (uncertain > 0)
    assert main(["quotes", "dit:tregor", "OR", "rôle:charpentier", "--format", "{speaker}"]) == 0
    assert set(capsys.readouterr().out.split("\n")) >= {"Yann Tregor"}
    assert main(["quotes", "dit:?", "--format", "{speaker}{words}"]) == (0 if uncertain else 1)
    assert len(capsys.readouterr().out.splitlines()) == uncertain
    assert main(["quotes", "(mer"]) == 2
    assert "Missing “)”" in capsys.readouterr().err
    assert main(["search", "quotation:(dit:tregor patience)"]) == 0
    assert main(["search", "quotation:(dit:kervadec patience)"]) == 1
    print_item({"speaker": "Anne", "reporting_clauses": [[3, 9]]}, "{speaker} {reporting_clauses}")
    assert capsys.readouterr().out.endswith("Anne [3, 9]\n")


def test_quotes_since_a_date(filled: PressServer, capsys: Captured) -> None:
    assert main(["quotes", "--since", "2030-01-01", "--json"]) == 0 and objects(capsys) == []
    assert main(["quotes", "--since", "2020-01-01", "--json"]) == 0 and len(objects(capsys)) >= 4
    with pytest.raises(SystemExit):
        main(["quotes", "--since", "hier"])
    assert "3d" in capsys.readouterr().err


def test_quotes_of_texts_of_ones_own(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "textes.jsonl"
    file.write_text(
        json.dumps({"id": "a", "paragraphs": ["Rien ici.", '"On compose", dit Yann Tregor.']})
        + "\n\n"
        + json.dumps({"id": "b", "paragraphs": []})
    )
    assert main(["quotes", "--paragraphs", str(file)]) == 0
    one, two = objects(capsys)
    quotation = one["quotes"][0]  # type: ignore[index]
    assert (one["id"], two["quotes"]) == ("a", [])
    assert (quotation["paragraph"], quotation["start"], quotation["end"]) == (1, 1, 11)
    assert (quotation["kind"], quotation["speaker"], quotation["cue"]) == ("speech", "Yann Tregor", "dit")
    file.write_text('{"id": 1}\n')
    assert main(["quotes", "--paragraphs", str(file)]) == 2
    assert "line 1" in capsys.readouterr().err


def test_quotes_of_a_text_with_its_headline_and_the_kinds_of_its_paragraphs(tmp_path: Path, capsys: Captured) -> None:
    text = {
        "id": "a",
        "title": "Yann Tregor : « On compose »",
        "standfirst": "Le marin « compose », dit-il.",
        "paragraphs": ["La mer monte", "Et moi", "Ida Noël", '"On compose", dit Yann Tregor.'],
        "kinds": ["head", "pullquote", "pullquote-author", "p"],
    }
    file = tmp_path / "textes.jsonl"
    file.write_text(json.dumps(text))
    assert main(["quotes", "--paragraphs", str(file)]) == 0
    (answer,) = objects(capsys)
    said = {(q["paragraph"], q["text"]): q["speaker"] for q in answer["quotes"]}  # type: ignore[attr-defined]
    assert said[-2, "On compose"] == said[3, "On compose"] == "Yann Tregor" and said[1, "Et moi"] == "Ida Noël"
    assert (-1, "compose") in said


def test_corrections_come_out_as_annotations_that_can_be_read_again(
    filled: PressServer, tmp_path: Path, capsys: Captured
) -> None:
    library = Library(tmp_path / "library.db")
    said = library.people.quotations()
    quoted = next(one for one in said if sum(other.article == one.article for other in said) > 1)
    library.people.correct(quoted.article, quoted.quotation, "Ida Noël")
    library.close()
    assert main(["quotes", "--corrections"]) == 0
    out = capsys.readouterr().out
    (annotation,) = map(json.loads, out.splitlines())
    (mine,) = [quote for quote in annotation["quotes"] if quote.get("corrected")]
    paragraph = {-2: annotation["title"], -1: annotation["standfirst"]}.get(mine["paragraph"])
    paragraph = annotation["paragraphs"][mine["paragraph"]] if paragraph is None else paragraph
    assert paragraph[mine["start"] : mine["end"]] == mine["text"] == quoted.quotation.text
    assert (mine["speaker"], mine["speaker_type"]) == ("Ida Noël", "person")
    assert paragraph[mine["outer_start"] : mine["outer_end"]].strip('"«»“” \u00a0') == mine["text"]
    assert len(annotation["paragraphs"]) == len(annotation["kinds"]) and len(annotation["quotes"]) > 1
    (tmp_path / "mine.jsonl").write_text(out)
    assert main(["quotes", "--paragraphs", str(tmp_path / "mine.jsonl")]) == 0
    assert [q["text"] for q in objects(capsys)[0]["quotes"]] == [q["text"] for q in annotation["quotes"]]  # type: ignore[attr-defined]


def test_extract_explains_and_uses_an_outlet_of_ones_own(tmp_path: Path, capsys: Captured) -> None:
    words = (
        "La rivière a monté de deux mètres dans la nuit, et les riverains, prévenus à temps, ont quitté leurs maisons."
    )
    page = tmp_path / "crue.html"
    page.write_text(f"<h1>La crue</h1><div class='texte'><p>{words}</p></div><p>{words} Encore.</p>", encoding="utf-8")
    sites = tmp_path / "sites"
    sites.mkdir()
    own = 'name = "La Gazette"\nhosts = ["gazette.example"]\n[[layouts]]\nname = "1"\nbody = ".texte"\nexact = true\n'
    (sites / "gazette.toml").write_text(own, encoding="utf-8")
    (sites / "bad.toml").write_text("name = 1")
    source = ["--url", "https://gazette.example/crue", str(page)]
    assert main(["extract", *source]) == 0
    captured = capsys.readouterr()
    assert "bad.toml" in captured.err
    found = json.loads(captured.out)
    assert found["outlet"] == "La Gazette" and [block["text"] for block in found["blocks"]] == [words]
    assert main(["extract", "--no-site-rules", *source]) == 0
    assert len(objects(capsys)[0]["blocks"]) == 2  # type: ignore[arg-type]
    assert main(["extract", "--explain", *source]) == 0
    told = capsys.readouterr().out
    assert "La Gazette, from gazette.toml" in told and ".texte" in told and "1 paragraph" in told
    register([])


def test_feeds_tells_how_each_is_doing(filled: PressServer, tmp_path: Path, capsys: Captured) -> None:
    main(["add", f"{filled.base}/rien.rss"])
    opml = f'<opml version="2.0"><body><outline type="rss" text="p" xmlUrl="{filled.base}/perdu.rss"/></body></opml>'
    (tmp_path / "perdu.opml").write_text(opml)
    main(["import", str(tmp_path / "perdu.opml")])
    main(["refresh", "--quiet"])
    capsys.readouterr()
    assert main(["feeds", "--health"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "last attempt" in lines[0] and "next" in lines[0] and "200" in lines[0]
    assert "404" in lines[-1] and "last success never" in lines[-1]
    assert main(["feeds", "--json"]) == 0
    last = objects(capsys)[-1]
    assert (last["status"], last["wait_reason"]) == (404, "missing") and last["not_before"]


def test_searches_tags_counts_and_notes_from_the_shell(filled: PressServer, tmp_path: Path, capsys: Captured) -> None:
    def said(*arguments: str) -> str:
        assert main(list(arguments)) == 0, arguments
        return capsys.readouterr().out

    assert "Trois jours de vent" in said("search", "dit:goff")
    assert main(["search", "introuvable"]) == 1 and main(["search", "titr:x"]) == 2
    number = json.loads(said("search", "phare", "titre:gardien", "--json"))["id"]
    assert said("tag", str(number), "Mer", "métier") == "mer métier\n" == said("tag", str(number))
    assert said("count").strip() == "3" and said("count", "--unread", "tag:métier").strip() == "1"
    assert "1  Au large: tag:mer" in said("searches", "--keep", "Au large", "tag:mer")
    assert said("searches", "--remove", "Au large") == ""
    said("backup", str(tmp_path / "copie.db"))
    assert said("--library", str(tmp_path / "copie.db"), "count", "tag:mer").strip() == "1"
    assert said("notes") == ""


def test_comments_are_printed_and_pages_saved_from_the_shell(filled: PressServer, capsys: Captured) -> None:
    assert main(["show", f"{filled.base}/blog/vent.html", "--comments"]) == 0
    words = capsys.readouterr().out
    assert "2 comments" in words and "Ida" in words and "Je confirme." in words
    assert main(["show", f"{filled.base}/blog/vent.html", "--comments", "--json"]) == 0
    assert [one["author"] for one in objects(capsys)] == ["Ida", "Noé"]
    filled.routes["/a/part_1.html"] = page(layout_2022("À part", BODY, url=f"{filled.base}/a/part_1.html"))
    assert main(["save", f"{filled.base}/a/part_1.html"]) == 0
    capsys.readouterr()
    assert main(["list", "--saved"]) == 0 and "À part" in capsys.readouterr().out
    with press_server() as gone:
        nobody = gone.base
    assert main(["save", f"{nobody}/a/autre_2.html"]) == 4
    assert "will be downloaded later" in capsys.readouterr().out


def test_nom_s_configuration_is_imported(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "config.yml"
    file.write_text(
        "database: x\nfeeds:\n  - url: https://a.example/f\n    name: Le A\n  - url: 'https://b.example/g'\n"
    )
    assert main(["import", str(file)]) == 0 and "2 feeds added" in capsys.readouterr().out
    assert main(["feeds"]) == 0
    out = capsys.readouterr().out
    assert "Le A" in out and "https://b.example/g" in out


def test_a_file_of_passes_that_others_can_read_is_refused(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "passes.toml"
    file.write_text('["x.example"]\nuser = "ida"\npassword = "motdepasse"\n')
    file.chmod(0o644)
    assert main(["refresh"]) == 2
    error = capsys.readouterr().err
    assert "chmod 600" in error and "motdepasse" not in error
    file.write_text('["x.example"]\npasswort = "motdepasse"\n')
    file.chmod(0o600)
    assert main(["refresh"]) == 2
    error = capsys.readouterr().err
    assert "x.example" in error and "motdepasse" not in error


def test_the_settings_file_explains_itself_and_is_never_written_over(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "config.toml"
    assert main(["config", "--write"]) == 0
    written = file.read_text(encoding="utf-8")
    assert all(f"# {name} = " in written for name in OPTIONS if name not in ("keys", "send"))
    assert load(file) == replace(
        Config(),
        file=file,
        library=library_path(),
        sites=tmp_path / "sites",
        passes=tmp_path / "passes.toml",
        passwords=tmp_path / "passwords.json",
    )
    file.write_text(
        written.replace("# text_width = 72", "text_width = 60  # narrow")
        + "[send.a]\nurl = 'u'\nform = {x = '{url}'}\n[keys]\nsave = 's'\n",
        encoding="utf-8",
    )
    assert main(["config", "--write"]) == 2
    # What the reader changes keeps the comments and the rest.
    assert change(file, "hyphenate", False).text_width == 60
    assert change(file, "text_width", 64).keys == {"save": "s"}
    with pytest.raises(ConfigError, match="between 20 and 200"):
        change(file, "text_width", 4)
    kept = file.read_text(encoding="utf-8")
    assert "text_width = 64" in kept and "# narrow" in kept and load(file).hyphenate is False
    capsys.readouterr()
    assert main(["config"]) == 0
    (tmp_path / "again.toml").write_text(capsys.readouterr().out, encoding="utf-8")
    again = load(tmp_path / "again.toml")
    assert again.text_width == 64 and again.keys == {"save": "s"}
    assert again.send == {"a": {"url": "u", "form": {"x": "{url}"}}}


def test_the_doctor_names_what_is_wrong_and_what_to_do(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    main(["list"])
    capsys.readouterr()
    assert main(["doctor", "--offline"]) == 0
    assert "No problem found." in capsys.readouterr().out
    (tmp_path / "config.toml").write_text("\ntext_widht = 60\n")
    (tmp_path / "library.db").chmod(0o644)
    assert main(["doctor", "--offline"]) == 1
    out = capsys.readouterr().out
    assert "config.toml:2: unknown setting “text_widht”. Did you mean “text_width”?" in out and "chmod 600" in out
    (tmp_path / "config.toml").write_text('keys = "newsboat"\n')
    assert main(["doctor", "--offline"]) == 1
    assert "“keys” must be a table. Did you mean “keymap”?" in capsys.readouterr().out
    (tmp_path / "config.toml").write_text(
        'theme = "newsreader-drak"\nbrowser_command = "no-such-browser -x"\n[keys]\nsave = "x"\n'
    )
    assert main(["doctor", "--offline"]) == 1
    out = capsys.readouterr().out
    assert "Did you mean “newsreader-dark”?" in out and "no-such-browser, which is not installed" in out
