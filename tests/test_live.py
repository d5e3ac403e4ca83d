"""The page that is being typed: it follows the field, keeps its place, and a click leads back to the text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from samples import meeting
from test_places import addressed

from koyradesk import editing, papers
from koyradesk.bengali.text import search_key
from koyradesk.documents import Place, render
from koyradesk.finding.typed import words
from koyradesk.markup import plain
from koyradesk.model import Meeting, Ref
from ui import fonts, theme
from ui.live import LivePage
from ui.places import ref_in_words
from ui.raster import Paper, Rasteriser
from ui.say import Voice

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


class Desk:
    """A live page with a rasteriser that draws when it is told to."""

    def __init__(self, items: int = 9) -> None:
        self.raster = Rasteriser()
        self.meeting: Meeting = addressed(meeting(items, talk=2))
        self.page = LivePage(Voice("bn"), theme.LIGHT, self.ask, QLabel("কার্যবিবরণী"))
        self.view = self.page.live
        self.waiting: list[tuple[Paper, int, int, object]] = []
        self.clicked: list[tuple[Ref, int]] = []
        self.page.field_asked.connect(lambda ref, offset: self.clicked.append((ref, offset)))
        self.page.resize(560, 620)
        QWidget.show(self.page)
        self.page.show_paper(self.paper())
        self.draw()

    def paper(self) -> Paper:
        made = render(papers.compose(self.meeting, "minutes"))
        return self.raster.paper(made.pdf, made.places, made.looks)

    def ask(self, paper: Paper, index: int, width: int, put: object, topic: str) -> None:
        self.waiting.append((paper, index, width, put))

    def draw(self) -> list[int]:
        """Draws what is waited for; which pages."""
        asked, self.waiting = self.waiting, []
        for paper, index, width, put in asked:
            put(self.raster.page(paper, index, width))
        return [index for _, index, _, _ in asked]

    def type(self, ref: Ref, more: str) -> None:
        """Another word at the end of a field; the page follows."""
        self.meeting = editing.put(self.meeting, ref, editing.text(self.meeting, ref) + more)
        self.page.show_paper(self.paper(), keep_place=True)
        self.page.follow(ref)

    def settle(self) -> None:
        """Goes on when the page has stopped moving."""
        QTest.qWait(20)
        while self.view._move.state() != self.view._move.State.Stopped:
            QTest.qWait(20)
        self.draw()

    def lines(self, ref: Ref) -> list[Place]:
        return [place for place in self.page.held.places if place.source == ref]

    def where(self, place: Place, x: float | None = None) -> QPointF:
        """A point of a line on the view: its middle, or at ``x``."""
        box = self.view._box([place])
        scroll = QPointF(self.view.horizontalScrollBar().value(), self.view.verticalScrollBar().value())
        left = box.center().x() if x is None else box.left() + (x - place.x0) * self.view.scale()
        return QPointF(left, box.center().y()) - scroll

    def in_view(self, place: Place) -> bool:
        scroll = QPointF(self.view.horizontalScrollBar().value(), self.view.verticalScrollBar().value())
        box = self.view._box([place]).translated(-scroll)
        return self.view.viewport().rect().toRectF().adjusted(0, -1, 0, 1).contains(box)

    def scrolled(self) -> int:
        return self.view.verticalScrollBar().value()

    def picture(self) -> QImage:
        return self.view.viewport().grab().toImage()

    def colour(self, where: QPointF) -> QColor:
        return self.picture().pixelColor(where.toPoint())


@pytest.fixture
def desk(qapp):
    fonts.load()
    theme.dress(qapp, theme.LIGHT)
    made = Desk()
    assert len(made.page.held.sizes) >= 3
    yield made
    made.page.close()
    made.raster.close()


def discussion(desk: Desk, number: int) -> Ref:
    return Ref(desk.meeting.items[number].id, "discussion")


# Following


def test_the_lines_of_a_field_come_into_view_and_are_marked(desk):
    last = Ref(desk.meeting.id, "closing")
    [line] = desk.lines(last)
    assert not desk.in_view(line)
    desk.page.follow(last)
    desk.settle()
    assert desk.in_view(line)
    beside = desk.where(line, line.x0) - QPointF(2, 0)
    assert desk.colour(beside).name() == theme.LIGHT.accent_soft
    bar = QPointF(desk.where(line, line.x0 - 8).x(), desk.where(line).y())
    assert desk.colour(bar).name() == theme.LIGHT.accent
    desk.page.follow(None)
    assert desk.colour(beside).name() == desk.colour(bar).name() == "#ffffff"


def test_words_that_are_looked_for_are_marked_on_the_page(desk):
    line = next(one for one in desk.page.held.places if one.page == 0 and one.source and len(one.text.split()) > 3)
    word = line.text.split()[1]
    low = line.text.index(word)
    left, right = line.stretch(low, low + len(word))
    assert line.x0 < left < right < line.x1
    # Of a part of it the whole word is marked.
    assert line.stretch(low + 1, low + 2) == (left, right)

    def tint(x):
        """How yellow the paper is there, also under ink."""
        colour = desk.colour(desk.where(line, x) + QPointF(2, 0))
        return colour.blue() < 0.8 * colour.red()

    assert not tint(left)
    desk.page.live.mark(words(word))
    assert tint(left)
    assert not tint(line.x0)
    found = [one for index in range(len(desk.page.held.sizes)) for one in desk.page.live.marked(index)]
    assert len(found) >= sum(search_key(word) in search_key(one.text).split() for one in desk.page.held.places)
    # A new page is marked as well, until nothing is looked for.
    desk.page.live.show_lines(desk.page.held.places[:1])
    assert sum(len(desk.page.live.marked(index)) for index in range(len(desk.page.held.sizes))) < len(found)
    desk.page.live.show_lines(desk.page.held.places)
    desk.page.live.mark(())
    assert not tint(left)


def test_a_field_in_view_moves_nothing(desk):
    desk.page.follow(Ref(desk.meeting.id, "closing"))
    desk.settle()
    place = desk.scrolled()
    for name in ("closing", "closing"):
        desk.page.follow(None)
        desk.page.follow(Ref(desk.meeting.id, name))
        desk.settle()
        assert desk.scrolled() == place
    desk.page.follow(Ref(desk.meeting.items[0].id, "nothing"))
    desk.settle()
    assert desk.scrolled() == place


def test_typing_keeps_the_page_still_until_the_line_leaves_the_view(desk):
    desk.view.set_zoom(1.2)
    ref = discussion(desk, 0)
    desk.page.follow(ref)
    desk.settle()
    moves = []
    for number in range(60):
        desk.type(ref, f" শব্দ{number}")
        desk.settle()
        moves.append(desk.scrolled())
        last = desk.lines(ref)[-1]
        assert desk.in_view(last), number
    # It scrolls a few times by a good piece, not at every word.
    assert 1 <= len(set(moves)) - 1 <= 8


def test_in_a_field_higher_than_the_view_the_line_being_typed_stays_in_view(desk):
    ref = discussion(desk, 1)
    desk.type(ref, " এক দুই তিন চার পাঁচ ছয়" * 60)
    desk.settle()
    desk.view.set_zoom(1.6)
    desk.settle()
    text = editing.text(desk.meeting, ref)
    for part in (0.1, 0.9, 0.5):
        at = text.index(" ", int(len(text) * part))
        desk.meeting = editing.put(desk.meeting, ref, f"{text[:at]} ঝঞ্ঝাটহীন{text[at:]}")
        desk.page.show_paper(desk.paper(), keep_place=True)
        desk.settle()
        [line] = [line for line in desk.lines(ref) if "ঝঞ্ঝাটহীন" in line.text]
        assert desk.in_view(line)
        text = editing.text(desk.meeting, ref).replace(" ঝঞ্ঝাটহীন", "")
        desk.meeting = editing.put(desk.meeting, ref, text)
        desk.page.show_paper(desk.paper(), keep_place=True)


def test_whoever_scrolls_is_not_pulled_back_by_a_page_that_did_not_change(desk):
    desk.page.follow(discussion(desk, 0))
    desk.settle()
    desk.view.verticalScrollBar().setValue(desk.view.verticalScrollBar().maximum())
    place = desk.scrolled()
    desk.page.show_paper(desk.paper(), keep_place=True)
    desk.page.follow(discussion(desk, 0))
    desk.settle()
    assert desk.scrolled() == place


# Without a flicker


def test_the_old_page_stays_until_the_new_one_is_drawn(desk):
    before = desk.picture()
    desk.type(Ref(desk.meeting.id, "title"), " নতুন")
    desk.page.follow(None)
    assert desk.picture() == before
    assert desk.page.busy()
    assert 0 in desk.draw()
    assert desk.picture() != before
    assert not desk.page.busy()


def test_only_pages_that_changed_are_drawn_again(desk):
    desk.view.set_zoom(0.4)
    desk.draw()
    assert len(desk.view._visible()) >= 2
    desk.type(Ref(desk.meeting.id, "title"), " আজ")
    desk.page.follow(None)
    assert desk.draw() == [0]
    assert not desk.page.busy()
    # Nothing changed: nothing is drawn.
    desk.page.show_paper(desk.paper(), keep_place=True)
    assert desk.draw() == []


def test_a_picture_that_comes_late_is_taken_only_for_a_page_that_is_the_same(desk):
    desk.view.set_zoom(0.4)
    late, desk.waiting = desk.waiting, []
    assert {index for _, index, _, _ in late} >= {0, 1}
    desk.type(Ref(desk.meeting.id, "title"), " আজ")
    desk.waiting.clear()
    for paper, index, width, put in late:
        put(desk.raster.page(paper, index, width))
    assert desk.view._old == {0}
    assert desk.view._pictures[1].width() == desk.view._device_width(1)


def test_a_paper_with_fewer_pages_leaves_no_picture_behind(desk):
    desk.view.verticalScrollBar().setValue(desk.view.verticalScrollBar().maximum())
    desk.settle()
    desk.meeting = replace(desk.meeting, items=desk.meeting.items[:1])
    desk.page.show_paper(desk.paper(), keep_place=True)
    desk.draw()
    assert set(desk.view._pictures) <= set(range(len(desk.page.held.sizes)))
    assert not desk.page.busy()
    desk.page.show_paper(None)
    assert desk.picture().pixelColor(280, 300).name() == theme.LIGHT.desk


# Pointing


def click(desk: Desk, where: QPointF) -> None:
    QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=where.toPoint())


def test_a_click_on_a_word_leads_to_that_word_in_its_field(desk):
    for ref in (discussion(desk, 0), Ref(desk.meeting.opening[0].id, "text"), Ref(desk.meeting.id, "chair_place")):
        said = plain(editing.text(desk.meeting, ref))
        for line in desk.lines(ref)[-2:]:
            if line.caret(line.x1) == 0:
                continue  # a label
            desk.clicked.clear()
            click(desk, desk.where(line))
            [(asked, offset)] = desk.clicked
            assert asked == ref
            word = said[said.rfind(" ", 0, offset) + 1 :].split()[0]
            assert word in line.text


def test_a_label_is_no_part_of_the_text_that_is_typed(desk):
    decision = desk.meeting.items[0].decisions[0]
    line = desk.lines(Ref(decision.id, "text"))[0]
    assert line.text.startswith(decision.label)
    click(desk, desk.where(line, line.x0 + 2))
    label = desk.lines(Ref(desk.meeting.id, "place"))[0]
    click(desk, desk.where(label))
    assert desk.clicked == [(Ref(decision.id, "text"), 0), (Ref(desk.meeting.id, "place"), 0)]


def test_beside_a_short_line_its_end_is_meant_and_far_from_all_nothing_is(desk):
    line = desk.lines(discussion(desk, 0))[-1]
    click(desk, desk.where(line, line.x1 + 10))
    text = plain(editing.text(desk.meeting, discussion(desk, 0)))
    assert desk.clicked == [(discussion(desk, 0), len(text))]
    page = desk.view._box([line])
    click(desk, QPointF(desk.view.corner(0).x() + 4, page.center().y() - desk.scrolled()))
    heading = next(place for place in desk.page.held.places if place.text == "ক্রমিক")
    click(desk, desk.where(heading))
    assert len(desk.clicked) == 1


def test_a_click_far_from_the_field_being_typed_moves_nothing(desk):
    """Not even where the page gets the keyboard by it."""
    desk.page.follow(Ref(desk.meeting.id, "closing"))
    desk.settle()
    desk.page.activateWindow()
    desk.view.verticalScrollBar().setValue(0)
    line = desk.lines(discussion(desk, 0))[2]
    desk.view.clearFocus()
    click(desk, desk.where(line))
    assert desk.clicked[-1][0] == discussion(desk, 0)
    desk.settle()
    assert desk.scrolled() == 0


def test_a_drag_is_no_click(desk):
    line = desk.lines(discussion(desk, 0))[0]
    start, end = desk.where(line).toPoint(), desk.where(line).toPoint() + QPoint(60, 0)
    QTest.mousePress(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseRelease(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert desk.clicked == []


def hover(desk: Desk, where: QPointF) -> Qt.CursorShape:
    move = QMouseEvent(
        QMouseEvent.Type.MouseMove, where, desk.view.viewport().mapToGlobal(where),
        Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(desk.view.viewport(), move)
    return desk.view.viewport().cursor().shape()


def test_a_hand_shows_where_a_field_is(desk):
    line = desk.lines(Ref(desk.meeting.id, "title"))[0]
    assert hover(desk, desk.where(line)) == Qt.CursorShape.PointingHandCursor
    assert hover(desk, QPointF(3, 3)) == Qt.CursorShape.ArrowCursor


def test_pointing_is_right_at_any_zoom_and_place(desk):
    for zoom in (0.4, 1.0, 2.2):
        desk.view.set_zoom(zoom)
        for ref in (Ref(desk.meeting.id, "closing"), discussion(desk, 4)):
            desk.page.follow(ref)
            desk.settle()
            inside = desk.view.viewport().rect().toRectF()
            line = next(line for line in desk.lines(ref) if inside.contains(desk.where(line)))
            desk.clicked.clear()
            click(desk, desk.where(line))
            assert [asked for asked, _ in desk.clicked] == [ref]


# The keyboard


def test_fields_are_reached_and_asked_for_without_a_mouse(desk):
    desk.page.activateWindow()
    desk.page.setFocus()
    assert desk.view.hasFocus()
    order = list(dict.fromkeys(place.source for place in desk.page.held.places if place.source))
    seen = []
    for _ in range(len(order) + 3):
        QTest.keyClick(desk.view, Qt.Key.Key_Return)
        seen.append(desk.clicked[-1][0])
        QTest.keyClick(desk.view, Qt.Key.Key_Down)
        desk.settle()
    assert seen == [*order, *[order[-1]] * 3]
    QTest.keyClick(desk.view, Qt.Key.Key_Up)
    QTest.keyClick(desk.view, Qt.Key.Key_Return)
    assert desk.clicked[-1] == (order[-2], 0)


def test_the_keyboard_begins_at_the_field_being_typed_and_after_scrolling_at_what_is_in_view(desk):
    ref = discussion(desk, 1)
    desk.page.follow(ref)
    desk.settle()
    desk.page.activateWindow()
    desk.page.setFocus()
    QTest.keyClick(desk.view, Qt.Key.Key_Return)
    assert desk.clicked == [(ref, 0)]
    QTest.keyClick(desk.view, Qt.Key.Key_End)
    QTest.keyClick(desk.view, Qt.Key.Key_Down)
    QTest.keyClick(desk.view, Qt.Key.Key_Return)
    assert any(desk.in_view(line) for line in desk.lines(desk.clicked[-1][0]))
    assert desk.clicked[-1][0] != ref


def test_who_hears_the_page_is_told_page_field_and_words(desk):
    desk.page.activateWindow()
    desk.page.follow(discussion(desk, 0))
    desk.page.setFocus()
    desk.settle()
    said = desk.view.accessibleDescription()
    assert said.startswith("পৃষ্ঠা ১")
    assert "আলোচনা" in said
    assert plain(desk.meeting.items[0].discussion)[:40] in said


def test_every_field_of_a_paper_has_a_name():
    voice, held = Voice("en"), addressed(meeting(1))
    names = {ref: ref_in_words(ref, voice) for ref in editing.refs(held)}
    assert not {ref for ref, name in names.items() if "_" in name or "." in name}
    assert names[Ref(held.id, "chair_place")] == "Chair, Place"
    # As over the field itself.
    assert names[Ref(held.id, "place")] == "Venue"
    assert names[Ref(held.id, "letterhead")] == "Letterhead"
    assert names[Ref(held.items[0].decisions[0].id, "text")] == "Decision"
    assert names[Ref(held.distribution.recipients[0].id, "text")] == "Distribution, Recipient"
