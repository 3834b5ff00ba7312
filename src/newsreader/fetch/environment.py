"""Settings of the network in the environment: proxies, and the passwords of a netrc file."""

import os
from pathlib import Path
from urllib.request import getproxies


def configures_network() -> bool:
    """Return whether the environment names a proxy or a netrc file (`NETRC`), or there is one in the home folder.

    Where it does not, aiohttp need not look: it asks for both at each request, in a thread.
    """
    if "NETRC" in os.environ or getproxies():
        return True
    try:
        return Path("~", "_netrc" if os.name == "nt" else ".netrc").expanduser().exists()
    except RuntimeError:  # nobody's home
        return False
