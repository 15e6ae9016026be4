"""Pictures in a text: their size is known from their first bytes, and their page keeps the room."""

import struct
import zlib
from urllib.parse import quote

import pytest

from plugins.browse.figures import with_figures
from plugins.pictures import size_of
from tests.rig import document


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(width: int, height: int, orientation: int = 0) -> bytes:
    row = struct.pack("<HHII", 0x0112, 3, 1, orientation)
    exif = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + row
    turned = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif if orientation else b""
    frame = struct.pack(">HBHH", 11, 8, height, width) + b"\1\1\x11\0"
    return b"\xff\xd8" + turned + b"\xff\xff\xc0" + frame


def webp(kind: bytes, data: bytes) -> bytes:
    return b"RIFF\0\0\0\0WEBP" + kind + struct.pack("<I", len(data)) + data


PICTURES = {
    "png": png(30, 20),
    "gif": b"GIF89a" + struct.pack("<HH", 30, 20),
    "jpeg": jpeg(30, 20),
    "jpeg on its side": jpeg(20, 30, 6),
    "webp": webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 30, 20)),
    "webp, lossless": webp(b"VP8L", b"\x2f" + (29 | 19 << 14).to_bytes(4, "little")),
    "webp, extended": webp(b"VP8X", bytes(4) + b"\x1d\0\0\x13\0\0"),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_a_pictures_size_is_read(kind, tmp_path):
    (tmp_path / "x").write_bytes(PICTURES[kind])
    assert size_of(tmp_path / "x") == (30, 20)


@pytest.mark.parametrize("kind", PICTURES)
def test_half_a_picture_has_no_size_and_no_error(kind, tmp_path):
    for length in range(len(PICTURES[kind])):
        (tmp_path / "x").write_bytes(PICTURES[kind][:length])
        assert size_of(tmp_path / "x") in (None, (30, 20))
    assert size_of(tmp_path / "nothing") is None
    assert size_of(tmp_path / "no\0name") is None


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>ا</p>", "<p>ا</p>"),
        (
            '<p><img alt="قناة" src="a.png" title="سفينة &amp; قناة"></p>',
            '<figure><img alt="قناة" src="a.png" width="3" height="2" loading="lazy" '
            'decoding="async"><figcaption>سفينة &amp; قناة</figcaption></figure>',
        ),
        (
            '<p><a href="/x/"><img alt="" src="a.png"></a></p>',
            '<figure><a href="/x/"><img alt="" src="a.png" width="3" height="2" loading="lazy" '
            'decoding="async"></a></figure>',
        ),
        (
            '<p>في <img src="b.png" width="9"> النص</p>',
            '<p>في <img src="b.png" alt="" loading="lazy" decoding="async"> النص</p>',
        ),
    ],
)
def test_a_picture_alone_becomes_a_figure(html, shown):
    assert with_figures(html, {"a.png": (3, 2)}.get) == shown


def test_a_picture_of_the_original_too(build, tmp_path):
    (tmp_path / "content/images").mkdir(parents=True)
    (tmp_path / "content/images/canal.png").write_bytes(png(30, 20))
    files = {"a.md": document(title="القناة", id="a", lang="ar")}
    site = build(
        files | {"originals/a.fr.md": "![Canal]({static}/images/canal.png)"},
        SITEURL="https://x.example/archive",
    )
    image = '<figure><img alt="Canal" src="/archive/images/canal.png" width="30" height="20" '
    assert image in site.page("a")


def test_a_page_keeps_room_for_the_archives_pictures(build, tmp_path):
    (tmp_path / "content/images").mkdir(parents=True)
    (tmp_path / "content/images/canal.png").write_bytes(png(30, 20))
    body = '![قناة]({static}/images/canal.png "السفينة الأولى")'
    page = build({"canal.md": document(body, title="القناة")}).page("canal")
    assert (
        '<figure><img alt="قناة" src="/images/canal.png" width="30" height="20" loading="lazy" '
        'decoding="async"><figcaption>السفينة الأولى</figcaption></figure>' in page
    )


def test_no_file_outside_the_archive_is_published(build, tmp_path):
    (tmp_path / "secret.png").write_bytes(png(3, 2))
    (tmp_path / "secret.txt").write_text("سر")
    body = "![سر]({static}/../secret.png)\n\n[سر]({attach}../../secret.txt)"
    errors = build({"a.md": document(body, title="قناة")}, fails=True).errors
    for line, name in ((5, "secret.png"), (7, "secret.txt")):
        assert f"content/articles/a.md:{line}: {tmp_path}/content/../{name} is outside" in errors


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ("![أ]({static}/images/b.png)", "images/b.png"),
        ("[أ]({filename}b.md)", "articles/b.md"),
        ("[أ]({filename}/pages/c.md#d)", "pages/c.md"),
    ],
)
def test_a_link_to_what_is_not_there_stops_the_build(link, named, build, tmp_path):
    files = {"a.md": document(f"نص\n\n{link}", title="قناة"), "b2.md": document(title="أخرى")}
    there = "[أ]({filename}b2.md) [ب]({filename}/articles/b2.md#x)"
    errors = build(files | {"d.md": document(there, title="ثالثة")}, fails=True).errors
    told = f"content/articles/a.md:7: {tmp_path}/content/{named} is not there; put it there"
    assert told in errors and "d.md" not in errors


@pytest.mark.parametrize("name", ["أ.png", "أ (1).png", "a b.png", "a+b.png"])
def test_a_picture_is_published_whatever_its_name(name, build, tmp_path):
    (tmp_path / "content/images").mkdir(parents=True)
    (tmp_path / "content/images" / name).write_bytes(png(3, 2))
    body = (
        f"![أ]({{static}}/images/{quote(name)})\n\n![أ](<{{static}}/images/{quote(name, ' +()أ')}>)"
    )
    site = build({"a.md": document(body, title="قناة")})
    assert (site.output / "images" / name).is_file()
    assert "{static}" not in site.page("a")
