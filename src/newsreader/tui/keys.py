"""The table of keys, from which the bindings, the help, the palette, the check of the settings and the pages of keys
are made.

No default needs AltGr on an AZERTY keyboard, and each letter has the meaning that terminal readers
agree on (newsboat, vim), or is free there.
"""

from collections.abc import Mapping
from dataclasses import field

from newsreader.i18n import N_
from newsreader.model.values import dataclass
from newsreader.tui.layout import LibraryPane, Pane


@dataclass(frozen=True)
class Key:
    """An action with its keys. `id` is its name in the settings; `keys` are Textual's names.

    `action` is what the screen does; `panes` is what a pane does in place of it, while it has the focus, and may leave
    to the screen (`SkipAction`); and what the screen of people does. `context` is the screen, or the one pane, that the
    key is for, "" for all.
    """

    id: str
    keys: str
    action: str
    help: str
    group: str
    context: str = "reading"
    panes: Mapping[str, str] = field(default_factory=dict)


def _each(action: str) -> dict[str, str]:
    """The same in every pane."""
    return {str(pane): action for pane in (*Pane, *LibraryPane)}


#: What holds the panes: its keys are for whichever of them has the focus.
LAYOUT = "layout"
#: What holds the screens: its keys are for every one of them, sheets and boxes too.
APP = "app"
SCREENS = ("reading", "people", "quotations")

MOVING, READING, QUOTES, COMMENTS, NOTES, PEOPLE, SORTING, FEEDS, LIBRARY = (
    N_("Navigation"),
    N_("Reading"),
    N_("Quotations and comments"),
    N_("In the comments"),
    N_("Notes and highlights"),
    N_("People"),
    N_("Lists and search"),
    N_("Feeds and folders"),
    N_("newsreader"),
)

