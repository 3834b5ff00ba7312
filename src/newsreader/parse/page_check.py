"""Check that a fetched page is the expected article, and not a consent form, a bot check, a login form or a “not found”
with status 200."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from newsreader.i18n import _
from newsreader.model.article import Article, text_of
from newsreader.model.errors import NotAnArticle
from newsreader.model.feed import Entry
from newsreader.model.text import fold
from newsreader.parse.urls import article_key

#: What of a title has to be in the page, where something else speaks against it already.
_ENOUGH = 0.5
#: Titles of pages that stand in for others: tests for robots (Cloudflare, DataDome, Akamai), consent (the IAB's TCF as
#: Sourcepoint, Didomi and Google show it), forms to sign in, errors; in English and French, without accents.
_TITLES = (
    r"just a moment|attention required|checking your browser|one more step|pardon our interruption|un instant",
    r"are you (a )?(human|robot)|(please )?verify(ing)? (that )?you are.{0,20}|human verification",
    r"security (check|verification)|verification de (la )?(securite|connexion|votre navigateur).{0,12}",
    r"bot (check|protection)|ddos.{0,20}",
    r"(veuillez )?patiente[rz].{0,20}|please wait.{0,20}|nur einen moment|un momento|un attimo",
    r"too many requests|trop de requetes|(your )?request (has been |was )?(blocked|unsuccessful)",
    r"((site|page|service) )?(en|under|in) (cours de )?maintenance|(scheduled )?maintenance|wartungsarbeiten",
    r"(service |site |page |contenu )?(temporarily |temporairement |momentanement )?(unavailable|indisponible).{0,30}",
    r"(page|contenu|article|session|compte|account) (supprimee?|retiree?|expiree?|suspendu)",
    r"(page|content|article|session|account) (expired|suspended|removed|deleted)",
    r"(please )?(enable|activez|activer) javascript.{0,40}|javascript (is )?(required|disabled|requis|desactive)\b.*",
    r"abonnez.vous.{0,30}|subscribe( now| to (continue|read)).{0,20}",
    r"\S+\.\w+ is for sale.{0,20}|domain (is )?for sale",
    r"(zugriff verweigert|acceso denegado|accesso negato|toegang geweigerd)",
    r"(seite nicht gefunden|pagina no encontrada|pagina non trovata|pagina niet gevonden|pagina nao encontrada)",
    r"access (to this page )?(is |has been )?denied|acces (refuse|interdit|bloque)|(sorry, )?you have been blocked",
    r"before you continue.{0,20}|avant (de continuer|d.acceder).{0,40}",
    r"(we|nous) (value|care about|respectons|accordons).{0,40}(privacy|vie privee|donnees).{0,20}",
    r"vos donnees\b.{0,30}|(le )?respect de (votre|la) vie privee.{0,40}",
    r"(your|votre) (privacy|vie privee|consent\w*).{0,20}",
    r"(gestion|parametres|politique) (des|de) cookies|cookies? (consent|settings|policy|preferences)|cookies",
    r"manage (your )?(cookies|consent|privacy).{0,20}",
    r"(please )?(sign|log) ?in( to.{0,30})?|connexion|(se )?connecte[rz]([- ]vous)?.{0,30}",
    r"identifie[rz][- ]vous.{0,30}|identification|authentification|login",
    r"(error|erreur)?\W*(40[34]|410|429|451|50[023])(\W+(error|erreur|(page )?not found|page introuvable|forbidden))?",
    r"not found|forbidden|(page|article|content|contenu) (not found|introuvable|non trouvee?|inexistante?)",
    r"(oops|oups)\b.{0,40}",
    r"(this|cette|la) page (can.?t be found|(does not|doesn.?t) exist|n.existe (pas|plus)|(est )?introuvable).{0,20}",
)
_STANDS_IN = re.compile(rf"(?:{'|'.join(_TITLES)})\W*(?:[|–—-]\W*\w+(?:\W+\w+){{0,3}}\W*)?")
_WORD = re.compile(r"[^\W_]+")
#: Scripts that put no space between words: two letters at a time stand for one.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_EMPTY = frozenset(
    """pendant lors chez parmi vers jusque chaque votre notre quelques plusieurs merci voici voila each during
    while please through between because avec sans pour dans plus moins cette cela celle celui comme contre
    apres avant depuis entre encore toujours selon leur leurs nous vous elle elles sont etre avoir fait faire
    faut peut quand comment pourquoi quel quelle dont tout tous toute toutes autre autres aussi alors ainsi this
    that with from have will what when where which there their about after before over into more most than your
    says said been were they them comments here article words""".split()
)

#: Little words that no other of these languages has.
_LITTLE = {
    "en": frozenset("the of and to is was are were with from that this by for at it his her who how why what".split()),
    "fr": frozenset(
        "le les des du et est une dans pour par sur au aux à son qui qu l d c avec pas ce cette où".split()
    ),
    "de": frozenset("der das und ist nicht mit ein eine von den dem im zu auf für wird sich nach wie bei aus".split()),
    "es": frozenset("el los las y es una por con del al lo como más pero sus su muy fue han".split()),
    "it": frozenset("il gli è di della dei che non per sono nel alla più anche dal ha delle".split()),
    "nl": frozenset("het een van niet op zijn voor met aan er ook naar bij uit wordt".split()),
    "pt": frozenset("o os uma do da dos das em não no na ao mais pelo pela foi são".split()),
}


def check_page(article: Article, answered: str, entries: Sequence[Entry] = ()) -> None:
    """Raise NotAnArticle, with the reason, where the page that `answered` is not the article that these entries of
    feeds announce, first the one whose address was asked; where none says anything, if its title is that of a page
    that stands in for others."""
    stands_in = _STANDS_IN.fullmatch(fold(article.title).lower().strip()) is not None
    titles = [words_of(entry.title) for entry in entries]
    told = set[str]().union(*titles, *(words_of(entry.summary.value) for entry in entries))
    if not told:
        if stands_in:
            raise NotAnArticle(_stands_in(article.title))
        return
    headline = words_of(f"{article.kicker} {article.title}")
    page = headline | words_of(text_of(article))
    asked = entries[0].url
    led_up = _leads_up(asked, answered)
    if stands_in or led_up:
        # Front pages and error pages name the newest articles too: only their own title counts.
        if max(_share(title, headline) for title in titles) < _ENOUGH:
            raise NotAnArticle(_stands_in(article.title) if stands_in else _led_elsewhere(answered))
    elif _is_elsewhere(asked, answered):
        if max(_share(title, page) for title in titles) < _ENOUGH:
            raise NotAnArticle(_led_elsewhere(answered))
    elif not told & page and not any(_is_translated(entry, text_of(article)) for entry in entries):
        raise NotAnArticle(
            _("The page, “{title}”, has no word of what its feed announced: it was not taken for the article.").format(
                title=article.title
            )
        )


def _is_translated(entry: Entry, page: str) -> bool:
    """Whether a headline alone has been put into another language, as aggregators do: no word of it is in the page."""
    told, written = _language(entry.title), _language(page[:3000])
    summarised = _language(entry.summary.value) if words_of(entry.summary.value) else written
    return bool(told and written) and told != written == summarised


def _language(text: str) -> str:
    """The language whose little words a text has; "" where that is not clear."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    if sum(len(_UNSPACED.findall(word)) for word in words) * 4 > len(text):
        return "unspaced"
    counts = sorted((sum(word in little for word in words), name) for name, little in _LITTLE.items())
    (second, _name), (most, name) = counts[-2:]
    return name if most > second else ""


