"""Read the files that people name, and standard input ("-"), up to a size and unzipped; an error says why one cannot be
read, is empty, or is not text."""

import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from gzip import BadGzipFile, GzipFile
from io import BufferedReader
from pathlib import Path
from typing import cast

from newsreader.i18n import _, system_reason
from newsreader.model.errors import NewsreaderError
from newsreader.parse.binary import binary_format

#: Bytes of a file, or of a line of one that is read line by line: what is longer may have no end (`/dev/zero`, a bomb).
LARGEST = 100_000_000


@contextmanager
def open_file(file: str) -> Iterator[BufferedReader]:
    """Open a file, or standard input, to read; what is gzipped is unpacked. Raises NewsreaderError, also while it is
    read."""
    try:
        with _stream(file) as stream:
            yield _unpacked(stream) if stream.peek(2)[:2] == b"\x1f\x8b" else stream
    except IsADirectoryError:
        raise NewsreaderError(_("{path} is a folder.").format(path=shown_name(file))) from None
    except FileNotFoundError:
        raise NewsreaderError(_("There is no file {path}.").format(path=shown_name(file))) from None
    except PermissionError:
        raise NewsreaderError(_("You may not read {path}.").format(path=shown_name(file))) from None
    except (BadGzipFile, EOFError, zlib.error):
        raise NewsreaderError(_("The file is corrupted: invalid gzip data.")) from None
    except OSError as error:
        raise NewsreaderError(
            _("{path} cannot be read: {error}.").format(path=shown_name(file), error=system_reason(error))
        ) from error


def shown_name(file: str) -> str:
    """Return the name by which sentences call a file."""
    return _("standard input") if file == "-" else file


def _stream(file: str) -> BufferedReader:
    if file != "-":
        return Path(file).open("rb")
    return cast(BufferedReader, sys.stdin.buffer)


def _unpacked(stream: BufferedReader) -> BufferedReader:
    return BufferedReader(cast("BufferedReader", GzipFile(fileobj=stream)))


def read_bytes(file: str) -> bytes:
    """The bytes of a text, in whatever encoding. Raises NewsreaderError, also where it is empty."""
    with open_file(file) as stream:
        return rest_of(stream, file)


def rest_of(stream: BufferedReader, file: str) -> bytes:
    """The same of a file that is open already."""
    if name := binary_format(stream.peek(4096)):
        raise NewsreaderError(_("{path} is {format}, not text.").format(path=shown_name(file), format=name))
    data = stream.read(LARGEST + 1)
    if not data.strip():
        raise NewsreaderError(_("{path} is empty.").format(path=shown_name(file)))
    return _bounded(data, file)


def read_text(file: str) -> str:
    """A text in UTF-8, which may be empty. Raises NewsreaderError."""
    return "".join(text_lines(file))


def text_lines(file: str) -> Iterator[str]:
    """The lines of a text in UTF-8, one after another. Raises NewsreaderError."""
    with open_file(file) as stream:
        if name := binary_format(stream.peek(4096)):
            raise NewsreaderError(_("{path} is {format}, not text.").format(path=shown_name(file), format=name))
        for number, line in enumerate(lines_of(stream, file)):
            try:
                yield line.decode("utf-8" if number else "utf-8-sig")
            except UnicodeDecodeError:
                raise NewsreaderError(_("{path} is not a text file in UTF-8.").format(path=shown_name(file))) from None


def lines_of(stream: BufferedReader, file: str) -> Iterator[bytes]:
    """The lines of a file that is open. Raises NewsreaderError for one without an end."""
    while line := stream.readline(LARGEST + 1):
        yield _bounded(line, file)


def _bounded(data: bytes, file: str) -> bytes:
    if len(data) > LARGEST:
        raise NewsreaderError(_("{path} is too large.").format(path=shown_name(file)))
    return data
