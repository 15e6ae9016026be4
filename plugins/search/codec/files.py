"""Files named by what they hold; the same content always gives the same bytes."""

import gzip
import hashlib
import os
import zlib
from pathlib import Path

from plugins.errors import ArchiveError
from plugins.files import make_folder

# Of SHA-256: one chance in 10 million that two of 5,000 files meet; the writer looks.
NAME_BYTES = 6
SUFFIX = ".bin"
LEVEL = 6  # of gzip: the highest takes half as long again for one byte in 2,000


def name_of(content: bytes) -> bytes:
    """Return the name of a file that holds `content`: the start of its SHA-256."""
    return hashlib.sha256(content).digest()[:NAME_BYTES]


def path_of(name: str) -> str:
    """Return where the file of a name lies in its folder."""
    return f"{name[:2]}/{name}{SUFFIX}"


class Files:
    """A folder of published files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._written: dict[bytes, bytes] = {}

    def put(self, content: bytes) -> bytes:
        """Write `content` and return its name."""
        digest = hashlib.sha256(content).digest()
        name = digest[:NAME_BYTES]
        if self._written.setdefault(name, digest) != digest:
            raise ArchiveError(f"{self.folder}: two shards are named {name.hex()}; change FORMAT")
        self.put_as(name.hex(), content)
        return name

    def put_as(self, name: str, content: bytes) -> None:
        """Write `content` under `name`; a file that is there already holds the same."""
        path = f"{self.folder}/{path_of(name)}"
        if not os.path.exists(path):  # noqa: PTH110 - for every document, Path takes longer
            make_folder(os.path.dirname(path))  # noqa: PTH120
            with open(path, "wb") as file:  # noqa: PTH123
                file.write(gzip.compress(content, LEVEL, mtime=0))

    def names(self) -> list[bytes]:
        """Return the names of what was put here, in order, each once."""
        return list(self._written)

    def named(self, content: bytes) -> str:
        """Return the name that `content` has or would have here."""
        return name_of(content).hex()

    def get(self, name: bytes | str) -> bytes:
        """Return the content of the file `name`; ArchiveError when it is missing or damaged."""
        name = name if isinstance(name, str) else name.hex()
        path = self.folder / path_of(name)
        try:
            content = gzip.decompress(path.read_bytes())
        except (OSError, EOFError, zlib.error) as error:
            raise ArchiveError(f"{path}: {error}; build the site again") from error
        if "-" not in name and self.named(content) != name:
            raise ArchiveError(f"{path}: holds something else; build the site again")
        return content
