"""Two entries of one office in the window: the likely one is proposed, said to be the same, taken apart, undone."""

from __future__ import annotations

import pytest

from koyradesk.bengali.text import nfc
from koyradesk.directory import writing
from koyradesk.directory.parties import Directory
from koyradesk.store import Store
from ui import fonts, inspection
from ui.parts import Button
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

BY = "করিম"
FISH, TWIN, OTHER = map(nfc, ("উপজেলা মৎস্য দপ্তর, শালবন", "উপজেলা মৎস্য দপ্তর শালবন", "মৎস্য দফতর"))


@pytest.fixture
def page(qapp, tmp_path):
    with Store.open(tmp_path / "data") as store:
        writing.add(store, FISH, by=BY)
        writing.add(store, TWIN, phone="০১৭১১", by=BY)
        writing.add(store, OTHER, by=BY)
    fonts.load()
    stage = Stage(qapp, tmp_path, "bn", "light", 1.0)
    stage.window.activateWindow()
    stage.window.go("people")
    stage.settle()
    page = stage.window.directory.people
    page.stage = stage
    page.show_party(page.seen.directory.find(FISH).id)
    stage.settle()
    yield page
    stage.end()


def names(page) -> set[str]:
    page.stage.settle()
    found: list[set[str]] = []
    page.stage.window.kit.worker.ask(lambda: _names(page.stage.program.book.store), found.append)
    page.stage.settle()
    return found[0]


def _names(store: Store) -> set[str]:
    return {one.name for one in Directory(store).parties.values()}


def buttons(page) -> list[Button]:
    return [
        one for one in page.detail.twins.findChildren(Button) if one.isVisible() and one is not page.detail.twins.asking
    ]


def test_the_likely_twin_is_proposed_and_becomes_one_only_when_asked(page):
    assert names(page) == {FISH, TWIN, OTHER}
    (same,) = buttons(page)
    assert TWIN in same.accessibleDescription()
    assert page.seen.doubled == {page.seen.directory.find(one).id for one in (FISH, TWIN)}
    assert inspection.cut(page) == inspection.nameless(page) == inspection.english(page) == []
    same.click()
    assert names(page) == {FISH, OTHER}
    assert page.party.name == FISH
    assert page.party.phone == "০১৭১১"
    (apart,) = buttons(page)
    apart.click()
    assert names(page) == {FISH, TWIN, OTHER}


def test_another_entry_is_named_and_ctrl_z_takes_it_back(page):
    twins = page.detail.twins
    twins.asking.click()
    assert twins.naming.isVisible()
    twins.naming.show_marked("নেই এমন দপ্তর")
    twins.naming.confirmed.emit()
    assert twins.wrong.isVisible()
    twins.naming.show_marked(OTHER)
    twins.naming.confirmed.emit()
    assert names(page) == {FISH, TWIN}
    page._acts.undo()
    assert names(page) == {FISH, TWIN, OTHER}


def test_what_cannot_be_the_same_is_said_where_it_was_typed(page):
    twins = page.detail.twins
    twins.naming.show_marked(FISH)
    twins.naming.confirmed.emit()
    page.stage.settle()
    assert twins.wrong.plain
    assert names(page) == {FISH, TWIN, OTHER}
