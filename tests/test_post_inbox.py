"""Everything that comes in goes through one inbox: verified, listed, taken once; what is bad is kept aside."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from commands import Koyra
from exchanging import Place, minutes

from koyradesk.errors import UserError
from koyradesk.exchange import inbox, sticks, trust
from koyradesk.exchange.ledger import Way
from koyradesk.exchange.office import NothingToSend
from koyradesk.exchange.ways.carrier import Carrier


def lying(place: Place) -> list[str]:
    box = inbox.folder(place.exchange)
    return sorted(one.name for one in box.iterdir()) if box.exists() else []


def carrier(place: Place) -> Carrier:
    return Carrier(place.store.folder, place.office, place.exchange.keystore, clock=place.clock)


def test_what_waits_is_told_and_taken_once(upazila, district):
    upazila.signed()
    sent = upazila.sends(district)
    laid = inbox.add(district.exchange, Path(sent.file))
    assert inbox.add(district.exchange, Path(sent.file)) is None
    looked = inbox.look(district.exchange)
    (one,) = looked.waits
    assert (one.path, one.receipt, one.news["meeting"]) == (laid, sent.receipt, 1)
    assert district.exchange.books.get(upazila.office) is None
    taken = inbox.take(district.exchange, inbox.meant(looked, sent.receipt), by="করণিক")
    assert taken.books == (upazila.office,)
    assert lying(district) == []
    # The same once more, by another way.
    inbox.add(district.exchange, Path(sent.file))
    assert inbox.look(district.exchange) == inbox.Looked(known=1)
    assert lying(district) == []


def test_a_bad_file_goes_to_the_quarantine_with_the_reason(tmp_path, upazila, district):
    upazila.signed()
    sent = Path(upazila.sends(district).file)
    whole = sent.read_bytes()
    (tmp_path / "cut.koyra").write_bytes(whole[: len(whole) // 2])
    inbox.add(district.exchange, tmp_path / "cut.koyra")
    inbox.add(district.exchange, sent)
    looked = inbox.look(district.exchange)
    assert (len(looked.waits), len(looked.held)) == (1, 1)
    assert len(lying(district)) == 1
    (held,) = [one for one in district.exchange.transfers() if one.state == "held"]
    assert "cut off" in held.why("en")
    assert held.why("bn") not in ("", held.why("en"))
    assert Path(held.file).read_bytes() == whole[: len(whole) // 2]


def test_one_that_needs_a_key_card_first_waits_for_it(upazila, tmp_path):
    upazila.signed()
    with Place(tmp_path / "other", "অন্য কার্যালয়") as other:
        upazila.knows(other, "beside")
        inbox.add(other.exchange, Path(upazila.sends(other).file))
        (one,) = inbox.look(other.exchange).waits
        assert one.unknown_key
        with pytest.raises(UserError, match="not known here"):
            inbox.take(other.exchange, one, by="করণিক")
        # It is told with its reason, wherever one looks.
        assert lying(other) == []
        (held,) = other.exchange.transfers()
        assert (held.state, Path(held.file)) == ("held", one.path)
        assert "key that is not known" in held.why("en")
        assert inbox.admit(other.exchange, by="করণিক") == ()
        other.knows(upazila, "beside")
        (one,) = inbox.look(other.exchange).waits
        assert one.problem is None
        (taken,) = inbox.admit(other.exchange, by="করণিক")
        assert taken.books == (upazila.office,)
        assert not one.path.exists()
        assert [one.state for one in other.exchange.transfers()] == ["taken"]
        assert inbox.look(other.exchange) == inbox.Looked()


def test_what_waits_for_a_key_that_turns_out_revoked_is_held_for_that(upazila, district, tmp_path):
    upazila.signed()
    with Place(tmp_path / "other", "অন্য কার্যালয়") as other:
        upazila.knows(other, "beside")
        inbox.add(other.exchange, Path(upazila.sends(other).file))
        inbox.look(other.exchange)
        other.knows(upazila, "beside")
        trust.revoke(other.store, upazila.public, "চুরি", by="করণিক")
        assert inbox.admit(other.exchange, by="করণিক") == ()
        (held,) = other.exchange.transfers()
        assert "revoked" in held.why("en")
        assert inbox.look(other.exchange) == inbox.Looked()


def test_by_the_commands_a_key_lets_in_what_waited_for_it(upazila, tmp_path):
    upazila.signed()
    with Place(tmp_path / "other", "অন্য কার্যালয়") as other:
        upazila.knows(other, "beside")
        bundle = Path(upazila.sends(other).file)
        inbox.add(other.exchange, bundle)
    koyra = Koyra(other.folder / "data", other.folder / "config")
    (waits,) = json.loads("\n".join(koyra.good("inbox", "--json")))["waiting"]
    assert (waits["unknown_key"], "quarantine" in waits["file"]) == (True, True)
    assert koyra("inbox", "take", "all").code == 1
    done = koyra("keys", "accept", upazila.office, waits["number"], "--role", "beside", language="en")
    assert (done.code, "taken in now: 1" in done.err) == (0, True), done
    assert json.loads("\n".join(koyra.good("inbox", "--json"))) == {"waiting": [], "held": [], "known": 0}


def test_junk_is_swept_and_other_files_are_left(upazila, district):
    box = inbox.folder(district.exchange)
    box.mkdir()
    for name in (".coming-1.part", ".seen-1.json", "notes.txt", "x.koyra"):
        (box / name).write_bytes(b"x")
    assert inbox.sweep(district.exchange) == 1
    assert inbox.look(district.exchange) == inbox.Looked()
    assert lying(district) == [".seen-1.json", "notes.txt", "x.koyra"]


def test_what_is_fetched_from_a_stick_is_acknowledged_on_it(tmp_path, upazila, district):
    """The whole way there and back, over a folder, by the carriers."""
    (tmp_path / "stick").mkdir()
    for here, there in ((upazila, district), (district, upazila)):
        here.exchange.ledger.set_way(Way("পেনড্রাইভ", "folder", there.office, {"path": str(tmp_path / "stick")}))
    upazila.signed()
    for _ in range(5):
        for here, there in ((upazila, district), (district, upazila)):
            with suppress(NothingToSend):
                here.exchange.make(there.office, by="করণিক", way="পেনড্রাইভ")
            done = carrier(here).once(asked=True)
            assert done.problems == ()
            looked = inbox.look(here.exchange)
            assert looked.held == ()
            for one in looked.waits:
                inbox.take(here.exchange, one, by="করণিক")
    (state,) = upazila.exchange.partners()
    assert state.all_acknowledged
    assert lying(upazila) == lying(district) == []
    # What was acknowledged was taken away again by who put it there.
    out = [one for one in upazila.exchange.transfers() if one.out]
    acknowledged = {one.receipt for one in out if one.state == "acknowledged"}
    assert acknowledged
    left = {one.name.split("-")[3][:9] for one in (tmp_path / "stick" / "KOYRADESK").glob(f"{upazila.office}-*")}
    assert left & acknowledged == set()


def test_the_commands(tmp_path, upazila, district):
    upazila.signed()
    first = Path(upazila.sends(district).file)
    inbox.add(district.exchange, first)
    upazila.signed(minutes(72))
    sent = upazila.sends(district)
    inbox.add(district.exchange, Path(shutil.copy(sent.file, tmp_path / "other.koyra")))
    inbox.add(district.exchange, Path(__file__))
    district.close()
    koyra = Koyra(district.folder / "data", district.folder / "config")

    def told(*words: str) -> object:
        done = koyra(*words, "--json", language="en")
        assert done.code == 0, done
        return json.loads(done.out)

    found = told("inbox")
    assert (len(found["waiting"]), len(found["held"]), found["known"]) == (2, 1, 0)
    assert "no whole bundle" in found["held"][0]["problem"]
    assert [len(line.split("\t")) for line in koyra.good("inbox")] == [4, 4]
    dry = told("inbox", "take", sent.receipt, "--dry-run")
    assert [(one["receipt"], one["news"]["meeting"]) for one in dry] == [(sent.receipt, 2)]
    dropped = next(one["receipt"] for one in found["waiting"] if one["receipt"] != sent.receipt)
    assert koyra("inbox", "drop", dropped).code == 0
    (taken,) = told("inbox", "take", "all")
    assert (taken["state"], taken["counts"]["meeting"]) == ("taken", 2)
    assert told("inbox") == {"waiting": [], "held": [], "known": 0}
    for words in (("drop", "000000000"), ("take", "000000000"), ("take", "")):
        assert koyra("inbox", *words).code == 1
    assert koyra("inbox", "take").code == 2
    district._open()


# -- sticks


def test_sticks_of_linux_are_told_with_what_is_for_us(tmp_path):
    media = tmp_path / "mounts"
    stick = tmp_path / "নীল স্টিক"
    (stick / "KOYRADESK").mkdir(parents=True)
    for name in ("bbbbbbbb-aaaaaaaa-20261122-481730226.koyra", "bbbbbbbb-cccccccc-20261122-481730226.koyra"):
        (stick / "KOYRADESK" / name).write_bytes(b"x")
    (stick / "renamed.koyra").write_bytes(b"x")
    said = str(stick).replace(" ", "\\040")
    lines = [
        "/dev/sda1 / ext4 rw 0 0", f"/dev/sdb1 {said} vfat ro,nosuid 0 0", f"/dev/sdb1 {said} vfat ro 0 0",
        f"/dev/sdc1 {tmp_path}/gone vfat rw 0 0", "broken",
    ]  # fmt: skip
    media.write_bytes("\n".join(lines).encode())
    before, sticks._MEDIA = sticks._MEDIA, (f"{tmp_path}/",)
    try:
        (one,) = sticks.there("aaaaaaaa", mounts=media)
        (every,) = sticks.there(mounts=media)
    finally:
        sticks._MEDIA = before
    assert (one.path, one.name, one.readonly) == (stick, "নীল স্টিক", True)
    assert one.free > 0
    assert [path.name for path in one.files] == ["bbbbbbbb-aaaaaaaa-20261122-481730226.koyra", "renamed.koyra"]
    assert len(every.files) == 3
    assert sticks.there("aaaaaaaa", mounts=tmp_path / "none") == ()


class Kernel:
    """What kernel32 says of a PC: C: is its disk, D: a stick, E: a card reader without a card, F: a locked stick."""

    def __init__(self, opened: list[str]) -> None:
        self.modes: list[int] = []
        self.asked = opened

    def SetErrorMode(self, mode: int) -> int:  # noqa: N802
        self.modes.append(mode)
        return 32

    def GetLogicalDrives(self) -> int:  # noqa: N802
        return 0b111101

    def GetDriveTypeW(self, root: str) -> int:  # noqa: N802
        return 3 if root == "C:\\" else 2

    def GetVolumeInformationW(self, root, label, size, serial, longest, flags, system, count) -> int:  # noqa: N802
        self.asked.append(root)
        if root == "E:\\":
            return 0
        label.value = "নীল" if root == "D:\\" else ""
        flags._obj.value = 0x00080000 if root == "F:\\" else 0
        return 1


def test_sticks_of_windows_as_its_kernel_tells_them(tmp_path, monkeypatch):
    opened: list[str] = []
    kernel = Kernel(opened)
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(sticks.shutil, "disk_usage", lambda _: usage)
    found = sticks.there("aaaaaaaa", kernel=kernel)
    assert [(str(one.path), one.name, one.readonly) for one in found] == [
        ("D:\\", "নীল (D:)", False), ("F:\\", "F:", True)
    ]  # fmt: skip
    # The floppy was not rattled at, nor the disk asked; no window of the system can come up meanwhile.
    assert opened == ["D:\\", "E:\\", "F:\\"]
    assert kernel.modes == [1, 32]
