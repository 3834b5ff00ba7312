"""Convert images to cells of two colours each (half blocks), which any terminal with colours can draw."""

import io
import warnings
from typing import TYPE_CHECKING

from newsreader.model.values import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image as Image

#: The kinds of file that are opened; others may be anything.
_KINDS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
#: Pixels beyond which a file is taken for a bomb.
_MOST = 50_000_000
#: Pixels of the longer side: for a picture in the text, and for one that fills the screen.
SMALL, LARGE = 240, 1600
#: A picture in the text is so wide and high at most, in cells.
COLUMNS, ROWS = 64, 18
#: The colours of the upper and of the lower half of a cell.
Cell = tuple[str, str]


def opened(content: bytes, side: int = LARGE) -> "Image | None":
    """A picture whose longer side is at most so many pixels; None for what cannot be read as one."""
    from PIL import Image, ImageOps  # only who looks at pictures needs it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=_KINDS) as file:
                if file.width * file.height > _MOST:
                    return None
                file.draft("RGB", (side, side))
                picture = ImageOps.exif_transpose(file)
                picture.thumbnail((side, side))
                ground = Image.new("RGB", picture.size, "white")
                shown = picture.convert("RGBA")
                ground.paste(shown, mask=shown)
                return ground
    except Exception:  # noqa: BLE001 - whatever a hostile file does to its decoder, it is no picture
        return None


@dataclass(frozen=True)
class Picture:
    """A thumbnail of an image, which can be drawn at any width."""

    small: "Image"

    @classmethod
    def read(cls, content: bytes) -> "Picture | None":
        """Read the bytes of a file; None for what is no picture."""
        small = opened(content, SMALL)
        return cls(small) if small else None

    def cells(self, width: int) -> list[list[Cell]]:
        """Return rows of cells for a width; a cell is twice as high as it is wide, so it holds two pixels."""
        most = min(width, COLUMNS)
        scale = min(most / self.small.width, 2 * ROWS / self.small.height)
        columns, rows = max(1, round(self.small.width * scale)), max(1, round(self.small.height * scale / 2))
        raw = self.small.resize((columns, 2 * rows)).tobytes()
        pixels = [f"#{raw[at : at + 3].hex()}" for at in range(0, len(raw), 3)]
        return [
            list(
                zip(
                    pixels[2 * row * columns : (2 * row + 1) * columns],
                    pixels[(2 * row + 1) * columns : (2 * row + 2) * columns],
                    strict=True,
                )
            )
            for row in range(rows)
        ]
