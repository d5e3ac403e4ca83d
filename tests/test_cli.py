"""Every command as other tools drive it: exit codes, what stands on which stream, in which language."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from commands import Koyra, refused
from forked import CHECKOUT
from PIL import Image

from koyradesk.bengali.text import has_bengali, nfc
from koyradesk.cli.program import COMMANDS, app, wanted_language
from koyradesk.meeting_file import KINDS
from koyradesk.model import Ref


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> tuple[Koyra, list[str]]:
    """A sample office no test may change, and the ids of its meetings."""
    home = tmp_path_factory.mktemp("office")
    koyra = Koyra(home / "তথ্য", home / "config")
    return koyra, koyra.good("demo")


@pytest.fixture
def koyra(tmp_path) -> Koyra:
    """A folder of the test's own, not yet there."""
    return Koyra(tmp_path / "data", tmp_path / "config")


# -- the meetings


def test_demo_prints_three_ids_and_fills_only_once(koyra):
    ids = koyra.good("demo")
    assert len(set(ids)) == 3
    before = koyra.held()
    refused(koyra, "demo")
    assert koyra.held() == before


def test_list_and_show(office):
    koyra, ids = office
    rows = [line.split("\t") for line in koyra.good("list")]
    assert [len(row) for row in rows] == [5, 5, 5]
    assert [ids[2 - place].endswith(row[0]) for place, row in enumerate(rows)] == [True] * 3
    assert rows[0][4] == nfc("খসড়া")
    listed = json.loads("\n".join(koyra.good("list", "--json")))
    assert [one["id"] for one in listed] == ids[::-1]
    shown = koyra.good("show", rows[0][0])
    assert shown[0] == ids[2]
    assert listed[0]["title"] in shown
    told = json.loads("\n".join(koyra.good("show", ids[2], "--json")))
    assert (told["id"], told["title"]) == (ids[2], listed[0]["title"])
    decision = told["items"][0]["decisions"][0]
    assert f"Due {decision['due']}: {decision['text']}" in koyra.good("show", ids[2], language="en")


def test_a_meeting_goes_from_folder_to_folder(office, koyra, tmp_path):
    from_, ids = office
    for number, one in enumerate(ids):
        path = tmp_path / f"{number}.json"
        path.write_text("\n".join(from_.good("show", one, "--json")), encoding="utf-8")
        (loaded,) = koyra.good("load", path)
        again = json.loads("\n".join(koyra.good("show", loaded, "--json")))
        assert without_ids(again) == without_ids(json.loads(path.read_text(encoding="utf-8")))
        assert loaded == again["id"] != one


def without_ids(value):
    if isinstance(value, dict):
        return {name: without_ids(one) for name, one in value.items() if name != "id"}
    return [without_ids(one) for one in value] if isinstance(value, list) else value


def test_loading_a_number_that_is_there_already_is_told(office, koyra, tmp_path):
    path = tmp_path / "m.json"
    path.write_text("\n".join(office[0].good("show", office[1][0], "--json")), encoding="utf-8")
    koyra.good("load", path)
    done = koyra("load", path)
    assert (done.code, len(done.lines), done.err.count("\n")) == (0, 1, 1)


def test_reading_old_minutes(koyra, office, tmp_path):
    from_, ids = office
    path = tmp_path / "পুরোনো সভা.txt"
    from_.good("print", "minutes", ids[1], "--text", path)
    before = path.read_bytes()
    told = json.loads(koyra("read", path, "--json").out)
    assert told["id"] is None
    assert len(told["items"]) == 4
    assert not koyra.folder.exists()
    saved = koyra.good("read", path, "--save")
    assert koyra.good("show", saved[-1])[0] == saved[-1]
    again = json.loads(koyra("read", path, "--json", "--save").out)
    assert again["id"] in [one["id"] for one in json.loads("\n".join(koyra.good("list", "--json")))]
    assert path.read_bytes() == before


