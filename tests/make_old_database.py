"""Keeps a database of today's schema for the tests of every later one: ``python tests/make_old_database.py``.

Run once for each released ``migrations.VERSION``; what it writes (a backup, ``version-N.zip``) never changes.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import offices

from koyradesk import meetings, records
from koyradesk.model import Meeting
from koyradesk.store import Change, migrations

PLACE = Path(__file__).parent / "data" / "store"


def main() -> None:
    """An office with a meeting of every kind of record, changed once, one in the bin, signed minutes and their PDF."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with offices.opened(folder, "m3gh0apr", clock=lambda: datetime(2024, 7, 14, 12, tzinfo=UTC)) as store:
            meeting = meetings.save(store, offices.small_meeting(), by="করণিক")
            meetings.save(store, replace(meeting, place="নতুন সভাকক্ষ"), by="প্রধান সহকারী")
            other = meetings.save(store, replace(offices.small_meeting(), title="বাতিল সভা"), by="করণিক")
            meetings.delete(store, other.id, by="করণিক")
            signed = {"state": "signed", "pdf": store.put_blob(b"%PDF-1.7 signed"), "hash": "00" * 32}
            store.write([Change(meeting.memos[0].id, signed)], by="করণিক")
            correction = {"meeting": meeting.id, "rank": "a", "wrong": "৫০ টি চারা", "right": "১৫০ টি চারা"}
            store.write([Change(store.new_id("correction"), correction)], by="করণিক")
            letter = store.new_id("letter")
            store.write(
                [
                    Change(letter, {"kind": "notice", "meeting": meeting.id, "subject": "সভার নোটিশ"}),
                    Change(store.new_id("memo"), {"letter": letter, "kind": "notice", "rank": "a"}),
                    Change(store.new_id("file"), {"code": "05.44.4753.000.06.023.23", "first": 664}),
                    Change(store.new_id("distribution"), {"name": "সকল দপ্তর", "entries": ["উপজেলা কৃষি কর্মকর্তা"]}),
                ],
                by="করণিক",
            )
            obligation, task, party = (store.new_id(kind) for kind in ("obligation", "task", "party"))
            decision = meeting.items[0].decisions[0].id
            store.write(
                [
                    Change(party, {"name": "ইউপি সচিব (সকল)", "many": True, "rank": "a"}),
                    Change(store.new_id("party"), {"name": "সচিব (সকল)", "many": True, "rank": "b", "same_as": party}),
                    Change(store.new_id("holder"), {"party": party, "name": "সালমা আক্তার", "rank": "a"}),
                    Change(obligation, {"decision": decision, "rule": {"kind": "recurring", "every": 3}}),
                    Change(task, {"obligation": obligation, "name": "ইউপি সচিব (সকল)", "period": "2024-07"}),
                    Change(store.new_id("progress"), {"task": task, "count": 4, "text": "চারটি হয়েছে", "rank": "a"}),
                ],
                by="করণিক",
            )
            public = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
            key = {"office": "abcdefgh", "name": "জেলা প্রশাসকের কার্যালয়", "public": public, "role": "above"}
            store.write([Change(store.new_id("key"), key), Change(party, {"office": "abcdefgh"})], by="করণিক")
            came = {
                "year": 2024,
                "issue": 45,
                "serial": "৪৫/২০২৪",
                "received": date(2024, 7, 10),
                "sender": "জেলা কৃষি অফিস",
            }
            about = {"subject": "সারের মজুদ সংক্রান্ত তথ্য", "number": "১২.০১.০০০০.১১১", "due": date(2024, 7, 30)}
            closing = records.derived("sentence", store.office, "closing", "closing.thanks")
            incoming = store.new_id("incoming")
            store.write(
                [
                    Change(incoming, {**came, **about, "channel": "post"}),
                    Change(store.new_id("attachment"), {"of": incoming, "name": "scan.pdf", "rank": "a"}),
                    Change(closing, {"of": "closing.thanks", "sort": "closing", "starred": True}),
                ],
                by="করণিক",
            )
            next_one = replace(meeting.items[0], id="", decisions=(), implementers=(), follows=meeting.items[0].id)
            august = Meeting(title="আগস্ট মাসের সভা", period="2024-08", items=(next_one,), attendees=meeting.attendees)
            running = meetings.save(store, august, by="করণিক")
            noted = {"meeting": running.id, "item": running.items[0].id, "text": "চারা কম এসেছে", "at": "11:07"}
            decided = {"decides": True, "who": "উপজেলা কৃষি কর্মকর্তা"}
            store.write(
                [
                    Change(store.new_id("committee"), {"name": "কৃষি কমিটি", "quorum": "1/3"}),
                    Change(running.id, {"begun": "10:35", "ended": "12:10"}),
                    Change(running.attendees[0].id, {"state": "present", "came": "10:50", "left": "11:40"}),
                    Change(store.new_id("note"), {**noted, **decided, "rank": "a"}),
                ],
                by="করণিক",
            )
            store.keep_edits([(store.new_id("committee"), "name", "আধা লেখা")])
            made = store.backup(folder / "usb")
        PLACE.mkdir(parents=True, exist_ok=True)
        target = PLACE / f"version-{migrations.VERSION}.zip"
        if target.exists():
            raise SystemExit(f"{target} is there already and stays what it is")
        shutil.copy(made, target)


if __name__ == "__main__":
    main()
