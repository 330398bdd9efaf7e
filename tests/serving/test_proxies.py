"""nginx and Caddy before the server, Apache over the static site: with the files that we give out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from communique.publishing import site
from communique.publishing.site.redirects import htaccess
from tests.serving.running import Answer, ask, free_port, running, served

pytestmark = pytest.mark.enable_socket

Front = Callable[[str, str], AbstractContextManager[str]]


def program(name: str, package: str = "") -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.skip(f"{name} is not installed: `apt-get install {package or name}` installs it")
    return found


@contextmanager
def nginx(folder: Path, given: Path, server: str, prefix: str) -> Iterator[str]:
    port = free_port()
    words = given.read_text(encoding="utf-8")
    for ours, theirs in (
        ("server 127.0.0.1:8000;", f"server {server.removeprefix('http://')};"),
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("location /", f"location {prefix}/"),
    ):
        assert ours in words
        words = words.replace(ours, theirs)
    (folder / "communique.conf").write_text(words, encoding="utf-8")
    spools = [
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    ]
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log stderr; {user} events {{}}\n"
        f"http {{ access_log off; {' '.join(spools)} include {folder}/communique.conf; }}\n"
    )
    command: list[str | Path] = [program("nginx"), "-e", "stderr", "-c", folder / "nginx.conf"]
    with running(command, port, folder / "nginx.log"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def caddy(folder: Path, given: Path, server: str, prefix: str) -> Iterator[str]:
    port = free_port()
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\nimport {given}\n")
    env = {
        "COMMUNIQUE_SITE": f"http://127.0.0.1:{port}",
        "COMMUNIQUE_SERVER": server.removeprefix("http://"),
        "COMMUNIQUE_PATH": f"{prefix}/",
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    command: list[str | Path] = [
        program("caddy"),
        "run",
        "--adapter",
        "caddyfile",
        "--config",
        folder / "Caddyfile",
    ]
    with running(command, port, folder / "caddy.log", env):
        yield f"http://127.0.0.1:{port}"


def test_the_unit_is_one_that_systemd_takes(root: Path, tmp_path: Path) -> None:
    """`systemd-analyze verify` tells unknown keys in words alone, and wants the program to be there."""
    words = (root / "docs" / "deploy" / "communique.service").read_text(encoding="utf-8")
    command = "/opt/communique/.venv/bin/communique serve /srv/build --address https://data.example.org/"
    assert f"ExecStart={command}\n" in words
    for name, unit in (("right", words), ("wrong", words.replace("Restart=", "Restrt="))):
        path = tmp_path / f"{name}.service"
        path.write_text(unit.replace(command.split()[0], sys.executable), encoding="utf-8")
        verify = [program("systemd-analyze", "systemd"), "verify", "--man=no", str(path)]
        told = subprocess.run(verify, capture_output=True, text=True, check=False)
        assert (told.returncode, bool(told.stderr)) == (0, name == "wrong"), told.stderr


FRONTS = {"nginx": (nginx, "nginx.conf"), "caddy": (caddy, "Caddyfile")}


@pytest.fixture(
    scope="module", params=[(name, prefix) for name in FRONTS for prefix in ("", "/rivers")], ids="".join
)
def front(
    request: pytest.FixtureRequest, root: Path, built: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the server as clients have it, behind a proxy and perhaps below a path."""
    name, prefix = request.param
    program(name)
    start, given = FRONTS[name]
    folder = tmp_path_factory.mktemp("front")
    # Only descriptions name the host; redirects name the path alone.
    options = ("--address", f"http://data.example.org{prefix}/", "--texts", str(root / "examples/texts"))
    with (
        served(built, folder / "serve.log", *options) as server,
        start(folder, root / "docs/deploy" / given, server, prefix) as address,
    ):
        yield address + prefix


