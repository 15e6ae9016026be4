"""How much of a text comes through each format: documents with a known text, made here or kept.

The figure is the share of Arabic letters and marks that come out right and in order, less those
that come out though nobody wrote them; title and day must be right whatever the figure.
"""

import difflib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest

from plugins.convert.item import Failure, Item
from plugins.convert.sniff import sniff
from plugins.plaintext import plain_text
from plugins.reader.render import render
from tests import features
from tests.converting import NOTE, SOURCES, read

ARABIC = re.compile(r"[\u0621-\u0652\u0670-\u06d3\u0660-\u0669]")
TITLE = "دليل ذاكرة المدينة: أسئلة وأجوبة"
VOWELLED = (
    "وَلَمَّا وَصَلَتِ الرِّسَالَةُ إِلَى الْمَدِينَةِ اجْتَمَعَ النَّاسُ حَوْلَ السَّاعَةِ الْكَبِيرَةِ، وَسَأَلُوا: مَنْ هٰذَا الرَّجُلُ الَّذِي "
    "يُحَدِّثُنَا عَنِ الْأَوَّلِينَ وَالْآخِرِينَ؟ فَأَجَابَ شَيْخٌ كَبِيرٌ: لَا أَدْرِي، وَلٰكِنَّهُ صَادِقٌ."
)
RICH = f"""<!doctype html><html lang="ar" dir="rtl"><head><meta
charset="utf-8"><title>{TITLE}</title>
<style>body {{ font-family: "Noto Naskh Arabic", "DejaVu Sans"; direction: rtl
}}</style></head><body>
<h1>{TITLE}</h1><p>الاثنين 21 أكتوبر 2024</p>
<p>جمع المتطوّعون وثائق الساحة القديمة في <b>مشروع أهلي صغير</b>، ونشروها للقرّاء <i>بلا
مقابل</i>، ثم
كتبوا هذا الدليل الذي يجيب عن أسئلة القارئ الجديد ويشرح له كيف يبحث وكيف يقتبس وكيف يراسلهم.</p>
<h2>المقدمة</h2><p>نُشر الدليل على موقع Internet Archive (archive.org) في 14 مارس/آذار 2019،
وبلغ حجمه
3.5 غيغابايت، أي نحو 12% من المجموعة كلها، بحسب منظمة UNESCO والاتحاد الأوروبي (EU).</p>
<p>قالَ المُؤرِّخُ: «إنَّ الذّاكِرَةَ لا تَموتُ»، وأضاف أن الأوراق الأولى والأخيرة لآلئ لا
تُقدَّر بثمن.</p>
<p>{VOWELLED}</p>
<h2>قائمة الوثائق</h2><ul><li>صحف ومجلات قديمة</li><li>رسائل شخصية</li></ul>
<ol><li>افتح الصندوق الأول.</li><li>رقّم الأوراق من 1 إلى 250.</li></ol>
<p>بلغ عدد الوثائق ١٬٢٣٤ وثيقة بين عامي ١٩٤٨ و١٩٦٧؛ فهل يكفي ذلك؟</p></body></html>"""
PAPER = (
    TITLE,
    "جمع المتطوعون وثائق الساحة القديمة في مشروع أهلي صغير، ونشروها للقراء بلا مقابل، ثم "
    "كتبوا هذا الدليل الذي يجيب عن أسئلة القارئ الجديد ويشرح له كيف يبحث وكيف يقتبس وكيف يراسلهم.",
    "نشر الدليل على موقع الأرشيف في 14 مارس 2019، وبلغ عدد الوثائق 250 وثيقة، أي نحو 12% من "
    "المجموعة كلها، بحسب المنظمة. وقال المؤرخ إن الذاكرة لا تموت ما دامت الأوراق محفوظة.",
)
SCANNED = (
    '<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><style>body { font: 20px/1.8 '
    '"Noto Naskh Arabic", "DejaVu Sans"; margin: 40px; background: #fdfcf8 }</style>'
    f"<h1>{PAPER[0]}</h1><p>{PAPER[1]}</p><p>{PAPER[2]}</p></html>"
)
HEADLESS = ("--headless", "--no-sandbox", "--disable-gpu")
LIBREOFFICE = {"docx": "docx", "odt": "odt", "rtf": "rtf", "doc": "doc:MS Word 97", "pdf": "pdf"}
LIBREOFFICE["tagged pdf"] = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)
# What a file of ../shared/documents does not hold as its truth has it: lost when it was made.
NOT_THERE = {
    "rich-lo.epub": ("السنة", "العدد", "ملاحظات"),
    "rich-lo.pdf": ("السنة", "العدد", "ملاحظات", "أوراق ناقصة", "جيدة", "تحتاج ترميمًا"),
}


