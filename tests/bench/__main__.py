"""Measures: `make bench`, or `python -m tests.bench 1000 names ties`.

Each part is a process of its own, so that one's memory and CPU seconds are not the next one's.
What needs other programs of its own stands apart: `make bench-build`, `make bench-search`.
"""

import subprocess
import sys
from collections.abc import Sequence

PARTS = {
    "documents": True,
    "converting": True,
    "names": False,
    "ties": True,
    "weights": False,
    "search_quality": False,
    "search_weight": False,
}  # name of a module here → whether it takes a number of documents


def main(count: int, chosen: Sequence[str]) -> int:
    """Run the parts one after another; return 1 if one failed."""
    unknown = [part for part in chosen if part not in PARTS]
    if unknown:
        print(f"{unknown[0]}: not a part; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    failed = []
    for part in chosen or PARTS:
        print(f"\n== {part}", flush=True)
        command = [sys.executable, "-m", f"tests.bench.{part}", *[str(count)] * PARTS[part]]
        if subprocess.run(command, check=False).returncode:
            failed.append(part)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    sys.exit(main((numbers or [1000])[0], [w for w in sys.argv[1:] if not w.isdecimal()]))
