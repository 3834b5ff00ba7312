"""A page for every layout that is known, written by hand with the DOM of the real ones, and what it gives."""

from dataclasses import dataclass

from tests.press import BODY, layout_2022

ONE = "La rivière a monté de deux mètres dans la nuit, et les riverains, prévenus à temps, ont quitté leurs maisons."
TWO = (
    "Au matin, l'eau couvrait encore la place du marché ; personne n'a été blessé, et les écoles sont restées fermées."
)
LEAD = "Deux cents habitants de Port-Lison ont passé la nuit au gymnase, le temps que la rivière rentre dans son lit."


@dataclass(frozen=True)
class SitePage:
    """The address and the markup of a page; the title, the standfirst and the paragraphs that it has."""

    url: str
    html: str
    title: str = "La nuit de la crue"
    standfirst: str = LEAD
    paragraphs: tuple[str, ...] = (ONE, TWO)


def _page(body: str) -> str:
    return (
        f'<html lang="fr"><head><title>La nuit de la crue</title><meta name="description" content="{LEAD}">'
        f'<meta property="article:published_time" content="2026-11-19T07:00:00"></head><body>'
        f'<nav><ul><li><a href="/a">Une</a></li><li><a href="/b">Deux</a></li></ul></nav>{body}'
        "<footer><p>Mentions légales, plan du site et conditions générales.</p></footer></body></html>"
    )


_TEXT = f"<p>{ONE}</p><h2>Au matin</h2><p>{TWO}</p>"
_CHAPO = f'<p class="%s">{LEAD}</p>'
_H1 = '<h1 class="%s">La nuit de la crue</h1>'

