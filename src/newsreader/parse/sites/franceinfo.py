"""franceinfo: text, radio and television under one roof, on francetvinfo.fr until 2024.

Three generations of pages, newest first. The two younger share most of their class names; the
video pages of 2026 have the title of a "hero" and a standfirst that is itself a paragraph.
"""

from newsreader.parse.site import CommentLayout, Layout, Site

_FURNITURE = (
    ".alert-info, .social-zone, .reading-time, .text-only-for-screen-reader, .sr-only, .newsletter, .nl-block, "
    "[class*=optin-newsletter], .article_newsletter, .content-banner-nl, .esi-block, .rf-player-wrapper, "
    ".audio-component, .audio-player-container, .kamino-banner, .shuffle-videos, .content-smartfeed, "
    ".content-feedback-block, .share, .subjects-title, .subjects-list, .current-lives, h2 span.mce-nbsp-wrap"
)

_MODERN = Layout(
    name="2022",
    title="h1.c-title .c-title__main, h1.c-title, h1.rf-player-wrapper__title",
    kicker="h1.c-title .c-title__highlight",
    standfirst=".c-chapo",
    authors=".c-signature__names, .signature__names",
    published=".publication-date__published time",
    updated=".publication-date__modified time",
    section="nav.breadcrumb a",
    tags=".related-tags a",
    cover=".c-cover",
    body=".c-body",
    drop=_FURNITURE,
    pull_quote="blockquote",
    pull_quote_words=".ftvi_citation_quote",
    pull_quote_who=".ftvi_citation_author, cite",
    pull_quote_where=".ftvi_citation_source",
    related=".media-embed",
    audio=".rf-player-wrapper",
    video="[data-cy=francetv-player-wrapper], .francetv-player-wrapper",
    embed="blockquote.twitter-tweet, .pic-embed-container, .flourish-embed, .embed-link",
    more=".same-topic__link",
)

SITE = Site(
    name="franceinfo",
    hosts=("franceinfo.fr", "francetvinfo.fr"),
    article_number=r"_(\d{4,})\.(?:html|amp)$",
    layouts=(
        Layout(
            **{
                **vars(_MODERN),
                "name": "2026",
                "title": "h1.hero-video__title",
                "kicker": ".hero-video__kicker",
                "cover": ".hero-video figure",
            }
        ),
        _MODERN,
        Layout(
            name="2013",
            title="article h1",
            authors=".authors-list .author",
            published=".publish-date time:last-of-type",
            updated=".publish-date time:first-of-type:not(:last-of-type)",
            section="nav.breadcrumb a",
            tags="aside.tags a",
            cover=".figure-wrapper",
            body="#col-middle",
            drop=f"{_FURNITURE}, .player-info, aside.tags",
            pull_quote="blockquote",
            pull_quote_who="cite",
            related="aside.a-lire-aussi",
            video=".player-video",
        ),
    ),
    comments=(
        CommentLayout(
            area="#comments, #comments-embed",
            message=".section-rebound__body, .comments__desc, .comment-connect__subtitle",
        ),
    ),
)
