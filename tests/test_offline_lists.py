"""What a device is told to keep: all files once, in lists that stay light."""

import json
from pathlib import Path

from plugins.records.offline import FILES, lists
from tests.rig import there

THEME = "theme/0123456789"


def lay_out(folder: Path, files: int) -> None:
    for number in range(files):
        (folder / f"a{number:04d}.html").write_text(str(number), "utf-8")
    for path in ("theme/0123456789/site.css", "theme/9876543210/site.css", "hidden/index.html"):
        (folder / path).parent.mkdir(parents=True)
        (folder / path).write_text("x", "utf-8")
    for path in ("offline.js", "robots.txt"):
        (folder / path).write_text("x", "utf-8")


def test_every_file_for_readers_is_in_one_list(tmp_path: Path) -> None:
    lay_out(tmp_path, 2 * FILES)
    found = lists(there(tmp_path), THEME, {"hidden/"})
    head = json.loads(found.pop("offline.json"))
    assert list(found) == [f"offline/{number}.json" for number in range(1, head["lists"] + 1)]
    parts = [json.loads(text) for text in found.values()]
    assert [len(part) for part in parts] == [FILES, FILES, 1]
    paths = [path for part in parts for path, _, _ in part]
    wanted = {f"a{number:04d}.html" for number in range(2 * FILES)} | {f"{THEME}/site.css"}
    assert len(paths) == len(set(paths)) and set(paths) == wanted
    assert head["bytes"] == sum(size for part in parts for _, _, size in part)


def test_what_every_reader_fetches_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    lay_out(tmp_path, 2 * FILES)
    assert len(lists(there(tmp_path), THEME, ())["offline.json"]) < 100


def test_a_change_of_one_file_is_another_state_and_changes_its_list_alone(tmp_path: Path) -> None:
    lay_out(tmp_path, 2 * FILES)
    before = lists(there(tmp_path), THEME, ())
    (tmp_path / "a0001.html").write_text("y", "utf-8")
    after = lists(there(tmp_path), THEME, ())
    assert {name for name in before if before[name] != after[name]} == {
        "offline.json",
        "offline/1.json",
    }
