"""What commands read: files, or standard input where a file is called "-". What is no text is refused."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from newsreader.i18n import _
from newsreader.model.errors import NewsreaderError


@contextmanager
def open_bytes(file: str) -> Iterator[BinaryIO]:
    """Open a file, or standard input ("-"), to read. Raises NewsreaderError with a sentence, also while it is read."""
    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as stream:
            yield stream
    except IsADirectoryError:
        raise NewsreaderError(_("{path} is a folder.").format(path=file)) from None
    except FileNotFoundError:
        raise NewsreaderError(_("There is no file {path}.").format(path=file)) from None
    except PermissionError:
        raise NewsreaderError(_("You may not read {path}.").format(path=file)) from None
    except OSError as error:
        raise NewsreaderError(_("{path} cannot be read: {error}.").format(path=file, error=error.strerror)) from error


def read_bytes(file: str) -> bytes:
    """Read a whole file, or standard input. Raises NewsreaderError with a sentence."""
    with open_bytes(file) as stream:
        return stream.read()


def read_text(file: str) -> str:
    """The same as text in UTF-8. Raises NewsreaderError where it is none."""
    data = read_bytes(file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NewsreaderError(_("{path} is not a text file in UTF-8.").format(path=file)) from None
    if "\0" in text:
        raise NewsreaderError(_("{path} is not a text file.").format(path=file))
    return text
