"""Old Word documents, RTF and OpenDocument texts: LibreOffice makes .docx of them, where it is."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from plugins.convert.draft import Draft
from plugins.convert.programs import need, run_program
from plugins.convert.raw import Raw
from plugins.convert.readers.docx import read as read_docx
from plugins.convert.rtfpictures import described, descriptions
from plugins.convert.sniff import OLE
from plugins.errors import ArchiveError

Result = TypeVar("Result")
SUFFIXES = ((b"{\\rtf", ".rtf"), (b"PK", ".odt"), (b"\xd0\xcf", ".doc"))
# A document may name files of this machine, and addresses, for LibreOffice to put into it: it must
# not, or who sends one has the keeper publish them. Nor does any macro run. An old Word document's
# addresses are asked for all the same: so what leads to the net leads to a port where nobody is.
NOBODY = "".join(
    f'<prop oor:name="ooInet{kind}Proxy{name}" oor:op="fuse"><value>{value}</value></prop>'
    for kind in ("HTTP", "HTTPS", "FTP")
    for name, value in (("Name", "127.0.0.1"), ("Port", "9"))
)
PROFILE = f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetNoProxy" oor:op="fuse"><value></value></prop>{NOBODY}
</item></oor:items>
"""
FIELD = re.compile(rb"\\fldinst(?:(?!\\fldinst)[^}])*")  # so far LibreOffice looks for its name
LOCKED = ("EncryptedPackage".encode("utf-16-le"), "EncryptionInfo".encode("utf-16-le"))


def read(raw: Raw) -> Iterator[Draft]:
    """Yield the document; raises ArchiveError where LibreOffice is missing or refuses it."""
    _refuse_locked(raw)
    program = need("libreoffice", raw.name)
    with tempfile.TemporaryDirectory(prefix="mahfuzat-") as folder:
        path = _laid_out(raw, Path(folder), 0)
        _run(program, Path(folder), [path], [raw])
        made = _made(raw, path)
    yield from read_docx(replace(raw, data=made))


def all_docx(sources: Sequence[Raw]) -> list[bytes | None]:
    """Return each source as a .docx, None for those that are refused; LibreOffice starts once."""
    program = _tried(need, "libreoffice", sources[0].name)
    if program is None:
        return [None] * len(sources)
    with tempfile.TemporaryDirectory(prefix="mahfuzat-") as folder:
        paths = [_tried(_laid_out, raw, Path(folder), at) for at, raw in enumerate(sources)]
        _run(program, Path(folder), [path for path in paths if path], sources)
        made = zip(sources, paths, strict=True)
        return [_tried(_made, raw, path) if path else None for raw, path in made]


def _tried(function: Callable[..., Result], *job: Any) -> Result | None:
    try:
        return function(*job)
    except ArchiveError:
        return None


def _laid_out(raw: Raw, folder: Path, at: int) -> Path:
    suffix = next((end for sign, end in SUFFIXES if raw.data.startswith(sign)), ".doc")
    _refuse_locked(raw)
    path = folder / f"{at}{suffix}"
    path.write_bytes(_unasking(raw.data) if suffix == ".rtf" else raw.data)
    return path


def _refuse_locked(raw: Raw) -> None:
    if raw.data.startswith(OLE) and any(sign in raw.data for sign in LOCKED):
        raise ArchiveError(f"{raw.name}: locked with a password; save it without one")


def _unasking(rtf: bytes) -> bytes:
    """Return a file without the field that LibreOffice obeys whatever its profile says."""
    return FIELD.sub(lambda field: field[0].replace(b"INCLUDEPICTURE", b"NOTHING"), rtf)


def _run(program: str, folder: Path, paths: list[Path], sources: Sequence[Raw]) -> None:
    command = [program, "--headless", "--norestore", "--nolockcheck", "--nodefault"]
    profile = (folder / "profile").as_uri()  # with its security: a wrong address is another profile
    command += [f"-env:UserInstallation={profile}", "--convert-to", "docx"]
    command += ["--outdir", str(folder / "made"), *map(str, paths)]
    (folder / "profile/user").mkdir(parents=True)
    (folder / "profile/user/registrymodifications.xcu").write_text(PROFILE, "utf-8")
    seconds = sources[0].limits.seconds * len(sources)
    environment = {**os.environ, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    try:
        run_program(command, seconds, environment, folder)
    except subprocess.TimeoutExpired as problem:
        raise ArchiveError(
            f"{sources[0].name}: LibreOffice took longer than {seconds} s; save it as .docx"
        ) from problem
    finally:
        shutil.rmtree(folder / "profile", ignore_errors=True)


def _made(raw: Raw, path: Path) -> bytes:
    """Return what LibreOffice made; raises ArchiveError where it refused: it exits 0."""
    made = path.parent / "made" / f"{path.stem}.docx"
    if not made.is_file():
        raise ArchiveError(
            f"{raw.name}: LibreOffice cannot open it: broken, locked with a password, or no text "
            "document; open it yourself and save it as .docx"
        )
    said = descriptions(raw.data) if path.suffix == ".rtf" else []
    return described(made.read_bytes(), said, raw.name, raw.limits)
