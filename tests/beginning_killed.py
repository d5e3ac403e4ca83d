"""``python beginning_killed.py FOLDER N``: begins an office there and dies before SQL statement N of it."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1])]

from koyradesk.beginning import making
from koyradesk.beginning.shapes import Plan
from koyradesk.directory import places
from koyradesk.store import Store


def main(folder: Path, last: int) -> None:
    place = next(one.code for one in places.every().values() if one.en == "Koyra")
    plan = Plan().with_place(place).with_office("uno").with_committee("ict")
    with Store.open(folder) as store:
        left = last

        def count(_: str) -> None:
            nonlocal left
            left -= 1
            if left <= 0:
                os._exit(9)

        store._db.set_trace_callback(count)
        making.begin(store, plan, today=date(2026, 11, 22), by="x")
        store._db.set_trace_callback(None)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
