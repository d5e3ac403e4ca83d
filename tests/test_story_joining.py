"""A second PC joins an office as the handbook says it: by its number, over a folder that both see."""

from __future__ import annotations

from test_story_exchange import Office, minutes, signed


def test_a_second_pc_joins_by_its_number_over_a_shared_folder(tmp_path):
    first, second = (Office(tmp_path / name / "data", tmp_path / name / "config") for name in ("first", "second"))
    share = tmp_path / "share"
    share.mkdir()
    held = signed(first, tmp_path, minutes("উপজেলা আইসিটি কমিটি", "ল্যাব পরিদর্শন করতে হবে।", "সহকারী প্রোগ্রামার", "৩৭"))
    card = first.card("উপজেলা কার্যালয়, শালবন")
    joined = second.told("join", card["office"])
    for one in (first, second):
        one.told("ways", "add", "share", "folder", "--to", card["office"], "--set", f"path={share}")
    for one in (first, second, first):
        one("send")
    # The first knows nothing of the second but its number, and the second not even what the office is called.
    first.told("keys", "accept", card["office"], joined["number"], "--role", "own")
    second.told("keys", "accept", card["office"], card["number"], "--role", "own")
    assert held in {row["id"] for row in second.told("list")}
    assert first("send").code == 0
    assert second("send").code == 0
