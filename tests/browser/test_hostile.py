"""An archive of documents that attack their readers: nothing in them runs, or is fetched."""

import json
import shutil
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.rig import Site, authority, build_site, document, lay_out

RUN = "window.hurt = (window.hurt || 0) + 1"
BREAKS = f"""</script></title></textarea></style>--><script>{RUN}</script>"""
EVENT = f"""\"><img src=x onerror="{RUN}"><svg onload='{RUN}'>"""
TEMPLATE = "{{ 7 * 7 }}{% raw %}${7 * 7}"
ATTACKS = [
    f"<script>{RUN}</script>",
    f"<script src='data:text/javascript,{RUN}'></script>",
    f"<svg><script>{RUN}</script><animate onbegin='{RUN}' attributeName=x dur=1s></svg>",
    f"<img src=x onerror='{RUN}'><img src=http://127.0.0.2:9/x.png alt=صورة>",
    "[![صورة](http://127.0.0.2:9/y.png)](https://example.org/) ![](//127.0.0.2:9/z.png)",
    f"<style>@import 'http://127.0.0.2:9/x.css'</style><p style='x' onclick='{RUN}'>ن",
    f"<iframe srcdoc=\"<script>parent.{RUN}</script>\"></iframe><object data='javascript:{RUN}'>",
    f"<a href='javascript:{RUN}' autofocus onfocus='{RUN}'>رابط</a> [رابط](javascript:{RUN})",
    f"[رابط](data:text/html,<script>{RUN}</script>) <base href='http://127.0.0.2:9/'>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.2:9/'>",
    "<form action='http://127.0.0.2:9/'><input name=q autofocus><button>اضغط</button></form>",
    f"<details open ontoggle='{RUN}'><summary>س</summary></details><video><source onerror='{RUN}'>",
    f"![{EVENT}](x.png '{EVENT}{BREAKS}')",
    "<li id=words>{}</li><li id=main>ن</li><p id=citation>ن</p><div class='page' id=q>ن</div>",
    f"<math><mtext><table><mglyph><style><img src onerror='{RUN}'></style></mglyph></table></math>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'></noscript>",
]


def hostile_files() -> dict[str, str]:
    """Every attack as a document's text, and every field of front matter as an attack."""
    bodies = {
        f"b{number}.md": document(body, title=f"هجوم {number}", id=f"b{number}", date="2024-10-21")
        for number, body in enumerate(ATTACKS)
    }
    attacked = {
        f"f{number}.md": document(
            "كتبه هجوم ناجح في بلد.",
            id=f"f{number}",
            title=quoted(f"عنوان {attack}"),
            summary=quoted(f"خلاصة {attack}"),
            authors=quoted([f"كاتب {attack}"]),
            translator=quoted(attack),
            section=quoted(f"قسم {attack}"),
            source=quoted(f"مصدر {attack}"),
            source_url=quoted(address),
            archived_url=quoted(address),
            source_lang=quoted("fr"),
            file=quoted(attack),
            file_sha256=quoted(attack),
            converted=quoted(attack),
            rights=quoted(attack),
            date="2024-10-21",
        )
        for number, (attack, address) in enumerate(
            [
                (BREAKS, f"javascript:{RUN}"),
                (EVENT, f"data:text/html,<script>{RUN}</script>"),
                (TEMPLATE, f'https://example.org/"onmouseover="{RUN}'),
            ]
        )
    }
    people = authority(f'hurt,هجوم ناجح,"اسم {cell(BREAKS)}",,"وصف {cell(EVENT + BREAKS)}"')
    places = authority(f'land,"بلد","{cell(EVENT)}",,"{cell(TEMPLATE + BREAKS)}"')
    beside = "\n\n".join([f"# {BREAKS}{EVENT}", *ATTACKS, f"![{EVENT}](x.png '{EVENT}{BREAKS}')"])
    page = document(BREAKS + EVENT, title=quoted(f"صفحة {BREAKS}"), id="about")
    return (
        bodies
        | attacked
        | {
            "authority/people.csv": people,
            "authority/places.csv": places,
            "pages/about.md": page,
            "originals/f0.fr.md": beside,
        }
    )


def quoted(value: str | list[str]) -> str:
    return json.dumps(value, ensure_ascii=False)  # YAML reads JSON


def cell(text: str) -> str:
    return text.replace('"', '""').replace("|", "")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("hostile")
    lay_out(hostile_files(), folder)
    shutil.rmtree(folder / "content/images", ignore_errors=True)
    site = build_site(folder, {"SITEURL": "https://archive.example"})
    assert site.status == 0, site.errors
    return site


def test_nothing_runs_and_nothing_is_fetched(
    hostile: Site, site_server: Callable[..., str], page: Page, trouble: list[str]
) -> None:
    home = site_server(hostile.output)
    for address in hostile.addresses():
        page.goto(f"{home}/{address}")
        assert page.evaluate("() => window.hurt") is None, address
        assert page.evaluate("() => document.querySelectorAll('base, iframe, object').length") == 0
        assert page.evaluate("() => document.querySelectorAll('#main, #citation').length") <= 2
        assert urls_of_scripts(page) == [], address
    # An image that is not there is the document's own fault, and the only one.
    assert [each for each in trouble if "404" not in each] == []
    trouble.clear()


def urls_of_scripts(page: Page) -> list[str]:
    """The addresses in the page that would run something."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("[href], [src], [action], [formaction]")]
          .flatMap(e => ["href", "src", "action", "formaction"].map(name => e.getAttribute(name)))
          .filter(value => /^\\s*(javascript|data|vbscript):/i.test(value ?? ""))"""
    )
    return found


def test_a_search_shows_hostile_titles_as_text(
    hostile: Site, site_server: Callable[..., str], page: Page
) -> None:
    page.goto(f"{site_server(hostile.output)}/search/?q=عنوان")
    page.locator("#results a").first.wait_for()
    assert "<script>" in page.locator("#results").inner_text()
    assert page.evaluate("() => window.hurt") is None


def test_the_policy_holds_where_cleaning_would_not(
    hostile: Site, site_server: Callable[..., str], page: Page, trouble: list[str]
) -> None:
    page.goto(f"{site_server(hostile.output)}/")
    page.evaluate(f"""() => {{
      const script = document.createElement("script")
      script.textContent = "{RUN}"
      document.body.append(script)
      document.body.insertAdjacentHTML("beforeend", `<img src=x onerror="{RUN}">`)
    }}""")
    page.wait_for_timeout(300)
    assert page.evaluate("() => window.hurt") is None
    assert any("Content Security Policy" in each for each in trouble)
    trouble.clear()


def test_an_image_of_another_host_is_a_link_to_it(hostile: Site) -> None:
    assert '<a href="http://127.0.0.2:9/x.png" rel="noopener noreferrer">صورة</a>' in hostile.page(
        "b3"
    )
    assert '<a href="https://example.org/" rel="noopener noreferrer">صورة</a>' in hostile.page("b4")
