"""Scenes of the tour among incoming letters: a register, a letter beside its scan, the register as paper."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from ui.editor_scenes import keys, letters

if TYPE_CHECKING:
    from ui.incoming.screen import IncomingScreen
    from ui.stage import Stage

#: Who wrote, what about, how it came, what is asked, by which day counted from today, and to whom it was given.
_CAME = (
    ("জেলা প্রশাসক, নদীপাড়", "জেলা উন্নয়ন সমন্বয় সভার কার্যপত্র প্রেরণ।", "efiling", "কার্যপত্র প্রেরণ", -3, "প্রশাসনিক কর্মকর্তা"),
    ("জেলা কৃষি কর্মকর্তা, নদীপাড়", "রবি মৌসুমে সারের মজুদ ও বিতরণের তথ্য প্রেরণ।", "post", "মজুদের তালিকা", 5, "উপজেলা কৃষি কর্মকর্তা"),
    ("চেয়ারম্যান, কাজলা ইউনিয়ন পরিষদ", "ইউনিয়ন ডিজিটাল সেন্টারের উপকরণের চাহিদা।", "hand", "", None, ""),
    ("উপজেলা শিক্ষা অফিসার, মধুছায়া", "বিজ্ঞান মেলার প্রস্তুতি সভায় উপস্থিতি।", "post", "", None, ""),
    ("জেলা নির্বাচন অফিসার, নদীপাড়", "ভোটকেন্দ্রের তালিকা যাচাই।", "email", "যাচাইকৃত তালিকা", -9, ""),
    ("অফিসার ইনচার্জ, মধুছায়া থানা", "আইন-শৃঙ্খলা পরিস্থিতির মাসিক প্রতিবেদন।", "hand", "", None, ""),
)


def _screen(stage: Stage) -> IncomingScreen:
    return stage.window.incoming


def filled(stage: Stage) -> None:
    """Letters of some days: late ones, one settled, one that came twice, a number that nobody accounts for."""
    book = stage.program.book

    def fill() -> None:
        from koyradesk.incoming import keeping

        store, today, by = book.store, book.today(), "রহিমা খাতুন"
        for place, (sender, subject, channel, asked, due, marked) in enumerate(_CAME):
            received = today - timedelta(14 - 2 * place)
            typed = {
                "sender": sender,
                "subject": subject,
                "channel": channel,
                "number": f"০৫.৪৪.৯৯০২.০০০.০৬.০০{place + 1}.২৬-{310 + 7 * place}",
                "date": received - timedelta(3),
                "received": received,
                "asked": asked,
                "due": today + timedelta(due) if due is not None else None,
                "marked": marked,
            }
            issue = 1412 + place + (place > 3)
            made = keeping.enter(store, typed, issue=issue, today=today, by=by).letter
            if place == 3:
                keeping.close(store, made.id, "filed", on=received, how="নথি ০৬.০০৪", by=by)
            if place == 5:
                keeping.enter(store, {**typed, "received": today, "channel": "email"}, issue=1420, today=today, by=by)
        path = stage.file("পত্র.png", _scan())
        keeping.attach_all(store, "1413", [path], by=by)

    stage.window.kit.worker.ask(fill, lambda _: stage.window.look())


def _scan() -> bytes:
    """A sheet with lines where words would stand."""
    from PIL import Image, ImageDraw

    sheet = Image.new("L", (620, 877), 248)
    draw = ImageDraw.Draw(sheet)
    for at in range(3):
        draw.line((200 - 30 * at, 60 + 18 * at, 420 + 30 * at, 60 + 18 * at), fill=90, width=5)
    for at in range(18):
        draw.line((70, 190 + 26 * at, 550 - 70 * (at % 5 == 4), 190 + 26 * at), fill=120, width=4)
    draw.ellipse((400, 720, 500, 800), outline=100, width=4)
    held = BytesIO()
    sheet.save(held, "PNG")
    return held.getvalue()


def _at(number: int, stage: Stage) -> None:
    register = _screen(stage).list.register
    register.show_at(register.rows.find(lambda one: one.first == number))
    register.setFocus()


def _open(number: int, stage: Stage) -> None:
    _at(number, stage)
    keys("Return")(stage)


def _typed(stage: Stage) -> None:
    entry = _screen(stage).list.entry
    entry.start()
    letters("জেলা")(stage)


def _wrong(stage: Stage) -> None:
    entry = _screen(stage).list.entry
    entry.whom.close_completions()
    entry.date.line.setText("৩১/১১/২০২৬")
    entry.ask()


def _list(stage: Stage) -> None:
    stage.window.go("incoming")


def _paper(stage: Stage) -> None:
    _screen(stage).seeing.setChecked(True)


#: In the order of the tour: name, what is done.
ACTS = (
    ("incoming-empty", (_list,)),
    ("incoming-list", (filled, lambda stage: _at(1413, stage))),
    ("incoming-entry", (_typed,)),
    ("incoming-wrong-date", (_wrong,)),
    ("incoming-gap", (keys("Escape"), partial(_at, 1416))),
    ("incoming-reserve", (lambda stage: _screen(stage).list._part(),)),
    ("incoming-letter", (lambda stage: _screen(stage).list._leave_reserving(), partial(_open, 1413))),
    ("incoming-twice", (_list, partial(_open, 1420))),
    ("incoming-paper", (_list, _paper)),
)
