"""Whatever kills a save, the old or the new state is there; a disk that is full changes nothing and says so."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import killed
import offices
import pytest

from koyradesk import meetings
from koyradesk.errors import UserError
from koyradesk.model import Meeting
from koyradesk.store import Change, Store

SCRIPT = Path(killed.__file__)
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join((str(SCRIPT.parent), str(SCRIPT.parent.parent)))}


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)


@pytest.fixture
def folder(tmp_path):
    with offices.opened(tmp_path / "office") as store:
        meetings.save(store, offices.small_meeting(), by="x")
    return tmp_path / "office"


def state(folder: Path) -> tuple[Meeting, int]:
    """The meeting and the length of the journal, of a folder that must be sound."""
    with offices.opened(folder) as store:
        report = store.check()
        assert report.findings == ()
        return meetings.get(store, meetings.listing(store)[0].id), report.counts.operations


def without_ids(meeting: Meeting) -> str:
    opening = tuple(replace(one, id="") for one in meeting.opening)
    items = tuple(replace(item, id="", decisions=()) for item in meeting.items)
    return repr(replace(meeting, id="", opening=opening, items=items))


def test_killed_between_any_two_statements_of_a_save(folder, tmp_path):
    old = state(folder)
    child = start("statements", folder, tmp_path / "copies", "save")
    said, complained = child.communicate()
    assert (child.returncode, complained) == (0, "")
    count = int(said)
    # A save of a dozen records is made of very many statements; fewer would mean they were not seen.
    assert count > 60
    new = state(tmp_path / "copies" / str(count))
    assert new[1] > old[1]
    kept = []
    for number in range(1, count):
        copy = tmp_path / "copies" / str(number)
        found = state(copy)
        kept.append(found == old)
        assert found == old or (without_ids(found[0]), found[1]) == (without_ids(new[0]), new[1])
        if number % 10 == 1:
            # And work goes on.
            with offices.opened(copy) as store:
                killed.save(store)
            state(copy)
        shutil.rmtree(copy)
    # Old until the commit, new after it, never in between.
    assert kept == sorted(kept, reverse=True)
    assert kept[-5] is False or kept[-1] is False
    assert kept[0] is True


@pytest.mark.parametrize("seed", range(8))
def test_killed_at_any_moment(folder, seed):
    random = Random(seed)
    child = start("forever", folder)
    assert child.stdout is not None
    assert child.stderr is not None
    assert child.stdout.readline() == "1\n"
    time.sleep(random.uniform(0, 0.4))
    child.kill()
    said = ["1", *child.stdout.read().split()]
    assert child.stderr.read() == ""
    child.wait()
    child.stdout.close()
    child.stderr.close()
    # The last line may have been cut; what was said whole was saved.
    done = int(said[-2] if len(said) > 1 else said[-1])
    meeting, _ = state(folder)
    number = int(meeting.title.split()[-1])
    assert number >= done
    assert number <= int(said[-1]) + 1
    assert len(meeting.items) == number % 4


def test_a_database_that_cannot_grow_changes_nothing_and_says_so(folder):
    with offices.opened(folder) as store:
        held = meetings.get(store, meetings.listing(store)[0].id)
        before = list(store.operations())
        (pages,) = store._db.execute("PRAGMA page_count").fetchone()
        wanted = replace(held, closing="দীর্ঘ সমাপ্তি " * 2_000)
        refusals = 0
        for more in range(200):
            store._db.execute(f"PRAGMA max_page_count = {pages + more}")
            refusal = refused(lambda: meetings.save(store, wanted, by="x"))
            if not refusal:
                break
            refusals += 1
            assert "The disk is full" in refusal
            assert list(store.operations()) == before
            assert meetings.get(store, held.id) == held
        assert refusals > 10
        store._db.execute("PRAGMA max_page_count = 1000000")
        assert store.check().ok
    assert state(folder)[0] == wanted


def refused(use: Callable[[], object]) -> str:
    """What the program says when it refuses; "" when it does not."""
    try:
        use()
    except UserError as error:
        return str(error)
    return ""


def test_what_was_typed_stays_open_when_the_disk_is_full(folder):
    with offices.opened(folder) as store:
        record = meetings.listing(store)[0].id
        store.keep_edits([(record, "closing", "অর্ধেক")])
        (pages,) = store._db.execute("PRAGMA page_count").fetchone()
        store._db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(UserError, match="The disk is full"):
            store.write([Change(record, {"closing": "দীর্ঘ " * 50_000})], by="x")
        assert [one.text for one in store.open_edits()] == ["অর্ধেক"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
def test_files_that_cannot_grow_change_nothing_and_say_so(folder):
    before = state(folder)
    size = (folder / "data" / "koyradesk.db").stat().st_size
    child = start("limited", folder, size + 20_000)
    said, complained = child.communicate()
    assert (child.returncode, complained) == (0, "")
    assert len(said.splitlines()) == 4, said
    assert state(folder) == before
    assert not [path for path in folder.rglob("*") if path.suffix == ".part"]
    assert list((folder / "data").glob("blobs/*/*")) == []
    assert list((folder / "usb").iterdir()) == []


def small_disk(folder: Path) -> list[str] | None:
    """How to run a command with a disk of two megabytes at ``folder``; None where the system lets nobody."""
    mount = f'mount -t tmpfs -o size=2m none "{folder}" && exec "$@"'
    for wrap in (["unshare", "--mount"], ["unshare", "--map-root-user", "--mount"]):
        if shutil.which("unshare"):
            command = [*wrap, "sh", "-c", mount, "sh"]
            if subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:
                return command
    return None


def test_a_disk_that_is_really_full(tmp_path):
    (tmp_path / "disk").mkdir()
    wrap = small_disk(tmp_path / "disk")
    if wrap is None:
        pytest.skip("no small disk can be mounted here; the limits on pages and file sizes above stand in for it")
    script = (
        "import sys, offices\n"
        "from pathlib import Path\n"
        "from dataclasses import replace\n"
        "from koyradesk import meetings\n"
        "from koyradesk.errors import UserError\n"
        "folder = Path(sys.argv[1])\n"
        "with offices.opened(folder) as store:\n"
        "    saved, refused = 0, []\n"
        "    for use in (lambda: meetings.save(store, offices.small_meeting(), by='x'),\n"
        "                lambda: store.put_blob(bytes([saved % 256]) * 50_000),\n"
        "                lambda: store.backup(folder / 'usb')):\n"
        "        for _ in range(500):\n"
        "            try: use()\n"
        "            except UserError as error: refused.append(str(error)); break\n"
        "            saved += 1\n"
        "    assert len(refused) == 3, refused\n"
        "    assert all('full' in one for one in refused), refused\n"
        "    rows = len(meetings.listing(store))\n"
        "    assert store.check().ok\n"
        "with offices.opened(folder) as store:\n"
        "    assert len(meetings.listing(store)) == rows > 0\n"
        "    assert store.check().ok\n"
        "assert not list(folder.rglob('*.part'))\n"
        "try: offices.opened(folder / 'second')\n"
        "except UserError as error: print(error)\n"
        "assert not (folder / 'second' / 'data' / 'koyradesk.db').exists()\n"
    )
    done = subprocess.run(
        [*wrap, sys.executable, "-c", script, str(tmp_path / "disk")],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "full" in done.stdout


def test_a_blob_is_on_the_disk_before_the_row_that_names_it(folder, monkeypatch):
    order: list[str] = []
    real = os.fsync

    def fsync(number: int) -> None:
        order.append("file" if stat.S_ISREG(os.fstat(number).st_mode) else "folder")
        real(number)

    monkeypatch.setattr(os, "fsync", fsync)
    with offices.opened(folder) as store:
        sha = store.put_blob(b"photo")
        flushed = len(order)
        assert "file" in order
        # The new folders and the file's new name; Windows looks after names itself.
        assert os.name == "nt" or order[-1] == "folder"
        store._db.set_trace_callback(order.append)
        store.write([Change(store.new_id("attachment"), {"blob": sha})], by="x")
    assert "COMMIT" in order[flushed:]
    assert isinstance(store, Store)
