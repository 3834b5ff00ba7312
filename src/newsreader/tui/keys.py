"""The one table of keys: the bindings, the help, the palette, the config check and the README are drawn from it.

No default needs AltGr on an AZERTY keyboard, and each letter has the meaning that terminal readers
agree on (newsboat, vim), or is free there.
"""

import unicodedata
from dataclasses import dataclass

from textual.binding import Binding
from textual.keys import Keys, _character_to_key

from newsreader.config import Config, line_of, meant
from newsreader.i18n import N_, _
from newsreader.model.errors import ConfigError


@dataclass(frozen=True)
class Key:
    """One thing that can be done. `id` is its name in the configuration; `keys` are Textual's names.

    `where` is the screen it is for, "" for all.
    """

    id: str
    keys: str
    action: str
    words: str
    group: str
    where: str = "reading"


MOVING, READING, QUOTES, COMMENTS, NOTES, PEOPLE, SORTING, LIBRARY = (
    N_("Moving about"),
    N_("Reading"),
    N_("Quotations and comments"),
    N_("In the comments"),
    N_("Your own words"),
    N_("Among the people quoted"),
    N_("Sorting"),
    N_("newsreader"),
)

KEYS = (
    Key("down", "j,down", "move('down')", N_("down"), MOVING, ""),
    Key("up", "k,up", "move('up')", N_("up"), MOVING, ""),
    Key("page-down", "pagedown,ctrl+f", "move('page_down')", N_("a page down"), MOVING, ""),
    Key("page-up", "b,pageup,ctrl+b", "move('page_up')", N_("a page up"), MOVING, ""),
    Key("half-down", "ctrl+d", "move('half_down')", N_("half a page down"), MOVING, ""),
    Key("half-up", "ctrl+u", "move('half_up')", N_("half a page up"), MOVING, ""),
    Key("top", "g,home", "move('top')", N_("to the top"), MOVING, ""),
    Key("bottom", "G,end", "move('bottom')", N_("to the end"), MOVING, ""),
    Key("open", "enter,l,right", "open", N_("open"), MOVING, ""),
    Key("back", "h,left,escape,q", "back", N_("back; from the feeds, q quits"), MOVING, ""),
    Key("next-pane", "tab", "pane(1)", N_("to the next pane"), MOVING),
    Key("previous-pane", "shift+tab", "pane(-1)", N_("to the previous pane"), MOVING),
    Key("read-on", "space", "read_on", N_("read on; at the end, the next unread article"), READING),
    Key("next-unread", "n", "next(1)", N_("next unread article; next match; in the comments, next thread"), READING),
    Key("previous-unread", "N", "next(-1)", N_("previous unread article; in the comments, previous one"), READING),
    Key("next-article", "J", "article(1)", N_("next article; in the comments, next one of the same depth"), READING),
    Key("previous-article", "K", "article(-1)", N_("previous article; in the comments, previous one"), READING),
    Key("browser", "o", "browser('')", N_("open the page in the browser"), READING),
    Key("browser-comments", "O", "browser('comments')", N_("open the page at its comments"), READING),
    Key("links", "L", "side('links')", N_("links of the article; their numbers open them too"), READING),
    Key("picture", "I", "picture", N_("the pictures of the article, as large as the screen"), READING),
    Key("hear", "H", "hear", N_("hear the article: its recording, or read aloud; pause, go on"), READING),
    Key("slower", "minus", "pace(-1)", N_("slower, while something is heard"), READING),
    Key("faster", "equals_sign", "pace(1)", N_("faster, while something is heard"), READING),
    Key("wind-back", "ctrl+left", "wind(-1)", N_("15 seconds or a sentence back"), READING),
    Key("wind-on", "ctrl+right", "wind(1)", N_("15 seconds or a sentence on"), READING),
    Key("forward", "alt+right", "forward", N_("forward again, after going back along a link"), READING),
    Key("next-section", "right_parenthesis", "section(1)", N_("to the next heading"), READING),
    Key("previous-section", "left_parenthesis", "section(-1)", N_("to the heading before"), READING),
    Key("narrower", "less_than_sign", "measure(-1)", N_("a narrower column of text"), READING),
    Key("wider", "greater_than_sign", "measure(1)", N_("a wider column of text"), READING),
    Key("changes", "V", "changes", N_("what its outlet changed in the article; in the list, choose all"), READING),
    Key("pipe", "P", "pipe", N_("give the article to a command, as Markdown"), READING),
    Key("send", "X", "send", N_("give the article, or those chosen, to a service or into a book (EPUB)"), READING),
    Key("copy-link", "y", "copy_link", N_("copy the address"), READING),
    Key("next-quote", "comma,quotation_mark", "quote(1)", N_("next quotation"), QUOTES),
    Key("previous-quote", "semicolon", "quote(-1)", N_("previous quotation"), QUOTES),
    Key("speaker", "exclamation_mark", "speaker", N_("put right who says the quotation"), QUOTES, ""),
    Key("why", "full_stop", "why", N_("why it is theirs: the words that show it"), QUOTES),
    Key("quotes", "apostrophe", "side('quotes')", N_("list of the quotations, who said what"), QUOTES),
    Key("copy-quote", "Y", "copy_quote", N_("copy the quotation with its speaker and source"), QUOTES, ""),
    Key("people", "p", "people", N_("everyone quoted in the library, and what they said"), QUOTES),
    Key("comments", "c", "side('comments')", N_("open or close the comments"), QUOTES),
    Key(
        "fold",
        "z",
        "fold",
        N_("fold answers, in the list headlines on one event; the article alone on the screen"),
        COMMENTS,
    ),
    Key("fold-all", "Z", "comment('fold_all')", N_("fold all answers away, or show them"), COMMENTS),
    Key("parent-comment", "u", "comment('parent')", N_("to the comment that this one answers"), COMMENTS),
    Key("next-new-comment", "e", "comment('new')", N_("to the next comment since the last visit"), COMMENTS),
    Key("walk", "w", "comment('walk')", N_("walk from comment to comment, or scroll"), COMMENTS),
    Key("elsewhere", "D", "elsewhere", N_("what others say: asks Hacker News and lemmy.world"), COMMENTS),
    Key("find-person", "slash,f", "find", N_("find a person by name or role"), PEOPLE, "people"),
    Key("kind", "tab", "kind", N_("people, organisations, unnamed sources"), PEOPLE, "people"),
    Key("same-person", "m", "same", N_("this is the same person as another"), PEOPLE, "people"),
    Key("other-people", "s", "apart", N_("these are different people after all"), PEOPLE, "people"),
    Key("select", "v", "select", N_("select a passage, j and k take more of it; in the list, choose headlines"), NOTES),
    Key("note", "a", "note", N_("write a note on the passage, the quotation or the article"), NOTES),
    Key("mark", "M", "mark", N_("mark the passage or the quotation, without words"), NOTES),
    Key("find", "slash", "find", N_("search the library; in the article and the comments, find words"), SORTING),
    Key("keep-search", "S", "keep_search", N_("keep the search as a list"), SORTING),
    Key("stories", "E", "stories", N_("headlines on one event together, or each by itself"), SORTING),
    Key("rules", "F", "rules", N_("make a rule of the search; without one, list the rules"), SORTING),
    Key("tag", "T", "tag", N_("give the article tags"), SORTING),
    Key(
        "order",
        "s",
        "order",
        N_("sort by time, outlet, comments; the comments by thread, best …"),
        SORTING,
    ),
    Key("all", "1,ampersand", "which('all')", N_("show all articles"), SORTING),
    Key("unread", "2,é", "which('unread')", N_("show the unread only"), SORTING),
    Key("saved", "3", "which('saved')", N_("show the saved only"), SORTING),
    Key("toggle-read", "m", "toggle_read", N_("mark as read or unread"), SORTING),
    Key("save", "f", "save", N_("save for later, or no longer; among the links, what one leads to"), SORTING),
    Key("save-address", "B", "save_address", N_("save an article by its address, typed or pasted"), SORTING),
    Key("mark-all-read", "A", "mark_all_read", N_("mark the whole list as read"), SORTING),
    Key("undo", "U", "undo", N_("undo"), SORTING, ""),
    Key("refresh", "R", "refresh", N_("refresh the feeds"), LIBRARY),
    Key("refresh-feed", "r", "refresh_feed", N_("refresh the feed or the folder under the cursor"), LIBRARY),
    Key("sync", "ctrl+r", "sync", N_("agree with your servers and other machines now"), LIBRARY),
    Key("stop", "x", "stop", N_("stop what is heard, or refreshing"), LIBRARY),
    Key("health", "i", "health", N_("how the feeds are doing"), LIBRARY),
    Key("settings", "C", "settings", N_("settings"), LIBRARY),
    Key("theme", "t", "app.next_theme", N_("light or dark"), LIBRARY),
    Key("themes", "ctrl+t", "app.themes", N_("choose colours, tried on meanwhile"), LIBRARY),
    Key("palette", "colon,ctrl+p", "app.command_palette", N_("find an action by its name"), LIBRARY),
    Key("help", "question_mark,f1", "help", N_("all the keys"), LIBRARY, ""),
    Key("quit", "Q", "app.quit", N_("quit"), LIBRARY, ""),
)

