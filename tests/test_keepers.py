"""Who keeps a record, and what whole thing it lies in."""

from __future__ import annotations

import offices

from koyradesk import keepers, letters, meetings
from koyradesk.store import Change


def test_a_record_lies_in_its_meeting_its_letter_or_in_neither(tmp_path):
    with offices.opened(tmp_path, "aaaaaaaa") as store:
        held = meetings.save(store, offices.small_meeting(), by="x")
        decision = held.items[0].decisions[0].id
        letter, recipient, party, file = (store.new_id(kind) for kind in ("letter", "recipient", "party", "attachment"))
        store.write(
            [
                Change(letter, {"kind": "notice"}),
                Change(recipient, {"letter": letter, "text": "জেলা প্রশাসক", "rank": "a"}),
                Change(party, {"name": "কৃষি কর্মকর্তা", "rank": "a"}),
                Change(file, {"of": decision, "name": "ছবি.jpg", "rank": "a"}),
            ],
            by="x",
        )
        for record, whole, keeper in (
            (held.id, held.id, meetings),
            (decision, held.id, meetings),
            (file, held.id, meetings),
            (letter, letter, letters),
            (recipient, letter, letters),
            (party, "", meetings),
        ):
            assert keepers.whole(store, record) == whole
            assert keepers.of(keepers.whole(store, record)) is keeper
