"""A small press of our own: feeds and pages written by hand with the DOM of the real ones."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

#: When the small press prints: old enough to be past whatever the time, new enough to be fetched ahead.
PRINTED = datetime.now(UTC).replace(hour=8, minute=30, second=0, microsecond=0) - timedelta(days=5)
QUAI = "Le quai des brumes rouvre"


def layout_2022(
    title: str,
    body: str,
    *,
    url: str = "https://www.franceinfo.fr/culture/quai_7000001.html",
    kicker: str = "",
    chapo: str = "Le vieux ponton de Port-Lison accueille de nouveau les promeneurs.",
    published: str = "2026-11-20T09:30:00+01:00",
    updated: str = "2026-11-20T11:05:00+01:00",
) -> str:
    """franceinfo's article page from 2022 to 2025, boilerplate included."""
    highlight = f'<span class="c-title__highlight">{kicker}</span>' if kicker else ""
    return f"""<!DOCTYPE html>
<html lang="fr"><head><meta charset="UTF-8"><title>{title}</title>
<link rel="canonical" href="{url}"><meta property="og:site_name" content="Franceinfo">
<meta name="description" content="{chapo}&nbsp;"></head>
<body><section class="skip-links"><a href="#m">Aller au contenu principal</a></section>
<header><nav class="breadcrumb"><ol><li><a class="breadcrumb__link" href="/culture/">Culture</a></li></ol></nav></header>
<main role="main">
<div class="alert-info"><a href="/direct"><div>flash info</div><div>Suivez notre direct</div></a></div>
<article class="page-content content content--classic" id="js--content">
<h1 class="c-title">{highlight}<span class="c-title__main">{title}</span></h1>
<div class="c-time"><div class="publication-date">
<span class="publication-date__published">Publié <time datetime="{published}">le 20/11</time></span>
<span class="publication-date__modified">Mis à jour <time datetime="{updated}">le 20/11</time></span></div>
<div class="reading-time">Temps de lecture : <span>2 min.</span></div></div>
<div class="c-cover"><figure><picture><img src="/image/quai.jpg" alt="Le ponton au matin"></picture>
<figcaption>Le ponton de Port-Lison. <span>(ANNE BEC / AGENCE DU PORT)</span></figcaption></figure></div>
<section class="c-signature"><span class="text-only-for-screen-reader">Article rédigé par </span>
<div class="c-signature__names"><span>Léa Morin</span> - <a class="author-link" href="/redaction/">franceinfo</a></div></section>
<div class="c-chapo"><p>{chapo}</p></div>
<div class="c-body">{body}</div>
<section class="social-zone"><a href="#comments">Voir les commentaires</a><button>Partager</button></section>
</article>
<aside class="c-rebound"><section class="same-topic"><a class="same-topic__link" href="/x_1.html">Un autre sujet</a></section>
<section class="related-tags"><ul><li><a class="related-tags__tag" href="/mer/">Mer</a></li></ul></section></aside>
<section id="comments" class="comments"><p class="comments__title">Commentaires</p>
<p class="section-rebound__body">Connectez-vous à votre compte franceinfo pour participer à la conversation.</p>
<button>Voir les commentaires</button><div id="coral_thread"></div></section>
</main></body></html>"""


BODY = """
<p><em>"Nous avons rebâti chaque planche"</em>, raconte Maëlle Kervadec, maire de Port-Lison. <em>"Le port respire
de nouveau"</em>, ajoute-t-elle.</p>
<p><strong>&gt;&gt; <a href="/culture/phare_6999999.html" class="ftvi-click">Le phare voisin cherche un gardien</a></strong></p>
<h2 class="subheader">Trois ans de travaux</h2>
<p>Selon Yann Tregor, charpentier, le chantier fut <em>"une école de patience"</em>.</p>
<blockquote class="ftvi_content_quote"><p class="ftvi_citation_quote">"On ne gagne jamais contre la mer, on compose."</p>
<div><cite class="ftvi_citation_author">Yann Tregor</cite><p class="ftvi_citation_source">à franceinfo</p></div></blockquote>
<ul><li>240 mètres de bois</li><li>trois ans de chantier</li></ul>
<p>Le public pourra voter jusqu'au 24&nbsp;décembre pour le nom du ponton&nbsp;: la mairie a reçu deux cents propositions.</p>
"""


