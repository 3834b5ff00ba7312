"""Nothing lost, at length: killed at random moments, and six processes on one library.

    python benchmarks/soak.py --kills 500 --minutes 10

The short versions of both run with the tests (`tests/test_reliability.py`).
"""

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.concurrent_use import run_concurrently
from tests.crash_recovery import kill_all_kinds
from tests.server import press_server


def main() -> int:
    """Run it; 1 if anything was lost, or seen that nobody should see."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder, press_server() as server:
        os.environ |= {
            "NEWSREADER_LIBRARY": f"{folder}/library.db",
            "NEWSREADER_CONFIG": f"{folder}/config.toml",
            "XDG_STATE_HOME": folder,
            "LANGUAGE": "en",
        }
        began = time.monotonic()
        if options.kills:
            counts = kill_all_kinds(Path(folder), chance, server, options.kills)
            print(f"killed {counts} in {time.monotonic() - began:.0f} s: nothing confirmed was lost", flush=True)
        if not options.minutes:
            return 0
        for old in Path(folder).glob("library.db*"):
            old.unlink()
        found = run_concurrently(Path(folder) / "library.db", server, options.minutes * 60, chance)
    memory = ", ".join(f"{first:.0f} → {last:.0f} MB" for first, last in found.memory)
    print(f"{options.minutes} min: {found.done}; readers {memory}; lost {found.lost}; whole {found.whole}")
    print("\n".join(found.bad[:5]))
    return 1 if found.bad or found.lost or not found.whole else 0


if __name__ == "__main__":
    raise SystemExit(main())
