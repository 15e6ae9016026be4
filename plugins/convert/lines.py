"""Lines of a text file to paragraphs: some writers leave no blank line, some break every line."""

from itertools import pairwise

A_PARAGRAPH = 120  # characters; a line longer than this was not broken by hand
NARROWEST = 40  # characters; shorter lines are verses or a list, not a broken paragraph
FULL_STOPS = tuple('.؟?!…"»”')
MOST = 0.6  # of the lines


def paragraphs(blocks: list[str]) -> list[str]:
    """Return the paragraphs of the blocks that blank lines make.

    Lines broken at one width are joined; lines that each end a sentence, or are long, are
    paragraphs of their own; all others (verses, addresses) stay together, line by line.
    """
    width = max((len(line) for block in blocks for line in block.split("\n")), default=0)
    return [part for block in blocks for part in _parts(block.split("\n"), width)]


def _parts(lines: list[str], width: int) -> list[str]:
    if len(lines) == 1 or any(len(line) > A_PARAGRAPH for line in lines):
        return lines
    long = [
        full
        for full, line in zip(_full(lines, width), lines, strict=False)
        if _is_long(line, width)
    ]
    if NARROWEST <= width <= A_PARAGRAPH and _share(long) >= MOST:
        return _joined(lines, width)
    ended = [line.endswith(FULL_STOPS) for line in lines[1:]]  # the first may be a headline
    return lines if _share(ended) >= MOST else ["\n".join(lines)]


def _is_long(line: str, width: int) -> bool:
    """Tell whether a line is no headline and no last line of a paragraph."""
    return 2 * len(line) > width


def _full(lines: list[str], width: int) -> list[bool]:
    """Tell of every line but the last whether the next line's first word had no room in it."""
    return [len(line) + 1 + len(after.split()[0]) > width for line, after in pairwise(lines)]


def _joined(lines: list[str], width: int) -> list[str]:
    parts = [lines[0]]
    for full, line in zip(_full(lines, width), lines[1:], strict=True):
        if full:
            parts[-1] += " " + line
        else:
            parts.append(line)
    return parts


def _share(found: list[bool]) -> float:
    return sum(found) / len(found) if found else 0.0