def rss(title: str, items: str, head: str = "") -> str:
    """An RSS document like franceinfo's."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{title}</title><language>fr</language>{head}
{items}</channel></rss>"""


def item(title: str, url: str, *, date: str = format_datetime(PRINTED), more: str = "", section: str = "france") -> str:
    """An item with franceinfo's tracking fragment on link and guid."""
    return f"""<item><title>{title}</title><description><![CDATA[Une promenade.&nbsp;Et du vent.]]></description>
<pubDate>{date}</pubDate><link>{url}#xtor=RSS-3-[{section}]</link><guid>{url}#xtor=RSS-3-[{section}]</guid>{more}</item>"""


COMMENT_FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Commentaires</title>
<item><title>Par : Noé</title><dc:creator>Noé</dc:creator><pubDate>Fri, 20 Nov 2026 12:00:00 +0000</pubDate>
<guid>https://blog.example/a#comment-2</guid><content:encoded><![CDATA[<p>Je confirme.</p><p>Deux fois.</p>]]></content:encoded></item>
<item><title>Par : Ida</title><dc:creator>Ida</dc:creator><pubDate>Fri, 20 Nov 2026 10:00:00 +0000</pubDate>
<guid>https://blog.example/a#comment-1</guid><content:encoded><![CDATA[<p>Très beau <script>x()</script>ponton.</p>]]></content:encoded></item>
</channel></rss>"""


@dataclass
class Served:
    """What an address of the test server answers."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    drip: float = 0.0
    cut: bool = False
    endless: bool = False


def page(text: str) -> Served:
    """A page."""
    return Served(text.encode())


def feed(text: str, etag: str = '"v1"') -> Served:
    """A feed with a validator."""
    return Served(text.encode(), headers={"Content-Type": "application/rss+xml", "ETag": etag})


def small_press(base: str) -> dict[str, Served]:
    """Two section feeds that share an article, a blog with comments, and their pages."""
    quai, phare, blog = (
        f"{base}/culture/quai_7000001.html",
        f"{base}/culture/phare_6999999.html",
        f"{base}/blog/vent.html",
    )
    comments = f"<wfw:commentRss>{base}/blog/vent/feed/</wfw:commentRss><slash:comments>2</slash:comments>"
    printed, day_before = format_datetime(PRINTED), format_datetime(PRINTED - timedelta(days=1))
    page_says = {"published": PRINTED.isoformat(), "updated": (PRINTED + timedelta(minutes=95)).isoformat()}
    phare_body = """<p>Le phare cherche un gardien. <em>"Il faut aimer la solitude"</em>, prévient Maëlle Kervadec, maire de
la commune, qui recevra les candidats au printemps prochain dans la salle des fêtes.</p>"""
    vent_body = """<p>Le vent souffle sur la côte depuis trois jours sans faiblir, et les bateaux restent au port.</p>
<p>« Nous attendrons », dit Ronan Le Goff, pêcheur, en regardant la jetée où s'abritent les goélands.</p>"""
    return {
        "/titres.rss": feed(
            rss(
                "franceinfo - Les Titres",
                item(f'{QUAI} : "Le port respire"', quai, date=printed, section="lestitres")
                + item("Le phare voisin cherche un gardien", phare, date=day_before),
            )
        ),
        "/culture.rss": feed(
            rss("franceinfo - Culture", item(f'{QUAI} : "Le port respire"', quai, date=printed, section="culture"))
        ),
        "/blog.rss": feed(rss("Le blog du vent", item("Trois jours de vent", blog, date=printed, more=comments))),
        "/culture/quai_7000001.html": page(
            layout_2022(f'{QUAI} : "Le port respire"', BODY, kicker="Reportage", **page_says)
        ),
        "/culture/phare_6999999.html": page(
            layout_2022(
                "Le phare voisin cherche un gardien",
                phare_body,
                url="https://www.franceinfo.fr/culture/phare_6999999.html",
                **page_says,
            )
        ),
        "/blog/vent.html": page(
            f"<html lang='fr'><head><title>Trois jours de vent</title></head><body><nav>Menu</nav><article>"
            f"<h1>Trois jours de vent</h1>{vent_body}</article><footer>Pied</footer></body></html>"
        ),
        "/blog/vent/feed/": feed(COMMENT_FEED),
    }