_NAMES = {
    "comma": ",",
    "semicolon": ";",
    "apostrophe": "'",
    "quotation_mark": '"',
    "exclamation_mark": "!",
    "full_stop": ".",
    "ampersand": "&",
    "colon": ":",
    "question_mark": "?",
    "slash": "/",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "alt+right": "Alt+→",
    "ctrl+left": "Ctrl+←",
    "ctrl+right": "Ctrl+→",
    "minus": "-",
    "equals_sign": "=",
    "space": N_("space"),
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "pagedown": N_("PgDn"),
    "pageup": N_("PgUp"),
    "home": N_("Home"),
    "end": N_("End"),
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "tab": "Tab",
    "shift+tab": N_("Shift+Tab"),
    "f1": "F1",
}


#: Sets of keys for fingers that know another program; what is not here is as above.
PRESETS: dict[str, dict[str, str]] = {
    "newsreader": {},
    "newsboat": {
        "open": "enter,right",
        "previous-unread": "p",
        "toggle-read": "N",
        "people": "W",
        "links": "u,L",
        "parent-comment": "backspace",
        "pipe": "vertical_line,P",
        "save": "f,ctrl+e",
        "order": "g,s",
        "top": "home",
        "bottom": "end",
        "unread": "l,2,é",
        "mark-all-read": "A,C",
        "settings": "ctrl+o",
    },
    "vim": {
        "undo": "u",
        "parent-comment": "U",
        "back": "h,left,escape,q,ctrl+o",
        "next-section": "right_curly_bracket,right_parenthesis",
        "previous-section": "left_curly_bracket,left_parenthesis",
        "save": "f,asterisk",
    },
    "emacs": {
        "down": "j,down,ctrl+n",
        "up": "k,up,ctrl+p",
        "page-down": "pagedown,ctrl+v",
        "page-up": "b,pageup,alt+v",
        "top": "g,home,alt+less_than_sign",
        "bottom": "G,end,alt+greater_than_sign",
        "find": "slash,ctrl+s",
        "back": "h,left,escape,q,ctrl+g",
        "undo": "U,ctrl+underscore,ctrl+slash",
        "palette": "colon,alt+x",
        "half-down": "ctrl+d",
        "half-up": "ctrl+u",
        "browser": "o,ctrl+o",
    },
}