class Client:
    """Asks below an address."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.prefix = "/" + "/".join(address.split("/")[3:]) if address.count("/") > 2 else ""

    def get(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        return ask(self.address, f"{self.prefix}/{path}", method, body, **headers)

    def follow(self, path: str, accept: str) -> Answer:
        """The answer after one redirect, whose address must lie below the prefix."""
        first = self.get(path, Accept=accept)
        assert first.status == 303, first
        assert first.where.startswith(f"{self.prefix}/")
        return ask(self.address, first.where, Accept=accept)


@pytest.fixture
def client(front: str) -> Client:
    return Client(front)


@pytest.fixture(scope="module")
def person(made: site.Site) -> str:
    return next(path for path in made.data.pages if path.startswith("person/"))


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/turtle", "ttl"),
        ("text/html;q=0.3, application/ld+json;q=0.9", "jsonld"),
        ("application/rdf+xml", "rdf"),
        ("*/*", "html"),
    ],
)
def test_a_thing_leads_to_its_description(
    client: Client, made: site.Site, person: str, accept: str, suffix: str
) -> None:
    answer = client.get(f"id/{person}", Accept=accept)
    assert answer.status == 303
    assert answer.where == f"{client.prefix}/{person}.{suffix}"
    assert "Accept" in answer.headers["vary"]
    document = client.follow(f"id/{person}", accept)
    assert document.status == 200
    assert document.body == (made.page(person) if suffix == "html" else made.describe(person, suffix))


def test_the_same_document_in_two_forms(client: Client, person: str) -> None:
    turtle, page = (client.get(person, Accept=kind) for kind in ("text/turtle", "text/html"))
    assert (turtle.status, page.status) == (200, 200)
    assert turtle.headers["content-location"] == f"{client.prefix}/{person}.ttl"
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert page.headers["content-type"].startswith("text/html")
    assert turtle.headers["etag"] != page.headers["etag"]


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [("id/person/nobody", "*/*", 404), ("nothing", "*/*", 404), ("id/PERSON", "image/png", 406)],
)
def test_what_cannot_be_had(client: Client, person: str, path: str, accept: str, status: int) -> None:
    assert client.get(path.replace("PERSON", person), Accept=accept).status == status


def test_tags_stay_strong_and_tell_the_forms_apart(client: Client, person: str) -> None:
    plain = client.get(f"{person}.ttl")
    packed = client.get(f"{person}.ttl", Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(plain.body)
    for answer, coding in ((plain, "identity"), (packed, "gzip")):
        tag = answer.headers["etag"]
        assert tag.startswith('"')
        again = client.get(f"{person}.ttl", If_None_Match=tag, Accept_Encoding=coding)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    stamp = plain.headers["last-modified"]
    assert client.get(f"{person}.ttl", If_Modified_Since=stamp).status == 304
    assert plain.headers["etag"] != packed.headers["etag"]


def test_head_options_and_other_methods(client: Client, person: str) -> None:
    whole, head = client.get(f"{person}.ttl"), client.get(f"{person}.ttl", "HEAD")
    assert (head.status, head.body, head.headers["etag"]) == (200, b"", whole.headers["etag"])
    allowed = client.get(f"{person}.ttl", "OPTIONS")
    assert (allowed.status, allowed.headers["access-control-allow-origin"]) == (204, "*")
    assert client.get(f"{person}.ttl", "DELETE").status == 405
    assert 'rel="describedby"' in whole.headers["link"]


def test_a_query_by_get_and_by_post(client: Client) -> None:
    by_get = client.get(
        "sparql?query=SELECT%20%28COUNT%28*%29%20AS%20%3Fn%29%20%7B%3Fs%20%3Fp%20%3Fo%7D", Accept="text/csv"
    )
    query = b"SELECT (COUNT(*) AS ?n) {?s ?p ?o}"
    by_post = client.get("sparql", "POST", query, Content_Type="application/sparql-query", Accept="text/csv")
    assert by_get.status == by_post.status == 200
    assert by_get.body == by_post.body
    assert int(by_get.body.splitlines()[1]) > 1_000
    update = client.get("sparql", "POST", b"update=x", Content_Type="application/x-www-form-urlencoded")
    assert update.status == 403


def test_too_long_a_query_is_refused(client: Client) -> None:
    for size in (1_600_000, 3_000_000):  # more than the server takes, and more than the proxy does
        body = b"SELECT * {}" + b" " * size
        answer = client.get("sparql", "POST", body, Content_Type="application/sparql-query")
        assert answer.status == 413


def test_the_manifest_names_the_public_address(client: Client) -> None:
    manifest = client.get("reconcile").body.decode()
    assert f'"service_url": "http://data.example.org{client.prefix}/reconcile"' in manifest
    assert client.follow("ontology", "text/turtle").headers["content-type"].startswith("text/turtle")


def test_nginx_holds_back_who_asks_too_fast(client: Client) -> None:
    answers = [client.get("sparql") for _ in range(200)]
    held = 429 if answers[0].headers["server"].startswith("nginx") else 200
    assert {answer.status for answer in answers} == {200, held}
    assert client.get("health").status == 200


MODULES = "mpm_event authz_core mime rewrite headers setenvif alias dir".split()


@pytest.fixture(scope="module", params=["", "/rivers"])
def apache(request: pytest.FixtureRequest, made: site.Site) -> Iterator[Client]:
    """The static site in Apache's document root, or reached by an Alias elsewhere."""
    command, port = program("apache2"), free_port()
    # Not below pytest's own folder: Apache gives up root's rights and must still read the site.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        public, empty = folder / "public", folder / "empty"
        public.mkdir()
        empty.mkdir()
        site.write(made, public, lambda *_: None)
        (public / "assets/engine.wasm").write_bytes(b"\0asm")
        (folder / "w3id").mkdir()
        (folder / "w3id/.htaccess").write_bytes(htaccess("https://data.example.org/rivers/"))
        (folder / "apache.conf").write_text(_apache(folder, port, request.param), encoding="utf-8")
        with running([command, "-D", "FOREGROUND", "-f", folder / "apache.conf"], port, folder / "log"):
            yield Client(f"http://127.0.0.1:{port}{request.param}")


