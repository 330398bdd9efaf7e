"""The editor's list of what disagrees or cannot be right."""

from __future__ import annotations

import dataclasses

from communique.entities import Corpus
from communique.publishing.discrepancies import markdown


def test_reads_like_an_editors_list(corpus: Corpus) -> None:
    assert markdown(corpus) == (
        "# What disagrees or cannot be right\n"
        "\n"
        "1 discrepancy and 2 inferred dates in 2 releases. Nothing was corrected: the dataset keeps each "
        "reading as printed.\n"
        "\n"
        "## Spellings\n"
        "\n"
        "### Anna Alpha\n"
        "\n"
        "- **Anna Alpha** in first.txt, line 3 ← preferred\n"
        "- **Anna Alfa** in second.txt, line 2\n"
        "\n"
        "Two spellings.\n"
        "\n"
        "## Inferred dates\n"
        "\n"
        "### first.txt: date of the release\n"
        "\n"
        "Printed **--05-25**, inferred **2020-05-25**, because:\n"
        "\n"
        "- **3 March 2021** in second.txt, line 2\n"
        "\n"
        "The second release looks back on it.\n"
        "\n"
        "### first.txt: Second Talks\n"
        "\n"
        "Printed **--05-25**, inferred **2020-05-25**, because:\n"
        "\n"
        "- **3 March 2021** in second.txt, line 2\n"
        "\n"
        "The second release looks back on it.\n"
    )


def test_says_so_where_nothing_disagrees() -> None:
    assert "0 discrepancies and 0 inferred dates in 0 releases" in markdown(Corpus((), ()))


def test_words_of_a_text_are_no_markup(corpus: Corpus) -> None:
    odd = dataclasses.replace(corpus.discrepancies[0], note="see <b>[here](x)</b>\n# and *there*")
    found = markdown(dataclasses.replace(corpus, discrepancies=(odd,)))
    assert "See \\<b\\>\\[here\\](x)\\</b\\> \\# and \\*there\\*" in found


def test_a_preferred_value_that_no_release_prints_is_shown(corpus: Corpus) -> None:
    other = dataclasses.replace(corpus.discrepancies[0], preferred="Anna Alphard")
    assert "- preferred: **Anna Alphard**" in markdown(dataclasses.replace(corpus, discrepancies=(other,)))


def test_order_of_input_makes_no_difference(corpus: Corpus) -> None:
    second = dataclasses.replace(corpus.discrepancies[0], key="discrepancy/2", subject="person/ben")
    both = (second, corpus.discrepancies[0])
    forth = dataclasses.replace(corpus, discrepancies=both)
    back = dataclasses.replace(corpus, discrepancies=both[::-1], documents=corpus.documents[::-1])
    assert markdown(forth) == markdown(back)


def test_what_has_no_name_of_its_own_is_named_by_its_documents_or_key(corpus: Corpus) -> None:
    def headed(subject: str) -> str:
        other = dataclasses.replace(corpus.discrepancies[0], subject=subject)
        return markdown(dataclasses.replace(corpus, discrepancies=(other,)))

    assert "\n### first.txt, second.txt\n" in headed("")
    assert "\n### A group\n" in headed("delegation/b")
    assert "\n### some big thing\n" in headed("other/some-big-thing")
