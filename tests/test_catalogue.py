"""The one catalogue of words: every msgid that is asked for has Arabic, and none is left over."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from plugins.browse.article import BASES
from plugins.browse.pages import AuthorPages, SectionPages, SourcePages
from plugins.kinds import HEADINGS
from tests.rig import ROOT

CATALOGUE = ROOT / "theme/words/ar.po"
METHODS = [("templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
OPTIONS = {
    "templates/**.html": {
        "trimmed": "false",
        "silent": "false",
        "extensions": "plugins.writer.once.Once",
    }
}
KEYWORDS = {"_": None, "gettext": None, "words": None, "_words": None, "ngettext": (1, 2)}
PLURAL_FORMS = 6
ARABIC = re.compile("[\u0621-\u064a،؛؟«»]")
PLACEHOLDER = re.compile(r"%\(\w+\)s")

# Constants that reach gettext through a name, where no extractor sees them.
PASSED_ON = [
    *HEADINGS.values(),
    *BASES.values(),
    *(
        words
        for lists in (SourcePages, SectionPages, AuthorPages)
        for words in (lists.title, lists.intro)
    ),
]


def asked_for() -> dict[str, str]:
    """Every singular msgid of templates and plugins → where it stands."""
    found = dict.fromkeys(PASSED_ON, "a constant of the plugins")
    for folder in (ROOT / "theme", ROOT / "plugins"):
        for name, line, said, *_ in extract_from_dir(folder, METHODS, OPTIONS, KEYWORDS):
            msgid = said if isinstance(said, str) else said[0]
            if msgid:
                found.setdefault(msgid, f"{Path(folder.name, name)}:{line}")
    return found


def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="ar", abort_invalid=True)


def singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def entries() -> Iterator[Message]:
    return (message for message in catalogue() if message.id)


def forms(message: Message) -> tuple[str, ...]:
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def test_every_msgid_asked_for_has_an_entry():
    there = {singular(message) for message in entries()}
    missing = [f"{place}: «{msgid}»" for msgid, place in asked_for().items() if msgid not in there]
    assert not missing, f"add these to {CATALOGUE}:\n" + "\n".join(missing)


def test_every_entry_is_asked_for():
    used = asked_for()
    unused = [singular(message) for message in entries() if singular(message) not in used]
    assert not unused, f"nothing asks for these; take them out of {CATALOGUE}: {unused}"


def test_no_entry_stands_twice():
    lines = re.findall(r"^msgid .*$", CATALOGUE.read_text("utf-8"), re.MULTILINE)
    assert sorted(lines) == sorted(set(lines)), "the later of two entries is lost without a word"


def test_a_plural_is_asked_for_as_a_plural():
    plural = {
        said[0]
        for _, _, said, *_ in extract_from_dir(ROOT / "theme", METHODS, OPTIONS, KEYWORDS)
        if isinstance(said, tuple)
    }
    single = {singular(message) for message in entries() if isinstance(message.id, str)}
    assert not plural & single, "give these a msgid_plural and six forms"


@pytest.mark.parametrize("message", list(entries()), ids=singular)
def test_an_entry_is_whole(message):
    said = forms(message)
    assert len(said) == (1 if isinstance(message.id, str) else PLURAL_FORMS)
    assert all(ARABIC.search(form) for form in said), f"no Arabic: {said}"
    wanted = set(PLACEHOLDER.findall(singular(message)))
    for form in said:
        # «مقالتان» says the number itself, so a counted form may leave it out.
        counted = {"%(num)s"} if len(said) > 1 else set()
        found = set(PLACEHOLDER.findall(form))
        assert wanted - counted <= found <= wanted, f"{form} has {found}, its msgid {wanted}"


def test_the_larger_numbers_say_their_number():
    few_to_other = [form for m in entries() if len(forms(m)) > 1 for form in forms(m)[3:]]
    assert [form for form in few_to_other if "%(num)s" not in form] == []


@pytest.mark.parametrize("message", list(entries()), ids=singular)
def test_an_entry_is_punctuated_as_arabic_is(message):
    marks = re.compile(r"[,;?\"]| [،؛؟.:]|[أا]لى ")
    assert [form for form in forms(message) if marks.search(form)] == []
