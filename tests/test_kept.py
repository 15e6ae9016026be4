"""Tables kept between runs are those that working them out would give."""

from plugins.arabic import kept as module
from plugins.arabic import lemma


def test_a_kept_table_is_the_one_worked_out(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "CACHE", tmp_path)
    first = module.kept("lemmas", lemma._worked_out)
    again = module.kept("lemmas", lambda: {"never": "asked"})
    assert again == first
    assert list(again) == list(first)


def test_a_broken_table_is_worked_out_again(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "CACHE", tmp_path)
    module.kept("small", lambda: {"كتب": "كتاب"})
    [path] = tmp_path.iterdir()
    path.write_text('{"كتب": ', "utf-8")
    assert module.kept("small", lambda: {"كتب": "كتاب"}) == {"كتب": "كتاب"}
    assert path.read_text("utf-8").endswith("}")


def test_a_cache_that_cannot_be_written_costs_no_more_than_time(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(module, "CACHE", tmp_path / "file")
    assert module.kept("small", lambda: {"كتب": "كتاب"}) == {"كتب": "كتاب"}
