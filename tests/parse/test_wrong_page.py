"""Pages that are not the article that a feed announced."""

import pytest

from newsreader.model.article import Article, Block, BlockType
from newsreader.model.errors import NotAnArticle
from newsreader.model.feed import Entry
from newsreader.model.text import Text
from newsreader.parse.page_check import check_page

ASKED = "https://presse.example/region/2026/la-digue-cede-1234.html"
ENTRY = Entry(ASKED, "La digue cède à Port-Lison", Text("La mer a emporté un mur pendant la nuit."))
TEXT = "La mer a emporté la digue de Port-Lison dans la nuit, sans faire de blessé."
FRONT = "À la une : la digue cède à Port-Lison. Le sport. La météo."


def a_page(title: str, text: str = TEXT) -> Article:
    return Article(url="u", id="i", title=title, blocks=(Block(BlockType.PARAGRAPH, Text(text)),))


@pytest.mark.parametrize(
    ("title", "text", "answered"),
    [
        (
            "Vos données, vos choix",
            "Nous et nos partenaires utilisons des cookies.",
            "https://presse.example/consent?s=1",
        ),
        ("We value your privacy", "We and our 812 partners store information on a device.", ASKED),
        ("Just a moment...", "Verifying you are human. This may take a few seconds.", ASKED),
        (
            "Connectez-vous pour lire la suite",
            "La digue de Port-Lison : pour lire, un compte.",
            "https://compte.example/login",
        ),
        ("Page introuvable | La Presse", FRONT, ASKED),
        ("La Presse, toute l'actualité", FRONT, "https://presse.example/"),
        ("Région", FRONT, "https://presse.example/region/"),
        ("Nos abonnements", "Lisez-nous pour un euro par mois, sans engagement.", "https://presse.example/offres"),
        ("The weather tomorrow", "Rain in the north, and wind along the coast.", ASKED),
        ("天気予報", "明日は雨が降るでしょう。", ASKED),
    ],
)
def test_what_is_not_the_article_is_not_taken_for_it(title: str, text: str, answered: str) -> None:
    with pytest.raises(NotAnArticle, match=r"“.*”|https://"):
        check_page(a_page(title, text), answered, [ENTRY])


@pytest.mark.parametrize(
    ("title", "answered", "entry"),
    [
        ("La digue cède à Port-Lison", ASKED, ENTRY),
        ("Sea takes the wall", ASKED, Entry(ASKED, "The dyke gives way in the night")),  # an aggregator's translation
        ("Port-Lison : la mer emporte tout", ASKED, ENTRY),  # another headline at the same address
        (
            "La digue cède à Port-Lison",
            "https://presse.example/2026/autre-chemin",
            Entry("https://court.example/x7", ENTRY.title),
        ),
        (
            "La digue de Port-Lison a cédé",
            "https://www.presse.example/",
            Entry("https://presse.example/a", ENTRY.title),
        ),
        (
            "Page introuvable : enquête sur l'erreur 404",
            ASKED,
            Entry(ASKED, "Page introuvable : enquête sur l'erreur 404"),
        ),
        ("Peu importe", ASKED, Entry(ASKED, "")),
    ],
)
def test_what_is_the_article_is_taken(title: str, answered: str, entry: Entry) -> None:
    check_page(a_page(title), answered, [entry])


@pytest.mark.parametrize(
    "title",
    [
        "Vérification de sécurité en cours",
        "Veuillez patienter…",
        "Too Many Requests",
        "Site en maintenance",
        "Service temporairement indisponible",
        "Abonnez-vous pour lire la suite",
        "presse.example is for sale!",
        "Enable JavaScript to continue",
        "Zugriff verweigert",
        "Page supprimée",
        "Error 503",
    ],
)
def test_a_page_in_its_place_is_told_by_its_title_whatever_else_is_on_it(title: str) -> None:
    """Beside it may stand headlines, or a word of the summary by chance."""
    with pytest.raises(NotAnArticle):
        check_page(a_page(title, "Chaque nuit, la mer monte à Port-Lison. Le mur tient."), ASKED, [ENTRY])
    check_page(a_page(f"{title} : ce que cela cache"), ASKED, [Entry(ASKED, f"{title} : ce que cela cache")])


def test_an_address_that_nobody_announced_is_told_by_its_title_alone() -> None:
    check_page(a_page("Erreur 404 : pourquoi tant de liens ne mènent plus nulle part"), ASKED)
    with pytest.raises(NotAnArticle):
        check_page(a_page("404 Not Found"), ASKED)
