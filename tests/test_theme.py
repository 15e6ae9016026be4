"""The theme's style: colours that can be read, sizes and colours said once, no left and right."""

import re

import pytest

from plugins.writer.assets import packed, unbalanced
from tests.rig import ROOT

STYLES = sorted((ROOT / "theme/static/css").glob("*.css"))
TOKENS = (ROOT / "theme/static/css/tokens.css").read_text("utf-8")
USUAL, _, REST = TOKENS.partition(':root[data-contrast="more"]')
HIGH = REST.partition("}")[0]  # what a reader's choice of high contrast changes
HEX = re.compile(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)")
COLOURS = {name: {"light": light, "dark": dark} for name, light, dark in HEX.findall(USUAL)}
MORE = COLOURS | {name: {"light": light, "dark": dark} for name, light, dark in HEX.findall(HIGH)}
MORE |= {name: MORE[other] for name, other in re.findall(r"--([\w-]+): var\(--([\w-]+)\)", HIGH)}
PAPERS = ("paper", "paper-sunk", "paper-raised")
INKS = ("ink", "ink-soft", "accent", "warning", *(name for name in COLOURS if "kind-" in name))
READABLE, VISIBLE = 4.5, 3.0  # WCAG 2.2, 1.4.3 (text) and 1.4.11 (what is not text)
PAIRS = [
    *((ink, paper, READABLE) for ink in INKS for paper in PAPERS),
    *(("rule-strong", paper, VISIBLE) for paper in PAPERS),
    ("accent-ink", "accent", READABLE),
    ("ink", "mark", READABLE),
]


def luminance(colour: str) -> float:
    """WCAG's relative luminance of "#rrggbb"."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_wcags() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colours", [COLOURS, MORE], ids=["usual", "high"])
@pytest.mark.parametrize(("ink", "paper", "least"), PAIRS)
def test_colours_can_be_told_apart(
    ink: str, paper: str, least: float, colours: dict[str, dict[str, str]], scheme: str
) -> None:
    assert contrast(colours[ink][scheme], colours[paper][scheme]) >= least


def test_every_colour_is_compared() -> None:
    """But for hairlines, and the land and sea of the map: nothing is read or pressed by them."""
    assert COLOURS.keys() - {name for pair in PAIRS for name in pair[:2]} == {"rule", "land", "sea"}


def test_high_contrast_is_higher() -> None:
    for scheme in ("light", "dark"):
        assert contrast(MORE["ink"][scheme], MORE["paper"][scheme]) == pytest.approx(21)
        assert MORE["ink-soft"] == MORE["ink"]


def declarations(style: str) -> list[str]:
    without_comments = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    return re.findall(r"[\w-]+\s*:[^;{}]+(?=[;}])", without_comments)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_a_block_says_start_and_end_and_takes_its_colours_from_the_tokens(path) -> None:
    if path.stem in ("tokens", "print"):  # colours are said here; paper is white
        return
    for declaration in declarations(path.read_text("utf-8")):
        assert not re.search(r"\b(left|right)\b", declaration), declaration
        assert not re.search(r"#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)\(", declaration), declaration


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_arabic_is_never_spaced_slanted_or_stretched(path) -> None:
    for declaration in declarations(path.read_text("utf-8")):
        assert not re.match(r"letter-spacing|hyphens|.*:\s*(italic|justify)$", declaration)


def test_a_mention_has_no_size_of_its_own() -> None:
    style = (ROOT / "theme/static/css/mention.css").read_text("utf-8")
    names = {declaration.split(":")[0].strip() for declaration in declarations(style)}
    assert all(name == "color" or name.startswith("text-") for name in names), names


def test_every_token_that_is_used_exists() -> None:
    styles = "".join(path.read_text("utf-8") for path in STYLES)
    said = set(re.findall(r"(--[\w-]+)\s*:", styles))
    assert set(re.findall(r"var\((--[\w-]+)", styles)) <= said


def test_every_token_is_used() -> None:
    styles = "".join(path.read_text("utf-8") for path in STYLES)
    said = set(re.findall(r"^\s*(--[\w-]+)\s*:", TOKENS, flags=re.MULTILINE))
    assert said <= set(re.findall(r"var\((--[\w-]+)", styles))


def test_a_sheet_is_packed_without_a_change_of_meaning() -> None:
    sheet = """/* a { b } */
    .a::before,  .b > p { content: "/* ;  } */"; inline-size: calc(1px + 2em) ; }
    @media (min-width: 64rem) and (pointer: coarse) { a:hover { color : red } }
    """
    assert packed(sheet) == (
        '.a::before,.b > p{content:"/* ;  } */";inline-size:calc(1px + 2em)}'
        "@media (min-width:64rem) and (pointer:coarse){a:hover{color :red}}\n"
    )


@pytest.mark.parametrize(
    ("css", "line"),
    [
        ("a { b: c }\n/* { */\nd::after { content: '}' }", None),
        ("a { b: c }\nd { e: f\n\ng { h: i }", 2),
        ("a { b: c }\n}\nd { e: f }", 2),
        ("@media (x) {\n a { b: c }\n", 1),
    ],
)
def test_a_brace_without_its_other_is_found(css: str, line: int | None) -> None:
    assert unbalanced(css) == line
