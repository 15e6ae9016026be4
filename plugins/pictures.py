"""How large a picture is, told by its first bytes: PNG, JPEG, GIF, WebP."""

import struct
from pathlib import Path

JPEG, GIF, PNG = b"\xff\xd8", (b"GIF87a", b"GIF89a"), b"\x89PNG\r\n\x1a\n"
# Markers of JPEG that begin a frame (ITU-T T.81, table B.1): C0 to CF without DHT, JPG and DAC.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
BARE = frozenset((0x01, *range(0xD0, 0xD9)))  # markers without a length
ROTATED = range(5, 9)  # of Exif's orientation: lies on its side
Size = tuple[int, int]


def size_of(path: Path) -> Size | None:
    """Return width and height in pixels as shown, None for what is no such picture or not there."""
    try:
        data = path.read_bytes()
        found = _size(data)
    except (OSError, ValueError, struct.error, IndexError):  # ValueError: a null in a name
        return None
    return found if found and all(found) else None


def _size(data: bytes) -> Size | None:
    if data.startswith(PNG):
        return _pair(">II", data, 16)
    if data.startswith(GIF):
        return _pair("<HH", data, 6)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    return _jpeg(data) if data.startswith(JPEG) else None


def _pair(form: str, data: bytes, at: int) -> Size:
    first, second = struct.unpack_from(form, data, at)
    return first, second


def _webp(data: bytes) -> Size | None:
    """Return the size of WebP's three kinds (RFC 9649, 2.5 to 2.7)."""
    kind = data[12:16]
    if kind == b"VP8 ":
        width, height = _pair("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        bits: int = struct.unpack_from("<I", data, 21)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        width, wide, height, high = struct.unpack_from("<HBHB", data, 24)
        return (width | wide << 16) + 1, (height | high << 16) + 1
    return None


def _jpeg(data: bytes) -> Size | None:
    at, turned = 2, False
    while True:
        marker = data[at + 1]
        if data[at] != 0xFF:
            return None
        if marker == 0xFF or marker in BARE:  # padding
            at += 1 if marker == 0xFF else 2
            continue
        if marker in FRAMES:
            height, width = _pair(">HH", data, at + 5)
            return (height, width) if turned else (width, height)
        length = struct.unpack_from(">H", data, at + 2)[0]
        if marker == 0xE1:
            turned = _is_turned(data[at + 4 : at + 2 + length])
        at += 2 + length


def _is_turned(exif: bytes) -> bool:
    """Tell whether Exif (its tag 0x0112) says that the picture is shown on its side."""
    order = {b"II": "<", b"MM": ">"}.get(exif[6:8])
    if exif[:6] != b"Exif\0\0" or order is None:
        return False
    tiff = exif[6:]
    first = struct.unpack_from(f"{order}I", tiff, 4)[0]
    count = struct.unpack_from(f"{order}H", tiff, first)[0]
    for row in range(count):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + row * 12)
        if tag == 0x0112:
            return value in ROTATED
    return False
