"""Three PCs of one office share through a folder: equal records at the end, and no number given twice."""

from __future__ import annotations

import json
import random
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import offices
import pytest
from commands import Koyra
from exchanging import Place, later

from koyradesk import file_numbers, meetings, memos
from koyradesk.errors import UserError
from koyradesk.exchange import inbox, trust
from koyradesk.exchange.ledger import Way
from koyradesk.exchange.office import NothingToSend
from koyradesk.exchange.ways.carrier import Carrier
from koyradesk.file_numbers import Kept
from koyradesk.memo_numbers import read
from koyradesk.paper_key import PaperKey

FILE = "০৫.৪৪.৯৯৯৯.০০০.০৬.০০১.২৪"


def exchange(place: Place) -> int:
    """One round of a PC: what is new goes into the folder, what lies there is taken; how many were taken."""
    with suppress(NothingToSend):
        place.exchange.make(place.office, by=place.name, way="ভাগ করা ফোল্ডার")
    done = Carrier(place.store.folder, place.office, place.exchange.keystore, clock=place.clock).once(asked=True)
    assert done.problems == ()
    looked = inbox.look(place.exchange)
    assert looked.held == ()
    for one in looked.waits:
        inbox.take(place.exchange, place.exchange.examine(one.path), by=place.name)
    return len(looked.waits)


def dump(place: Place) -> dict[str, list[dict[str, object]]]:
    return {
        kind: sorted(place.store.rows(kind, deleted=None), key=lambda row: str(row["id"]))
        for kind in ("office", "key", "meeting", "item", "decision", "memo", "number", "paragraph", "assignment")
    }


def signs(place: Place, title: str) -> int:
    """Writes and signs minutes under the next number of this PC."""
    meeting = offices.small_meeting()
    bare = tuple(replace(one, number="", state="draft") if one.kind == "minutes" else one for one in meeting.memos)
    held = meetings.save(place.store, replace(meeting, title=title, memos=bare), by=place.name)
    key = PaperKey("minutes", meeting=held.id)
    memos.issue(place.store, key, file=FILE, today=place.clock.now.date(), by=place.name)
    memos.sign(place.store, key, by=place.name)
    number = read(meetings.get(place.store, held.id).memo("minutes").number)
    assert number is not None
    return number.issue


