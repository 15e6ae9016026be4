"""What is made of one small archive, whole: a person reads the difference when it changes."""

import re

import pytest

from tests.rig import authority, build_site, lay_out, run

CLIPPING = """\
قمة في سيول: «خطوة كبيرة»

\u00a0

التقى مارك روتي، أمين حلف شمال الأطلسي، الاثنين 21 أكتوبر/تشرين الأول، الرئيس الكوري الجنوبي.

وقال روتي إن الحلف سيفتح مكتبا في كوريا الجنوبية *قريبا*.

ما بعد اللقاء

وغادر الأمين العام سيول إلى بروكسل في اليوم التالي، ولم يحدد موعدا جديدا للقاء آخر.

المصدر

https://www.rfi.fr/fr/europe/20241021-sommet-a-seoul...
"""
FILES = {
    "sources/سياسة/summit.txt": CLIPPING,
    "authority/people.csv": authority("mark-rutte,مارك روتي"),
    "authority/places.csv": authority(
        "seoul,سيول,,,عاصمة كوريا الجنوبية,,37.57,126.98",
        "south-korea,كوريا الجنوبية,,,,,,,كوري جنوبي,,",
    ),
    "authority/organizations.csv": authority("nato,حلف شمال الأطلسي,الناتو|الأطلسي"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("golden")
    lay_out(FILES, folder)
    run("plugins.convert", folder / "sources", "--into", folder / "content/articles")
    [path] = (folder / "content/articles").rglob("*.md")
    text = re.sub(r"^converted: .*", "converted: 2026-01-01", path.read_text("utf-8"), flags=re.M)
    path.write_text(text, "utf-8")
    return build_site(folder, {})


def document(site):
    [path] = (site.content / "articles").rglob("*.md")
    return path


def test_a_clipping_becomes_this_document(site, golden):
    golden("clipping.md", document(site).read_text("utf-8"))


def test_the_document_becomes_these_pages(site, golden):
    pages = {
        "article": f"articles/{document(site).stem.rpartition('-')[2]}/",
        "entity": "places/seoul/",
        "kind": "organizations/",
        "month": "dates/2024/10/",
        "home": "",
    }
    for name, address in pages.items():
        main = re.search(r"<main.*</main>", site.page(address), re.DOTALL)
        assert main, address
        golden(f"{name}.html", main.group() + "\n")
