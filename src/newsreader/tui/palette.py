"""The commands of the palette: actions and destinations, found by words of both languages and by synonyms."""

import re
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Any

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode

from newsreader.i18n import _, everywhere
from newsreader.model.text import clean_line, fold
from newsreader.model.values import dataclass
from newsreader.tui.key_names import keys_of, shown
from newsreader.tui.keys import FEEDS, KEYS, MOVING, Key
from newsreader.tui.layout import Pane
from newsreader.tui.synonyms import SYNONYMS

_WORDS = re.compile(r"[^\W_]+")
#: How much it matters where a word is found: it begins the title, it is in it, it is another name for it.
_FIRST, _INSIDE, _ALSO = 0, 1, 2


@dataclass(frozen=True)
class Command:
    """A command of the palette: its name, what kind of thing it is, its keys, and further words it is found by.
    `on_start`: it is offered before anything is typed."""

    title: str
    kind: str
    run: Callable[[], Awaitable[object] | object]
    keys: str = ""
    also: str = ""
    on_start: bool = True

    def rank(self, typed: list[str]) -> int | None:
        """Rank how well the command matches what is typed, the smaller the better; None where a word does not match."""
        title, also = (_WORDS.findall(fold(words)) for words in (self.title, self.also))
        total = 0
        for word in typed:
            if title[:1] and title[0].startswith(word):
                total += _FIRST
            elif any(each.startswith(word) for each in title):
                total += _INSIDE
            elif any(each.startswith(word) for each in also):
                total += _ALSO
            else:
                return None
        return total


def matching(commands: Iterable[Command], typed: str) -> list[Command]:
    """List those that fit, the best first; before anything is typed, those that are offered."""
    words = _WORDS.findall(fold(typed))
    if not words:
        return [command for command in commands if command.on_start]
    ranked = [(rank, command) for command in commands if (rank := command.rank(words)) is not None]
    return [command for _rank, command in sorted(ranked, key=lambda pair: pair[0])]


def actions(app: App[Any]) -> list[Command]:
    """List what the keys do where one is: those of the pane first."""
    screen = app.screen
    chain = screen._binding_chain
    owners: dict[str, tuple[DOMNode, Binding]] = {}
    for node, bound in reversed(chain):
        for bindings in bound.key_to_bindings.values():
            owners |= {each.id: (node, each) for each in bindings if each.id}
    keys = [key for key in KEYS if key.id in owners]
    nearest = [node for node, _bound in chain]
    # What the pane itself answers comes first; moving about needs no palette.
    keys.sort(key=lambda key: (nearest.index(owners[key.id][0]) > 0, key.group == MOVING))
    return [_command(key, partial(_do, app, key, owners[key.id]), key.group != MOVING) for key in keys]


def _command(key: Key, run: Callable[[], Awaitable[object]], on_start: bool) -> Command:
    words, also = _(key.help), (*everywhere(key.help), SYNONYMS.get(key.id, ""), key.id)
    title = words[:1].upper() + words[1:]
    return Command(title, _(key.group), run, shown(keys_of(key.id)), " ".join(also), on_start)


async def _do(app: App[Any], key: Key, owner: tuple[DOMNode, Binding]) -> None:
    node, binding = owner
    screen = app.screen
    if not await app.run_action(binding.action, node) and node is not screen:
        await screen.run_action(key.action)  # the pane leaves it to the screen


def feed_actions(app: App[Any]) -> list[Command]:
    """List what can be done with a feed from another pane: with that of the list that is shown."""
    if any(node.id == Pane.FEEDS for node, _bound in app.screen._binding_chain):
        return []
    own = [key for key in KEYS if key.group == FEEDS and key.context == Pane.FEEDS]
    run = app.screen.run_action
    return [_command(key, partial(run, key.panes[Pane.FEEDS].removeprefix("screen.")), on_start=False) for key in own]


def destination(title: str, kind: str, go: Callable[[], object]) -> Command:
    """A list, a tag, a person: found by its name, and by what it is."""
    return Command(clean_line(title), kind, go, also=kind, on_start=False)