def words_of(text: str) -> set[str]:
    """The words of a text that say something."""
    words = set()
    for word in _WORD.findall(fold(text).lower()):
        if _UNSPACED.search(word):
            words |= {word[at : at + 2] for at in range(max(1, len(word) - 1))}
        elif (len(word) > 3 or word.isdigit()) and word not in _EMPTY:
            words.add(word)
    return words


def _share(words: set[str], page: set[str]) -> float:
    return len(words & page) / len(words) if words else 0.0


def _is_elsewhere(asked: str, answered: str) -> bool:
    """Whether a redirect led to another path."""
    if article_key(asked) == article_key(answered):
        return False
    return _path(asked) != _path(answered)


def _leads_up(asked: str, answered: str) -> bool:
    """Whether a redirect led to a front page, or to the section that an article was in."""
    up = _path(answered)
    return _is_elsewhere(asked, answered) and (not up or _path(asked).startswith(up + "/"))


def _path(url: str) -> str:
    return urlsplit(url).path.rstrip("/")


def _stands_in(title: str) -> str:
    return _("The site showed “{title}” in place of the article. Open it in the browser.").format(title=title)


def _led_elsewhere(url: str) -> str:
    return _("The site led to another page, {url}, in place of the article. Open it in the browser.").format(url=url)
