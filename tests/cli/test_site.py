"""`communique site`."""

from __future__ import annotations

from pathlib import Path

from communique.publishing.site.redirects import htaccess
from tests.cli.conftest import Run


def test_a_site_is_written_with_the_redirects_of_its_own_host_alone(
    run: Run, built: Path, tmp_path: Path
) -> None:
    result = run("site", built, "--to", tmp_path / "public")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "public/officials.html").is_file()
    assert (tmp_path / "public/.htaccess").read_bytes() == htaccess()
    assert not (tmp_path / "public/w3id.htaccess").exists()


def test_told_where_it_will_be_it_has_those_of_the_other_host_too(
    run: Run, built: Path, tmp_path: Path
) -> None:
    result = run("site", built, "--to", tmp_path / "public", "--address", "https://data.example.org/rivers")
    assert result.exit_code == 0, result.output
    there = (tmp_path / "public/w3id.htaccess").read_text(encoding="utf-8")
    assert "RewriteRule ^id/([^.].*)$ https://data.example.org/rivers/$1.%{ENV:form} [R=303,L]" in there
