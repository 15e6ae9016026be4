"""Cuts the theme's fonts out of installed packages: the letters of faces.py alone, as WOFF2.

The fonts' copyright and licence (SIL Open Font License) stay inside the files.
"""

import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from fontTools import __version__ as fonttools_version

from plugins.errors import ArchiveError
from plugins.files import write_atomic
from plugins.writer import faces
from plugins.writer.faces import CUTS, LENT, Cut

COPYRIGHT_AND_LICENCE = [0, 13, 14]  # in OpenType's 'name' table
UNUSED = {"frac", "numr", "dnom"}  # features: fractions
POSTSCRIPT_NAME = 6
NAMES = [1, 4, POSTSCRIPT_NAME, 16]  # family, full name, PostScript name, typographic family
WINDOWS_ENGLISH = (3, 1, 0x409)


@dataclass(frozen=True)
class Face:
    """A font file as written.

    file        its name, with a hash of what is in it
    characters  the code points in it
    """

    family: str
    weight: str
    file: str
    characters: frozenset[int]


def subset_fonts(into: Path, cache: Path, cuts: Iterable[Cut] = CUTS) -> list[Face]:
    """Write each cut's WOFF2 file into the folder `into` and return the faces, in order.

    cache  keeps finished files by the hash of (font, characters), so that only the first build cuts
    Raises ArchiveError where a font's package is not installed or a folder cannot be written.
    """
    return [write_face(cut, into, cache) for cut in cuts]


def write_face(cut: Cut, into: Path, cache: Path) -> Face:
    font = read_font(cut)
    kept = cache / f"{key(cut, font)}.woff2"
    told = kept.with_suffix(".points")
    if not (kept.exists() and told.exists()):
        content = cut_font(cut, font)
        write_atomic(kept, content)
        write_atomic(told, " ".join(map(str, sorted(characters_in(content)))))
    content = kept.read_bytes()
    name = f"{cut.family} {cut.weight}".lower().replace(" ", "-")
    file = f"{name}.{hashlib.sha256(content).hexdigest()[:10]}.woff2"
    write_atomic(into / file, content)
    points = frozenset(map(int, told.read_text("utf-8").split()))
    return Face(cut.family, cut.weight, file, points)


def read_font(cut: Cut) -> bytes:
    try:
        return resources.files(cut.package).joinpath(cut.file).read_bytes()
    except (ModuleNotFoundError, FileNotFoundError) as problem:
        package = cut.package.replace("_", "-")
        raise ArchiveError(
            f"{faces.__file__}: {cut.file} of the package {package} is not there; "
            "run `make venv`, which installs what requirements.lock names"
        ) from problem


def key(cut: Cut, font: bytes) -> str:
    """A name for the outcome: the same font and characters, cut by the same code."""
    points = ",".join(str(point) for point in sorted(cut.characters))
    inputs = f"{fonttools_version} {cut.family} {cut.weight} {points} ".encode()
    return hashlib.sha256(inputs + Path(__file__).read_bytes() + font).hexdigest()


def cut_font(cut: Cut, font: bytes) -> bytes:
    """The WOFF2 of `font` with only the cut's characters, all that shapes Arabic kept."""
    from fontTools import subset  # noqa: PLC0415 - takes as long to load as a fifth of all else
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    options = subset.Options(
        flavor="woff2",
        hinting=False,  # large text on today's screens; a third of the bytes
        name_IDs=COPYRIGHT_AND_LICENCE,
        notdef_outline=True,
        drop_tables=[*subset.Options().drop_tables, "meta"],
    )
    options.layout_features = [tag for tag in options.layout_features if tag not in UNUSED]
    loaded = TTFont(io.BytesIO(font), recalcTimestamp=False)  # the same bytes on every day
    if "fvar" in loaded and cut.weight.isdecimal():
        loaded = instantiateVariableFont(loaded, {"wght": int(cut.weight)})
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=cut.characters)
    subsetter.subset(loaded)
    for name in NAMES:
        text = cut.family.replace(" ", "") if name == POSTSCRIPT_NAME else cut.family
        loaded["name"].setName(text, name, *WINDOWS_ENGLISH)
    written = io.BytesIO()
    loaded.flavor = "woff2"
    loaded.save(written)
    return written.getvalue()


def characters_in(woff2: bytes) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    return frozenset(TTFont(io.BytesIO(woff2), lazy=True).getBestCmap())


def unicode_range(points: Iterable[int]) -> str:
    """CSS unicode-range of code points: "U+20-7E,U+60C"."""
    runs: list[list[int]] = []
    for point in sorted(points):
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def font_css(faces: Iterable[Face], folder: str) -> str:
    """@font-face rules, for the top of the style sheet.

    A face that is late on a reader's first page is left for the next ("optional"): text is never
    hidden and never moves under the eyes.
    folder  the fonts' address, relative to the style sheet
    """
    return "".join(rule for face in faces for rule in _rules(face, folder))


def _rules(face: Face, folder: str) -> Iterator[str]:
    """Yield a rule for each weight: letters of a range are not sought in the face of one weight."""
    for weight in face.weight.split():
        own = replace(face, weight=weight)
        yield _rule(own, folder)
        for lent in LENT:
            shared = face.characters & lent.characters
            if (face.family, weight) == (lent.family, lent.weight) and shared:
                given = replace(own, family=lent.to, characters=shared)
                yield _rule(given, folder, f"size-adjust:{lent.size}%;")


def _rule(face: Face, folder: str, more: str = "") -> str:
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-display:optional;'
        f'src:url("{folder}/{face.file}") format("woff2");{more}'
        f"unicode-range:{unicode_range(face.characters)}}}\n"
    )
