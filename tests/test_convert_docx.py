"""Pictures of Word documents: those that the file holds, and those that it only links to."""

import pytest

from plugins.convert.item import Item
from tests.converting import MORE, PNG, docx, read

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006"
LINKED = (
    f'<w:drawing xmlns:r="{R}" xmlns:a="{A}/main"><wp:inline xmlns:wp="{A}/wordprocessingDrawing">'
    f'<wp:docPr id="1" name="a" descr="صورة"/><a:graphic><a:graphicData><pic:pic '
    f'xmlns:pic="{A}/picture"><pic:blipFill><a:blip r:KIND="p"/></pic:blipFill></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing>"
)
OLD = (
    f'<w:pict xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml"><v:shape>'
    '<v:imagedata r:id="p"/></v:shape></w:pict>'
)
LOST = "1 of its pictures are not in the source, only their addresses; save it with its pictures"


def relation(target: str, more: str = 'TargetMode="External"') -> str:
    return f'<Relationship Id="p" Type="{R}/image" Target="{target}" {more}/>'


@pytest.fixture
def document(tmp_path):
    def document(data: bytes) -> Item:
        (tmp_path / "in/صور").mkdir(parents=True)
        (tmp_path / "secret.png").write_bytes(PNG)
        (tmp_path / "in/صور/ا.png").write_bytes(PNG)
        (tmp_path / "in/b.png").write_bytes(PNG)
        (tmp_path / "in/a.docx").write_bytes(data)
        [item] = read(tmp_path / "in/a.docx")
        assert isinstance(item, Item)
        assert MORE in item.document.body
        return item

    return document


@pytest.mark.parametrize("drawn", [LINKED.replace("KIND", "link"), OLD])
@pytest.mark.parametrize("target", ["صور/ا.png", "file:///C:\\Users\\x\\b.png", "..\\x/b.png"])
def test_a_linked_picture_beside_the_document_is_carried_along(document, drawn, target):
    item = document(docx(drawn, relation(target)))
    [picture] = item.pictures
    assert picture.data == PNG
    assert f"({{static}}/images/{picture.name})" in item.document.body
    assert not any("pictures" in warning for warning in item.warnings)


@pytest.mark.parametrize("drawn", [LINKED.replace("KIND", "link"), OLD])
@pytest.mark.parametrize(
    "target", ["../secret.png", "https://x.example/b.png", "//x/b.gif", "a.docx"]
)
def test_a_linked_picture_that_is_not_there_is_told(document, drawn, target):
    item = document(docx(drawn, relation(target)))
    assert not item.pictures
    assert item.warnings[-1] == LOST


def test_a_picture_that_a_document_has_lost_costs_no_text(document):
    item = document(docx(LINKED.replace("KIND", "embed"), relation("media/1.png", "")))
    assert item.warnings[-1] == LOST
