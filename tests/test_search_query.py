"""The query language: cases that the browser reads too, and that no text breaks it."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.search.query import MOST, parse
from tests.search_index import plan_value

CASES = json.loads((Path(__file__).parent / "data" / "query.json").read_text("utf-8"))


@pytest.mark.parametrize(("query", "plan"), CASES)
def test_parse(query: str, plan: dict[str, object]) -> None:
    assert plan_value(parse(query)) == plan


@given(st.text() | st.text(st.sampled_from('ابو "«»-*:.|ORAND19title')))
def test_any_text_is_a_query(query: str) -> None:
    plan = parse(query)
    assert len(plan.words) + len(plan.required) + len(plan.excluded) <= MOST + 1


def test_a_long_query_is_read_in_time() -> None:
    began = time.process_time()
    for part in ("كلمة ", '"', "-", "ا:", "أو ", "*", "«»"):
        parse(part * 10_000)
    assert time.process_time() - began < 5, "half a second is usual"
