"""What an RTF file says of its pictures, read beside LibreOffice."""

import io
import shutil
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.convert.item import Item
from plugins.convert.limits import Limits
from plugins.convert.reading import items
from plugins.convert.rtfpictures import TEXT, described, descriptions
from tests.converting import PNG, zipped

PICTURES = [
    (rb"{\pict{\*\picprop{\sp{\sn wzDescription}{\sv \u1589\'3f\u1608?\u1585?\'c9}}}00}", ["صورة"]),
    (rb"{\pict{\sp{\sn wzDescription}{\sv \u-10179?\u-8704? \{a\}}}}", ["\N{GRINNING FACE} {a}"]),
    (rb"{\pict{\sp{\sn wzDescription}{\sv a}}{\sp{\sn wzName}{\sv b}}}", ["a"]),
    (rb"{\pict{\sp{\sn wzDescription}{\sv }}{\sp{\sn wzName}{\sv b c}}}", ["b c"]),
    (rb"{\pict{\sp{\sn wzName}{\sv Picture 3}}}{\pict{\sp{\sn wzName}{\sv a.jpg}}}", ["", ""]),
    (rb"{\*\shppict{\pict a}}{\nonshppict{\pict{\sp{\sn wzName}{\sv b}}}}{\pict}", ["", ""]),
    (rb"{\shp{\sp{\sn pib}{\sv {\pict 00}}}{\sp{\sn wzDescription}{\sv a}}}", ["a"]),
    (rb"{\sp{\sn wzDescription}{\sv a}}{\picture}", []),
]


@pytest.mark.parametrize(("rtf", "said"), PICTURES)
def test_each_picture_has_its_description(rtf, said):
    assert descriptions(rb"{\rtf1\ansi\ansicpg1256 " + rtf + b"}") == said


@given(st.lists(st.sampled_from([*(rtf for rtf, _ in PICTURES), b"\\", b"{", b"}", b"\\u99999"])))
def test_no_broken_file_stops_it(parts):
    for cut in (0, 3, 7):
        descriptions(rb"{\rtf1\ansicpg99999" + b"".join(part[cut:] for part in parts))


def test_what_is_said_goes_to_as_many_pictures_and_to_no_others():
    picture = '<d><p:docPr xmlns:p="p" name="a"/><b:blip xmlns:b="b"/></d>'
    made = zipped({TEXT: f"<w>{picture * 2}<d><p:docPr xmlns:p='p'/></d></w>", "a": "b"})
    assert described(made, ["a"], "a.rtf", Limits()) == made
    with ZipFile(io.BytesIO(described(made, ["", "وصف"], "a.rtf", Limits()))) as told:
        assert told.read(TEXT).decode().count("descr=") == 2
        assert 'descr="&#1608;&#1589;&#1601;"' in told.read(TEXT).decode()
        assert told.read("a") == b"b"


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_no_field_brings_a_picture_of_this_machine(tmp_path):
    own = tmp_path / "own.png"
    own.write_bytes(PNG)
    asking = rf'INCLUDEPICTURE "{own}" \\\\d'
    fields = (asking, rf"{{\b {asking}}}", 'HYPERLINK "https://a.example/"')
    shown = r"\par And: ".join(rf"{{\field{{\*\fldinst {f}}}{{\fldrslt it}}}}" for f in fields)
    text = rf"{{\rtf1\ansi {{\b A title}}\par Of INCLUDEPICTURE: {shown}.}}"
    (tmp_path / "a.rtf").write_text(text)
    (item,) = items(tmp_path / "a.rtf", Limits())
    assert isinstance(item, Item)
    assert not item.pictures
    assert "Of INCLUDEPICTURE: it" in item.document.body
    assert "[it](https://a.example/)" in item.document.body
