"""Word documents: pictures that they hold or link to, and words that mammoth passes over."""

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
LOST = "pictures of which the source has the addresses alone: 1; save it with its pictures"


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


M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
BOX = f"""<mc:AlternateContent xmlns:mc="{MC}" xmlns:wps="x"><mc:Choice Requires="wps"><w:drawing>
<wp:inline xmlns:wp="{A}/wordprocessingDrawing">
<wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>في مربع</w:t></w:r></w:p></w:txbxContent>
</wps:txbx></wps:wsp></wp:inline></w:drawing></mc:Choice></mc:AlternateContent>"""
OVAL = """<w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:oval><v:textbox><w:txbxContent><w:p>
<w:r><w:t>في دائرة</w:t></w:r></w:p></w:txbxContent></v:textbox></v:oval></w:pict>"""


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def formula(inner: str) -> str:
    return f'<m:oMathPara xmlns:m="{M}"><m:oMath>{inner}</m:oMath></m:oMathPara>'


WORDS = {
    f'<w:fldSimple w:instr="DATE">{run("في حقل")}</w:fldSimple>': "في حقل",
    f'<w:bdo w:val="rtl">{run("باتجاه")}</w:bdo>': "باتجاه",
    f'<w:dir w:val="rtl">{run("باتجاه")}</w:dir>': "باتجاه",
    f'{run("قبل")}<w:r><w:br w:type="page"/></w:r>{run("بعد")}': "قبل  \nبعد",
    f"{run('قبل')}<w:r><w:cr/></w:r>{run('بعد')}": "قبل  \nبعد",
    f"<w:ruby><w:rt>{run('فوق')}</w:rt><w:rubyBase>{run('أصل')}</w:rubyBase></w:ruby>": "أصل",
    formula(
        "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
        "<m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>"
    ): "x<sup>2</sup>a/b",
    f"<w:r>{BOX}</w:r>": "في مربع",
    f"<w:r>{OVAL}</w:r>": "في دائرة",
}


@pytest.mark.parametrize("written", WORDS)
def test_words_that_mammoth_passes_over_are_there(document, written):
    body = document(docx(f"</w:r>{written}<w:r>")).document.body
    assert body.rstrip("\n").rpartition("\n\n")[2] == WORDS[written]


def test_hidden_text_is_not_published_and_told(document):
    hidden = run("سرّ", "<w:rPr><w:vanish/></w:rPr>")
    open_ = run(" ظاهر", '<w:rPr><w:vanish w:val="0"/></w:rPr>')
    item = document(docx(f"</w:r>{run('نص')}{hidden}{open_}<w:r>"))
    assert item.document.body.endswith("\n\nنص ظاهر\n")
    assert [note for note in item.warnings if note.startswith("its hidden text is left out; ")]


def style(kind: str, id: str, says: str = "", rests_on: str = "") -> str:
    based = f'<w:basedOn w:val="{rests_on}"/>' if rests_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{id}">{based}<w:rPr>{says}</w:rPr></w:style>'


VANISH, SHOW = "<w:vanish/>", '<w:vanish w:val="0"/>'
STYLES = "".join(
    (
        style("character", "Sign", VANISH),
        style("paragraph", "Draft", VANISH),
        style("paragraph", "Below", "", "Draft"),
        style("paragraph", "Open", SHOW, "Below"),
        style("paragraph", "Round", "", "Circle") + style("paragraph", "Circle", "", "Round"),
    )
)


@pytest.mark.parametrize(
    ("paragraph", "signs", "is_shown"),
    [
        ("", "", True),
        ("", '<w:rStyle w:val="Sign"/>', False),
        ("Draft", "", False),
        ("Below", "", False),
        ("Open", "", True),
        ("Round", "", True),
        ("Draft", SHOW, True),
        ("Draft", '<w:rStyle w:val="Sign"/>', True),  # ECMA-376, part 1, 17.7.3: they cancel out
    ],
)
def test_text_that_a_style_hides_is_not_published(document, paragraph, signs, is_shown):
    named = f'<w:pPr><w:pStyle w:val="{paragraph}"/></w:pPr>'
    written = f"</w:r></w:p><w:p>{named}{run('سرّ', f'<w:rPr>{signs}</w:rPr>')}</w:p><w:p><w:r>"
    item = document(docx(written, own_styles=STYLES))
    assert ("سرّ" in item.document.body) == is_shown
    told = [note for note in item.warnings if note.startswith("its hidden text is left out; ")]
    assert bool(told) != is_shown
