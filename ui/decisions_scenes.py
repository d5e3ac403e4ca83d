"""Scenes of the tour in the place of decisions: empty, filtered, opened, reported on, ruled, closed, refused."""

from __future__ import annotations

import io
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtTest import QTest

from ui.editor_scenes import keys, letters

if TYPE_CHECKING:
    from pathlib import Path

    from koyradesk.obligations.standing import Standing
    from koyradesk.store import Store
    from ui.decisions.screen import DecisionsScreen
    from ui.stage import Stage

#: Offices as an upazila has them: the head of each, and who that is.
_OFFICES = (
    ("উপজেলা মৎস্য দপ্তর", "মৎস্য কর্মকর্তা", "সালমা আক্তার"),
    ("উপজেলা সমাজসেবা দপ্তর", "সমাজসেবা কর্মকর্তা", "মো. রফিকুল ইসলাম"),
    ("উপজেলা শিক্ষা দপ্তর", "শিক্ষা কর্মকর্তা", "নাসরিন সুলতানা"),
    ("উপজেলা কৃষি দপ্তর", "কৃষি কর্মকর্তা", "বিপ্লব কুমার রায়"),
    ("উপজেলা প্রাণিসম্পদ দপ্তর", "প্রাণিসম্পদ কর্মকর্তা", ""),
    ("উপজেলা সমবায় দপ্তর", "সমবায় কর্মকর্তা", "জাহানারা বেগম"),
)
_GROUP = "সকল দপ্তর (ওয়েব পোর্টাল)"


def _screen(stage: Stage) -> DecisionsScreen:
    return stage.window.decisions


def _go(stage: Stage) -> None:
    stage.window.activateWindow()
    stage.window.go("decisions")


def filled(stage: Stage) -> None:
    """A directory with a group, directions that bind it, and what was told of them."""
    book = stage.program.book

    def fill() -> None:
        from koyradesk import rank
        from koyradesk.obligations import writing
        from koyradesk.obligations.shapes import Measure, Rule
        from koyradesk.obligations.standing import Standing
        from koyradesk.store import Change

        store, today, by = book.store, book.today(), "রহিমা খাতুন"
        group = store.new_id("party")
        changes = [Change(group, {"name": _GROUP, "many": True, "sort": "group", "rank": rank.between("", "", 1)[0]})]
        last = ""
        for name, post, holder in _OFFICES:
            office, head = store.new_id("party"), store.new_id("party")
            changes.append(Change(office, {"name": name, "sort": "office"}))
            changes.append(Change(head, {"name": post, "sort": "post", "of": office}))
            last = rank.between(last, "", 1)[0]
            changes.append(Change(store.new_id("belonging"), {"group": group, "party": office, "rank": last}))
            if holder:
                changes.append(Change(store.new_id("holder"), {"party": head, "name": holder}))
        store.write(changes, by=by)
        late, begun = today - timedelta(12), today - timedelta(70)
        web = writing.add(store, text="সকল দপ্তরের ওয়েব পোর্টাল শতভাগ হালনাগাদ করতে হবে", parties=[_GROUP],
                          rule=Rule(on=late), measure=Measure("percent", 100), begun=begun,
                          topic="ওয়েব পোর্টাল", source_text="জেলা আইসিটি কমিটি", by=by)  # fmt: skip
        every = Standing(store, today).tasks([web])[web.id]
        told = ((0, 80, "phone"), (1, 100, "letter"), (3, 100, "visit"), (5, 60, "meeting"))
        for place, value, channel in told:
            day = today - timedelta(place + 2)
            writing.report(store, Standing(store, today).get([web.id])[0], [every[place]], on=day, value=value,
                           text="নতুন নোটিশ ও ফোন নম্বর দেওয়া হয়েছে।", reporter=_OFFICES[place][2],
                           channel=channel, by=by)  # type: ignore[arg-type]  # fmt: skip
        labs = writing.add(store, text="প্রতি মাসে ন্যূনতম ০৫টি ল্যাব পরিদর্শন করে প্রতিবেদন দিতে হবে",
                           parties=["সহকারী প্রোগ্রামার"], rule=Rule("recurring", every=1),
                           measure=Measure("count", 5, "টি"), begun=begun, source_text="মাসিক সমন্বয় সভা",
                           by=by)  # fmt: skip
        months = Standing(store, today).tasks([labs])[labs.id]
        for month, value in zip(reversed(months), (3, 4, 5), strict=False):
            writing.report(store, Standing(store, today).get([labs.id])[0], [month], on=today, value=value,
                           channel="letter", by=by)  # fmt: skip
        _unruled(store, Standing(store, today), by)
        book.wrote(frozenset({"obligation"}))

    stage.window.kit.worker.ask(fill, lambda _: stage.window.look())


def _unruled(store: Store, standing: Standing, by: str) -> None:
    """Takes the rule of a decision away that nobody reported on yet, and whose words say by when."""
    from koyradesk.obligations import proposing, writing

    for one in standing.open:
        row = store.row(one.decision) if one.decision else None
        quiet = not any(task.reports for task in standing.tasks([one])[one.id])
        if row and row["due"] is None and quiet and proposing.propose(row["text"], one.begun):
            writing.set_rule(store, one, None, by=by)
            return


