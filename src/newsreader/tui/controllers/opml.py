"""Import and export of subscriptions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.i18n import _, system_reason
from newsreader.library.files import read_bytes
from newsreader.model.errors import NewsreaderError
from newsreader.tui.key_names import with_keys
from newsreader.tui.typed_path import complete_path, typed_path

if TYPE_CHECKING:
    from newsreader.tui.controllers.lists import ListController
    from newsreader.tui.services.base import Services

#: Where the subscriptions are written to, where nothing else is said.
EXPORTED = "~/newsreader.opml"


class OpmlController:
    """Imports lists of subscriptions (OPML, newsboat's `urls`, nom's `config.yml`) and exports OPML."""

    def __init__(self, services: Services, lists: ListController) -> None:
        self._services, self._lists = services, lists

    def ask_import(self) -> None:
        """Subscribe to everything in a file that is asked for."""

        def on_answer(name: str | None) -> None:
            if name:
                self.import_file(typed_path(name))

        question = _("file of subscriptions: OPML, newsboat or nom (Tab completes)")
        self._services.dialogs.ask(question, on_answer, complete=complete_path)

    def import_file(self, path: Path) -> None:
        """Subscribe to everything in a file; one undo takes it back."""
        services = self._services

        def import_list() -> str:
            done = services.library.subscriptions.import_list(read_bytes(str(path)), services.settings.passes)
            hint = [with_keys(_("{key:refresh} downloads them, {key:undo} undoes."))] if done.new else []
            return " ".join([*done.counts(), *hint])

        self._work(import_list, self._lists.refresh_counts)

    def ask_export(self) -> None:
        """Write the subscriptions into an OPML file, which is not there yet."""

        def on_answer(name: str | None) -> None:
            if name:
                path = typed_path(name)
                self._work(lambda: self._export(path), lambda: None)

        self._services.dialogs.ask(_("OPML file for the subscriptions"), on_answer, EXPORTED, complete=complete_path)

    def _export(self, path: Path) -> str:
        opml = self._services.library.subscriptions.to_opml()
        try:
            with path.open("x", encoding="utf-8") as file, _removed_on_error(path):
                file.write(opml)
                file.flush()
        except FileExistsError as error:
            raise NewsreaderError(_("{path} is there already: choose another name.").format(path=path)) from error
        except OSError as error:
            words = _("{path} cannot be written: {error}.")
            raise NewsreaderError(words.format(path=path, error=system_reason(error))) from error
        return _("The subscriptions are in {path}.").format(path=path)

    def _work(self, act: Callable[[], str], then: Callable[[], object]) -> None:
        """Do it in the background, then say how it went."""

        def done(sentence: str) -> None:
            self._services.notify(sentence, 15)
            then()

        self._services.run(act, done)


@contextmanager
def _removed_on_error(path: Path) -> Iterator[None]:
    """Remove a file that could not be written whole: at the next try it would be there already."""
    try:
        yield
    except Exception:
        path.unlink(missing_ok=True)
        raise