def test_search(office):
    koyra, ids = office
    lines = koyra.good("search", "নারী উদ্যোক্তা")
    assert lines
    assert all(ids[2].endswith(line.split("\t")[0]) for line in lines)
    hits = json.loads("\n".join(koyra.good("search", "পোর্ট", "--json")))
    # Reports are found as well.
    assert {hit["meeting"] for hit in hits} - {None} == {ids[0], ids[2]}
    done = koyra("search", "নাইনাই")
    assert (done.code, done.out) == (0, "")
    assert has_bengali(done.err)
    assert json.loads("\n".join(koyra.good("search", "নাইনাই", "--json"))) == []


# -- the papers


@pytest.mark.parametrize("kind", ["minutes", "attendance"])
def test_print(office, tmp_path, kind):
    koyra, ids = office
    names = [tmp_path / f"কাগজ.{ending}" for ending in ("pdf", "txt", "png")]
    lines = koyra.good("print", kind, ids[0], "-o", names[0], "--text", names[1], "--png", names[2])
    with pypdfium2.PdfDocument(names[0]) as pdf:
        pages = [names[2], *(tmp_path / f"কাগজ-{page}.png" for page in range(2, len(pdf) + 1))]
    assert lines == [str(path) for path in [*names[:2], *pages]]
    assert sorted(tmp_path.iterdir()) == sorted([*names[:2], *pages])
    for page in pages:
        with Image.open(page) as image:
            assert image.size == pytest.approx((1240, 1754), abs=2)
    assert "আইসিটি" in names[1].read_text(encoding="utf-8")


def test_a_new_paper_takes_the_place_of_the_old_one(office, tmp_path):
    koyra, ids = office
    path = tmp_path / "a.pdf"
    koyra.good("print", "minutes", ids[0], "-o", path)
    first = path.read_bytes()
    koyra.good("print", "minutes", ids[1], "-o", path)
    assert path.read_bytes() != first
    assert path.read_bytes().startswith(b"%PDF-")
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o666 & ~current_umask()


def current_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_the_life_of_a_paper(koyra, tmp_path):
    meeting = koyra.good("demo")[2]
    draft, final, again = (tmp_path / f"{name}.pdf" for name in ("draft", "final", "again"))
    koyra.good("print", "minutes", meeting, "-o", draft)
    refused(koyra, "sign", "minutes", meeting)
    assert koyra.good("issue", "minutes", meeting) == ["০৫.৯৯.৯৯০১.০০০.০৬.০০৪.২৪-১১৯"]
    told = json.loads(koyra("issue", "minutes", meeting, "--number", "১২৫", "--date", "২০২৬-১২-৩০", "--json").out)
    assert (told["number"][-4:], told["date"], told["state"]) == ("-১২৫", "2026-12-30", "numbered")
    assert told["bangla_date"] == nfc("১৫ পৌষ ১৪৩৩ বঙ্গাব্দ")
    koyra.good("print", "minutes", meeting, "-o", final)
    assert koyra.good("sign", "minutes", meeting, "--scan", final) == ["০৫.৯৯.৯৯০১.০০০.০৬.০০৪.২৪-১২৫"]
    koyra.good("print", "minutes", meeting, "-o", again)
    assert again.read_bytes() == final.read_bytes() != draft.read_bytes()
    assert koyra.good("list")[0].endswith("-১২৫")
    before = koyra.held()
    refused(koyra, "sign", "minutes", meeting)
    refused(koyra, "issue", "minutes", meeting, "--number", "7")
    assert koyra.held() == before


