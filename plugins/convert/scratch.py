"""Tables of one run, kept on the disk: what grows with the number of sources burdens no memory."""

import sqlite3

# Nobody reads them after the run: nothing is written twice, nor waited for.
BOUNDS = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-500;"


def scratch(schema: str) -> sqlite3.Connection:
    """Return a new database with the tables of `schema`; it goes with its last user.

    Past half a megabyte it lies in the folder of temporary files (TMPDIR), under no name.
    """
    tables = sqlite3.connect("", isolation_level=None)
    tables.executescript(f"{BOUNDS} {schema}; BEGIN")
    return tables
