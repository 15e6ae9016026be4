"""Mailboxes: many mails in one file, each a document of its own."""

import re
from collections.abc import Iterator
from dataclasses import replace

from plugins.convert.draft import Draft
from plugins.convert.item import Failure
from plugins.convert.ledger import sha256
from plugins.convert.raw import Raw
from plugins.convert.readers.mail import of_message, parsed
from plugins.errors import ArchiveError

# RFC 4155: a line «From sender date», at the file's beginning or after an empty line. Some leave
# that out: there the date must be in the form that is due.
FROM = re.compile(
    rb"(?:\A(?:\xef\xbb\xbf)?\s*|(?<=\n\n)|(?<=\r\n\r\n))From (?=.*\d{4}).*\n"
    rb"|^From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z][a-z] +\d{1,2} \d\d:\d\d.*\n",
    re.MULTILINE,
)
QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read(raw: Raw) -> Iterator[Draft | Failure]:
    """Yield every mail of the box, and the documents attached to them."""
    starts = [*FROM.finditer(raw.data)]
    if not starts:
        raise ArchiveError(f"{raw.name}: a mailbox cut off in its first line; get an unbroken copy")
    ends = [found.start() for found in starts[1:]] + [len(raw.data)]
    seen: set[str] = set()
    for start, end in zip(starts, ends, strict=True):
        data = QUOTED.sub(rb"\1", raw.data[start.end() : end])
        key = _key(data)
        while key in seen:  # a mail that lies twice in the box
            key += "+"
        seen.add(key)
        try:
            for found in of_message(parsed(data), raw, key):
                yield (
                    found
                    if isinstance(found, Failure) or found.sha256
                    else replace(found, sha256=sha256(data))
                )
        except ArchiveError as error:
            yield Failure(key, str(error))


def _key(data: bytes) -> str:
    """Return the mail's own id, which stays the same wherever the mail moves in the box."""
    own = str(parsed(data).get("Message-ID", "")).strip().strip("<>")
    return own if own and own.isprintable() and len(own) < 200 else sha256(data)[:16]
