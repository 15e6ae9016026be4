"""The golden files and the floors of the tests fail when they should."""

import json
from pathlib import Path

import pytest

from tests import conftest


@pytest.fixture
def own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(conftest, "GOLDEN", tmp_path)
    monkeypatch.setattr(conftest, "FLOORS", tmp_path / "floors.json")
    return tmp_path


def test_a_text_other_than_its_golden_file_shows_the_difference(own_files, golden, request):
    if request.config.getoption("--golden"):
        pytest.skip("golden files are being rewritten")
    (own_files / "a.txt").write_text("كتاب\n", "utf-8")
    golden("a.txt", "كتاب\n")
    with pytest.raises(pytest.fail.Exception, match=r"-كتاب\n\+كاتب"):
        golden("a.txt", "كاتب\n")
    with pytest.raises(pytest.fail.Exception, match="make golden writes it"):
        golden("b.txt", "")


def test_a_value_below_its_floor_fails(own_files, floor, request):
    (own_files / "floors.json").write_text(json.dumps({"recall": 0.9}))
    floor("recall", 0.9)
    with pytest.raises(pytest.fail.Exception, match=r"0\.8999, below its floor 0\.9"):
        floor("recall", 0.8999)
    with pytest.raises(pytest.fail.Exception, match="no floor 'precision'"):
        floor("precision", 1.0)
    request.node.user_properties.clear()  # not a figure for the summary
