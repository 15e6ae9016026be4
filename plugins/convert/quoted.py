"""Lines of a mail that begin with «>»: what it answers, as quotations."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from plugins.convert.blocks import Node, Paragraph, Quote
from plugins.convert.clean import blocks, clean
from plugins.convert.lines import paragraphs
from plugins.convert.runs import Run

SIGN = ">"
DEEPEST = 10  # quotations in quotations; what is deeper keeps its signs


def parts(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the text in stretches that are quoted, or are not."""
    for quoted, lines in groupby(text.splitlines(), key=_is_quoted):
        yield quoted, "\n".join(lines)


def quotation(text: str, depth: int = 1) -> Quote:
    """Return quoted lines as a quotation, those quoted in them as one inside it."""
    inner = "\n".join(line.lstrip().removeprefix(SIGN) for line in text.split("\n"))
    found: list[Node] = []
    for quoted, part in parts(inner):
        if quoted and depth < DEEPEST:
            found.append(quotation(part, depth + 1))
        else:
            found += _paragraphs(blocks(clean(part)))
    return Quote(tuple(found))


def _paragraphs(found: Sequence[str]) -> Iterator[Paragraph]:
    return (Paragraph((Run(each),)) for each in paragraphs(list(found)))


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith(SIGN)