def shown(keys: str) -> str:
    """Keys as people know them: `j ↓`."""
    return " ".join(map(_shown, filter(None, keys.split(","))))


def _shown(key: str) -> str:
    *held, last = key.split("+")
    if key in _NAMES:
        return _(_NAMES[key])
    name = _(_NAMES[last]) if last in _NAMES else _KEY_TO_SIGN.get(last, last)
    return "+".join([*(each.capitalize() for each in held), name])


def bindings(where: str) -> list[Binding | tuple[str, str] | tuple[str, str, str]]:
    """The part of the table that is for a screen, as Textual wants it."""
    mine = (key for key in KEYS if key.where in ("", where))
    return [Binding(key.keys, key.action, key.words, show=False, id=key.id) for key in mine]


def keymap(settings: Config) -> dict[str, str]:
    """The keys of every action: those of the table, then of the preset, then the user's own. A key that one of
    the later takes is not the other's any more.

    Raises ConfigError, with the line, for an action or a key that does not exist, or a key chosen twice.
    """
    keys = {key.id: key.keys.split(",") for key in KEYS}
    own: dict[str, list[str]] = {}
    for name, chosen in settings.keys.items():
        where = f"{settings.file}{line_of(name, settings.file)}: "
        if name not in keys:
            raise ConfigError(where + _("there is no action “{name}”.").format(name=name) + " " + meant(name, keys))
        own[name] = [_known(key.strip(), where) for key in str(chosen).split(",") if key.strip()]
        for other, others in own.items():
            if other != name and _meet(name, other) and (twice := set(others) & set(own[name])):
                raise ConfigError(
                    where + _("“{key}” is a key of “{name}” already.").format(key=shown(twice.pop()), name=other)
                )
    for layer in ({name: words.split(",") for name, words in PRESETS[settings.preset].items()}, own):
        for name, mine in layer.items():
            for other in keys:
                if other != name and _meet(name, other) and (other not in layer):
                    keys[other] = [key for key in keys[other] if key not in mine]
            keys[name] = mine
    return {name: ",".join(mine) for name, mine in keys.items()}


def _meet(one: str, other: str) -> bool:
    """Whether two actions are on one screen."""
    places = [next(key.where for key in KEYS if key.id == name) for name in (one, other)]
    return "" in places or places[0] == places[1]


def _known(key: str, where: str) -> str:
    """A key as Textual names it: `?` is "question_mark"."""
    *held, last = key.split("+") if key not in ("+", "ctrl++") else [*key.split("+")[:-2], "+"]
    name = last if last.isalnum() and len(last) == 1 else _SIGN_TO_KEY.get(last, last.lower())
    spelled = len(name) == 1 or name in _TEXTUAL or _is_character(name)
    if not spelled or any(each not in ("ctrl", "alt", "shift") for each in held):
        raise ConfigError(
            where
            + _("there is no key “{key}”. Keys are letters, signs, and names like “ctrl+f”, “f5”, “pagedown”.").format(
                key=key
            )
        )
    return "+".join([*held, name])


def _is_character(name: str) -> bool:
    try:
        unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return False
    return True


_TEXTUAL = {str(key.value) for key in Keys}
_SIGN_TO_KEY = {sign: _character_to_key(sign) for sign in "!\"#$%&'()*+-./:;<=>?@[\\]^_`{|}~"}
_KEY_TO_SIGN = {key: sign for sign, key in _SIGN_TO_KEY.items()}
