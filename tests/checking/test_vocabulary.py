"""A class or property that does not exist is found, whatever the shapes look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.checking import dataset, known, vocabulary
from communique.checking.dataset import Dataset
from communique.vocab import COMM, HOME


@pytest.fixture(scope="module")
def ontology(root: Path) -> Dataset:
    return known.load(root / "ontology")


def test_what_the_graph_renders_exists(nquads: bytes, ontology: Dataset) -> None:
    assert list(vocabulary.check(dataset.load(nquads), ontology)) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (str(COMM.heldOn), str(COMM._NS) + "heldOnn"),
        (str(COMM.Meeting), str(COMM._NS) + "Meetings"),
        ("http://xmlns.com/foaf/0.1/Person", "http://xmlns.com/foaf/0.1/Persona"),
        ("https://schema.org/location", "http://schema.org/location"),
    ],
)
def test_what_is_misspelt_is_found_once(nquads: bytes, ontology: Dataset, right: str, wrong: str) -> None:
    misspelt = nquads.replace(f"<{right}>".encode(), f"<{wrong}>".encode())
    (found,) = vocabulary.check(dataset.load(misspelt), ontology)
    assert f"<{wrong}>" in found.message
    assert found.focus.startswith(HOME)
