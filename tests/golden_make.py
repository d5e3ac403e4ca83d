"""Keeps the golden papers as they are set now, after a change of their looks that is wished; tells what changed.

python tests/golden_make.py            rewrites tests/data/golden
python tests/golden_make.py FOLDER     writes the papers as PDFs into a folder, to be looked at
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1])]

from golden_papers import PAPERS, rendered  # noqa: E402
from golden_prints import keep  # noqa: E402


def main(arguments: list[str]) -> None:
    if not arguments:
        told = keep()
        sys.stdout.write("\n".join([*told, f"{len(told)} of {len(PAPERS)} papers changed", ""]))
        return
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for paper in PAPERS:
        (folder / f"{paper}.pdf").write_bytes(rendered(paper)[1].pdf)


if __name__ == "__main__":
    main(sys.argv[1:])
