"""Mails (.eml) and saved pages of one file (.mhtml), which are mails too."""

import email
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.policy import EmailPolicy
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any

from plugins.convert.blocks import as_block
from plugins.convert.clean import clean_line
from plugins.convert.decode import decode, decode_page
from plugins.convert.draft import Block, Draft, Given
from plugins.convert.item import Failure
from plugins.convert.page import draft_of_fragment, draft_of_page
from plugins.convert.pictures import came_with
from plugins.convert.quoted import parts, quotation
from plugins.convert.raw import Raw
from plugins.convert.readers.archive import of_file
from plugins.convert.readers.text import clipping
from plugins.convert.whole import whole
from plugins.errors import ArchiveError

REPLIES = re.compile(r"^(?:(?:re|fw|fwd|رد|إعادة توجيه)\s*:\s*)+", re.I)
NO_DOCUMENTS = (
    *("image/", "audio/", "video/"),
    *("text/calendar", "application/pkcs7", "application/pgp"),
)

LEFT_OUT = "attached to it and left out: {}; put it beside the mail, if it is to be read"


class Forgiving(EmailPolicy):
    """The standard library's policy; a header that it stumbles over (`From: <`) is mere text."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        try:
            return super().header_fetch_parse(name, value)
        except (LookupError, ValueError, AttributeError, MessageError):
            return " ".join(str(value).split())


FORGIVING = Forgiving()


def read(raw: Raw) -> Iterator[Draft | Failure]:
    """Yield the mail, or the page, and then the documents attached to it."""
    message = parsed(raw.data)
    if is_page(message):
        yield whole(_page(message, raw), raw)
        return
    yield from of_message(message, raw, "")


def parsed(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=FORGIVING)
    if not isinstance(message, EmailMessage):
        raise TypeError(type(message))
    return message


def is_page(message: EmailMessage) -> bool:
    """Tell whether a browser saved this: it says where the page stood, and has no receiver."""
    located = "Snapshot-Content-Location" in message or "Content-Location" in message
    saved = str(message.get("From", "")).lower().find("saved by") >= 0
    return message.get_content_type() == "multipart/related" and (located or saved)


def of_message(message: EmailMessage, raw: Raw, key: str) -> Iterator[Draft | Failure]:
    """Yield a mail and the documents attached to it, with keys that begin with `key`."""
    attached = list(_attachments(message))
    try:
        yield replace(whole(_mail(message, raw), raw), key=key)
    except ArchiveError:
        if not attached:
            raise
    for at, (name, data) in enumerate(attached, start=1):
        inner = f"{key}/{at}-{name}".lstrip("/")
        try:
            yield from of_file(raw.inner(name, data), inner)
        except ArchiveError as error:
            yield Failure(inner, str(error))


def _mail(message: EmailMessage, raw: Raw) -> Draft:
    subject = clean_line(REPLIES.sub("", _header(message, "Subject")))
    draft = _body(message, raw)
    title = subject or draft.title
    names = ", ".join(_left_out(message))
    told = (LEFT_OUT.format(names),) if names else ()
    return replace(
        draft,
        title=title,
        warnings=(*draft.warnings, *told),
        given=Given(
            date=_day(message),
            date_from="the mail's Date",
            authors=tuple(name for name in _names(message, "From") if name),
        ),
    )


def _body(message: EmailMessage, raw: Raw) -> Draft:
    part = message.get_body(preferencelist=("html", "plain"))
    if not isinstance(part, EmailMessage):
        return Draft("", ())
    data = part.get_payload(decode=True)
    content = data if isinstance(data, bytes) else b""
    declared = part.get_content_charset() or ""
    if not content.strip():
        return Draft("", ())
    if part.get_content_type() == "text/html":
        text = decode_page(content, raw.name, declared)
        draft = draft_of_fragment(text.text, _pictures(message).get)
        return replace(draft, warnings=(*text.warnings, *draft.warnings))
    text = decode(content, raw.name, declared)
    return replace(_plain(text.text, raw.name), warnings=text.warnings)


def _plain(text: str, name: str) -> Draft:
    """Return the draft of a mail's plain text, what it answers as quotations."""
    found: list[Block] = []
    draft = Draft("", ())
    for quoted, part in parts(text):
        if quoted:
            found.append(as_block(quotation(part)))
            continue
        with suppress(ArchiveError):  # no words in it
            draft = clipping(f"\ufdd0 x\n\n{part}", name)
            found += draft.blocks
    return replace(draft, title="", blocks=tuple(each for each in found if each.text.strip()))


def _page(message: EmailMessage, raw: Raw) -> Draft:
    part = message.get_body(preferencelist=("html",))
    if not isinstance(part, EmailMessage):
        raise ArchiveError(f"{raw.name}: no page in it; save the page again as HTML")
    data = part.get_payload(decode=True)
    content = data if isinstance(data, bytes) else b""
    text = decode_page(content, raw.name, part.get_content_charset() or "")
    where = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "")
    fetch = came_with(_pictures(message), where)
    draft = draft_of_page(text.text, raw.name, fetch, where)
    return replace(draft, warnings=(*text.warnings, *draft.warnings))


def _pictures(message: EmailMessage) -> dict[str, bytes]:
    """Return address → picture, of those that came with a mail."""
    held: dict[str, bytes] = {}
    for part in message.walk():
        data = part.get_payload(decode=True) if part.get_content_maintype() == "image" else None
        if isinstance(data, bytes):
            held[f"cid:{str(part.get('Content-ID', '')).strip('<>')}"] = data
            held[str(part.get("Content-Location", ""))] = data
    return held


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for part in message.iter_attachments():
        kind = part.get_content_type()
        data = part.get_payload(decode=True) if not part.is_multipart() else None
        if kind == "message/rfc822":
            inner = part.get_payload()
            whole_mail = inner[0] if isinstance(inner, list) and inner else None
            data = whole_mail.as_bytes() if isinstance(whole_mail, Message) else b""
        if isinstance(data, bytes) and data and not kind.startswith(NO_DOCUMENTS):
            yield part.get_filename() or f"attached.{kind.split('/')[-1]}", data


def _left_out(message: EmailMessage) -> Iterator[str]:
    """Yield the names of attached pictures, sounds and films: no documents are made of them."""
    for part in message.iter_attachments():
        lost = part.get_content_maintype() in ("image", "audio", "video")
        if lost and part.get_content_disposition() == "attachment":
            yield part.get_filename() or part.get_content_type()


def _header(message: EmailMessage, name: str) -> str:
    """Return a header's text; one written in bytes of a code page is read as such."""
    value = str(message.get(name, ""))
    if any("\udc80" <= c <= "\udcff" for c in value):
        return decode(value.encode("utf-8", "surrogateescape"), name).text
    return value


def _names(message: EmailMessage, header: str) -> list[str]:
    found = getaddresses([_header(message, header)])
    return [clean_line(name or address.split("@")[0]) for name, address in found]


def _day(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
