"""Scenes of the tour in the directory: empty, full, a group, who holds what, unknown names, a list taken in."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtTest import QTest

from koyradesk.bengali.text import nfc
from ui.editor_scenes import keys, letters

if TYPE_CHECKING:
    from ui.directory.screen import DirectoryScreen
    from ui.stage import Stage

_OFFICES = (
    ("উপজেলা কৃষি অফিস", "উপজেলা কৃষি অফিসার", "মোছাঃ নাসরিন সুলতানা", "০১৭০০-০০০০১১"),
    ("উপজেলা মৎস্য দপ্তর", "উপজেলা মৎস্য কর্মকর্তা", "মোঃ জাহিদ হাসান", "০১৭০০-০০০০১২"),
    ("উপজেলা প্রাথমিক শিক্ষা অফিস", "উপজেলা শিক্ষা অফিসার", "শামীমা ইয়াসমিন", "০১৭০০-০০০০১৩"),
    ("উপজেলা প্রকৌশলীর কার্যালয়", "উপজেলা প্রকৌশলী", "এ কে এম রফিকুল ইসলাম", "০১৭০০-০০০০১৪"),
)
_SECRETARIES = ("আটুলিয়া", "কাশিমাড়ী", "নূরনগর", "বুড়িগোয়ালিনী", "মুন্সীগঞ্জ", "রমজাননগর")
#: Its upazila.
_PLACE = "u183"
_GROUP = "ইউপি সচিব (সকল)"


#: A list as a district sends it: what is new, what is there, what it changes, what is nearly so, what cannot be.
_LIST = """ক্রমিক,পদবি,কর্মকর্তার নাম,মোবাইল,যোগদানের তারিখ,দপ্তর
১,উপজেলা সমাজসেবা অফিসার,মোঃ আনোয়ার হোসেন,০১৭০০-০০০০৪১,০১/০২/২০২৫,উপজেলা সমাজসেবা কার্যালয়
২,উপজেলা কৃষি অফিসার,মোছাঃ নাসরিন সুলতানা,০১৭০০-০০০০১১,০১/০৭/২০২৪,
৩,উপজেলা শিক্ষা অফিসার,শামীমা ইয়াসমিন,০১৭০০-০০০০৯৯,,
৪,উপজেলা মৎস কর্মকর্তা,মোঃ জাহিদ হাসান,০১৭০০-০০০০১২,,
৫,উপজেলা প্রকৌশলী,সাবিনা ইয়াসমিন,০১৭০০-০০০০৪৫,৩১/০২/২০২৫,
৬,উপজেলা মহিলা বিষয়ক কর্মকর্তা,রেহানা পারভীন,০১৭০০-০০০০৪৬,১৫/০৩/২০২৪,
৭,সচিব আটুলিয়া ইউনিয়ন পরিষদ (অ.দা.),মোঃ সচিব আটুলিয়া,০১৭০০-০০০০২০,,
"""


def screen(stage: Stage) -> DirectoryScreen:
    return stage.window.directory


def _go(stage: Stage) -> None:
    stage.window.activateWindow()
    stage.window.go("people")


def _job(stage: Stage, job: Any) -> None:
    stage.window.kit.worker.ask(job, lambda _: stage.window.look())


def emptied(stage: Stage) -> None:
    """Nobody is in the directory, whatever the sample put there."""
    book = stage.program.book

    def work() -> list[str]:
        from koyradesk.store import Change

        found = [row["id"] for kind in ("party", "holder", "belonging") for row in book.store.rows(kind)]
        book.store.write([Change(one, {"deleted": True}) for one in found], by=book.by)
        return found

    def done(found: list[str]) -> None:
        stage.aside = found
        stage.window.look()

    stage.window.kit.worker.ask(work, done)


def _given_back(stage: Stage) -> None:
    """The directory is the sample's again, for the scenes that follow."""
    book, there = stage.program.book, stage.aside

    def work() -> None:
        from koyradesk.store import Change

        now = [row["id"] for kind in ("party", "holder", "belonging") for row in book.store.rows(kind)]
        gone = [Change(one, {"deleted": True}) for one in now]
        book.store.write([*gone, *(Change(one, {"deleted": False}) for one in there)], by=book.by)

    _job(stage, work)


def filled(stage: Stage) -> None:
    """Offices with their posts and who held them, a group with those who left it, a post that nobody holds."""
    book = stage.program.book

    def work() -> None:
        from koyradesk.directory.drafting import Draft

        draft, today = Draft(book.store), book.today()
        for office, post, name, phone in _OFFICES:
            above = draft.add(office, place=_PLACE)
            made = draft.add(post, sort="post", of=above)
            if post == _OFFICES[0][1]:
                draft.appoint(made, "মোঃ আবু সাঈদ", since=date(2021, 3, 1), until=date(2024, 6, 30))
                draft.appoint(made, name, since=date(2024, 7, 1), phone=phone, email="uao@example.gov.bd")
            else:
                draft.appoint(made, name, since=None, phone=phone, additional=post == _OFFICES[1][1])
        vacant = draft.add("উপজেলা সমবায় অফিসার", sort="post", aliases=("সমবায় অফিসার", "উপজেলা সমবায় কর্মকর্তা"))
        draft.appoint(vacant, "দীপক কুমার মণ্ডল", since=date(2023, 1, 1), until=today - timedelta(9))
        group = draft.add(_GROUP, sort="group")
        for at, place in enumerate(_SECRETARIES):
            made = draft.add(f"সচিব, {place} ইউনিয়ন পরিষদ", sort="post")
            if at < 4:
                draft.appoint(made, f"মোঃ সচিব {place}", since=date(2022, 1, 1), phone=f"০১৭০০-০০০০২{at}")
            draft.join(group, made)
            if at == 5:
                draft.leave(group, made, until=today - timedelta(30))
        for place in _SECRETARIES[:3]:
            draft.add(f"ইউপি চেয়ারম্যান, {place}", sort="post")
        draft.add("জাহানারা বেগম", sort="person", phone="০১৭০০-০০০০৩১", note="নারী উদ্যোক্তা প্রতিনিধি")
        old = draft.add("উপজেলা টেলিফোন অফিস")
        draft.retire(old, today - timedelta(400))
        draft.write(by=book.by)

    _job(stage, work)


