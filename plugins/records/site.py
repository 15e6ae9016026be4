"""The files that speak for the whole site: sitemap, robots.txt, OpenSearch, web manifest."""

import json
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

MOST_ADDRESSES = 50_000  # in one sitemap; sitemaps.org
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
MASKED = {"purpose": "maskable"}  # its colour reaches the edges: a telephone cuts its own shape
XML = '<?xml version="1.0" encoding="utf-8"?>\n'


def sitemaps(
    addresses: Sequence[str], site: str, changed: dict[str, str], most: int = MOST_ADDRESSES
) -> dict[str, str]:
    """Return the sitemap's files by name: sitemap.xml, an index where one file is not enough.

    addresses  of all pages, below the site, as they stand in links (percent-encoded)
    changed    address → ISO day of its last change, where that is known
    """
    parts = [addresses[at : at + most] for at in range(0, len(addresses), most)] or [[]]
    files = [_urlset(part, site, changed) for part in parts]
    if len(files) == 1:
        return {"sitemap.xml": files[0]}
    named = {f"sitemap-{number}.xml": file for number, file in enumerate(files, 1)}
    rows = [f"<sitemap><loc>{escape(f'{site}/{name}')}</loc></sitemap>" for name in named]
    index = f'<sitemapindex xmlns="{SITEMAPS}">\n' + "\n".join(rows) + "\n</sitemapindex>\n"
    return {"sitemap.xml": XML + index, **named}


def _urlset(addresses: Sequence[str], site: str, changed: dict[str, str]) -> str:
    rows = []
    for address in addresses:
        day = f"<lastmod>{changed[address]}</lastmod>" if address in changed else ""
        rows.append(f"<url><loc>{escape(f'{site}/{address}')}</loc>{day}</url>")
    return f'{XML}<urlset xmlns="{SITEMAPS}">\n' + "\n".join(rows) + "\n</urlset>\n"


def robots(site: str) -> str:
    """Return robots.txt: all is for everyone; where the sitemap is."""
    sitemap = f"\nSitemap: {site}/sitemap.xml\n" if site else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


def opensearch(name: str, description: str, site: str, icon: str, lang: str) -> str:
    """Return the description by which a browser searches the archive from its address line."""
    template = quoteattr(f"{site}/search/?q={{searchTerms}}")
    return (
        f'{XML}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(name[:16])}</ShortName>\n"  # 16 letters at most, says its standard
        f"<Description>{escape(description[:1024])}</Description>\n"
        f"<Language>{escape(lang)}</Language>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Image type="image/svg+xml">{escape(icon)}</Image>\n'
        f'<Url type="text/html" template={template}/>\n'
        "</OpenSearchDescription>\n"
    )


def manifest(name: str, description: str, base: str, icon: str, lang: str, direction: str) -> str:
    """Return the web manifest, by which the archive can be put on a telephone's screen.

    icon  the icons' address up to what tells them apart
    """
    told = {
        "id": f"{base}/",
        "name": name,
        "short_name": name,
        "description": description,
        "lang": lang,
        "dir": direction,
        "start_url": f"{base}/",
        "scope": f"{base}/",
        "display": "minimal-ui",
        "background_color": "#fbfaf6",
        "theme_color": "#fbfaf6",
        "icons": [
            {"src": f"{icon}.svg", "type": "image/svg+xml", "sizes": "any"},
            *(
                {"src": f"{icon}-{n}.png", "type": "image/png", "sizes": f"{n}x{n}", **MASKED}
                for n in (180, 512)
            ),
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
