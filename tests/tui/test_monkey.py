"""Keys that nobody would press, in any order, with pastes, clicks and sizes: the reader goes on."""

import pytest
from scripts.monkey import run


@pytest.mark.parametrize("seed", [1, 2])
def test_a_monkey_at_the_keys_breaks_nothing(seed: int) -> None:
    found = run(None, 150, seed)
    assert found.events >= 150 and not found.crashes