@pytest.mark.parametrize("seed", [1, 2])
def test_three_pcs_of_one_office_share_by_a_folder(tmp_path, seed):
    chance = random.Random(seed)
    share = tmp_path / "share"
    share.mkdir()
    # The command that joins asks the real clock, so all live on the day that it sees.
    now = datetime.combine(date.today(), time(9)).astimezone()
    with Place(tmp_path / "1", "নমুনা উপজেলা", now=now) as first:
        joined = []
        for number in ("2", "3"):
            koyra = Koyra(tmp_path / number / "data", tmp_path / number / "config")
            done = koyra("join", first.office, "--json", language="en")
            assert done.code == 0, done
            joined.append(json.loads(done.out))
        with (
            Place(tmp_path / "2", "নমুনা উপজেলা", first.office, now) as second,
            Place(tmp_path / "3", "নমুনা উপজেলা", first.office, now) as third,
        ):
            pcs = (first, second, third)
            assert [one["device"] for one in joined] == [second.store.device, third.store.device]
            assert len({one.public for one in pcs}) == 3
            for one in pcs:
                for other in pcs:
                    if one is not other:
                        one.knows(other, "own")
                way = Way("ভাগ করা ফোল্ডার", "folder", one.office, {"path": str(share)})
                one.exchange.ledger.set_way(way)
            # The first PC gives each of the others a block, and from then on all are on their own.
            file_numbers.open_file(first.store, FILE, first=1, by=first.name)
            for one, lowest in ((second, 101), (third, 201)):
                wanted = Kept(FILE, lowest, lowest + 99, "reserved", device=one.store.device)
                file_numbers.account(first.store, wanted, by=first.name)
            for _ in range(3):
                for one in pcs:
                    exchange(one)
            given: list[int] = []
            for turn in range(9):
                one = chance.choice(pcs)
                given.append(signs(one, f"সভা {turn}"))
                if chance.random() < 0.5:
                    exchange(chance.choice(pcs))
            assert len(set(given)) == len(given)
            assert all(number < 101 or number // 100 in (1, 2) for number in given)
            for _ in range(6):
                for one in chance.sample(pcs, 3):
                    exchange(one)
            assert dump(first) == dump(second) == dump(third)
            assert len(dump(first)["meeting"]) == 9
            numbers = [row["number"] for row in dump(first)["memo"] if row["kind"] == "minutes"]
            assert len(set(numbers)) == len(numbers) == 9
            assert [one.store.conflicts() for one in pcs] == [[], [], []]
            # Also the pages that were signed are on every PC.
            assert [one.store.check().findings for one in pcs] == [()] * 3


def test_two_pcs_that_accept_a_card_on_different_days_agree_on_the_first(tmp_path, district):
    with (
        Place(tmp_path / "1", "নমুনা উপজেলা") as first,
        Place(tmp_path / "2", "নমুনা উপজেলা", first.office) as second,
    ):
        pcs = (first, second)
        (tmp_path / "share").mkdir()
        for one in pcs:
            one.exchange.ledger.set_way(Way("ফোল্ডার", "folder", one.office, {"path": str(tmp_path / "share")}))
        # Each PC made its own key on the first day; cards of others each takes when it comes to it.
        later(second, days=2)
        second.knows(district, "above")
        second.knows(first, "own")
        later(first, days=5)
        first.knows(district, "above")
        first.knows(second, "own")
        trust.revoke(second.store, district.public, "চুরি", by="ক")
        trust.revoke(first.store, district.public, "চুরি", by="ক")
        for _ in range(5):
            for one in pcs:
                exchange(one)
        assert [one.store.conflicts() for one in pcs] == [[], []]
        days = [{row["public"]: (row["since"], row["revoked"]) for row in one.store.rows("key")} for one in pcs]
        began = date(2026, 11, 22)
        assert (
            days[0]
            == days[1]
            == {
                first.public: (began, None),
                second.public: (began, None),
                district.public: (began + timedelta(days=2), began + timedelta(days=2)),
            }
        )
        for one in pcs:
            with pytest.raises(NothingToSend):
                one.exchange.make(one.office, by="ক")


def test_a_block_that_is_used_up_is_told_and_others_keep_out_of_it(tmp_path):
    with Place(tmp_path / "1", "নমুনা উপজেলা") as first:
        file_numbers.open_file(first.store, FILE, first=1, by="ক")
        file_numbers.account(first.store, Kept(FILE, 1, 1, "reserved", device="অন্য পিসি"), by="ক")
        file_numbers.account(first.store, Kept(FILE, 5, 6, "reserved", device=first.store.device.upper()), by="ক")
        assert [signs(first, "এক"), signs(first, "দুই")] == [5, 6]
        with pytest.raises(UserError, match="used up"):
            signs(first, "তিন")


def test_joining_what_is_no_office_or_with_data_is_refused(tmp_path):
    koyra = Koyra(tmp_path / "data", tmp_path / "config")
    for code in ("", "abc", "../../aa", "নমুনা", "uuuuuuuu"):
        done = koyra("join", code, language="en")
        assert (done.code, "eight signs" in done.err) == (1, True), done
    assert not (tmp_path / "data").exists()
    assert koyra("demo").code == 0
    before = koyra.held()
    done = koyra("join", "aaaaaaaa", language="en")
    assert (done.code, "cannot join" in done.err) == (1, True), done
    after = koyra.held()
    assert {name for name in before if before[name] != after[name]} == set()
    empty = Koyra(tmp_path / "new", tmp_path / "config")
    assert empty("join", "AAAA AAAA").code == 0
    assert Path(tmp_path / "new" / "koyradesk.db").exists()
    assert empty("join", "aaaaaaaa").code == 1
