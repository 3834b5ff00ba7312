"""A day's edition of an invented newspaper, for screenshots: written by hand, in franceinfo's manner."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.press import layout_2022

from newsreader.library.refresh.ingest import parse_and_store
from newsreader.library.subscriptions.first_run import create_default_library
from newsreader.model.comment import Comment, CommentState, Thread
from newsreader.model.feed import Entry
from newsreader.model.text import Text
from newsreader.parse.entry_text import from_entry
from newsreader.parse.page import parse_page
from newsreader.store.store import Store

HEADLINES = (
    (
        "Culture",
        "Reportage",
        'Port-Lison retrouve son ponton : "On ne gagne jamais contre la mer", dit son charpentier',
    ),
    ("Politique", "Direct", "Budget des communes : le vote reporté à mardi, les maires attendent"),
    ("Environnement", "", "La loutre revient dans l'estuaire, et les pêcheurs apprennent à compter avec elle"),
    ("Société", "Témoignages", '"J\'ai rappris à lire à 54 ans" : une classe du soir au lycée des Forges'),
    ("Économie", "", "L'horlogerie de Valbrun embauche soixante apprentis"),
    ("Sciences", "Vrai ou faux", "Non, les marées d'équinoxe ne seront pas les plus hautes du siècle"),
    ("Monde", "", "À Nordhavn, le tramway de nuit transporte désormais aussi les colis"),
    ("Sport", "Vidéo", "Cyclisme : la descente folle de Clémence Aubry sous la grêle"),
    ("Santé", "", "Un bus dentaire sillonne les vallées sans cabinet"),
    ("Culture", "Grand entretien", 'Ismaël Roche, luthier : "Le bois se souvient de la main"'),
    ("Faits divers", "", "Le voleur de girouettes rend les vingt-trois, sans un mot"),
    ("Environnement", "Carte", "Sécheresse : les communes où l'eau se partage à l'heure"),
    ("Politique", "", "Transports : ce que change la carte unique, département par département"),
)
BODY = """
<p>La marée montait, et ils étaient deux mille sur le quai. <em>"Nous avons rebâti chaque planche"</em>, raconte Maëlle
Kervadec, maire de Port-Lison, devant le ruban qu'elle vient de couper. <em>"Le port respire de nouveau"</em>,
ajoute-t-elle.</p>
<p>Emporté par la tempête de février il y a trois ans, le vieux ponton de bois avait laissé la commune sans promenade,
sans bac, et <em>"un peu sans visage"</em>, selon Maëlle Kervadec.</p>
<p><strong>&gt;&gt; <a href="/culture/phare_6999999.html">Le phare voisin cherche un gardien</a></strong></p>
<h2 class="subheader">"On compose"</h2>
<p>À la barre du chantier, un charpentier de marine. <em>"On ne gagne jamais contre la mer</em>, explique Yann Tregor.
<em>On compose. Chaque pieu est posé pour plier, et celui qui ne plie pas, elle le prend."</em></p>
<blockquote class="ftvi_content_quote"><p class="ftvi_citation_quote">"Mon grand-père avait planté les premiers pieux. J'ai
retrouvé sa marque sur l'un d'eux, et je l'ai remis à sa place."</p><div><cite class="ftvi_citation_author">Yann Tregor</cite>
<p class="ftvi_citation_source">à franceinfo</p></div></blockquote>
<p>Le public votera jusqu'au 24&nbsp;décembre pour le nom du ponton&nbsp;: la mairie a déjà reçu deux cents propositions.
<em>"Nous les lirons toutes"</em>, promet la maire.</p>
"""
THREAD = (
    Comment("1", "Odile", (Text("J'y étais. Quand la fanfare a joué, même les goélands se sont tus."),)),
    Comment("2", "Bastien", (Text("Et le bac ? Personne ne parle du bac."),), parent="1"),
    Comment("3", "Une riveraine", (Text("Il reprend au printemps, c'était dans le discours."),), parent="2"),
    Comment("4", "Anatole", (Text("« Celui qui ne plie pas, elle le prend. » Je garde la phrase."),)),
)


def make_edition(store: Store, now: datetime) -> None:
    """Fill a library: franceinfo's sections with the edition in them, and the welcome edition."""
    create_default_library(store, now - timedelta(days=1))
    feeds = {feed.title: feed.id for feed in store.feeds.all()}
    for place, (section, kicker, title) in enumerate(HEADLINES):
        url = f"https://www.franceinfo.fr/{place}_700000{place:02}.html"
        when = now - timedelta(minutes=11 + 37 * place)
        entry = Entry(url, f"{kicker.upper()}. {title}" if kicker else title, Text("Le résumé."), published=when)
        number = store.articles.put_entry(feeds[section], from_entry(entry, "franceinfo", "fr"), "s", when)
        iso = when.astimezone(UTC).isoformat()
        chapo = "Trois ans après la tempête, la commune inaugure un ponton de 240 mètres, tout en bois de pays."
        body = BODY if place == 0 else "<p>Le texte de cet article tient dans son titre, le temps d'une capture.</p>"
        page = layout_2022(title, body, url=url, kicker=kicker, chapo=chapo, published=iso, updated=iso)
        article = parse_page(page.encode(), url)
        if place == 0:
            comments = (replace(c, published=now - timedelta(minutes=9 - n)) for n, c in enumerate(THREAD))
            article = replace(article, thread=Thread(CommentState.OPEN, count=4, comments=tuple(comments)))
        parse_and_store(store, number, article, when)
