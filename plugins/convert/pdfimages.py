"""The pictures on a PDF's page, as files that browsers show: JPEG as it is, plain pixels as PNG."""

import struct
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from pdfminer.layout import LTImage
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException
from pdfminer.psparser import PSLiteral

from plugins.convert.pdflinks import Box
from plugins.convert.pictures import LARGEST

SMALLEST = 24.0  # points; a smaller one is a sign
A_SCAN = 0.6  # of the page; a larger one is the page itself
COLOURS = {"DeviceGray": 1, "CalGray": 1, "DeviceRGB": 3, "CalRGB": 3}


class Image(NamedTuple):
    """A picture and its place on the page. `data` is empty for a kind that is not read."""

    box: Box
    data: bytes
    content: int  # number of the marked content that it belongs to


def images_of(items: list[LTImage], page: Box, contents: dict[int, int]) -> Iterator[Image]:
    """Yield the pictures that belong to the text: neither signs nor scans of the whole page."""
    area = (page[2] - page[0]) * (page[3] - page[1])
    for item in items:
        x0, y0, x1, y1 = item.bbox
        width, height = x1 - x0, y1 - y0
        if min(width, height) >= SMALLEST and width * height < A_SCAN * area:
            yield Image(item.bbox, _data(item), contents.get(id(item), -1))


def _data(item: LTImage) -> bytes:
    try:
        filters = [_name(each) for each, _ in item.stream.get_filters()]
        if filters == ["DCTDecode"]:
            return bytes(item.stream.get_rawdata() or b"")
        return b"" if {"JPXDecode", "JBIG2Decode", "CCITTFaxDecode"} & {*filters} else _png(item)
    except (PSException, TypeError, ValueError, KeyError, zlib.error):
        return b""


def _png(item: LTImage) -> bytes:
    """Return plain pixels, of one or three bytes each, as PNG; b"" for any other kind."""
    width, height = (int(resolve1(side)) for side in item.srcsize)
    channels = _channels(item.colorspace)
    if resolve1(item.bits) != 8 or not channels or not 0 < width * height * channels <= LARGEST:
        return b""
    pixels, row = item.stream.get_data(), width * channels
    if len(pixels) < row * height:
        return b""
    lines = b"".join(b"\0" + pixels[at * row : (at + 1) * row] for at in range(height))
    kind = 2 if channels == 3 else 0
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


def _channels(colours: list[Any]) -> int:
    """Return the bytes of a pixel; 0 where that is not plain."""
    first = resolve1(colours[0]) if colours else None
    first = resolve1(first[0]) if isinstance(first, list) and first else first
    if _name(first) == "ICCBased":
        whole = resolve1(colours[0])
        profile = resolve1(whole[1] if isinstance(whole, list) else colours[1])
        count = resolve1(profile.get("N")) if profile is not None else 0
        return count if count in (1, 3) else 0
    return COLOURS.get(_name(first), 0)


def _name(value: Any) -> str:
    return str(value.name) if isinstance(value, PSLiteral) else ""
