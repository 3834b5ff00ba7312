"""The one table of keys: the bindings, the help, the palette, the config check and the README are drawn from it.

No default needs AltGr on an AZERTY keyboard, and each letter has the meaning that terminal readers
agree on (newsboat, vim), or is free there.
"""

from dataclasses import dataclass

from textual.binding import Binding

from newsreader.i18n import _
from newsreader.model.errors import ConfigError


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name for a mark that translates later
    """Mark a sentence for translation where it is shown, not where it stands."""
    return sentence


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
    Key("next-unread", "n", "next(1)", N_("next unread article; in the comments, next thread or match"), READING),
    Key("previous-unread", "N", "next(-1)", N_("previous unread article; in the comments, previous one"), READING),
    Key("next-article", "J", "article(1)", N_("next article; in the comments, next one of the same depth"), READING),
    Key("previous-article", "K", "article(-1)", N_("previous article; in the comments, previous one"), READING),
    Key("browser", "o", "browser('')", N_("open the page in the browser"), READING),
    Key("browser-comments", "O", "browser('comments')", N_("open the page at its comments"), READING),
    Key("links", "L", "side('links')", N_("links of the article; Enter opens them here"), READING),
    Key("changes", "V", "changes", N_("what its outlet changed in the article; in the list, choose all"), READING),
    Key("pipe", "P", "pipe", N_("give the article to a command, as Markdown"), READING),
    Key("copy-link", "y", "copy_link", N_("copy the address"), READING),
    Key("next-quote", "comma,quotation_mark", "quote(1)", N_("next quotation"), QUOTES),
    Key("previous-quote", "semicolon", "quote(-1)", N_("previous quotation"), QUOTES),
    Key("quotes", "apostrophe", "side('quotes')", N_("list of the quotations, who said what"), QUOTES),
    Key("copy-quote", "Y", "copy_quote", N_("copy the quotation with its speaker and source"), QUOTES, ""),
    Key("people", "p", "people", N_("everyone quoted in the library, and what they said"), QUOTES),
    Key("comments", "c", "side('comments')", N_("open or close the comments"), QUOTES),
    Key(
        "fold",
        "z",
        "comment('fold')",
        N_("fold answers away, or show them; in the list, headlines on one event"),
        COMMENTS,
    ),
    Key("fold-all", "Z", "comment('fold_all')", N_("fold all answers away, or show them"), COMMENTS),
    Key("parent-comment", "u", "comment('parent')", N_("to the comment that this one answers"), COMMENTS),
    Key("next-new-comment", "e", "comment('new')", N_("to the next comment since the last visit"), COMMENTS),
    Key("walk", "w", "comment('walk')", N_("walk from comment to comment, or scroll"), COMMENTS),
    Key("elsewhere", "D", "elsewhere", N_("what others say: asks Hacker News and lemmy.world"), COMMENTS),
    Key("find-person", "slash,f", "find", N_("find a person by name or role"), PEOPLE, "people"),
    Key("same-person", "m", "same", N_("this is the same person as another"), PEOPLE, "people"),
    Key("other-people", "s", "apart", N_("these are different people after all"), PEOPLE, "people"),
    Key("select", "v", "select", N_("select a passage, j and k take more of it; in the list, choose headlines"), NOTES),
    Key("note", "a", "note", N_("write a note on the passage, the quotation or the article"), NOTES),
    Key("mark", "M", "mark", N_("mark the passage or the quotation, without words"), NOTES),
    Key("find", "slash", "find", N_("search the library; in the comments, find words"), SORTING),
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
    Key("save", "f", "save", N_("save for later, or no longer"), SORTING),
    Key("mark-all-read", "A", "mark_all_read", N_("mark the whole list as read"), SORTING),
    Key("undo", "U", "undo", N_("undo"), SORTING),
    Key("refresh", "R", "refresh", N_("refresh the feeds"), LIBRARY),
    Key("stop", "x", "stop", N_("stop refreshing"), LIBRARY),
    Key("health", "i", "health", N_("how the feeds are doing"), LIBRARY),
    Key("theme", "t", "app.next_theme", N_("light or dark"), LIBRARY),
    Key("palette", "colon,ctrl+p", "app.command_palette", N_("find an action by its name"), LIBRARY),
    Key("help", "question_mark,f1", "help", N_("all the keys"), LIBRARY, ""),
    Key("quit", "Q", "app.quit", N_("quit"), LIBRARY, ""),
)

_NAMES = {
    "comma": ",",
    "semicolon": ";",
    "apostrophe": "'",
    "quotation_mark": '"',
    "ampersand": "&",
    "colon": ":",
    "question_mark": "?",
    "slash": "/",
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


def shown(keys: str) -> str:
    """Keys as people know them: `j ↓`."""
    names = (_(_NAMES[key]) if key in _NAMES else key.replace("ctrl+", "Ctrl+") for key in keys.split(","))
    return " ".join(names)


def bindings(where: str) -> list[Binding | tuple[str, str] | tuple[str, str, str]]:
    """The part of the table that is for a screen, as Textual wants it."""
    mine = (key for key in KEYS if key.where in ("", where))
    return [Binding(key.keys, key.action, key.words, show=False, id=key.id) for key in mine]


def keymap(chosen: dict[str, str]) -> dict[str, str]:
    """The user's own keys, checked: `action = "key"` or several, apart by commas.

    Raises ConfigError for an action that does not exist.
    """
    known = {key.id for key in KEYS}
    for name in chosen:
        if name not in known:
            raise ConfigError(
                _("In [keys], there is no action “{name}”. The actions are: {known}.").format(
                    name=name, known=", ".join(sorted(known))
                )
            )
    return {name: str(keys).replace(" ", "") for name, keys in chosen.items()}
