"""The reader starts without parts of Textual; whoever needs them gets them afterwards."""

import subprocess
import sys

START = "import sys; from newsreader.tui.lean_textual import import_textual; import_textual(); "


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", START + code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_reader_loads_neither_the_palette_of_textual_nor_tls() -> None:
    left_out = ["textual.command", "textual.widgets._input", "textual.widgets._option_list", "rich.table", "ssl"]
    assert run(f"import newsreader.tui.app; print(*[name for name in {left_out} if name in sys.modules])") == ""


def test_what_was_left_out_is_whole_for_who_needs_it_later() -> None:
    later = (
        "import asyncio, ssl; from rich.table import Table; from textual.command import CommandPalette; "
        "from textual.widgets import Input, OptionList, DataTable; from rich.console import Console; "
        "table = Table(); table.add_row('rang'); Console().print(table); "
        "print(issubclass(CommandPalette, __import__('textual.screen').screen.ModalScreen), ssl.create_default_context)"
    )
    assert "rang" in run(later) and "True" in run(later)


def test_a_textual_app_with_a_line_to_type_in_works() -> None:
    app = """
import asyncio
from textual.app import App
from textual.widgets import Input
class Asking(App):
    def compose(self):
        yield Input()
async def typed():
    async with Asking().run_test() as pilot:
        await pilot.press(*"mot", "ctrl+p")
        print(pilot.app.query_one(Input).value, len(pilot.app.screen_stack))
"""
    # Textual's own palette is not for the reader's process: where an app allows it, it cannot open.
    app = app.replace("class Asking(App):", "class Asking(App):\n    ENABLE_COMMAND_PALETTE = False")
    code = f"exec({app!r}); asyncio.run(typed())"
    assert run(code) == "mot 1"
