"""Settings are checked where they are given, and tell where they came from."""

from __future__ import annotations

import pytest

from communique.errors import SettingsError
from communique.layers import from_environment, from_epoch, from_toml
from communique.settings import EvidenceMode, Given, Settings, resolve


def test_defaults() -> None:
    found = resolve([])
    assert found.settings == Settings()
    assert set(found.origins.values()) == {"default"}


def test_later_layers_win_and_are_named() -> None:
    layers = [
        *from_epoch({"SOURCE_DATE_EPOCH": "86400"}),
        *from_toml('\nbase = "https://a.example/"\nevidence = "quote"\n', "my.toml"),
        *from_environment({"COMMUNIQUE_BASE": "https://b.example/", "HOME": "/"}),
        Given("min_confidence", 0.5, "--min-confidence"),
    ]
    found = resolve(layers)
    assert found.settings == Settings(
        base="https://b.example/", evidence=EvidenceMode.QUOTE, min_confidence=0.5, issued="1970-01-02"
    )
    origins = {name: origin for name, origin in found.origins.items() if origin != "default"}
    assert origins == {
        "issued": "SOURCE_DATE_EPOCH",
        "base": "COMMUNIQUE_BASE",
        "evidence": "my.toml:3",
        "min_confidence": "--min-confidence",
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('\nbas = "x"', "my.toml:2: unknown setting 'bas'; did you mean base?"),
        ("\n[zzz]\na = 1", "my.toml:2: unknown setting 'zzz'; known are base, "),
        ('base = "a.example/"', "my.toml:1: base is no absolute IRI: 'a.example/'"),
        ('base = "https://a.example"', "my.toml:1: base must end in / or #: 'https://a.example'"),
        (
            'licence = "https://a.example/a b"',
            "my.toml:1: licence is no absolute IRI: 'https://a.example/a b'",
        ),
        ('evidence = "words"', "my.toml:1: evidence is quote or position, not 'words'"),
        ("min_confidence = 2", "my.toml:1: min_confidence lies between 0 and 1, not at 2"),
        ('min_confidence = "much"', "my.toml:1: min_confidence takes a number, not 'much'"),
        ("pyshacl_limit = 1.5", "my.toml:1: pyshacl_limit takes a whole number from 0, not 1.5"),
        ("quote_context = nan", "my.toml:1: quote_context takes a whole number from 0, not nan"),
        ('issued = "May 2024"', "my.toml:1: issued is no day like 2024-05-31: 'May 2024'"),
        ("title = 4", "my.toml:1: title takes words, not 4"),
        ("\n\nbase = ", "my.toml:3: is no TOML"),
    ],
)
def test_a_wrong_setting_names_file_and_line(text: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        resolve(from_toml(text, "my.toml"))
    assert str(caught.value).startswith(message)


def test_a_wrong_variable_is_named() -> None:
    with pytest.raises(SettingsError, match="COMMUNIQUE_EVIDENCE: evidence is quote or position"):
        resolve(from_environment({"COMMUNIQUE_EVIDENCE": "words"}))
    with pytest.raises(SettingsError, match="SOURCE_DATE_EPOCH: 'now' is no number of seconds"):
        resolve(from_epoch({"SOURCE_DATE_EPOCH": "now"}))


def test_a_day_of_toml_is_a_day() -> None:
    assert resolve(from_toml("issued = 2024-05-31", "my.toml")).settings.issued == "2024-05-31"
