"""OUT in a store, such as `s3://bucket/out`: built here whole, then put there.

A store renames nothing and locks nothing, so a build lies under a name of its own, `OUT/<build>/`, made
of its catalogue's hash, and `OUT/current.json`, written last and in one step, says which build is the one to
read. Who reads that first sees one build or another, whole. Two builds at once put different folders there,
and the one that ends last is the current one.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
from hashlib import sha256
from pathlib import Path
from typing import Final

from communique import __version__, remote
from communique.errors import OutputError, UsageError

CURRENT: Final = "current.json"
# Hidden, so that no reader takes it for texts.
_UNFINISHED: Final = ".unfinished"
_NAME: Final = 16


def stage(target: str) -> Path:
    """Where the build for an address is made: the same place each time, so that it can be resumed."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache, "communique", sha256(target.encode()).hexdigest()[:_NAME], "out")


def unfinished(target: str) -> str:
    """Where workers leave what a build of this machine needs that is under way."""
    ours = f"{socket.gethostname()} {stage(target)}"
    return f"{target.rstrip('/')}/{_UNFINISHED}/{sha256(ours.encode()).hexdigest()[:_NAME]}"


def try_out(target: str) -> None:
    """Write there before there is anything to lose; `UsageError` where that cannot be done."""
    remote.write(f"{unfinished(target)}/started", f"communique {__version__}\n".encode())


def deliver(folder: Path, target: str) -> str:
    """Put a build where it belongs, make it the current one, and take away what is left there and here."""
    name = sha256((folder / "catalogue.ttl").read_bytes()).hexdigest()[:_NAME]
    home = f"{target.rstrip('/')}/{name}"
    files = {
        path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()
    }
    try:
        remote.send({f"{home}/{path}": file for path, file in files.items()})
        said = {"build": name, "files": len(files), "version": __version__}
        remote.write(f"{target.rstrip('/')}/{CURRENT}", f"{json.dumps(said)}\n".encode())
        remote.remove(unfinished(target))
    except UsageError as error:
        here = f"The build is whole in {folder}; the same command with --resume sends it again."
        raise OutputError(str(error), here) from error
    shutil.rmtree(folder.parent)
    return home


def keys_of(target: str, name: str) -> Path:
    """The keys of the current build at an address, brought here."""
    try:
        build = json.loads(remote.read(f"{target.rstrip('/')}/{CURRENT}"))["build"]
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{target}/{CURRENT} names no build: {error!r}") from error
    place = stage(target).with_name("earlier") / name
    place.parent.mkdir(parents=True, exist_ok=True)
    remote.fetch(f"{target.rstrip('/')}/{build}/{name}", place)
    return place
