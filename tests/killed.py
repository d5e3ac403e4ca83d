"""A program that dies while it saves: what tests/test_store_kill.py starts and kills.

``statements FOLDER TARGET ACT``: for n = 1, 2, … does ACT (see ``ACTS``) in a copy of FOLDER (TARGET/n)
and dies before SQL statement n, SQLite's inner ones for the search index included; prints how many copies it made when
the act first comes through.
``forever FOLDER``: saves again and again and prints the number of each save once it is done.
``typing FOLDER``: types into the closing words for ever, a letter each 50 ms, keeps them each time, and prints how many
letters stand once they are kept.
``limited FOLDER BYTES``: saves a long meeting, keeps a file and makes a backup where no file may grow beyond BYTES.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import offices

from koyradesk import meetings, memos, recovery, undoing
from koyradesk.errors import UserError
from koyradesk.model import AgendaItem, Decision, Meeting, Paragraph
from koyradesk.paper_key import PaperKey
from koyradesk.store import Store


def changed(meeting: Meeting) -> Meeting:
    """The meeting after a save that touches everything: new, changed, moved and removed."""
    first = meeting.items[0]
    return replace(
        meeting,
        committee="নতুন কমিটি",
        title="নতুন শিরোনাম",
        opening=(Paragraph("নতুন অনুচ্ছেদ"), *meeting.opening),
        items=(
            AgendaItem("১.০", "নতুন বিষয়", decisions=(Decision("১।", "নতুন সিদ্ধান্ত"),)),
            replace(first, serial="২.০"),
        ),
        attendees=(),
    )


def save(store: Store) -> None:
    held = meetings.get(store, meetings.listing(store)[0].id)
    meetings.save(store, changed(held), by="x")


def recover(store: Store) -> None:
    recovery.recover(store, by="x")


def undo(store: Store) -> None:
    step = undoing.last(store, meetings.listing(store)[0].id)
    assert step is not None
    undoing.revert(store, step, by="x")


def issue(store: Store) -> None:
    key = PaperKey("notice", meetings.listing(store)[0].id)
    memos.issue(store, key, number="০৫.৪৪.৯৯৯৯.০০০.০৬.০০১.২৪-৭২", today=date(2024, 7, 10), by="x")


ACTS = {"save": save, "recover": recover, "undo": undo, "issue": issue}


def die_before(folder: Path, number: int, act: str) -> None:
    """Does ``act``, and is gone before SQL statement ``number``."""
    with offices.opened(folder) as store:
        left = [number]

        def count(_: str) -> None:
            left[0] -= 1
            if left[0] == 0:
                os._exit(9)

        store._db.set_trace_callback(count)
        ACTS[act](store)


def copies(folder: Path, target: Path, act: str) -> int:
    for number in range(1, 10_000):
        copy = target / str(number)
        shutil.copytree(folder, copy)
        if hasattr(os, "fork"):
            child = os.fork()
            if child == 0:
                die_before(copy, number, act)
                os._exit(0)
            _, status = os.waitpid(child, 0)
            code = os.waitstatus_to_exitcode(status)
        else:
            code = subprocess.run([sys.executable, __file__, "one", copy, str(number), act], check=False).returncode
        if code == 0:
            return number
        if code != 9:
            raise SystemExit(f"died otherwise: {code}")
    raise SystemExit("never came through")


def forever(folder: Path) -> None:
    number = 0
    with offices.opened(folder) as store:
        held = meetings.get(store, meetings.listing(store)[0].id)
        while True:
            number += 1
            store.put_blob(b"%d" % number * 100)
            items = tuple(AgendaItem(str(number), f"বিষয় {number}") for _ in range(number % 4))
            held = meetings.save(store, replace(held, title=f"সভা {number}", items=items), by="x")
            print(number, flush=True)  # noqa: T201


def letters(count: int) -> str:
    """What was typed after so many keystrokes."""
    return "".join("কখগ ঘঙ"[index % 6] for index in range(count))


def typing(folder: Path) -> None:
    with offices.opened(folder) as store:
        meeting = meetings.listing(store)[0].id
        for count in range(1, 100_000):
            store.keep_edits([(meeting, "closing", letters(count)), (meeting, "place", str(count))])
            print(count, flush=True)  # noqa: T201
            time.sleep(0.05)


def limited(folder: Path, size: int) -> None:
    import resource
    import signal

    with offices.opened(folder) as store:
        held = meetings.get(store, meetings.listing(store)[0].id)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        for most, use in (
            (size, lambda: meetings.save(store, replace(held, closing="দীর্ঘ " * 100_000), by="x")),
            (size, lambda: store.put_blob(b"x" * 2_000_000)),
            (size // 2, lambda: store.backup(folder / "usb")),
            (5_000, lambda: store.backup(folder / "usb")),
        ):
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
            try:
                use()
            except UserError as error:
                print(error, flush=True)  # noqa: T201


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["statements", folder, target, act]:
            print(copies(Path(folder), Path(target), act))  # noqa: T201
        case ["one", folder, number, act]:
            die_before(Path(folder), int(number), act)
        case ["typing", folder]:
            typing(Path(folder))
        case ["forever", folder]:
            forever(Path(folder))
        case ["limited", folder, size]:
            limited(Path(folder), int(size))
