"""A meeting takes up from the command line what is open of its committee and what came from elsewhere."""

from __future__ import annotations

from datetime import date

import followed
import pytest
from followed import COMMITTEE, GROUP
from test_cli_following import Office

from koyradesk import meetings
from koyradesk.bengali.text import nfc
from koyradesk.model import Meeting
from koyradesk.obligations import writing
from koyradesk.obligations.shapes import Rule
from koyradesk.store import Change, Store

SOURCE = nfc("জেলা প্রশাসকের কার্যালয়ের পত্র")


@pytest.fixture
def office(tmp_path, capsys) -> Office:
    folder = tmp_path / "data"
    with Store.open(folder, create=True) as store:
        followed.directory(store)
        held = followed.meeting(store, ("পোর্টাল হালনাগাদ করতে হবে", date(2026, 12, 1), [GROUP]))
        told = {"rule": Rule("date", date(2026, 12, 20)), "begun": date(2026, 11, 2), "by": "ক"}
        writing.add(store, text="কম্পিউটারের তালিকা পাঠাতে হবে", parties=[GROUP], source_text=SOURCE, **told)

    def read() -> tuple[str, str]:
        said = capsys.readouterr()
        return said.out, said.err

    return Office(folder, read, held)


def prepared(office: Office) -> str:
    with Store.open(office.folder) as store:
        day = date(2026, 11, 25)
        return meetings.save(store, Meeting(committee=COMMITTEE, period="2026-11", date=day, title="সভা"), by="ক").id


def test_what_came_from_elsewhere_is_offered_with_its_source_and_taken_up_by_reference(office):
    meeting = prepared(office)
    own, other = office.told("carry", meeting)
    assert (own["source"], own["meeting"], own["marked"], own["tasks"]) == (None, office.meeting.id, True, 3)
    assert (other["source"], other["decision"], other["marked"]) == (SOURCE, None, False)
    assert SOURCE in office.good("carry", meeting)[1]
    [line] = office.good("carry", meeting, other["obligation"].rpartition(".")[2])
    assert line.split("\t")[1] == other["obligation"].rpartition(".")[2]
    assert [one["obligation"] for one in office.told("carry", meeting)] == [own["obligation"]]
    office.good("carry", meeting, "--all")
    assert office.told("carry", meeting) == []
    with Store.open(office.folder) as store:
        first, second = meetings.get(store, meeting).items
    assert SOURCE in first.discussion
    assert second.follows == office.meeting.items[0].id
    # The meeting closes it, and its minutes say so.
    office.good("close", other["obligation"], "--meeting", meeting)
    with Store.open(office.folder) as store:
        assert len(meetings.get(store, meeting).items[0].decisions) == 1


def test_what_cannot_be_taken_up_is_refused_in_words(office):
    meeting = prepared(office)
    own, _ = office.told("carry", meeting)
    office.refused("carry", meeting, "নেই")
    office.refused("carry", meeting, "")
    office.refused("carry", "নেই-এমন-সভা")
    office.good("carry", meeting, own["decision"])
    office.refused("carry", meeting, own["decision"])
    with Store.open(office.folder) as store:
        memo = {"meeting": meeting, "kind": "minutes", "state": "signed", "number": "১.২"}
        store.write([Change(store.new_id("memo"), memo)], by="ক")
    office.refused("carry", meeting, "--all")
    assert office.told("carry", meeting)