#: By the file of the outlet and the name of the layout.
PAGES = {
    ("franceinfo.toml", "2026"): SitePage(
        "https://www.franceinfo.fr/replay/crue_8000002.html",
        _page(
            f"""<div class="hero-video"><span class="hero-video__kicker">Reportage</span>
            <h1 class="hero-video__title">La nuit de la crue</h1><figure data-cy="francetv-player-wrapper"></figure></div>
            <span class="publication-date__published"><time datetime="2026-11-19T07:00:00+01:00"></time></span>
            <span class="publication-date__modified"><time datetime="2026-11-19T08:00:00+01:00"></time></span>
            <p class="c-chapo">{LEAD}</p><div class="c-body">{_TEXT}<div class="media-embed"><a href="/x_8000009.html">À lire</a></div>
            <figure class="francetv-player-wrapper"><img alt="La place"></figure><div class="newsletter">Lettre</div>
            <blockquote class="twitter-tweet"><p>Bravo</p></blockquote>
            <blockquote><p class="ftvi_citation_quote">"Tenez bon"</p><cite class="ftvi_citation_author">Anne Bec</cite>
            <p class="ftvi_citation_source">à franceinfo</p></blockquote></div>
            <div class="rf-player-wrapper">Écouter</div><div class="c-signature__names">Anne Bec</div>
            <nav class="breadcrumb"><a href="/meteo/">Météo</a></nav><div class="related-tags"><a href="/t/">Crue</a></div>"""
        ),
    ),
    ("franceinfo.toml", "2022"): SitePage(
        "https://www.franceinfo.fr/culture/quai_7000001.html",
        layout_2022("Le quai des brumes rouvre", BODY, kicker="Reportage").replace(
            '<div class="c-body">',
            '<div class="rf-player-wrapper">Écouter</div><div class="c-body"><p class="newsletter">Lettre</p>'
            '<div class="media-embed"><a href="/autre_7000009.html">Un autre</a></div>'
            '<div class="francetv-player-wrapper"></div><div class="flourish-embed"><a href="https://x.example/1">Carte</a></div>',
        ),
        "Le quai des brumes rouvre",
        "Le vieux ponton de Port-Lison accueille de nouveau les promeneurs.",
        (
            '"Nous avons rebâti chaque planche", raconte Maëlle Kervadec, maire de Port-Lison. "Le port respire de nouveau", '
            "ajoute-t-elle.",
            'Selon Yann Tregor, charpentier, le chantier fut "une école de patience".',
            "Le public pourra voter jusqu'au 24\u00a0décembre pour le nom du ponton\u00a0: la mairie a reçu deux cents "
            "propositions.",
        ),
    ),
    ("franceinfo.toml", "regions"): SitePage(
        "https://france3-regions.franceinfo.fr/bretagne/crue-3000001.html",
        _page(
            f"""<main class="article"><h1>La nuit de la crue</h1><p class="article__intro">{LEAD}</p>
            <div class="article__column--left">{_TEXT}<div class="article-share">Partager</div>
            <blockquote class="twitter-tweet"><p>Bravo</p><a href="https://x.example/s/status/1">hier</a></blockquote>
            <div class="article__related"><a href="/b">Un autre sujet</a></div></div></main>"""
        ),
    ),
    ("franceinfo.toml", "2013"): SitePage(
        "https://www.francetvinfo.fr/france/crue_397203.html",
        _page(
            f"""<article class="page-content"><h1>La nuit de la crue</h1><div class="figure-wrapper"><img alt="La place"></div>
            <div class="authors-list"><span class="author">Anne Bec</span></div><p class="publish-date">
            <time datetime="2013-08-26T15:03:53+02:00"></time><time datetime="2013-08-26T09:00:00+02:00"></time></p>
            <nav class="breadcrumb"><a href="/france/">France</a></nav>
            <div id="col-middle">{_TEXT}<blockquote><p>"Tenez bon"</p><cite>Anne Bec</cite></blockquote>
            <div class="player-video"><img alt="Le journal"></div><div class="share">Partager</div>
            <aside class="a-lire-aussi"><a href="/pont_1234.html">L'autre pont</a></aside>
            <aside class="tags"><a href="/t">Crue</a></aside></div></article>"""
        ),
    ),
    ("lefigaro.toml", "2024"): SitePage(
        "https://www.lefigaro.fr/actualite/crue-20261119",
        _page(
            f"""<article>{_H1 % "fig-headline"}{_CHAPO % "fig-standfirst"}<div class="fig-content-body">{_TEXT}
            <p class="fig-body-link"><a href="/b">À lire aussi L'autre pont</a></p></div></article>"""
        ),
    ),
    ("lemonde.toml", "2023"): SitePage(
        "https://www.lemonde.fr/planete/article/2026/11/19/crue_6000001_3244.html",
        _page(
            f"""<header>{_H1 % "article__title"}{_CHAPO % "article__desc"}
            <a class="article__author-link" href="/s/anne">Anne Bec</a></header>
            <p class="article__status article__status--premium">Article réservé aux abonnés</p>
            <section class="article__content">{_TEXT}<section class="catcher"><p>Lire aussi</p></section></section>"""
        ),
    ),
    ("ici.toml", "2022"): SitePage(
        "https://www.francebleu.fr/infos/meteo/crue-1667370591",
        _page(
            f"""<main class="Article"><div>{_H1 % ""}</div><div class="container-article">{_CHAPO % "standFirst"}
            <div class="content-article"><div class="main-media">La place, ce matin.</div><div class="Body">{_TEXT}</div>
            <footer class="article-footer">Anne Bec France Bleu</footer></div></div></main>"""
        ),
    ),
    ("reporterre.toml", "2020"): SitePage(
        "https://reporterre.net/La-nuit-de-la-crue",
        _page(
            f"""<article><p class="glibelle">Eau</p>{_H1 % "h1_6"}<div class="chapo">{LEAD}</div><div class="texte">{_TEXT}
            <aside class="boite_encarts"><div class="encart encart_gris"><p>Un don d'un euro, c'est déjà un geste fort
            pour l'indépendance de ce journal.</p></div></aside></div></article>"""
        ),
    ),
    ("bfmtv.toml", "2023"): SitePage(
        "https://www.bfmtv.com/crue_AN-202611190001.html",
        _page(
            f"""<article>{_H1 % "content_title"}<div class="content_body_wrapper"><div class="chapo">{LEAD}</div>{_TEXT}
            <div class="block_related"><p>Sur le même sujet</p></div></div></article>"""
        ),
    ),
    ("linternaute.toml", "2023"): SitePage(
        "https://www.linternaute.com/actualite/crue/",
        _page(
            f"""<article>{_H1 % ""}<div id="jArticleInside">{_CHAPO % "app_entry_lead"}<p>{ONE}</p><h2>Au matin</h2>
            <aside class="cke-aside"><p>{TWO}</p></aside></div></article>"""
        ),
    ),
    ("euronews.toml", "2024"): SitePage(
        "https://fr.euronews.com/2026/11/19/crue",
        _page(
            f"""<article>{_H1 % ""}{_CHAPO % "c-article-summary"}<div class="c-article-content">{_TEXT}
            <div class="widget"><p>Une autre histoire, de la rédaction, à lire tout de suite.</p></div></div></article>"""
        ),
    ),
    ("lesechos.toml", "2024"): SitePage(
        "https://www.lesechos.fr/monde/crue-1",
        _page(f"""<main>{_H1 % ""}<div class="sc-1 post-paywall">{_TEXT}</div></main>"""),
    ),
    ("france24.toml", "2024"): SitePage(
        "https://www.france24.com/fr/crue",
        _page(
            f"""<article>{_H1 % "t-content__title"}{_CHAPO % "t-content__chapo"}<div class="t-content__body">{_TEXT}</div>
            </article>"""
        ),
    ),
    ("rfi.toml", "2024"): SitePage(
        "https://www.rfi.fr/fr/crue",
        _page(
            f"""<article>{_H1 % "t-content__title"}{_CHAPO % "t-content__chapo"}<div class="t-content__body">{_TEXT}</div>
            </article>"""
        ),
    ),
    ("welcome.toml", "2026"): SitePage(
        "https://welcome.newsreader.invalid/crue",
        layout_2022(
            "La nuit de la crue", _TEXT + BODY[BODY.index("<blockquote") : BODY.index("</blockquote>") + 13], chapo=LEAD
        ),
    ),
}

#: For outlets of which no layout is known: a page like any other.
PLAIN = _page(f"<article>{_H1 % ''}{_CHAPO % 'chapo'}{_TEXT}</article>")
