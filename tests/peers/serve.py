"""csv-reconcile over loopback: `python serve.py PORT TABLE FOLDER`, run by the peers' own Python.

Its command always takes port 5000, so the application is made as its command makes it and served here.
"""

from __future__ import annotations

import sys
from pathlib import Path

from csv_reconcile import create_app, initdb

CONFIG = """
CSVKWARGS = {"delimiter": "\\t"}
CSVENCODING = "utf-8"
MANIFEST = {
    "versions": ["0.2"],
    "name": "A table of our own",
    "identifierSpace": "http://www.wikidata.org/entity/",
    "schemaSpace": "http://www.wikidata.org/prop/direct/",
    "view": {"url": "https://www.wikidata.org/wiki/{{id}}"},
}
"""


def main(port: str, table: str, folder: str) -> None:
    config = Path(folder) / "config.py"
    config.write_text(CONFIG, encoding="utf-8")
    app = create_app(str(config), instance_path=folder, scorerOption="")
    with app.app_context():
        initdb.init_db_with_context(table, "id", "name")
    app.run(port=int(port), debug=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