def at(words: str, row: int | None, stage: Stage) -> None:
    """Goes to the decision in whose text the words stand; to one of its rows."""
    table = _screen(stage).table
    found = next(one for one in table.rows.matters if words in one.told.text)
    table.choose(found.id, found.tasks[row].id if row is not None else "")
    table.setFocus()


def _open(words: str, stage: Stage) -> None:
    at(words, 0, stage)
    at(words, None, stage)


def screenshot(stage: Stage, name: str) -> Path:
    """A picture as a party sends it to prove a report."""
    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", (800, 600), "#7a9e7e").save(stream, "PNG")
    return stage.file(name, stream.getvalue())


def _proof(stage: Stage) -> None:
    path = screenshot(stage, "পোর্টালের পর্দা.png")
    _screen(stage).acts.reporting.give([path])


def _vanish(stage: Stage) -> None:
    """What proves a report goes from the disk."""
    kept = stage.folder / "data" / "blobs"
    kept.rename(kept.with_name("elsewhere"))


def _come_back(stage: Stage) -> None:
    """And comes back: later scenes print it."""
    kept = stage.folder / "data" / "blobs"
    kept.with_name("elsewhere").rename(kept)


def _first_proof(stage: Stage) -> None:
    _screen(stage).acts.telling.list.setFocus()


def _filter(state: Any, stage: Stage) -> None:
    _screen(stage).bar.go(state)


def _clear(stage: Stage) -> None:
    _screen(stage).bar.clear()


def _value(stage: Stage) -> None:
    field = _screen(stage).acts.reporting.value
    field.setFocus()
    field.selectAll()


def _target(kind: str, target: str, stage: Stage) -> None:
    ruling = _screen(stage).acts.ruling
    ruling.measure.choose(kind)
    ruling._fit()
    ruling.target.show_marked(target)
    ruling.target.setFocus()


def _recurring(stage: Stage) -> None:
    ruling = _screen(stage).acts.ruling
    ruling.kind.choose("recurring")
    ruling._fit()
    ruling.begins.show_marked("2027-01")
    ruling.ends.show_marked("2026-12")


def _kind(kind: str, stage: Stage) -> None:
    panel = _screen(stage).acts.deciding
    panel.act.choose(kind)
    panel._fit()
    panel.act.begin()


def _to(stage: Stage) -> None:
    _screen(stage).acts.deciding.to.line.setFocus()


def _pause(_: Stage) -> None:
    """Long enough for a search to begin."""
    QTest.qWait(250)


def _narrow(stage: Stage) -> None:
    """What one committee has still to see done."""
    screen = _screen(stage)
    assert screen.page is not None
    screen.bar._set(committee=screen.page.committees[0][0])


def _table(stage: Stage) -> None:
    _screen(stage).table.setFocus()


_WEB, _LABS = "ওয়েব পোর্টাল শতভাগ", "ল্যাব পরিদর্শন"
#: Name of the picture, and what is done before it.
ACTS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("decisions", (_go,)),
    ("decisions-opened", (filled, partial(_open, _WEB))),
    ("decisions-report", (partial(at, _WEB, 2), keys("Insert"))),
    ("decisions-report-refused", (letters("১৪০"), keys("Return"))),
    ("decisions-reported", (_value, letters("৯০"), _proof, keys("Return"))),
    ("decisions-several", (keys("Escape"), partial(at, _WEB, 2), keys("Space", "Space", "Space", "Insert"))),
    ("decisions-log", (keys("Escape", "Escape"), partial(at, _WEB, None), keys("Ctrl+H"))),
    ("decisions-proof-gone", (_vanish, keys("Escape"), keys("Ctrl+H"), _first_proof, keys("Return"))),
    ("decisions-periods", (_come_back, keys("Escape"), partial(_open, _LABS))),
    ("decisions-rule", (partial(at, _LABS, None), keys("Ctrl+R"))),
    ("decisions-rule-target", (partial(_target, "count", "১০০০০০০০০০"), keys("Return"))),
    ("decisions-rule-end", (partial(_target, "count", "৫"), _recurring, keys("Return"))),
    ("decisions-put-off", (keys("Escape"), partial(at, _WEB, None), keys("Ctrl+D"), partial(_kind, "extend"))),
    ("decisions-put-off-refused", (_to, letters("০১/০১/২০২০"), keys("Return"))),
    ("decisions-close", (partial(_kind, "done"),)),
    ("decisions-closed", (keys("Return"), partial(_filter, "closed"), _table)),
    ("decisions-open-again", (keys("Ctrl+D"),)),
    ("decisions-late", (keys("Escape"), partial(_filter, "late"), _table)),
    ("decisions-no-rule", (partial(_filter, "unruled"), _table)),
    ("decisions-proposed", (keys("Return"),)),
    ("decisions-proposal-kept", (keys("Return"),)),
    ("decisions-nothing", (keys("Ctrl+F"), letters("হিমালয়"), _pause)),
    ("decisions-narrowed", (_clear, _narrow)),
)
