"""Killed at any moment, the next run completes: no half document, no lost edit, nothing twice."""

import contextlib
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

from plugins.documents import read_documents
from tests.converting import CLIPPING, PAGE, mail
from tests.rig import ROOT

KILLS, SOAK_KILLS = 25, 300
LONGEST = 0.6  # seconds until the kill
FROM = b"From a@b Mon Oct 21 09:30:00 2024\n"


def lay_out(sources: Path) -> None:
    sources.mkdir()
    for number in range(30):
        (sources / f"{number}.txt").write_bytes(CLIPPING + f"\n\nرقم {number}.\n".encode())
        (sources / f"{number}.html").write_text(PAGE.replace("متحف", f"متحف {number}"), "utf-8")
    mails = (mail().replace(b"one@", f"m{number}@".encode()) for number in range(30))
    (sources / "box.mbox").write_bytes(b"\n".join(FROM + one for one in mails))


def command(archive: Path) -> list[str]:
    words = [str(archive / "sources"), "--into", str(archive / "content/articles"), "--jobs", "2"]
    return [sys.executable, "-m", "plugins.convert", *words]


def run_and_kill(archive: Path, after: float) -> None:
    process = subprocess.Popen(
        command(archive), cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True
    )
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(after)
    with contextlib.suppress(ProcessLookupError):  # it had ended, and so had its readers
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_kills_lose_nothing(tmp_path, rounds):
    chance = random.Random(50)
    lay_out(tmp_path / "sources")
    into = tmp_path / "content/articles"
    edited: dict[Path, str] = {}
    for kill in range(rounds(KILLS, SOAK_KILLS)):
        run_and_kill(tmp_path, chance.uniform(0.1, LONGEST))
        documents = read_documents([into]) if into.is_dir() else []  # raises for half a document
        if documents and kill % 5 == 0:
            path, _ = chance.choice(documents)
            path.write_text(path.read_text("utf-8") + "\nكلمة الحافظ.\n", "utf-8")
            edited[path] = path.read_text("utf-8")
        source = tmp_path / "sources" / f"{chance.randrange(30)}.txt"
        source.write_bytes(source.read_bytes() + f"تغيير {kill}.\n".encode())
    done = subprocess.run(command(tmp_path), cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    documents = read_documents([into])
    assert len(documents) == 90
    assert len({document.id for _, document in documents}) == 90
    assert {path: path.read_text("utf-8") for path in edited} == edited
    assert not list(into.rglob(".*.tmp")), "what a kill left is swept away"
    for path, document in documents:
        if path not in edited and document.file and document.file.endswith(".txt"):
            last = (tmp_path / "sources" / document.file).read_text("utf-8").strip().split("\n")[-1]
            assert last in document.body
    again = subprocess.run(command(tmp_path), cwd=ROOT, capture_output=True, text=True, check=False)
    assert " made " not in again.stderr