def test_a_void_number_and_a_scan_that_comes_later(koyra, tmp_path):
    meeting = koyra.good("demo")[2]
    refused(koyra, "void", "minutes", meeting, "--reason", "ভুল নথি")
    number = koyra.good("issue", "minutes", meeting)
    refused(koyra, "void", "minutes", meeting, "--reason", " ")
    assert koyra("void", "minutes", meeting).code == 2
    assert koyra.good("void", "minutes", meeting, "--reason", "ভুল নথিতে দেওয়া") == number
    again = koyra.good("issue", "minutes", meeting)
    assert again != number, "a void number is never given again"
    scan = tmp_path / "কপি.pdf"
    koyra.good("print", "minutes", meeting, "-o", scan)
    refused(koyra, "attach", "minutes", meeting, scan)
    koyra.good("sign", "minutes", meeting)
    (kept,) = koyra.good("attach", "minutes", meeting, scan)
    told = json.loads("\n".join(koyra.good("attach", "minutes", meeting, scan, "--json")))
    assert (told["id"], told["name"], told["size"]) == (kept, scan.name, scan.stat().st_size)
    refused(koyra, "void", "minutes", meeting, "--reason", "ভুল")
    refused(koyra, "attach", "minutes", meeting, tmp_path / "নাই.pdf")


# -- what was


@pytest.fixture
def edited(koyra) -> tuple[Koyra, str]:
    """A meeting whose place was changed, and one of whose items was taken out."""
    from koyradesk import editing, meetings
    from koyradesk.store import Store

    meeting = koyra.good("demo")[2]
    with Store.open(koyra.folder, config=koyra.config) as store:
        held = meetings.get(store, meeting)
        moved = meetings.save(store, editing.put(held, Ref(held.id, "place"), "অন্য কক্ষ"), by="করিম", base=held)
        meetings.save(store, editing.remove(moved, moved.items[0].id), by="করিম", base=moved)
    return koyra, meeting


def test_history(edited):
    koyra, meeting = edited
    (told,) = json.loads("\n".join(koyra.good("history", meeting, "--field", "place", "--json")))[:1]
    assert (told["place"], told["by"], told["new"], told["how"]) == ("place", "করিম", nfc("অন্য কক্ষ"), "changed")
    lines = koyra.good("history", meeting)
    assert [len(line.split("\t")) for line in lines] == [5] * len(lines)
    assert koyra.good("history", meeting, "--field", "place") == [line for line in lines if "\tplace\t" in line]
    whole = json.loads("\n".join(koyra.good("history", meeting, "--json")))
    assert {"removed", "changed"} <= {one["how"] for one in whole}
    refused(koyra, "history", meeting, "--field", "items[99].topic")


def test_undo_and_redo(edited):
    koyra, meeting = edited

    def now():
        return json.loads("\n".join(koyra.good("show", meeting, "--json")))

    after = now()
    back = koyra.good("undo", meeting)
    assert any(one.startswith("item.") for one in back)
    assert len(now()["items"]) == len(after["items"]) + 1
    told = json.loads("\n".join(koyra.good("undo", meeting, "--json")))
    assert told == {"meeting": meeting, "changed": [meeting], "left": []}
    assert now()["place"] != after["place"]
    refused(koyra, "undo", meeting)
    koyra.good("redo", meeting)
    koyra.good("redo", meeting)
    assert now() == after
    refused(koyra, "redo", meeting)
    koyra.good("issue", "minutes", meeting)
    refused(koyra, "undo", meeting)


def test_the_bin(edited):
    koyra, meeting = edited
    (line,) = koyra.good("bin")
    record, kind, where, by, _, says = line.split("\t")
    assert (kind, by) == ("item", "করিম")
    assert meeting.endswith(where)
    (told,) = json.loads("\n".join(koyra.good("bin", "--json")))
    assert (told["says"], told["meeting"], told["signed"]) == (says, meeting, False)
    refused(koyra, "bin", "--restore", "নাই")
    assert koyra.good("bin", "--restore", record) == [told["id"]]
    done = koyra("bin")
    assert (done.code, done.out) == (0, "")
    assert has_bengali(done.err)
    assert told["says"] in "\n".join(koyra.good("show", meeting))