def _twin(stage: Stage) -> None:
    """An office that is there once more, as another computer wrote it."""
    book = stage.program.book

    def work() -> None:
        from koyradesk.directory.drafting import Draft

        draft = Draft(book.store)
        draft.add("উপজেলা মৎস দপ্তর", place=_PLACE)
        draft.write(by=book.by)

    _job(stage, work)


def _one(stage: Stage) -> None:
    """Both are said to be the same."""
    panel = screen(stage).people.detail.twins
    panel.asking.click()
    panel.naming.show_marked("উপজেলা মৎস দপ্তর")
    panel.naming.confirmed.emit()


def show(name: str, stage: Stage) -> None:
    """Chooses an entry by its name."""
    page = screen(stage).people
    assert page.seen is not None
    party = page.seen.directory.find(name)
    assert party is not None, name
    page.show_party(party.id)
    page.list.setFocus()


def _tab(index: int, stage: Stage) -> None:
    screen(stage).tabs.setCurrentIndex(index)


def _join(stage: Stage) -> None:
    screen(stage).people.detail.joining.setFocus()


def _add(stage: Stage) -> None:
    screen(stage).people.add("post")


def _place(stage: Stage) -> None:
    screen(stage).people.form.place.setFocus()


def _search(stage: Stage) -> None:
    field = screen(stage).people.search
    field.setFocus()
    field.selectAll()


def _waits(_: Stage) -> None:
    # Until a pause in typing is one.
    QTest.qWait(160)


def _among(name: str, stage: Stage) -> None:
    """Chooses an unknown name by what it begins with."""
    names = screen(stage).unknown.list
    names.show_at(names.rows.find(lambda one: one.name.startswith(nfc(name))))


_alike = partial(_among, _OFFICES[0][1])


def _unlike(stage: Stage) -> None:
    names = screen(stage).unknown.list
    names.show_at(names.rows.index(names.rows.rowCount() - 1))


def _list(text: str, stage: Stage) -> None:
    screen(stage).read_list(stage.file("কর্মকর্তা তালিকা.csv", text.encode("utf-8-sig")))


def _nameless(stage: Stage) -> None:
    screen(stage).taking.columns.pickers[1].picked.emit("")


def _unclear(stage: Stage) -> None:
    table = screen(stage).taking.table
    # The list begins at the first one; this is a name with a slip of the pen.
    table.show_at(table.rows.find(lambda one: one.state == "unclear" and one.number == 5))
    table.setFocus()


#: Name of the picture, and what is done before it.
ACTS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("people-begin", (emptied, _go)),
    ("people-unknown-first", (partial(_tab, 1),)),
    ("people", (filled, partial(_tab, 0), partial(show, _OFFICES[0][1]))),
    ("people-detail", (keys("Return"),)),
    ("people-term", (keys("Insert"), letters("সাদিয়া আফরিন"), keys("Tab"))),
    ("people-term-refused", (letters("০১/০১/২০২০"), keys("Return"))),
    ("people-vacant", (keys("Escape"), partial(show, "উপজেলা সমবায় অফিসার"))),
    ("people-group", (partial(show, _GROUP),)),
    ("people-group-typing", (_join, letters("মৎস্য"))),
    ("people-group-joined", (keys("Down", "Return"),)),
    ("people-group-new", (letters("সচিব, গাবুরা ইউনিয়ন পরিষদ"), keys("Return"))),
    ("people-new", (_add, letters("উপজেলা সমাজসেবা অফিসার"), _place, letters("koyra"))),
    ("people-new-refused", (keys("Down", "Return"), keys("Shift+Tab"), letters("নাই এমন দপ্তর"), keys("Return"))),
    ("people-office", (keys("Escape"), partial(show, _OFFICES[0][0]))),
    ("people-twins", (_twin, partial(show, _OFFICES[1][0]))),
    ("people-one", (_one,)),
    ("people-over", (partial(show, "উপজেলা টেলিফোন অফিস"),)),
    ("people-deleted", (keys("Delete"),)),
    ("people-search", (_search, letters("সচিব"), _waits)),
    ("people-search-nothing", (_search, letters("হিমালয়"), _waits)),
    ("people-unknown", (_search, keys("Delete"), _waits, partial(_tab, 1), _alike)),
    ("people-unknown-unlike", (_unlike,)),
    ("people-unknown-group", (partial(_among, "ইউপি চেয়ারম্যান"),)),
    ("people-unknown-means", (_alike, keys("1"))),
    ("people-unknown-entered", (keys("F5"),)),
    ("people-list", (partial(_tab, 0), partial(_list, _LIST))),
    ("people-list-unclear", (_unclear,)),
    ("people-list-answered", (keys("Return", "Return"),)),
    ("people-list-columns", (keys("F4"),)),
    ("people-list-taken", (keys("F4", "Ctrl+Return"),)),
    ("people-list-no-names", (partial(_list, _LIST), _nameless)),
    ("people-list-none", (keys("Escape"), partial(_list, ""))),
    ("people-again", (_given_back,)),
)
