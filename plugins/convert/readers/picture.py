"""Scanned pages as pictures: PNG, JPEG, TIFF (of several pages too), BMP."""

from collections.abc import Iterator

from plugins.convert.draft import Draft
from plugins.convert.ocr import of_picture
from plugins.convert.raw import Raw
from plugins.convert.whole import whole

SUFFIXES = (
    (b"\x89PNG", ".png"),
    (b"\xff\xd8", ".jpg"),
    (b"II", ".tif"),
    (b"MM", ".tif"),
    (b"BM", ".bmp"),
)


def read(raw: Raw) -> Iterator[Draft]:
    """Yield the text of the picture."""
    suffix = next(end for sign, end in SUFFIXES if raw.data.startswith(sign))
    yield whole(of_picture(raw, suffix), raw)