def test_two_texts_in_one_field(koyra):
    from koyradesk import editing, meetings
    from koyradesk.store import Store

    meeting = koyra.good("demo")[2]
    with Store.open(koyra.folder, config=koyra.config) as store:
        held = meetings.get(store, meeting)
        for text in ("এক কক্ষ", "অন্য কক্ষ"):
            meetings.save(store, editing.put(held, Ref(held.id, "place"), nfc(text)), by="করিম", base=held)
    lines = koyra.good("conflicts", meeting)
    assert [line.split("\t") for line in lines] == [["place", "1", nfc("অন্য কক্ষ")], ["place", "2", nfc("এক কক্ষ")]]
    told = json.loads("\n".join(koyra.good("conflicts", meeting, "--json")))
    assert told == [{"place": "place", "texts": [nfc("অন্য কক্ষ"), nfc("এক কক্ষ")]}]
    assert koyra("conflicts", meeting, "--take", "1").code == 2
    for words in (["--field", "place", "--take", "3"], ["--field", "time", "--take", "1"], ["--field", "নাই"]):
        refused(koyra, "conflicts", meeting, *words)
    koyra.good("conflicts", meeting, "--field", "place", "--take", "2")
    assert koyra.good("conflicts", meeting) == []
    assert json.loads("\n".join(koyra.good("show", meeting, "--json")))["place"] == nfc("এক কক্ষ")


# -- the folder


def test_check(office):
    koyra, _ = office
    (line,) = koyra.good("check")
    assert has_bengali(line)
    assert json.loads("\n".join(koyra.good("check", "--json")))["ok"] is True
    assert len(koyra.good("check", "--rebuild")) == 1


def test_check_finds_what_was_altered_and_rebuilds_what_can_be(koyra):
    koyra.good("demo")
    db = sqlite3.connect(koyra.folder / "koyradesk.db")
    with db:
        db.execute("UPDATE meeting SET title = 'অন্য'")
    db.close()
    done = koyra("check")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert len(done.lines) >= 1
    told = koyra("check", "--json")
    assert told.code == 1
    assert json.loads(told.out)["findings"] == done.lines
    assert len(koyra.good("check", "--rebuild")) == 2
    assert len(koyra.good("check")) == 1


def test_backup_and_restore(koyra, tmp_path):
    ids = koyra.good("demo")
    (path,) = koyra.good("backup", tmp_path / "stick")
    koyra.good("issue", "minutes", ids[2])
    lines = koyra.good("restore", path)
    assert len(lines) == 3
    (aside,) = (koyra.folder / "aside").iterdir()
    assert str(aside) in lines[1]
    assert json.loads("\n".join(koyra.good("list", "--json")))[0]["state"] == "draft"
    # 119 was given since that backup, and on paper it still is.
    refused(koyra, "issue", "minutes", ids[2])
    assert koyra.good("issue", "minutes", ids[2], "--number", "120")[0].endswith("-১২০")
    assert koyra.good("issue", "minutes", ids[2])[0].endswith("-১২০")
    other = Koyra(tmp_path / "other", koyra.config)
    assert len(other.good("restore", path)) == 2
    assert len(other.good("list")) == 3


@pytest.mark.parametrize("damage", ["cut", "altered", "text", "missing", "folder"])
def test_a_backup_that_cannot_be_used_changes_nothing(koyra, tmp_path, damage):
    koyra.good("demo")
    path = Path(*koyra.good("backup", tmp_path / "stick"))
    data = path.read_bytes()
    if damage == "cut":
        path.write_bytes(data[:-100])
    elif damage == "altered":
        path.write_bytes(data[:2000] + bytes([data[2000] ^ 1]) + data[2001:])
    elif damage == "text":
        path.write_text("x")
    elif damage == "missing":
        path.unlink()
    else:
        path = path.parent
    before = koyra.held()
    refused(koyra, "restore", path)
    assert koyra.held() == before
    other = Koyra(tmp_path / "other", koyra.config)
    refused(other, "restore", path)
    assert not other.folder.exists()


