"""The SPARQL engine of the query page: Oxigraph for browsers, as npm has it, checked against its checksum.

https://www.npmjs.com/package/oxigraph (MIT or Apache-2.0). It is not part of this package, being 4 MB;
`make engine` fetches it.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import tarfile
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from communique.errors import UsageError

VERSION: Final = "0.5.11"
INTEGRITY: Final = "zKdgmp1tsrutGzC1lCCywwZRPpLJKaJnKSDWoY2hIhMiwiCRRXNN1DU7WUyTInBvgPKT8Y5N+RgwTL8qKXpLng=="
FILES: Final = ("web.js", "web_bg.wasm", "package.json", "README.md")


def files(archive: Path) -> Iterator[tuple[str, bytes]]:
    """The engine's files, with the licence that package.json names; `UsageError` for another archive."""
    content = archive.read_bytes()
    if b64encode(hashlib.sha512(content).digest()).decode() != INTEGRITY:
        raise UsageError(
            f"{archive} is not oxigraph {VERSION} as npm has it; `npm pack oxigraph@{VERSION}` fetches it"
        )
    with tarfile.open(fileobj=io.BytesIO(content)) as found:
        for name in FILES:
            member = found.extractfile(f"package/{name}")
            if member is not None:
                yield f"assets/oxigraph/{name}", member.read()


def fetch(target: Path) -> None:
    """Fetch the archive by npm, which must be there; `UsageError` where what comes is another."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", f"oxigraph@{VERSION}", "--silent"], cwd=folder, check=True)
        target.write_bytes(next(Path(folder).glob("*.tgz")).read_bytes())
    list(files(target))