def arabic(text: str) -> str:
    return "".join(ARABIC.findall(text))


def accuracy(expected: str, got: str) -> float:
    """Return 1 less the letters that must be changed, over the letters expected."""
    matcher = difflib.SequenceMatcher(None, expected, got, autojunk=False)
    wrong = sum(
        max(a2 - a1, b2 - b1) for tag, a1, a2, b1, b2 in matcher.get_opcodes() if tag != "equal"
    )
    return 1 - wrong / len(expected)


def text_of(item: Item) -> str:
    return f"{item.document.title}\n{plain_text(render(item.document.body)).text}"


def the_item(path: Path) -> Item:
    [item] = read(path)
    assert isinstance(item, Item), item
    return item


def rich_text() -> str:
    return plain_text(re.sub(r"<head>.*?</head>", "", RICH, flags=re.DOTALL)).text


def browser() -> str:
    named = os.environ.get("MAHFUZAT_BROWSER", "")
    program = named if named not in ("", "no") else shutil.which("chromium")
    if not program:
        pytest.skip("Chromium is not installed")
    return program


def without(text: str, words: tuple[str, ...]) -> str:
    for word in words:
        text = text.replace(word, "")
    return text


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """RICH in the formats that LibreOffice writes; one start of it a format."""
    program = shutil.which("soffice")
    if not program:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    folder = tmp_path_factory.mktemp("office")
    (folder / "rich.html").write_text(RICH, "utf-8")
    (folder / "features.html").write_text(features.page(features.body()), "utf-8")
    shutil.copy(folder / "features.html", folder / "tagged.html")
    sources = [folder / "rich.html", folder / "features.html"]
    for suffix, target in LIBREOFFICE.items():
        which = [folder / "tagged.html"] if suffix == "tagged pdf" else sources
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        command += ["--infilter=HTML (StarWriter)", "--convert-to", target, "--outdir", str(folder)]
        done = subprocess.run(
            [*command, *map(str, which)], capture_output=True, timeout=180, check=False
        )
        made = folder / f"{which[0].stem}.{suffix.split()[-1]}"
        assert made.is_file(), done.stderr
    return folder


@pytest.mark.parametrize("suffix", LIBREOFFICE)
def test_what_a_text_may_have_survives(suffix, office):
    name = "tagged.pdf" if suffix == "tagged pdf" else f"features.{suffix}"
    dropped = features.DROPPED.get(suffix, set())
    if suffix in ("docx", "odt") and not describes_pictures(office / "features.docx"):
        dropped = {"description"}
    assert features.missing(the_item(office / name)) == dropped


def describes_pictures(document: Path) -> bool:
    """Tell whether this LibreOffice writes pictures' descriptions into Word files: 7.4 does not."""
    with ZipFile(document) as parts:
        return features.DESCRIPTION in parts.read("word/document.xml").decode()


@pytest.mark.parametrize("name", features.MADE_HERE)
def test_what_a_text_may_have_survives_in_what_we_make_ourselves(name, tmp_path):
    (tmp_path / name).write_bytes(features.MADE_HERE[name])
    assert features.missing(the_item(tmp_path / name)) == set()


def test_what_a_text_may_have_survives_chromiums_print(tmp_path):
    printed(features.page(features.body()), tmp_path)
    dropped = features.DROPPED["pdf of Chromium"]
    assert features.missing(the_item(tmp_path / "page.pdf")) == dropped


@pytest.mark.parametrize("suffix", [suffix for suffix in LIBREOFFICE if " " not in suffix])
def test_what_libreoffice_writes_comes_through(suffix, office, floor):
    item = the_item(office / f"rich.{suffix}")
    assert item.document.title == TITLE
    assert item.document.date is not None
    assert item.document.date.iso == "2024-10-21"
    expected = without(rich_text(), ("الاثنين", "أكتوبر"))  # the line of the date is a field now
    floor(f"conversion: {suffix} of LibreOffice", accuracy(arabic(expected), arabic(text_of(item))))


