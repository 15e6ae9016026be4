"""XML of unknown origin to a tree: no entities, nothing fetched, no text lost in silence."""

from lxml import etree

from plugins.errors import ArchiveError

LIMITS = ("huge", "depth", "too long", "maximum")  # in libxml2's words for what it refused


def parse_xml(data: bytes, name: str, recover: bool = False) -> etree._Element:
    """Return the root; raises ArchiveError for what is no XML.

    recover  mend what is broken: for feeds that programs wrote carelessly
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=recover, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as problem:
        raise ArchiveError(f"{name}: broken XML ({problem}); get an unbroken copy") from problem
    for entry in parser.error_log:
        if any(word in entry.message.lower() for word in LIMITS):
            raise ArchiveError(f"{name}:{entry.line}: {entry.message}; split the file")
    if root is None:
        raise ArchiveError(f"{name}: no XML in it; get an unbroken copy")
    return root
