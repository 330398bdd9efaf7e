"""The site as a person meets it, in a real browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.enable_socket


def test_from_the_front_page_to_the_words_that_prove_a_fact(visit: Visit) -> None:
    page = visit.go("index.html")
    page.get_by_role("link", name="Officials").first.click()
    page.get_by_role("link", name="Gilles de Kerchove").click()
    assert page.locator("h1").inner_text() == "Gilles de Kerchove"
    proof = page.locator("table details").first
    assert not proof.locator("mark").is_visible()
    proof.locator("summary").click()
    assert "Gilles de Kerchove" in proof.locator("mark").first.inner_text()
    proof.get_by_role("link").first.click()
    assert page.locator(".kind").inner_text() == "Release"
    assert visit.complaints == []
    assert visit.foreign() == []


def test_the_search_finds_other_names_too(visit: Visit) -> None:
    page = visit.go("person/gilles-de-kerchove.html")
    page.get_by_label("Search").fill("eu counter kerch")
    page.locator("#found", has_text="Nothing found.").wait_for()
    page.get_by_label("Search").fill("UNOCT")
    page.locator("#found a").first.click()
    page.wait_for_url("**/body/unoct.html")
    assert visit.complaints == []


def test_the_search_goes_by_keyboard_alone(visit: Visit) -> None:
    page = visit.go("index.html")
    page.get_by_label("Search").focus()
    page.keyboard.type("UNOCT")
    page.locator("#found a").first.wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#found') !== null")
    page.get_by_label("Search").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/browse.html?q=UNOCT")
    found = page.locator("#items > li:visible")
    assert "United Nations Office of Counter-Terrorism" in found.first.inner_text()
    page.get_by_label("Name").focus()
    for field in ("kind", "year", "body", "role"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == field
    page.get_by_label("Kind").focus()
    page.keyboard.type("Meet")
    assert page.get_by_label("Kind").input_value() == "Meeting"
    assert found.count() == 0
    assert visit.complaints == []


def test_facets_narrow_the_list_and_stand_in_the_address(visit: Visit) -> None:
    page = visit.go("browse.html")
    whole = page.locator("#items > li:visible").count()
    page.get_by_label("kind").select_option("Meeting")
    page.get_by_label("year").select_option("2019")
    meetings = page.locator("#items > li:visible").count()
    assert 0 < meetings < whole
    assert page.locator("#count").inner_text() == f"{meetings} of {whole}"
    assert page.url.endswith("?kind=Meeting&year=2019")
    page.reload()
    assert page.locator("#items > li:visible").count() == meetings
    page.get_by_label("kind").select_option("Official")
    page.get_by_label("year").select_option("")
    page.get_by_label("role").select_option("chair")
    assert 0 < page.locator("#items > li:visible").count() < 24
    assert visit.complaints == []


def test_the_query_page_answers_here(visit: Visit, engine: Path | None) -> None:
    if engine is None:
        pytest.skip("there is no engine here: `make engine` fetches it")
    page = visit.go("query.html")
    page.get_by_label("A question").select_option(index=3)
    asked = page.get_by_label("SPARQL").input_value()
    assert "SELECT" in asked
    page.get_by_label("SPARQL").fill(
        "SELECT ?name { ?p a <http://xmlns.com/foaf/0.1/Person> ; "
        "<http://www.w3.org/2004/02/skos/core#prefLabel> ?name } ORDER BY ?name"
    )
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_selector("#answer table", timeout=30_000)
    assert "Gilles de Kerchove" in page.locator("#answer").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    lines = Path(download.value.path()).read_bytes().decode().split("\r\n")
    assert lines[0] == "name"
    assert len(lines) - 2 == len(set(lines[1:-1]))
    page.get_by_label("SPARQL").fill("SELECT {")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.locator("#status", has_text="expected").wait_for()
    assert visit.complaints == []
    assert visit.foreign() == []


def test_every_question_of_the_query_page_is_answered(visit: Visit, engine: Path | None) -> None:
    if engine is None:
        pytest.skip("there is no engine here: `make engine` fetches it")
    page = visit.go("query.html")
    for number in range(page.locator("#question option").count()):
        page.get_by_label("A question").select_option(index=number)
        page.evaluate("document.getElementById('status').textContent = ''")
        page.get_by_role("button", name="Ask", exact=True).click()
        page.locator("#status", has_text=re.compile(r"^\d+ rows?$")).wait_for()


@pytest.mark.parametrize("visit", [{"color_scheme": "dark"}, {"color_scheme": "light"}], indirect=True)
def test_light_and_dark(visit: Visit, request: pytest.FixtureRequest) -> None:
    page = visit.go("index.html")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    dark = request.node.callspec.params["visit"]["color_scheme"] == "dark"
    assert (ground != "rgb(255, 255, 255)") is dark


@pytest.mark.parametrize("visit", [{"viewport": {"width": 360, "height": 740}}], indirect=True)
def test_no_page_is_wider_than_a_phone(visit: Visit) -> None:
    for path in ("index.html", "browse.html", "person/gilles-de-kerchove.html", "data.html", "query.html"):
        page = visit.go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


@pytest.mark.parametrize("visit", [{"viewport": {"width": 360, "height": 740}}], indirect=True)
def test_on_a_phone_a_row_says_what_each_of_its_cells_is(visit: Visit) -> None:
    page = visit.go("person/gilles-de-kerchove.html")
    row = page.locator("table tbody tr").first
    proof = row.locator("summary")
    box = proof.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] < 360
    label = "getComputedStyle(document.querySelector('td.proofs'), '::before').content"
    assert page.evaluate(label) == '"proof"'


@pytest.mark.parametrize("visit", [{"viewport": {"width": 360, "height": 740}}], indirect=True)
def test_an_answer_is_read_down_on_a_phone(visit: Visit, engine: Path | None) -> None:
    if engine is None:
        pytest.skip("there is no engine here: `make engine` fetches it")
    page = visit.go("query.html")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_selector("#answer table", timeout=30_000)
    assert page.evaluate("document.querySelector('#answer').scrollWidth") <= 360
    label = "getComputedStyle(document.querySelector('#answer td'), '::before').content"
    assert page.evaluate(label) == '"agreement"'


def test_a_printed_page_has_its_proofs_on_white(visit: Visit) -> None:
    page = visit.go("person/gilles-de-kerchove.html")
    assert not page.locator("table mark").first.is_visible()
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("table mark").first.bounding_box() is not None
    assert page.locator("table mark").first.is_visible()
    assert not page.get_by_role("navigation").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript_all_can_be_read(visit: Visit) -> None:
    page = visit.go("browse.html")
    page.get_by_role("link", name="Gilles de Kerchove").first.click()
    page.locator("table summary").first.click()
    assert page.locator("table mark").first.is_visible()
    assert not page.get_by_label("Search").is_visible()


def test_the_keyboard_gets_everywhere(visit: Visit) -> None:
    page = visit.go("person/gilles-de-kerchove.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.locator("table summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("table mark").first.is_visible()


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("there is no npm here to fetch axe-core with")
    folder = tmp_path_factory.mktemp("axe")
    asked = [npm, "install", "--prefix", str(folder), "--ignore-scripts", "--silent", "axe-core@4.11"]
    if subprocess.run(asked, capture_output=True, timeout=120, check=False).returncode:
        pytest.skip("axe-core cannot be fetched from npm")
    return (folder / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "visit", [{"bypass_csp": True}, {"bypass_csp": True, "color_scheme": "dark"}], indirect=True
)
def test_axe_finds_nothing(visit: Visit, axe: str) -> None:
    paths = ("index", "browse", "doubts", "query", "data", "vocabulary", "person/gilles-de-kerchove")
    for path in (*paths, "series/eu-un-leaders-dialogue-on-counter-terrorism", "release/06-fourth-dialogue"):
        page = visit.go(f"{path}.html")
        page.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = true; })")
        page.evaluate(axe)
        found: list[dict[str, Any]] = page.evaluate("axe.run().then((found) => found.violations)")
        told = [(item["id"], item["impact"], item["nodes"][0]["html"][:200]) for item in found]
        assert told == [], f"{path}: {json.dumps(told, indent=1)}"