def _apache(folder: Path, port: int, prefix: str) -> str:
    modules = Path("/usr/lib/apache2/modules")
    root = f"DocumentRoot {folder}/public" if not prefix else f"DocumentRoot {folder}/empty"
    return "\n".join(
        [
            *(f"LoadModule {name}_module {modules}/mod_{name}.so" for name in MODULES),
            f"ServerRoot {folder}",
            f"PidFile {folder}/pid",
            f"Listen 127.0.0.1:{port}",
            "ServerName data.example.org",
            "User www-data\nGroup www-data" if os.geteuid() == 0 else "",
            "TypesConfig /etc/mime.types",
            f"ErrorLog {folder}/error.log",
            "DirectoryIndex index.html",
            root,
            f"Alias {prefix}/ {folder}/public/" if prefix else "",
            f"Alias /w3id/ {folder}/w3id/",
            f"<Directory {folder}>\nAllowOverride FileInfo\nRequire all granted\n</Directory>\n",
        ]
    )


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("", "html"),
        ("*/*", "html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("text/turtle", "ttl"),
        ("Text/Turtle", "ttl"),
        ("application/x-turtle", "ttl"),
        ("text/turtle;q=0.1, text/html", "html"),
        ("text/html;q=0.3, text/turtle;q=0.9", "ttl"),
        ("application/ld+json, text/turtle;q=0.5", "jsonld"),
        ("application/ld+json;q=0.05, text/turtle;q=0.4", "ttl"),
        ("application/ld+json;q=0.45, text/turtle;q=0.375, text/html;q=0.5;x=1", "html"),
        ("application/ld+json;profile=x;q=0.9, text/turtle;q=0.95", "ttl"),
        ("application/ld+json;q=1.0, */*;q=0.1", "jsonld"),
        ("application/json", "jsonld"),
        ("text/*;q=0.2, application/*", "jsonld"),
        ("text/html;q=0, */*", "ttl"),
        ("text/turtle;q=0.0, text/*;q=0.5", "html"),
        ("text/turtle ; q=0.2 , application/ld+json ; q=0.3", "jsonld"),
    ],
)
def test_apache_chooses_as_the_server_does(apache: Client, person: str, accept: str, suffix: str) -> None:
    for thing, page in ((f"id/{person}", person), ("doc/01-first-dialogue", "release/01-first-dialogue")):
        answer = apache.get(thing, Accept=accept)
        assert answer.status == 303
        assert answer.where == f"{apache.prefix}/{page}.{suffix}"
        assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize("suffix", ["html", "ttl", "jsonld"])
