"""What commands read: files, or standard input where a file is called "-". What is no text is refused."""

import sys
from pathlib import Path

from newsreader.i18n import _
from newsreader.model.errors import NewsreaderError


def read_bytes(file: str) -> bytes:
    """What is in a file, or comes from standard input ("-"). Raises NewsreaderError with a sentence."""
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except IsADirectoryError:
        raise NewsreaderError(_("{path} is a folder.").format(path=file)) from None
    except FileNotFoundError:
        raise NewsreaderError(_("There is no file {path}.").format(path=file)) from None
    except PermissionError:
        raise NewsreaderError(_("You may not read {path}.").format(path=file)) from None
    except OSError as error:
        raise NewsreaderError(_("{path} cannot be read: {error}.").format(path=file, error=error.strerror)) from error


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