def printed(text: str, folder: Path) -> None:
    """Print a page to page.pdf in `folder`."""
    program = browser()
    (folder / "page.html").write_text(text, "utf-8")
    command = [program, *HEADLESS, "--no-pdf-header-footer"]
    command += [f"--user-data-dir={folder}/profile", f"--print-to-pdf={folder}/page.pdf"]
    subprocess.run(
        [*command, f"file://{folder}/page.html"], capture_output=True, timeout=180, check=False
    )
    if not (folder / "page.pdf").is_file():
        pytest.skip("this Chromium prints no PDF")


def test_what_chromium_prints_comes_through(tmp_path, floor):
    printed(RICH, tmp_path)
    item = the_item(tmp_path / "page.pdf")
    assert item.document.title == TITLE
    expected = without(rich_text(), ("الاثنين", "أكتوبر"))
    floor("conversion: pdf of Chromium", accuracy(arabic(expected), arabic(text_of(item))))


def test_what_tesseract_reads_comes_through(tmp_path, floor):
    program = browser()
    if not shutil.which("tesseract"):
        pytest.skip("Tesseract is not installed: apt-get install tesseract-ocr-script-arab")
    (tmp_path / "scan.html").write_text(SCANNED, "utf-8")
    command = [program, *HEADLESS, "--hide-scrollbars", "--force-device-scale-factor=3"]
    command += [f"--user-data-dir={tmp_path}/profile", "--window-size=700,500"]
    command += [f"--screenshot={tmp_path}/scan.png", f"file://{tmp_path}/scan.html"]
    subprocess.run(command, capture_output=True, timeout=180, check=False)
    if not (tmp_path / "scan.png").is_file():
        pytest.skip("this Chromium takes no picture of a page")
    found = read(tmp_path / "scan.png")
    if isinstance(found[0], Failure) and "no Arabic model" in found[0].error:
        pytest.skip(found[0].error)
    item = the_item(tmp_path / "scan.png")
    assert any("read from pictures by machine" in warning for warning in item.warnings)
    floor("conversion: picture of a page", accuracy(arabic("".join(PAPER)), arabic(text_of(item))))


def test_what_we_make_ourselves_comes_through(tmp_path, floor):
    worst: dict[str, float] = {}
    for name, data in SOURCES.items():
        path = tmp_path / name
        path.write_bytes(data)
        reference = tmp_path / f"reference-{name}.txt"
        reference.write_bytes(SOURCES["a.txt"])
        kind = sniff(data, name)
        expected, got = (arabic(text_of(the_item(each))) for each in (reference, path))
        got = got.replace(arabic(NOTE), "")  # the EPUB's footnote is no part of the common text
        worst[kind] = min(worst.get(kind, 1.0), accuracy(expected, got))
    for kind, figure in worst.items():
        floor(f"conversion: made here, {kind}", figure)


def test_the_kept_documents_come_through(shared, floor):
    folder = shared / "documents"
    truth = plain_text(render((folder / "rich.truth.md").read_text("utf-8"))).text
    caption = "صورة الساحة القديمة"
    figures: dict[str, float] = {}
    for about in json.loads((folder / "manifest.json").read_text("utf-8")):
        name, wanted = about["file"], about["expect"]
        if name.endswith((".doc", ".odt", ".rtf")) and not shutil.which("soffice"):
            continue
        item = the_item(folder / name)
        assert item.document.title == wanted["title"], name
        date = item.document.date
        assert (date.iso if date else None) == wanted.get("date", date.iso if date else None), name
        if "author" in wanted:
            assert item.document.authors == (wanted["author"],), name
        lost = NOT_THERE.get(name, ())
        expected = arabic(without(truth, lost))
        got = arabic(without(text_of(item).replace(caption, ""), lost))
        kind = name.rsplit(".", 1)[1]
        figures[kind] = min(figures.get(kind, 1.0), accuracy(expected, got))
    for kind, figure in figures.items():
        floor(f"conversion: kept documents, {kind}", figure)