KEYS = (
    Key("down", "j,down", "", N_("down"), MOVING, "", _each("move('down')")),
    Key("up", "k,up", "", N_("up"), MOVING, "", _each("move('up')")),
    Key("page-down", "pagedown,ctrl+f", "", N_("a page down"), MOVING, "", _each("move('page_down')")),
    Key("page-up", "b,pageup,ctrl+b", "", N_("a page up"), MOVING, "", _each("move('page_up')")),
    Key("half-down", "ctrl+d", "", N_("half a page down"), MOVING, "", _each("move('half_down')")),
    Key("half-up", "ctrl+u", "", N_("half a page up"), MOVING, "", _each("move('half_up')")),
    Key("top", "g,home", "", N_("to the top"), MOVING, "", _each("move('top')")),
    Key("bottom", "G,end", "", N_("to the end"), MOVING, "", _each("move('bottom')")),
    Key(
        "open",
        "enter,l,right",
        "",
        N_("open"),
        MOVING,
        "",
        {
            Pane.FEEDS: "screen.open_list",
            Pane.HEADLINES: "screen.do('reading.open_current')",
            Pane.LINKS: "open",
            Pane.QUOTES: "screen.do('quotations.open')",
            Pane.COMMENTS: "comment('fold')",
            **dict.fromkeys(LibraryPane, "screen.open"),
        },
    ),
    Key(
        "back",
        "h,left,escape,q",
        "do('navigation.back')",
        N_("back"),
        MOVING,
        "",
        {Pane.HEADLINES: "back", Pane.ARTICLE: "back", "people": "back", "quotations": "back"},
    ),
    Key("leave", "q", "", N_("from the feeds: quit"), MOVING, Pane.FEEDS, panes={Pane.FEEDS: "app.quit"}),
    Key("next-pane", "tab", "", N_("next pane"), MOVING, panes={LAYOUT: "screen.do('navigation.next_pane', 1)"}),
    Key(
        "previous-pane",
        "shift+tab",
        "",
        N_("previous pane"),
        MOVING,
        panes={LAYOUT: "screen.do('navigation.next_pane', -1)"},
    ),
    Key(
        "read-on",
        "space",
        "do('navigation.read_next_unread')",
        N_("next page; at the end, next unread article"),
        READING,
        panes={
            Pane.FEEDS: "screen.open_list",
            Pane.HEADLINES: "screen.do('reading.open_current')",
            Pane.ARTICLE: "read_on",
            Pane.COMMENTS: "read_on",
        },
    ),
    Key(
        "next-unread",
        "n",
        "do('navigation.next_unread', 1)",
        N_("next unread article; next match; in the comments, next thread"),
        READING,
        panes={Pane.ARTICLE: "next(1)", Pane.COMMENTS: "next(1)"},
    ),
    Key(
        "previous-unread",
        "N",
        "do('navigation.next_unread', -1)",
        N_("previous unread article; in the comments, previous one"),
        READING,
        panes={Pane.ARTICLE: "next(-1)", Pane.COMMENTS: "next(-1)"},
    ),
    Key(
        "next-article",
        "J",
        "do('navigation.next_article', 1)",
        N_("next article; in the comments, next at the same level"),
        READING,
        panes={Pane.COMMENTS: "sibling(1)"},
    ),
    Key(
        "previous-article",
        "K",
        "do('navigation.next_article', -1)",
        N_("previous article; in the comments, previous one"),
        READING,
        panes={Pane.COMMENTS: "sibling(-1)"},
    ),
    Key(
        "browser",
        "o",
        "do('external.open_page')",
        N_("open the page in the browser"),
        READING,
        panes={Pane.LINKS: "browser"},
    ),
    Key(
        "browser-comments",
        "O",
        "do('external.open_comments')",
        N_("open the page at its comments"),
        READING,
        panes={Pane.LINKS: "browser"},
    ),
    Key(
        "links",
        "L",
        "do('navigation.toggle_side', 'links')",
        N_("links in the article; their numbers open them too"),
        READING,
    ),
    Key("images", "I", "do('images.enlarge')", N_("view images full screen"), READING),
    Key("listen", "H", "listen", N_("listen: play the recording or read aloud; pause, resume"), READING),
    Key("slower", "minus", "do('audio.change_speed', -1)", N_("slower (while listening)"), READING),
    Key("faster", "equals_sign", "do('audio.change_speed', 1)", N_("faster (while listening)"), READING),
    Key("seek-back", "ctrl+left", "do('audio.seek', -1)", N_("back 15 seconds or one sentence"), READING),
    Key("seek-forward", "ctrl+right", "do('audio.seek', 1)", N_("forward 15 seconds or one sentence"), READING),
    Key(
        "previous-place",
        "alt+left",
        "do('visits.step_history', -1)",
        N_("back to what was opened before"),
        READING,
        "",
        {"people": "step_history(-1)", "quotations": "step_history(-1)"},
    ),
    Key(
        "forward",
        "alt+right",
        "do('visits.step_history', 1)",
        N_("forward (after going back)"),
        READING,
        "",
        {"people": "step_history(1)", "quotations": "step_history(1)"},
    ),
    Key(
        "next-section",
        "right_parenthesis",
        "do('navigation.next_section', 1)",
        N_("next heading"),
        READING,
        panes={Pane.ARTICLE: "section(1)"},
    ),
    Key(
        "previous-section",
        "left_parenthesis",
        "do('navigation.next_section', -1)",
        N_("previous heading"),
        READING,
        panes={Pane.ARTICLE: "section(-1)"},
    ),
    Key("narrower", "less_than_sign", "do('page.change_width', -1)", N_("narrower text"), READING),
    Key("wider", "greater_than_sign", "do('page.change_width', 1)", N_("wider text"), READING),
    Key(
        "revisions",
        "V",
        "do('page.show_revisions')",
        N_("show revisions; in the list, select all"),
        READING,
        panes={Pane.HEADLINES: "select_all"},
    ),
    Key("pipe", "P", "do('external.pipe')", N_("pipe the article to a command (Markdown)"), READING),
    Key(
        "send",
        "X",
        "do('sharing.share')",
        N_("send the selected articles to a service or an EPUB"),
        READING,
    ),
    Key("copy-link", "y", "copy_link", N_("copy the address"), READING, panes={Pane.LINKS: "copy_link"}),
    Key("next-quote", "comma,quotation_mark", "do('quotations.next', 1)", N_("next quotation"), QUOTES),
    Key("previous-quote", "semicolon", "do('quotations.next', -1)", N_("previous quotation"), QUOTES),
    Key(
        "speaker",
        "exclamation_mark",
        "do('correction.choose_speaker')",
        N_("put right who says the quotation"),
        QUOTES,
        "",
        {"people": "speaker", "quotations": "speaker"},
    ),
    Key("why", "full_stop", "do('correction.show_evidence')", N_("why it is theirs: the words that show it"), QUOTES),
    Key(
        "quotes",
        "apostrophe",
        "do('navigation.toggle_side', 'quotes')",
        N_("quotations in the article: who said what"),
        QUOTES,
    ),
    Key(
        "copy-quote",
        "Y",
        "do('external.copy_quote')",
        N_("copy the quotation with its speaker and source"),
        QUOTES,
        "",
        {"people": "copy_quote", "quotations": "copy_quote"},
    ),
    Key(
        "people",
        "p",
        "do('visits.show_people')",
        N_("people quoted in your library"),
        QUOTES,
        panes={"quotations": "switch"},
    ),
    Key(
        "study",
        "percent_sign",
        "app.study",
        N_("who is quoted how much"),
        QUOTES,
        "",
        {"people": "app.study", "quotations": "app.study"},
    ),
    Key(
        "quotations",
        "W",
        "do('visits.search_quotations')",
        N_("search your library’s quotations"),
        QUOTES,
        panes={"people": "switch"},
    ),
    Key("comments", "c", "do('navigation.toggle_side', 'comments')", N_("open or close the comments"), QUOTES),
    Key(
        "fold",
        "z",
        "explain('comments')",
        N_("collapse replies; in the list, expand a story; in the article, full screen"),
        COMMENTS,
        panes={
            Pane.HEADLINES: "screen.do('lists.toggle_story')",
            Pane.ARTICLE: "screen.do('layout.toggle_zen')",
            Pane.COMMENTS: "comment('fold')",
        },
    ),
    Key(
        "fold-all",
        "Z",
        "explain('comments')",
        N_("collapse or expand all replies"),
        COMMENTS,
        panes={Pane.COMMENTS: "comment('fold_all')"},
    ),
    Key(
        "parent-comment",
        "u",
        "explain('comments')",
        N_("go to parent comment"),
        COMMENTS,
        panes={Pane.COMMENTS: "comment('parent')"},
    ),
    Key(
        "next-new-comment",
        "e",
        "explain('comments')",
        N_("next new comment"),
        COMMENTS,
        panes={Pane.COMMENTS: "comment('new')"},
    ),
    Key(
        "comment-cursor",
        "w",
        "explain('comments')",
        N_("step through comments / scroll"),
        COMMENTS,
        panes={Pane.COMMENTS: "comment('walk')"},
    ),
    Key(
        "discussions",
        "D",
        "do('comments.find_discussions')",
        N_("discussions on Hacker News and lemmy.world"),
        COMMENTS,
    ),
    Key("find-person", "slash,f", "find", N_("find a person by name or role"), PEOPLE, "people"),
    Key("find-quotation", "slash,f", "find", N_("change the search for quotations"), PEOPLE, "quotations"),
    Key(
        "versions",
        "o",
        "versions",
        N_("how other outlets have this quotation"),
        PEOPLE,
        "quotations",
        {"people": "versions"},
    ),
    Key("sort-quotations", "s", "sort", N_("sort quotations by time, speaker or outlet"), PEOPLE, "quotations"),
    Key("keep-quotations", "S", "keep", N_("save this search for quotations"), PEOPLE, "quotations"),
    Key("quotations-rule", "F", "rule", N_("create a rule from this search for quotations"), PEOPLE, "quotations"),
    Key("profile", "i", "profile", N_("the person’s page: roles, months, topics, outlets"), PEOPLE, "people"),
    Key("kind", "tab", "kind", N_("people, organisations, unnamed sources"), PEOPLE, "people"),
    Key("merge-people", "m", "same", N_("this is the same person as another"), PEOPLE, "people"),
    Key("split-person", "s", "apart", N_("these are different people after all"), PEOPLE, "people"),
    Key(
        "select",
        "v",
        "explain('select')",
        N_("select a passage, j and k extend; in the list, select articles"),
        NOTES,
        panes={Pane.HEADLINES: "select", Pane.ARTICLE: "select"},
    ),
    Key("note", "a", "do('notes.write')", N_("write a note on the passage, the quotation or the article"), NOTES),
    Key("highlight", "M", "do('notes.highlight')", N_("highlight the passage or quotation"), NOTES),
    Key(
        "find",
        "slash",
        "do('search.search')",
        N_("search the library; in the article and the comments, find text"),
        SORTING,
        panes={Pane.ARTICLE: "screen.do('page.find')", Pane.COMMENTS: "screen.do('comments.find')"},
    ),
    Key("save-search", "S", "do('search.save_search')", N_("save this search"), SORTING),
    Key("group-stories", "E", "do('lists.toggle_stories')", N_("group or ungroup stories"), SORTING),
    Key("rules", "F", "do('rules.open')", N_("create a rule from this search; without a search, list rules"), SORTING),
    Key("tag", "T", "do('actions.tag')", N_("tag the article"), SORTING),
    Key(
        "order",
        "s",
        "do('lists.next_order')",
        N_("sort by time, outlet or comments; comments by thread, rating…"),
        SORTING,
        panes={Pane.ARTICLE: "screen.do('page.sort_updates')", Pane.COMMENTS: "comment('order')"},
    ),
    Key("density", "underscore", "do('lists.toggle_density')", N_("a line a headline, or headlines in full"), SORTING),
    Key("all", "1,ampersand", "do('lists.filter', 'all')", N_("show all articles"), SORTING),
    Key("unread", "2,é", "do('lists.filter', 'unread')", N_("show unread articles only"), SORTING),
    Key("saved", "3", "do('lists.filter', 'saved')", N_("show saved articles only"), SORTING),
    Key("toggle-read", "m", "do('actions.toggle_read')", N_("mark as read or unread"), SORTING),
    Key(
        "save",
        "f",
        "do('actions.save')",
        N_("save / unsave; in the link list, save the linked page"),
        SORTING,
        panes={Pane.LINKS: "save"},
    ),
    Key("save-address", "B", "do('links.save_address')", N_("save an article by URL"), SORTING),
    Key(
        "mark-all-read",
        "A",
        "do('actions.mark_all_read')",
        N_("mark the whole list as read; in the feeds, the one under the cursor"),
        SORTING,
    ),
    Key("undo", "U", "do('actions.undo')", N_("undo"), SORTING, "", {"people": "revert", "quotations": "revert"}),
    Key(
        "redo",
        "ctrl+y",
        "do('actions.redo')",
        N_("redo what was undone"),
        SORTING,
        "",
        {"people": "revert(True)", "quotations": "revert(True)"},
    ),
    Key("refresh", "R", "do('refresh.refresh')", N_("refresh the feeds"), LIBRARY),
    Key(
        "refresh-feed",
        "r",
        "do('refresh.refresh_feed')",
        N_("refresh the feed or the folder under the cursor; in the article, download its page again"),
        LIBRARY,
        panes={Pane.ARTICLE: "screen.do('reading.fetch_again')"},
    ),
    *(
        Key(name, keys, "", words, FEEDS, Pane.FEEDS, {Pane.FEEDS: f"screen.do('feeds.{action}')"})
        for name, keys, action, words in (
            ("rename-feed", "e", "rename", N_("rename the feed, the folder or the saved search")),
            ("move-feed", "T", "move", N_("move the feed to a folder")),
            ("mute-feed", "M", "mute", N_("mute the feed: in no list but its own; or unmute it")),
            ("feed-site", "o", "open_site", N_("open the site of the feed in the browser")),
            ("feed-address", "y", "copy_address", N_("copy the address of the feed")),
            ("fold-folder", "z", "fold", N_("fold or unfold the folder")),
            ("fold-folders", "Z", "fold_all", N_("fold or unfold all folders")),
        )
    ),
    *(
        Key(name, keys, "", words, FEEDS, Pane.FEEDS, {Pane.FEEDS: f"screen.do('opml.{action}')"})
        for name, keys, action, words in (
            ("import-feeds", "I", "ask_import", N_("import subscriptions (OPML, newsboat, nom)")),
            ("export-feeds", "X", "ask_export", N_("export the subscriptions (OPML)")),
        )
    ),
    Key("subscribe", "plus", "do('subscribing.subscribe')", N_("subscribe to a feed, a site, an outlet"), FEEDS),
    Key("remove-feed", "d", "do('feeds.remove')", N_("unsubscribe; remove the saved search or the tag"), FEEDS),
    Key("menu", "asterisk,shift+f10", "do('feeds.menu')", N_("menu of the feed, folder, search or tag"), FEEDS),
    Key("sync", "ctrl+r", "do('refresh.sync')", N_("sync now"), LIBRARY),
    Key("stop", "x", "stop", N_("stop playback or refresh"), LIBRARY),
    Key("feed-status", "i", "do('refresh.show_feed_status')", N_("feed status"), LIBRARY),
    Key("settings", "C", "settings", N_("settings"), LIBRARY),
    Key("toggle-dark", "t", "app.next_theme", N_("light or dark"), LIBRARY),
    Key("themes", "ctrl+t", "app.themes", N_("choose a theme (live preview)"), LIBRARY),
    Key("palette", "colon,ctrl+p", "app.command_palette", N_("command palette"), LIBRARY),
    Key("redraw", "ctrl+l", "", N_("draw the screen anew"), LIBRARY, "", {APP: "redraw"}),
    Key("suspend", "ctrl+z", "app.suspend_process", N_("suspend; “fg” in the shell resumes"), LIBRARY, ""),
    Key("help", "question_mark,f1", "help", N_("keyboard shortcuts"), LIBRARY, ""),
    Key("quit", "Q", "app.quit", N_("quit"), LIBRARY, ""),
)
