"""What the converter makes, the site shows."""

import base64

from tests.converting import LEAD, MORE, PAGE, PNG, TITLE


def test_a_picture_of_a_source_is_on_the_page_below_the_sites_path(build):
    address = "data:image/png;base64," + base64.b64encode(PNG).decode("ascii")
    page = PAGE.replace(f"<p>{MORE}", f'<p><img src="{address}" alt="قاعة (١)"></p><p>{MORE}')
    site = build({"sources/a.html": page}, SITEURL="https://x.example/archive")
    [picture] = (site.output / "images").iterdir()
    assert picture.read_bytes() == PNG
    [shown] = [path for path in (site.output / "articles").rglob("index.html") if path.is_file()]
    html = shown.read_text("utf-8")
    assert f'src="/archive/images/{picture.name}" width="' in html
    assert 'alt="قاعة (١)"' in html
    assert TITLE in html
    assert LEAD in html