def test_apache_has_each_form(apache: Client, made: site.Site, person: str, suffix: str) -> None:
    types = {"html": "text/html", "ttl": "text/turtle", "jsonld": "application/ld+json"}
    answer = apache.follow(f"id/{person}", types[suffix])
    assert answer.status == 200
    assert answer.headers["content-type"].startswith(types[suffix])
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.body == (made.page(person) if suffix == "html" else made.describe(person, suffix))
    path = f"{person}.{suffix}"
    assert apache.get(path, If_None_Match=answer.headers["etag"]).status == 304
    assert apache.get(person, Accept=types[suffix]).body == answer.body


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        ("id/PERSON", "image/png", 406),
        ("id/PERSON", "text/html;q=0, text/turtle;q=0", 406),
        ("PERSON", "image/png", 406),
        ("nothing", "*/*", 404),
        ("person/nobody.ttl", "*/*", 404),
        ("person/nobody", "*/*", 404),
        ("id/../etc/passwd", "*/*", 404),
        ("", "*/*", 200),
    ],
)
def test_apache_says_what_cannot_be_had(
    apache: Client, person: str, path: str, accept: str, status: int
) -> None:
    assert apache.get(path.replace("PERSON", person), Accept=accept).status == status


@pytest.mark.parametrize(
    ("path", "accept", "where"),
    [
        ("dataset", "text/html", "index.html"),
        ("dataset", "text/turtle", "catalogue.ttl"),
        ("dataset", "application/ld+json", "catalogue.jsonld"),
        ("ontology", "text/html", "vocabulary.html"),
        ("ontology", "text/turtle", "data/ontology/communique.ttl"),
        ("ontology", "text/html;q=0.1,text/turtle", "data/ontology/communique.ttl"),
        ("catalogue", "*/*", "catalogue.ttl"),
        ("catalogue", "application/ld+json", "catalogue.jsonld"),
        (".well-known/void", "*/*", "catalogue.ttl"),
    ],
)
def test_apache_leads_to_the_whole(apache: Client, path: str, accept: str, where: str) -> None:
    answer = apache.get(path, Accept=accept)
    assert (answer.status, answer.where) == (303, f"{apache.prefix}/{where}")
    assert ask(apache.address, answer.where).status == 200


def test_apache_names_the_media_types(apache: Client) -> None:
    expected = {
        "data/communique.nq": "application/n-quads",
        "data/communique.nt": "application/n-triples",
        "data/communique.trig": "application/trig",
        "data/communique.ttl": "text/turtle",
        "data/communique.jsonld": "application/ld+json",
        "feed.atom": "application/atom+xml",
        "search.json": "application/json",
        "sitemap.xml": "application/xml",
        "assets/engine.wasm": "application/wasm",
    }
    for path, media_type in expected.items():
        answer = apache.get(path)
        assert answer.status == 200, path
        assert answer.headers["content-type"].split(";")[0] == media_type


@pytest.mark.parametrize(
    ("path", "accept", "status", "where"),
    [
        ("id/person/jane-example", "text/turtle", 303, "person/jane-example.ttl"),
        ("id/person/jane-example", "text/html,*/*;q=0.8", 303, "person/jane-example.html"),
        ("id/person/jane-example", "image/png", 406, ""),
        ("doc/first", "application/ld+json", 303, "release/first.jsonld"),
        ("ontology", "text/turtle", 303, "data/ontology/communique.ttl"),
        ("dataset", "text/html", 303, "index.html"),
        ("person/jane-example.ttl", "*/*", 302, "person/jane-example.ttl"),
        ("", "*/*", 302, ""),
    ],
)
def test_the_host_of_the_iris_leads_to_the_site(
    apache: Client, path: str, accept: str, status: int, where: str
) -> None:
    answer = ask(apache.address, f"/w3id/{path}", Accept=accept)
    assert answer.status == status
    if status != 406:
        assert answer.headers["location"] == f"https://data.example.org/rivers/{where}"
