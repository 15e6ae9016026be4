"""Mends what is broken in a source's text and keeps what its author wrote.

Harakat, hamza, ة, ى, digits and quotation marks stay as they are: folding belongs to the index.
"""

import re
import unicodedata

# Presentation forms A and B (Unicode charts UFB50, UFE70): shapes of letters, not letters.
# Not U+FDFA and its neighbours: an author who writes ﷺ means that sign.
PRESENTATION_FORM = re.compile(r"[\ufb50-\ufdf9\ufe70-\ufefc]")
MARK_FORM = re.compile(r"[\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe7f]")  # on a space or a tatweel
# Bidi controls, zero-width space and joiner, word joiner, soft hyphen, BOM. The non-joiner stays:
# Persian words need it.
INVISIBLE = re.compile(r"[\u200b\u200d-\u200f\u202a-\u202e\u2060\u2066-\u2069\u061c\u00ad\ufeff]")
# Signs of old terminals and files; Markdown's own machinery stumbles over some of them.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
LINE_END = re.compile(r"\r\n|[\r\v\x85\u2028]")
PAGE_END = re.compile(r"[\f\u2029]")  # a new page begins a new paragraph
ODD_SPACE = r"\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Any of these: most texts have none, and one look then tells.
SETS = (PRESENTATION_FORM, INVISIBLE, CONTROL, PAGE_END)
ODD = re.compile("[" + "".join(each.pattern[1:-1] for each in SETS) + r"\r\v\x85\u2028]")
SPACES = re.compile(rf"[ {ODD_SPACE}]{{2,}}|[{ODD_SPACE}]")  # all but single plain ones
AN_ODD_SPACE = re.compile(f"[{ODD_SPACE}]")


def clean_letters(text: str) -> str:
    """Return `text` in NFC: letters for presentation forms, nothing invisible; spaces as they are.

    Line ends of every kind are one kind, and a new page is an empty line.
    """
    if not ODD.search(text):
        return unicodedata.normalize("NFC", text)
    text = PRESENTATION_FORM.sub(lambda found: letters_of(found.group()), text)
    text = INVISIBLE.sub("", CONTROL.sub("", text))
    return PAGE_END.sub("\n\n", LINE_END.sub("\n", unicodedata.normalize("NFC", text)))


def letters_of(form: str) -> str:
    """Return the letters, or the marks, that a presentation form shows."""
    plain = unicodedata.normalize("NFKC", form)
    return plain.strip(" \u0640") if MARK_FORM.fullmatch(form) else plain


def clean(text: str) -> str:
    """Return `text` with its letters cleaned, single plain spaces, and none at a line's ends."""
    plain = clean_letters(text)
    if "  " in plain or AN_ODD_SPACE.search(plain):
        plain = SPACES.sub(" ", plain)
    return "\n".join(map(str.strip, plain.split("\n"))).strip("\n")


def clean_line(text: str) -> str:
    """Return `text` cleaned, on one line."""
    return " ".join(clean(text).split())


def blocks(text: str) -> list[str]:
    """Return the paragraphs of cleaned text: runs of lines between blank ones."""
    return [block for block in re.split(r"\n{2,}", text) if block]
