"""Words of a Word document that mammoth passes over are put where it sees them; hidden ones not.

Mammoth drops what it does not know with all that it holds: simple fields, text that says its own
direction, formulas, some shapes. Sections are of ECMA-376, part 1.
"""

from collections.abc import Collection, Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V = "{urn:schemas-microsoft-com:vml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PLAIN = f"{W}smartTag"  # mammoth reads what stands in it, and no more
# 17.16.19, 17.3.2.3, 17.3.2.8 and ruby's base, 17.3.3.27
HOLDERS = tuple(W + name for name in ("fldSimple", "bdo", "dir", "ruby", "rubyBase"))
SHAPES = tuple(V + name for name in ("oval", "line", "polyline", "curve", "arc", "image"))
RAISED = {f"{M}sup": "superscript", f"{M}sub": "subscript"}
DEEPEST_STYLE = 50  # styles that rest one on another; a circle of them ends too
OFF = ("0", "false", "off")
HIDDEN = "its hidden text is left out; let Word show it, if all may read it"


def shown(tree: etree._Element, hiding: Collection[str] = ()) -> tuple[str, ...]:
    """Change a document's text so that mammoth reads all its words, and none that Word hides.

    hiding  styles whose text Word hides. Returns what the keeper should know.
    """
    notes = tuple({HIDDEN for _ in _hide(tree, hiding)})
    _read_formulas(tree)
    _open_boxes(tree)
    for each in [*tree.iter(*HOLDERS)]:
        each.tag = PLAIN
    for each in [*tree.iter(f"{W}rt")]:  # above a ruby's base: how to say it
        _drop(each)
    for each in [*tree.iter(*SHAPES)]:
        each.tag = f"{V}shape"
    for each in [*tree.iter(f"{W}cr", f"{W}br")]:  # of a page or a column too: words end there
        each.tag = f"{W}br"
        each.attrib.pop(f"{W}type", None)
    return notes


def hiding_styles(styles: etree._Element) -> frozenset[str]:
    """Return the ids of the styles that hide their text, by themselves or by what they rest on."""
    all_styles = {str(style.get(f"{W}styleId")): style for style in styles.iter(f"{W}style")}

    def hides(id: str) -> bool:
        for _ in range(DEEPEST_STYLE):
            style = all_styles.get(id)
            if style is None:
                break
            own = _is_hidden(style.find(f"{W}rPr"))
            if own is not None:
                return own
            id = _named(style, "basedOn")
        return False

    return frozenset(filter(hides, all_styles))


def _hide(tree: etree._Element, hiding: Collection[str]) -> Iterator[str]:
    """Take out the texts of runs that are hidden, and yield them.

    What a run says itself counts (17.3.2.41), else its styles: of both kinds they cancel each other
    out (17.7.3).
    """
    for run in [*tree.iter(f"{W}r")]:
        properties = run.find(f"{W}rPr")
        own = _is_hidden(properties)
        if own is None and hiding:
            above = next(run.iterancestors(f"{W}p"), None)
            of_paragraph = None if above is None else above.find(f"{W}pPr")
            styles = _named(properties, "rStyle"), _named(of_paragraph, "pStyle")
            own = (styles[0] in hiding) != (styles[1] in hiding)
        for text in [*run.iter(f"{W}t")] if own else ():
            _drop(text)
            if text.text and text.text.strip():
                yield text.text


def _is_hidden(properties: etree._Element | None) -> bool | None:
    """Tell whether a run's properties hide it; None where they say nothing."""
    mark = None if properties is None else properties.find(f"{W}vanish")
    return None if mark is None else mark.get(f"{W}val") not in OFF


def _named(properties: etree._Element | None, name: str) -> str:
    """Return which style properties name, "" for none."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")


def _read_formulas(tree: etree._Element) -> None:
    """Make runs of the texts of formulas (22.1): a fraction with a slash, powers raised."""
    for fraction in [*tree.iter(f"{M}f")]:
        below = fraction.find(f"{M}den")
        if below is not None:
            below.addprevious(_run("/", ""))
    for text in [*tree.iter(f"{M}t")]:
        raised = next((RAISED[str(up.tag)] for up in text.iterancestors(*RAISED)), "")
        run = text.getparent()
        if run is not None and run.getparent() is not None:
            run.addprevious(_run(text.text or "", raised))
            run.remove(text)
    for each in [*tree.iter(f"{M}*")]:
        each.tag = PLAIN


def _run(text: str, raised: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    if raised:
        properties = etree.SubElement(run, f"{W}rPr")
        etree.SubElement(properties, f"{W}vertAlign").set(f"{W}val", raised)
    etree.SubElement(run, f"{W}t").text = text
    return run


def _open_boxes(tree: etree._Element) -> None:
    """Let texts in drawn boxes be read where the document has no older form of the box."""
    for drawing in [*tree.iter(f"{W}drawing")]:
        around = next(drawing.iterancestors(f"{MC}AlternateContent"), None)
        texts = [*drawing.iter(f"{W}txbxContent")]
        if not texts or (around is not None and around.find(f"{MC}Fallback") is not None):
            continue
        for each in (drawing, *drawing.iterancestors(f"{MC}Choice", f"{MC}AlternateContent")):
            each.tag = PLAIN
        drawing.tag = f"{W}pict"
        drawing[:] = [
            text for text in texts if next(text.iterancestors(f"{W}txbxContent"), None) is None
        ]


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
