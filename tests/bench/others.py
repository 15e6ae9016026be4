"""The same articles for Hugo and for plain Pelican, with the pages that they have in common."""

import shutil
from importlib import resources
from pathlib import Path

from tests.bench.archive import Made

PER_PAGE = 50
HUGO = f"""\
baseURL = "https://x.example/"
languageCode = "ar"
title = "x"
disableKinds = ["sitemap"]
[pagination]
pagerSize = {PER_PAGE}
[taxonomies]
name = "names"
rubric = "rubrics"
origin = "origins"
year = "years"
"""
LAYOUTS = {
    "baseof.html": """\
<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<link rel="canonical" href="{{ .Permalink }}"></head>
<body><header><a href="/">x</a></header><main>{{ block "main" . }}{{ end }}</main></body></html>
""",
    "single.html": """\
{{ define "main" }}<article><h1>{{ .Title }}</h1><time>{{ .Date.Format "2006-01-02" }}</time>
{{ .Content }}
<ul>{{ range .GetTerms "names" }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
</article>{{ end }}
""",
    "list.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1>{{ $p := .Paginate .Pages }}
{{ range $p.Pages }}<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<time>{{ .Date.Format "2006-01-02" }}</time><p>{{ .Params.summary }}</p></article>{{ end }}
{{ template "_internal/pagination.html" . }}{{ end }}
""",
}
PELICAN = f"""\
from pathlib import Path
HERE = Path(__file__).parent
PATH, OUTPUT_PATH, THEME = str(HERE / "content"), str(HERE / "output"), str(HERE / "theme")
SITENAME, SITEURL, TIMEZONE, DEFAULT_LANG = "x", "https://x.example", "UTC", "ar"
DEFAULT_PAGINATION = {PER_PAGE}
FEED_ALL_ATOM = "feed.xml"
TAG_FEED_ATOM = "tag/{{slug}}.xml"
YEAR_ARCHIVE_SAVE_AS = "years/{{date:%Y}}/index.html"
# Each list in a folder: Pelican calls the second page of "a" as it calls the first of "a2".
TAG_SAVE_AS, AUTHOR_SAVE_AS = "tag/{{slug}}/index.html", "author/{{slug}}/index.html"
CATEGORY_SAVE_AS = "category/{{slug}}/index.html"
PAGINATION_PATTERNS = [
    (1, "{{url}}", "{{save_as}}"),
    (2, "{{base_name}}/page/{{number}}/", "{{base_name}}/page/{{number}}/index.html"),
]
"""


def write_hugo(made: list[Made], folder: Path) -> None:
    """Lay out a site for Hugo: each name, section, source and year is a taxonomy's term."""
    _write(folder / "hugo.toml", HUGO)
    for name, text in LAYOUTS.items():
        _write(folder / "layouts/_default" / name, text)
    for each in made:
        of = each.document
        assert of.date is not None
        fields = {
            "title": _quoted(of.title),
            "date": of.date.iso,
            "summary": _quoted(of.summary or ""),
            "names": f"[{', '.join(map(_quoted, each.names))}]",
            "rubrics": f"[{_quoted(of.section or '')}]",
            "origins": f"[{_quoted(of.source or '')}]",
            "years": f'["{of.date.year}"]',
        }
        lines = "\n".join(f"{name}: {value}" for name, value in fields.items())
        _write(folder / f"content/posts/{of.id}.md", f"---\n{lines}\n---\n\n{of.body}")


def write_pelican(made: list[Made], folder: Path) -> None:
    """Lay out a site for Pelican with its simple theme: names are tags, sources authors."""
    _write(folder / "conf.py", PELICAN)
    with resources.as_file(resources.files("pelican") / "themes/simple") as simple:
        shutil.copytree(simple, folder / "theme")
    for each in made:
        of = each.document
        assert of.date is not None
        fields = {
            "Title": of.title,
            "Slug": of.id,
            "Date": of.date.iso,
            "Category": of.section or "",
            "Authors": of.source or "",
            "Tags": ", ".join(each.names),
            "Summary": of.summary or "",
        }
        lines = "\n".join(f"{name}: {value}" for name, value in fields.items())
        _write(folder / f"content/{of.id}.md", f"{lines}\n\n{of.body}")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "").replace('"', "") + '"'


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
