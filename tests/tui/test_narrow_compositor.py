"""A screen that is drawn where it changed looks as Textual alone draws it."""

import random
from pathlib import Path

from textual._compositor import Compositor
from textual.geometry import Region

from newsreader.tui.narrow_compositor import NarrowCompositor
from tests.tui.reader import fill, opened


async def test_what_is_written_for_a_change_is_what_textual_writes(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        compositor, chance = reader.screen._compositor, random.Random(7)
        assert isinstance(compositor, NarrowCompositor)
        for _time in range(40):
            places = [(chance.randrange(110), chance.randrange(34)) for _place in range(chance.randint(1, 4))]
            changed = {Region(x, y, chance.randint(1, 120 - x), chance.randint(1, 36 - y)) for x, y in places}
            written = []
            for draw in (NarrowCompositor.render_partial_update, Compositor.render_partial_update):
                compositor._dirty_regions = set(changed)
                drawn = draw(compositor)
                assert drawn
                written.append(drawn.render_segments(reader.app.console))
            assert written[0] == written[1] != ""
