"""Documents that were made once."""

from __future__ import annotations

import pytest

from communique.serving.kept import Kept


def never() -> bytes:
    raise AssertionError("it is kept")


def test_a_document_is_made_once() -> None:
    kept = Kept()
    assert kept.get(("a", "ttl"), lambda: b"one") == b"one"
    assert kept.get(("a", "ttl"), never) == b"one"
    assert kept.get(("a", "html"), lambda: b"two") == b"two"


def test_what_was_not_asked_for_longest_is_let_go() -> None:
    kept = Kept(most=10)
    for name in "ab":
        kept.get((name, "ttl"), lambda: b"1234")
    kept.get(("a", "ttl"), never)
    kept.get(("c", "ttl"), lambda: b"1234")
    kept.get(("a", "ttl"), never)
    assert kept.size == 8
    with pytest.raises(AssertionError, match="it is kept"):
        kept.get(("b", "ttl"), never)


def test_one_larger_than_all_is_not_kept() -> None:
    kept = Kept(most=3)
    assert kept.get(("a", "ttl"), lambda: b"1234") == b"1234"
    assert kept.size == 0


def test_names_of_nothing_take_no_room() -> None:
    kept = Kept()
    assert kept.get(("a", "ttl"), lambda: b"") == b""
    assert kept.get(("a", "ttl"), lambda: b"now") == b"now"
