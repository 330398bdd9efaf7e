"""What was published keeps its key, whatever comes after; what became one leaves word where it went."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from communique import iri
from communique.entities import Corpus
from communique.errors import MappingError
from communique.identity import Decisions, Published, load_published, resolve
from communique.identity.published import COLUMNS
from communique.model import Key
from communique.publishing import registry
from tests.identity.conftest import BODIES, Draft, keys

SITE = "https://one.example.org/a"
USG = ("Under-Secretary-General", "unoct")


class Dataset:
    """A dataset that grows build by build, each with the `keys.tsv` of the one before."""

    def __init__(self, folder: Path, decisions: Decisions) -> None:
        self.path = folder / "keys.tsv"
        self.decisions = decisions
        self.rows: set[registry.Row] = set()

    def build(self, *drafts: Draft, decisions: Decisions | None = None) -> Corpus:
        earlier = load_published(self.path) if self.path.exists() else Published()
        facts = [draft.facts() for draft in drafts]
        corpus = resolve(facts, decisions or self.decisions, BODIES, earlier)
        self.rows = rows(corpus, earlier)
        self.path.write_text("".join("\t".join(row) + "\n" for row in (COLUMNS, *sorted(self.rows))))
        return corpus


def rows(corpus: Corpus, earlier: Published) -> set[registry.Row]:
    """What a build writes of a corpus into its `keys.tsv`."""
    keys = iri.documents("", (facts.document for facts in corpus.documents), corpus.addresses)
    found = set(registry.besides(corpus, {facts.document.sha256 for facts in corpus.documents}, earlier))
    for facts, stem in zip(corpus.documents, corpus.stems, strict=True):
        found.update(registry.of(keys[facts.document.name, facts.document.sha256], stem, facts))
    return found


@pytest.fixture
def dataset(tmp_path: Path, undecided: Decisions) -> Dataset:
    return Dataset(tmp_path, undecided)


def draft(name: str, person: str, post: tuple[str, str], published: str = "2020-01-01") -> Draft:
    made = Draft(name, published, SITE)
    made.person(person, post)
    return made


def of(corpus: Corpus, document: str) -> Key:
    return next(f.people[0].key for f in corpus.documents if f.document.name == document)


def test_an_earlier_namesake_takes_no_key_away(dataset: Dataset) -> None:
    late = draft("late.txt", "Maria Lopez", ("Minister of Finance", "canada"))
    early = draft("early.txt", "Maria Lopez", ("Minister of Finance", "australia"), "2019-06-01")
    dataset.build(late)
    corpus = dataset.build(late, early)
    assert of(corpus, "late.txt") == "person/maria-lopez"
    assert of(corpus, "early.txt") == "person/maria-lopez-2"
    # Without the earlier build the order of dates decides.
    assert of(resolve([late.facts(), early.facts()], dataset.decisions, BODIES), "early.txt").endswith(
        "lopez"
    )


def test_a_fuller_name_renames_nobody(dataset: Dataset) -> None:
    one = draft("a.txt", "Ghada Waly", ("Executive Director", "unodc"))
    more = [draft(f"{n}.txt", "Ghada Fathi Waly", ("Executive Director", "unodc")) for n in range(3)]
    dataset.build(one)
    corpus = dataset.build(one, *more)
    assert keys(corpus, "person") == ["person/ghada-waly"]
    assert next(e.label for e in corpus.entities if e.kind == "person") == "Ghada Fathi Waly"
    assert corpus.replaced == ()


def test_posts_and_what_hangs_on_a_person_keep_their_keys_too(dataset: Dataset) -> None:
    one = draft("a.txt", "Ghada Waly", ("Executive Director", ""))
    more = [draft(f"{n}.txt", "Ghada Fathi Waly", ("Executive Director", "")) for n in range(3)]
    before = dataset.build(one)
    after = dataset.build(one, *more)
    found = next(f for f in after.documents if f.document.name == "a.txt")
    assert (found.people, found.holdings) == (before.documents[0].people, before.documents[0].holdings)


def test_a_merge_leaves_word(dataset: Dataset) -> None:
    surname, full = draft("a.txt", "Voronkov", USG), draft("b.txt", "Vladimir Voronkov", ("", ""))
    before = dataset.build(surname, full)
    assert keys(before, "person") == ["person/vladimir-voronkov", "person/voronkov"]
    bridge = draft("c.txt", "Vladimir Voronkov", USG)
    after = dataset.build(surname, full, bridge)
    assert keys(after, "person") == ["person/vladimir-voronkov"]
    assert ("person/voronkov", "person/vladimir-voronkov") in after.replaced
    again = dataset.build(surname, full, bridge)
    assert again.replaced == after.replaced


def test_replaced_keys_lead_to_the_last_one(dataset: Dataset) -> None:
    surname, full = draft("a.txt", "Voronkov", USG), draft("b.txt", "Vladimir Voronkov", ("", ""))
    dataset.build(surname, full)
    dataset.build(surname, full, draft("c.txt", "Vladimir Voronkov", USG))
    decided = replace(dataset.decisions, same={"person/vladimir-voronkov": "person/v-i-voronkov"})
    corpus = dataset.build(surname, full, draft("c.txt", "Vladimir Voronkov", USG), decisions=decided)
    assert keys(corpus, "person") == ["person/v-i-voronkov"]
    assert dict(corpus.replaced) == {
        "person/voronkov": "person/v-i-voronkov",
        "person/vladimir-voronkov": "person/v-i-voronkov",
    }


def test_what_is_parted_keeps_the_key_for_most(dataset: Dataset) -> None:
    drafts = [draft(f"{n}.txt", "Joanneke Balfoort", ("Director", "eeas")) for n in range(2)]
    odd = draft("odd.txt", "Joanneke Balfourt", ("Director", "eeas"))
    assert len(keys(dataset.build(*drafts, odd), "person")) == 1
    apart = frozenset([frozenset(("person/joanneke-balfoort", "person/joanneke-balfourt"))])
    corpus = dataset.build(*drafts, odd, decisions=replace(dataset.decisions, apart=apart))
    assert of(corpus, "0.txt") == "person/joanneke-balfoort"
    assert of(corpus, "odd.txt") == "person/joanneke-balfourt"
    assert corpus.replaced == ()


def test_a_replaced_key_is_nobody_else_s(dataset: Dataset) -> None:
    surname, full = draft("a.txt", "Voronkov", USG), draft("b.txt", "Vladimir Voronkov", ("", ""))
    dataset.build(surname, full)
    bridge = draft("c.txt", "Vladimir Voronkov", USG)
    dataset.build(surname, full, bridge)
    other = draft("d.txt", "Voronkov", ("President", "canada"), "1990-01-01")
    corpus = dataset.build(surname, full, bridge, other)
    assert of(corpus, "d.txt") == "person/voronkov-2"


def test_texts_that_are_left_out_once_have_their_keys_when_they_come_back(dataset: Dataset) -> None:
    late = draft("late.txt", "Maria Lopez", ("Minister of Finance", "canada"))
    early = draft("early.txt", "Maria Lopez", ("Minister of Finance", "australia"), "2019-06-01")
    dataset.build(late)
    dataset.build(late, early)
    dataset.build(late)
    assert of(dataset.build(early, late), "early.txt") == "person/maria-lopez-2"


def test_a_text_of_the_same_name_moves_no_document(dataset: Dataset) -> None:
    one = draft("2020/a.txt", "Maria Lopez", ("Head", "undp"))
    other = draft("2021/a.txt", "Maria Lopez", ("Head", "undp"))
    dataset.build(one)
    corpus = dataset.build(one, other)
    assert [key for (name, _), key in corpus.addresses if name == "2020/a.txt"] == ["doc/a"]
    assert len({row[0] for row in dataset.rows if row[0].startswith("doc/")}) == 2


def test_order_of_arrival_decides_which_key_stays(tmp_path: Path, undecided: Decisions) -> None:
    """Two datasets that hear of the same texts in another order may differ in keys, and in nothing else."""
    late = draft("late.txt", "Maria Lopez", ("Minister of Finance", "canada"))
    early = draft("early.txt", "Maria Lopez", ("Minister of Finance", "australia"), "2019-06-01")
    found = []
    for number, (first, second) in enumerate([(late, early), (early, late)]):
        (tmp_path / str(number)).mkdir()
        grown = Dataset(tmp_path / str(number), undecided)
        grown.build(first)
        found.append(grown.build(first, second))
    assert [of(corpus, "late.txt") for corpus in found] == ["person/maria-lopez", "person/maria-lopez-2"]
    assert keys(found[0], "person") == keys(found[1], "person")


def test_nothing_published_changes_nothing(dataset: Dataset) -> None:
    drafts = [draft("a.txt", "Voronkov", USG), draft("b.txt", "Vladimir Voronkov", USG)]
    first = dataset.build(*drafts)
    rows = dataset.path.read_text(encoding="utf-8")
    second = dataset.build(*drafts)
    assert (second.entities, second.replaced) == (first.entities, ())
    assert dataset.path.read_text(encoding="utf-8") == rows


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("key\tdocument\n", 1),
        ("key\tdocument\tat\treplaced_by\nperson/a\tdoc/b\n", 2),
        ("key\tdocument\tat\treplaced_by\n\nperson/a\tdoc/b\tx\t\n", 2),
        ("key\tdocument\tat\treplaced_by\nperson/a\tdoc/b\tx\t\n", 2),
    ],
)
def test_a_corrupt_row_is_named(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "keys.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(MappingError) as caught:
        load_published(tmp_path / "keys.tsv")
    assert caught.value.line == line
