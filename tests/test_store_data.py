"""Databases of every released schema still open: refuse the future, keep the past."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import offices
import pytest

from koyradesk import meetings
from koyradesk.incoming import keeping as incoming
from koyradesk.store import Store, migrations
from koyradesk.store.restore import restore

KEPT = sorted((Path(__file__).parent / "data" / "store").glob("version-*.zip"))


def test_every_released_version_is_kept():
    assert [path.name for path in KEPT] == [f"version-{number}.zip" for number in range(1, migrations.VERSION + 1)]


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
@pytest.mark.parametrize("way", ["opened", "restored"])
def test_an_old_database_opens_with_all_that_was_in_it(tmp_path, kept, way):
    if way == "restored":
        restore(kept, tmp_path / "data")
    else:
        with zipfile.ZipFile(kept) as archive:
            archive.extractall(tmp_path / "data")
    with offices.opened(tmp_path) as store:
        assert store.check().ok
        assert store.office == "m3gh0apr"
        *later, row = meetings.listing(store)
        meeting = meetings.get(store, row.id)
        assert (row.state, meeting.place) == ("signed", "নতুন সভাকক্ষ")
        wanted = replace(offices.small_meeting(), place="নতুন সভাকক্ষ")
        assert [item.topic for item in meeting.items] == [item.topic for item in wanted.items]
        assert (meeting.title, meeting.layout) == (wanted.title, wanted.layout)
        assert [one.text for one in meeting.opening] == [one.text for one in wanted.opening]
        assert meeting.items[0].decisions[0].implementers == (1,)
        assert [entry.new for entry in store.history(meeting.id, "place")] == ["সভাকক্ষ", "নতুন সভাকক্ষ"]
        assert store.blob(store.rows("memo", meeting=meeting.id)[0]["pdf"]) == b"%PDF-1.7 signed"
        assert len(meetings.listing(store, deleted=True)) == 1
        assert [edit.text for edit in store.open_edits()] == ["আধা লেখা"]
        assert {hit.meeting for hit in store.search("বিতরণ করতে")} == {meeting.id}
        if int(kept.stem[len("version-") :]) >= 2:
            (following,) = later
            assert [item.follows for item in meetings.get(store, following.id).items] == [meeting.items[0].id]
            assert [row["right"] for row in store.rows("correction", meeting=meeting.id)] == ["১৫০ টি চারা"]
            assert meeting.id in {hit.meeting for hit in store.search("১৫০ টি চারা")}
        if int(kept.stem[len("version-") :]) >= 3:
            (letter,) = store.rows("letter", meeting=meeting.id)
            assert [row["kind"] for row in store.rows("memo", letter=letter["id"])] == ["notice"]
            assert [row["first"] for row in store.rows("file")] == [664]
            assert [row["entries"] for row in store.rows("distribution")] == [["উপজেলা কৃষি কর্মকর্তা"]]
        if int(kept.stem[len("version-") :]) >= 4:
            (obligation,) = store.rows("obligation")
            assert obligation["rule"] == {"kind": "recurring", "every": 3}
            (task,) = store.tasks([obligation["id"]])
            assert [row.value for row in store.reports([task.id])] == [4]
            first, *others = store.rows("party")
            assert first["many"] is True
            assert [row["same_as"] for row in others] == ([first["id"]] if kept.stem >= "version-6" else [])
            assert meeting.id in {hit.meeting for hit in store.search("চারটি হয়েছে")}
        if int(kept.stem[len("version-") :]) >= 6:
            letter = incoming.get(store, "45/2024")
            assert (letter.subject, letter.due) == ("সারের মজুদ সংক্রান্ত তথ্য", date(2024, 7, 30))
            assert [one.name for one in incoming.scans(store, letter.id)] == ["scan.pdf"]
            assert letter.id in {hit.record for hit in store.search("সারের মজুদ")}
            assert [row["starred"] for row in store.rows("sentence", sort="closing")] == [True]
        if int(kept.stem[len("version-") :]) >= 7:
            running = meetings.get(store, later[0].id)
            assert (running.begun, running.ended) == ("10:35", "12:10")
            assert (running.attendees[0].came, running.attendees[0].left) == ("10:50", "11:40")
            assert [(one.text, one.at, one.item) for one in running.notes] == [
                ("চারা কম এসেছে", "11:07", running.items[0].id)
            ]
            assert [row["quorum"] for row in store.rows("committee") if row["name"] == "কৃষি কমিটি"] == ["1/3"]
            assert running.id in {hit.meeting for hit in store.search("চারা কম")}
        work_goes_on(store)


def work_goes_on(store: Store) -> None:
    saved = meetings.save(store, offices.small_meeting(), by="x")
    assert saved.id in [row.id for row in meetings.listing(store)]
    assert store.check().ok