def test_self_test():
    koyra = Koyra(Path("/nowhere"), Path("/nowhere"))
    assert len(koyra.good("self-test")) == 3


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["2024-02-28"], "১৫ ফাল্গুন ১৪৩০"),
        (["২৮/০২/২০২৪"], "১৫ ফাল্গুন ১৪৩০"),
        (["১৬", "মার্চ", "২০২১"], "২ চৈত্র ১৪২৭"),
        (["২ চৈত্র ১৪২৭"], "১৬ মার্চ ২০২১"),
    ],
)
def test_a_date_in_the_other_calendar(koyra, words, answer):
    assert koyra.good("bengali", "date", *words) == [nfc(answer)]


def test_no_such_date(koyra):
    refused(koyra, "bengali", "date", "2024-02-30")


# -- usage

WRONG = [
    [],
    ["prnt"],
    ["bengali"],
    ["bengali", "dte"],
    ["show"],
    ["list", "--jso"],
    ["list", "--json=3"],
    ["list", "more", "words"],
    ["print", "poem", "x", "-o", "a.pdf"],
    ["print", "minutes", "x"],
    ["print", "minutes", "x", "-o"],
    ["print", "minutes", "x", "-o", "a", "--text", "a"],
    ["print", "minutes"],
    ["--lang", "fr", "list"],
    ["list", "--lang", "fr"],
    ["list", "--lang"],
    ["--dat", "x", "list"],
    ["list", "--data="],
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_usage_is_one_line_in_the_users_language(office, words):
    koyra, _ = office
    for language in ("en", ""):
        done = koyra(*words, language=language)
        assert done.code == 2
        assert done.out == ""
        assert done.err.count("\n") == 1
        assert has_bengali(done.err) is (language == "")
        assert done.err.rstrip().endswith("--help")


def test_the_help_is_in_the_users_language():
    koyra = Koyra(Path("/nowhere"), Path("/nowhere"))
    bengali, english = koyra.good("--help"), koyra.good("--help", language="en")
    for lines in (bengali, english):
        named = [line.split()[0] for line in lines if line.startswith("  ") and line.split()[0] in COMMANDS]
        assert named == list(COMMANDS)
    assert not any(has_bengali(line) for line in english)
    assert not any(word in "\n".join(bengali) for word in ("Usage", "Options", "Commands", "Show"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_in_both_languages(name, capsys):
    from koyradesk.cli.desk import Desk
    from koyradesk.cli.program import run

    for language in ("bn", "en"):
        assert run([name, "--help", "--lang", language], Desk(language)) == 0
        said = capsys.readouterr().out
        assert has_bengali(said) is (language == "bn"), said
        assert "Usage" not in said or language == "en"


def test_options_of_all_commands_may_stand_behind_the_command(office):
    koyra, _ = office
    words = [sys.executable, "-m", "koyradesk", "list", "--data", str(koyra.folder), "--lang=en"]
    done = subprocess.run(words, **koyra.settings())
    assert done.returncode == 0
    assert b"draft" in done.stdout


def test_the_language_is_known_before_anything_else_is():
    assert wanted_language(["--lang", "en", "x"]) == "en"
    assert wanted_language(["x", "--lang=en"]) == "en"
    assert (
        wanted_language(["--lang", "fr"])
        == wanted_language(["--", "--lang", "en"])
        == wanted_language(["--lang"])
        == "bn"
    )


def test_the_commands_page_names_every_command_and_option():
    page = (CHECKOUT / "docs" / "command-line.md").read_text(encoding="utf-8")
    import click

    ctx = click.Context(app)
    for name in app.list_commands(ctx):
        command = app.get_command(ctx, name)
        assert f"### {name}" in page
        own = page.partition(f"### {name}\n")[2].partition("\n### ")[0]
        for param in command.params:
            if isinstance(param, click.Option) and not param.hidden:
                assert re.search(rf"(?<![\w-]){param.opts[0]}(?![\w-])", own), (name, param.opts)
    headings = [line[4:] for line in page.splitlines() if line.startswith("### ")]
    assert headings == list(COMMANDS)


def test_every_kind_of_paper_can_be_named_in_a_meeting_file():
    from koyradesk import papers

    assert set(papers.KINDS) == set(KINDS)


# -- streams


def test_the_output_is_utf8_whatever_the_system_says(office):
    koyra, _ = office
    old = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    for words in (["list"], ["show", "নাই"], ["--help"]):
        done = koyra(*words, env=old)
        assert has_bengali(done.out + done.err)


@pytest.mark.skipif(os.name == "nt", reason="a pipe closed by its reader")
def test_a_reader_that_has_seen_enough_is_no_error(office):
    koyra, ids = office
    process = subprocess.Popen(koyra.command("show", ids[0], "--json"), **koyra.settings())
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_finds_no_room_is_told(office):
    koyra, ids = office
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(koyra.command("show", ids[0], "--json"), **koyra.settings(stdout=full))
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert has_bengali(done.stderr.decode())


@pytest.mark.skipif(os.name == "nt", reason="streams closed by the caller")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_fault(office, closed):
    koyra, _ = office
    for words, code in ((["list"], 0), (["show", "nothing-here"], 1), (["nothing"], 2)):
        line = subprocess.list2cmdline(koyra.command(*words))
        settings = koyra.settings() | {"shell": True, "executable": "/bin/sh"}
        assert subprocess.run(f"{line} {closed}", **settings).returncode == code


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks at the files a process has open")
def test_interruption_is_quiet(koyra):
    koyra.good("demo")
    holder = (
        "import sys, time\nfrom koyradesk.store import Store\n"
        "store = Store.open(sys.argv[1])\nprint('held', flush=True)\ntime.sleep(60)"
    )
    settings = koyra.settings()
    with subprocess.Popen([sys.executable, "-c", holder, str(koyra.folder)], **settings) as first:
        assert first.stdout.readline() == b"held\n"
        # Whoever runs the tests in the background has it ignore interruptions, and a child inherits that.
        heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
        second = subprocess.Popen(koyra.command("list"), preexec_fn=heard, **settings)
        # It waits for the folder; there it is interrupted.
        while not any("koyradesk.lock" in str(one.resolve()) for one in Path(f"/proc/{second.pid}/fd").iterdir()):
            assert second.poll() is None
            time.sleep(0.01)
        second.send_signal(signal.SIGINT)
        out, err = second.communicate()
        first.kill()
    assert (second.returncode, out, err) == (130, b"", b"")


# -- a bug


@pytest.mark.parametrize("writable", [True, False])
def test_a_bug_is_one_sentence_and_a_report(koyra, tmp_path, writable):
    """The layout file of a program half installed: a fault nobody foresaw."""
    koyra.good("demo")
    if not writable:
        (koyra.folder / "logs").write_text("in the way")
    broken = (
        "import koyradesk.meetings as m, sys\n"
        f"def broken(*a, **k): raise ZeroDivisionError(bytes.fromhex('{'গোপন কথা'.encode().hex()}').decode())\n"
        "m.listing = broken\n"
        "from koyradesk.cli import main\n"
        f"sys.argv = ['koyra', '--data', {str(koyra.folder)!r}, 'list']\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", broken], **koyra.settings(env={"TMPDIR": str(tmp_path)}))
    said = done.stderr.decode()
    assert (done.returncode, done.stdout, said.count("\n")) == (1, b"", 1)
    assert has_bengali(said)
    folder = koyra.folder / "logs" if writable else tmp_path / "koyradesk-logs"
    (report,) = folder.iterdir()
    assert str(report) in said
    text = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text
    assert "in broken" in text
    assert "koyradesk 0." in text
    assert "গোপন" not in text
    # The broken folder is still the office's.
    assert len(koyra.good("list")) == 3
