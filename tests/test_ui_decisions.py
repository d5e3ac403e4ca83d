"""Decisions as a place: reported on by the keyboard alone, ruled, closed, put off, taken back; what cannot be meant is
refused where it was typed, and what vanished from the disk is said in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hands import Hands
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from koyradesk import meetings, sample
from koyradesk.bengali.text import nfc
from koyradesk.markup import plain
from koyradesk.obligations import writing
from koyradesk.obligations.shapes import Measure, Rule
from koyradesk.obligations.standing import Standing
from koyradesk.store import Store
from ui import decisions_scenes, fonts, inspection
from ui.decisions import model
from ui.decisions.shapes import Asked, Filters
from ui.decisions.shown import matter_shown, tasks_shown
from ui.say import Voice
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

BENGALI = Voice("bn")
WEB, LABS = "ওয়েব পোর্টাল শতভাগ", "ল্যাব পরিদর্শন"


@pytest.fixture
def folder(tmp_path):
    with Store.open(tmp_path / "data") as store:
        sample.fill(store, today=date.today(), by="করিম")
    return tmp_path


@pytest.fixture
def stage(qapp, folder):
    fonts.load()
    made = Stage(qapp, folder, "bn", "light", 1.0)
    made.window.activateWindow()
    decisions_scenes.filled(made)
    made.settle()
    made.window.go("decisions")
    made.settle()
    yield made
    made.end()


@pytest.fixture
def screen(stage):
    return stage.window.decisions


def ask(stage, job):
    found = []
    stage.window.kit.worker.ask(job, found.append)
    stage.settle()
    return found[0]


def matter(stage, words):
    """As the store has it now, with all its tasks."""
    followed = stage.program.book.followed
    page = ask(stage, lambda: followed.listing(Filters()))
    closed = ask(stage, lambda: followed.listing(Filters("closed")))
    found = next(one for one in (*page.matters, *closed.matters) if words in one.told.text)
    return ask(stage, lambda: followed.matter(found.id))


def sentences(meeting):
    return [one.text for item in meeting.items for one in item.decisions if one.text.strip()]


def reports(stage, words):
    return [[one.value for one in task.reports] for task in matter(stage, words).tasks]


# What is listed


def test_the_keyboard_is_in_the_table_as_soon_as_that_is_there(stage, screen):
    assert screen.table.hasFocus()
    assert screen.table.currentIndex().isValid()


def test_what_is_late_comes_first_and_every_number_says_the_same(stage, screen):
    page = screen.page
    late = [one.late for one in page.matters]
    assert late == sorted(late, reverse=True)
    assert page.counts["late"] == sum(days > 0 for days in late) > 1
    QTest.qWait(900)
    stage.settle()
    badge = stage.window.rail.places["decisions"]
    assert badge._badge == BENGALI.digits(page.counts["late"])
    assert BENGALI.digits(page.counts["late"]) in badge.accessibleName()
    assert screen.bar.states.pill("late").text() == f"বিলম্বিত {BENGALI.digits(page.counts['late'])}"
    assert screen.day.plain == f"{BENGALI.date(date.today())} তারিখের অবস্থা"


def test_a_line_says_who_when_and_how_much(stage, screen):
    web = next(one for one in screen.page.matters if WEB in one.told.text)
    shown = matter_shown(web, screen.page.on, BENGALI)
    assert shown.cells[3] == "৬টির মধ্যে ২টি"
    assert shown.share == pytest.approx(2 / 6)
    assert (shown.pill, shown.tone) == ("১২ দিন দেরি", "late")
    decisions_scenes.at(WEB, 0, stage)
    table = screen.table
    index = table.currentIndex()
    spoken = table.rows.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert plain(web.tasks[0].name) in spoken
    told = [table.rows.shown(table.rows.index(row, 0, index.parent())) for row in range(6)]
    assert {one.pill for one in told} == {"চলমান", "সম্পন্ন", nfc("প্রতিবেদন পাওয়া যায়নি")}
    assert any(holder in one.cells[1] for one in told for holder in ("সালমা আক্তার", "বিপ্লব কুমার রায়"))


def test_what_recurs_is_listed_by_its_periods_and_counts_the_newest(stage, screen):
    labs = next(one for one in screen.page.matters if LABS in one.told.text)
    assert len({task.period for task in labs.tasks}) > 1
    shown = matter_shown(labs, screen.page.on, BENGALI)
    assert "৫টির মধ্যে ৩টি" in shown.cells[3]
    assert shown.share == pytest.approx(3 / 5)
    heads = [line.cells[0] for line, task in tasks_shown(labs, screen.page, BENGALI) if task is None]
    assert len(heads) == len({task.period for task in labs.tasks})
    assert any(f"{BENGALI.digits(labs.late)} দিন দেরি" in head for head in heads), "late is told of its period"
    assert "দেরি" not in heads[0], "this month is not over"


def test_filters_count_narrow_and_are_there_after_a_restart(qapp, folder):
    fonts.load()
    stage = Stage(qapp, folder, "bn", "light", 1.0)
    stage.window.go("decisions")
    stage.settle()
    screen, hands = stage.window.decisions, Hands(stage)
    hands.press("Ctrl+2")
    assert {one.late > 0 for one in screen.page.matters} == {True}
    committee, name = next(iter(screen.page.committees))
    screen.bar._set(committee=committee)
    stage.settle()
    assert all(one.obligation.committee == committee for one in screen.page.matters)
    assert name in screen.bar.committee.accessibleName()
    hands.press("Ctrl+F")
    hands.type("এমন কথা কোথাও নেই")
    QTest.qWait(250)
    stage.settle()
    assert screen.stack.currentWidget() is screen.nothing
    stage.end()
    again = Stage(qapp, folder, "bn", "light", 1.0)
    again.window.go("decisions")
    again.settle()
    assert again.window.decisions.bar.filters == Filters("late", committee)
    assert again.window.decisions.page.filters.words == ""
    again.window.decisions.bar.clear()
    again.settle()
    assert not again.window.decisions.bar.clearing.isVisible()
    again.end()


def test_from_the_words_looked_for_the_keyboard_goes_on_to_what_was_found_and_escape_forgets_them(stage, screen):
    hands = Hands(stage)
    every = len(screen.page.matters)
    hands.press("Ctrl+F")
    hands.type(WEB)
    QTest.qWait(250)
    stage.settle()
    assert 0 < len(screen.page.matters) < every
    hands.press("Return")
    assert screen.table.hasFocus()
    hands.press("Ctrl+F", "Escape")
    QTest.qWait(250)
    stage.settle()
    assert stage.window.here.place == "decisions"
    assert screen.table.hasFocus()
    assert len(screen.page.matters) == every


def test_what_another_window_writes_is_shown_and_what_was_open_stays_so(stage, screen):
    decisions_scenes.at(WEB, 2, stage)
    chosen = screen.table._key(screen.table.currentIndex())
    web = matter(stage, WEB)
    other = web.tasks[4]
    ask(stage, lambda: stage.program.book.followed.report([(web.id, other.id)], on=date.today(), value=55))
    stage.window.look()
    stage.settle()
    assert screen.table._key(screen.table.currentIndex()) == chosen
    index = screen.table.rows.find(web.id, other.id)
    assert screen.table.rows.shown(index).cells[3] == "৫৫%"
    assert screen.table.isExpanded(index.parent())


# Reports


def test_rows_are_reported_on_one_after_another_by_the_keyboard_alone(stage, screen):
    hands = Hands(stage)
    before = reports(stage, WEB)
    empty = [place for place, told in enumerate(before) if not told]
    decisions_scenes.at(WEB, empty[0], stage)
    hands.press("Return")
    hands.type("৭০")
    hands.press("Return")
    after = reports(stage, WEB)
    assert after[empty[0]] == [70], "once, and no more than once"
    assert [told for place, told in enumerate(after) if place != empty[0]] == [
        told for place, told in enumerate(before) if place != empty[0]
    ]
    on = screen.table._key(screen.table.currentIndex())[1]
    assert on != matter(stage, WEB).tasks[empty[0]].id, "on to the next that is not done"
    assert screen.side.isVisible()
    hands.press("Escape")
    assert screen.table.hasFocus()
    hands.press("Ctrl+Z")
    assert reports(stage, WEB) == before
    hands.press("Ctrl+Shift+Z")
    assert reports(stage, WEB) == after


def test_several_rows_marked_with_space_take_one_report_each(stage, screen):
    hands = Hands(stage)
    decisions_scenes.at(WEB, 0, stage)
    # The arrow keys let the marks be.
    hands.press("Space", "Down", "Space", "Insert")
    assert "২" in screen.side.about.plain
    panel = screen.acts.reporting
    assert panel.reporter.text() == "", "who told it for several is not known"
    hands.type("৯৯")
    panel.channel.choose("visit")
    hands.press("Return")
    tasks = matter(stage, WEB).tasks
    assert [tasks[place].value for place in (0, 2)] == [99, 99]
    assert tasks[0].reports[-1].channel == "visit"
    assert tasks[1].value != 99


def test_a_decision_marked_with_space_is_reported_for_all_who_have_not_done_it(stage, screen):
    hands = Hands(stage)
    before = reports(stage, WEB)
    decisions_scenes.at(WEB, None, stage)
    # The keyboard goes on to the next decision; the one that was marked is meant.
    hands.press("Space", "Insert")
    assert WEB in screen.side.about.plain
    hands.type("১০০")
    hands.press("Return")
    after = matter(stage, WEB)
    assert all(not task.late(after.obligation.measure, screen.page.on) for task in after.tasks)
    told = [[one.value for one in task.reports] for task in after.tasks]
    settled = [bool(values) and values[-1] == 100 for values in before]
    assert 0 < sum(settled) < len(settled)
    assert told == [values if was else [*values, 100] for values, was in zip(before, settled, strict=True)], (
        "who was done is not told of anew"
    )


def test_the_key_of_a_panel_does_not_empty_it(stage, screen):
    hands = Hands(stage)
    decisions_scenes.at(WEB, 2, stage)
    hands.press("Insert")
    hands.type("৭০")
    hands.press("Insert")
    assert screen.acts.reporting.value.text() == "৭০"


def test_escape_lets_go_of_the_marks_before_it_leaves(stage, screen):
    hands = Hands(stage)
    decisions_scenes.at(WEB, 0, stage)
    hands.press("Space", "Space")
    assert len(screen.table.marked_rows()) == 2
    hands.press("Escape")
    assert len(screen.table.marked_rows()) == 1
    assert stage.window.here.place == "decisions"


@pytest.mark.parametrize("typed", ["১৪০", "-5", "৯" * 200, "দশ", "1000000000"])
def test_a_share_that_cannot_be_is_refused_at_its_field_and_nothing_is_written(stage, screen, typed):
    hands = Hands(stage)
    before = reports(stage, WEB)
    decisions_scenes.at(WEB, 2, stage)
    hands.press("Insert")
    panel = screen.acts.reporting
    panel.value.insert(typed)
    hands.press("Return")
    assert panel._value_row.note.isVisible()
    assert panel._value_row.note.plain
    assert panel.value.hasFocus()
    assert reports(stage, WEB) == before


def test_a_report_of_nothing_is_refused_and_one_of_no_day_too(stage, screen):
    hands = Hands(stage)
    before = reports(stage, WEB)
    decisions_scenes.at(WEB, 2, stage)
    hands.press("Insert", "Return")
    panel = screen.acts.reporting
    assert panel.wrong.isVisible()
    panel.value.insert("৫০")
    assert not panel.wrong.isVisible(), "typing on takes the refusal away"
    panel.date.line.selectAll()
    panel.date.line.insert("৩১/০২/২০২৬")
    panel.date.line.setFocus()
    hands.press("Return")
    assert panel._date_row.note.isVisible()
    assert reports(stage, WEB) == before


def test_a_dropped_photo_proves_a_report_and_once_vanished_that_is_said(stage, screen, folder):
    hands = Hands(stage)
    decisions_scenes.at(WEB, 2, stage)
    hands.press("Insert")
    photo = decisions_scenes.screenshot(stage, "পর্দা.png")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photo))])
    screen.side.dropEvent(
        QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    )
    hands.type("৬৬")
    hands.press("Return", "Escape")
    web = matter(stage, WEB)
    story = ask(stage, lambda: stage.program.book.followed.story(web.id))
    proof = next(one for entry in story.entries for one in entry.proofs)
    assert (proof.evidence.name, proof.there) == ("পর্দা.png", True)
    out = ask(stage, lambda: stage.program.book.followed.proof_file(proof, folder))
    assert out.read_bytes() == photo.read_bytes()
    decisions_scenes._vanish(stage)
    decisions_scenes.at(WEB, None, stage)
    hands.press("Ctrl+H")
    telling = screen.acts.telling
    pills = {line.pill for line in telling.list.rows.lines}
    assert BENGALI("The file is gone") in pills
    hands.press("Return")
    assert "পর্দা.png" in telling.wrong.plain
    assert telling.wrong.isVisible()
    # What cannot be brought back is taken out, and what was taken out by mistake comes back.
    hands.press("Delete")
    assert BENGALI("The file is gone") not in {line.pill for line in telling.list.rows.lines}
    assert ask(stage, lambda: stage.program.book.store.rows("attachment", id={proof.evidence.id})) == []
    screen.acts.undo()
    stage.settle()
    assert BENGALI("The file is gone") in {line.pill for line in telling.list.rows.lines}


def test_a_file_that_is_not_there_any_more_is_refused_before_anything_is_written(stage, screen):
    hands = Hands(stage)
    before = reports(stage, WEB)
    decisions_scenes.at(WEB, 2, stage)
    hands.press("Insert")
    screen.acts.reporting.give([stage.folder / "কোথাও নেই.jpg"])
    hands.type("৫০")
    hands.press("Return")
    assert screen.acts.reporting.wrong.isVisible()
    assert reports(stage, WEB) == before


# Rules


def ruling(stage, screen, words):
    decisions_scenes.at(words, None, stage)
    Hands(stage).press("Ctrl+R")
    return screen.acts.ruling


@pytest.mark.parametrize(
    ("kind", "target"), [("count", "১০০০০০০০০০"), ("count", "০"), ("percent", "১৪০"), ("count", "x")]
)
def test_a_target_beyond_all_measure_is_refused_at_its_field(stage, screen, kind, target):
    panel = ruling(stage, screen, LABS)
    before = matter(stage, LABS).obligation
    panel.measure.choose(kind)
    panel._fit()
    panel.target.show_marked(target)
    panel.ask()
    stage.settle()
    assert panel._rows["target"].note.isVisible()
    assert panel.target.hasFocus()
    assert matter(stage, LABS).obligation == before
    panel.target.selectAll()
    panel.target.insert("৭")
    assert not panel._rows["target"].note.isVisible()


def test_an_end_before_its_beginning_and_a_day_before_the_decision_are_refused_at_their_fields(stage, screen):
    panel = ruling(stage, screen, LABS)
    panel.begins.show_marked("2027-01")
    panel.ends.show_marked("2026-12")
    panel.ask()
    assert panel._rows["ends"].note.isVisible()
    panel.kind.choose("date")
    panel._fit()
    panel.on.show_marked("০১/০১/২০২০")
    panel.ask()
    assert panel._rows["on"].note.isVisible()
    panel.on.show_marked("")
    panel.ask()
    assert panel._rows["on"].note.plain == BENGALI("Say by which day it is due.")
    panel.kind.choose("month")
    panel._fit()
    panel.month.show_marked("কোনো মাস নয়")
    panel.ask()
    assert panel._rows["month"].note.isVisible()


def test_what_the_words_propose_is_kept_by_one_key_and_never_unasked(stage, screen):
    hands = Hands(stage)
    hands.press("Ctrl+4")
    assert screen.page.matters, "a decision without a rule is listed"
    bare = screen.page.matters[0]
    screen.table.setFocus()
    hands.press("Return")
    panel = screen.acts.ruling
    assert panel.offers
    assert panel.offers[0].hasFocus()
    assert ask(stage, lambda: stage.program.book.followed.asked(bare.id)).rule is None
    wanted = ask(stage, lambda: stage.program.book.followed.asked(bare.id)).proposals[0]
    hands.press("Return")
    kept = ask(stage, lambda: stage.program.book.followed.asked(bare.id))
    assert (kept.rule, kept.measure) == (wanted.rule, wanted.measure)
    assert bare.id not in {one.id for one in screen.page.matters}
    screen.acts.undo()
    stage.settle()
    assert ask(stage, lambda: stage.program.book.followed.asked(bare.id)).rule is None
    assert bare.id in {one.id for one in screen.page.matters}


def test_the_panel_gives_back_what_it_was_given(stage, screen):
    panel = ruling(stage, screen, LABS)
    every = (
        (Rule(on=date(2027, 2, 28)), Measure()),
        (Rule("month", month="2027-03"), Measure("percent", 60)),
        (Rule("next_meeting"), Measure("document")),
        (Rule("recurring", every=3, begins="2026-10", ends="2027-09", after=10), Measure("count", 5, "টি")),
        (Rule("standing"), Measure("count", 62, "জন")),
        (Rule("information"), Measure()),
    )
    for rule, measure in every:
        panel.show_asked(Asked(rule, measure, date(2026, 10, 5)))
        assert panel.wanted() == (rule, measure)


# What the committee decides


def test_who_closes_a_decision_reads_how_far_it_is(stage, screen):
    decisions_scenes.at(WEB, None, stage)
    Hands(stage).press("Ctrl+D")
    assert "৬টির মধ্যে ২টি · ১২ দিন দেরি" in screen.side.about.plain


def test_closing_in_a_meeting_not_signed_yet_is_written_into_its_minutes_and_taken_back_with_it(stage, screen):
    hands = Hands(stage)
    decided = next(one for one in screen.page.matters if one.obligation.meeting)
    held = ask(stage, lambda: stage.program.book.followed.meetings([decided.id]))
    open_ = next(one for one in held if one.says)
    screen.table.choose(decided.id)
    screen.table.setFocus()
    hands.press("Ctrl+D")
    screen.acts.deciding._take(open_.id)
    before = ask(stage, lambda: meetings.get(stage.program.book.store, open_.id))
    hands.press("Return")
    after = ask(stage, lambda: meetings.get(stage.program.book.store, open_.id))
    assert len(sentences(after)) == 1 + len(sentences(before))
    assert decided.id not in {one.id for one in screen.page.matters}
    hands.press("Ctrl+5")
    screen.table.choose(decided.id)
    screen.table.setFocus()
    hands.press("Ctrl+D")
    assert screen.acts.deciding.act.value == "reopen"
    hands.press("Return")
    again = ask(stage, lambda: meetings.get(stage.program.book.store, open_.id))
    assert sentences(again) == sentences(before)
    assert matter(stage, decided.told.text[:30]).obligation.closed is None


def test_rows_are_closed_alone_and_opened_again(stage, screen):
    hands = Hands(stage)
    decisions_scenes.at(WEB, 0, stage)
    hands.press("Space", "Space", "Ctrl+D")
    screen.acts.deciding.act.choose("dropped")
    screen.acts.deciding._fit()
    hands.press("Return")
    web = matter(stage, WEB)
    assert [task.outcome for task in web.tasks[:3]] == ["dropped", "dropped", ""]
    assert web.obligation.closed is None
    assert (web.all, len(web.tasks)) == (4, 6)
    decisions_scenes.at(WEB, 0, stage)
    hands.press("Ctrl+D", "Return")
    assert [task.closed is None for task in matter(stage, WEB).tasks[:2]] == [True, False]


def test_putting_off_to_an_earlier_day_is_refused_at_its_field_and_to_a_later_one_moves_it(stage, screen):
    hands = Hands(stage)
    decisions_scenes.at(WEB, None, stage)
    hands.press("Ctrl+D")
    panel = screen.acts.deciding
    panel.act.choose("extend")
    panel._fit()
    panel.ask()
    assert panel._to_row.note.isVisible(), "no day"
    panel.to.show_marked("০১/০১/২০২০")
    panel.ask()
    stage.settle()
    assert panel._to_row.note.isVisible()
    assert matter(stage, WEB).late == 12
    later = date.today() + timedelta(20)
    panel.to.show_marked(f"{later:%d/%m/%Y}")
    panel.ask()
    stage.settle()
    web = matter(stage, WEB)
    assert (web.late, web.due, web.obligation.extended) == (0, later, later)
    assert not screen.side.isVisible()


# Ways about


def test_from_a_decision_to_its_minutes_and_its_reminders(stage, screen):
    hands = Hands(stage)
    decided = next(one for one in screen.page.matters if one.obligation.meeting)
    screen.table.choose(decided.id)
    screen.table.setFocus()
    hands.press("Ctrl+G")
    here = stage.window.here
    assert (here.place, here.meeting, here.record) == (
        "edit",
        decided.obligation.meeting,
        decided.obligation.decision,
    )
    stage.window.back()
    stage.settle()
    assert stage.window.here.place == "decisions"
    assert screen.table.matter().id == decided.id
    screen.reporting.click()
    stage.settle()
    here = stage.window.here
    assert (here.place, here.step) == ("new-paper", "progress")
    stage.window.go("decisions")
    stage.settle()
    screen.reminding.click()
    stage.settle()
    assert stage.window.here.place == "reminders"


def test_a_group_that_stands_for_nobody_stands_for_itself(stage, screen):
    def add():
        store = stage.program.book.store
        made = writing.add(store, text="তালিকা হালনাগাদ", parties=["অচেনা সকল দপ্তর"], rule=Rule(on=date.today()),
                           begun=date.today(), by="করিম")  # fmt: skip
        stage.program.book.wrote(frozenset({"obligation"}))
        return made.id

    made = ask(stage, add)
    stage.window.look()
    stage.settle()
    assert screen.table.choose(made)
    assert [task.name for task in screen.table.matter().tasks] == ["অচেনা সকল দপ্তর"]


def test_thousands_are_listed_and_found_without_being_laid_out_at_once(stage, screen, monkeypatch):
    monkeypatch.setattr(model, "_CHUNK", 20)

    def add():
        store = stage.program.book.store
        with store.together():
            for number in range(80):
                writing.add(store, text=f"কাজ {number}", parties=["ভূমি অফিস"], rule=Rule(on=date(2030, 1, 1)),
                            begun=date.today(), by="করিম")  # fmt: skip
        stage.program.book.wrote(frozenset({"obligation"}))

    ask(stage, add)
    stage.window.look()
    stage.settle()
    table = screen.table
    assert len(table.rows.matters) > 80
    assert table.rows.rowCount() < len(table.rows.matters)
    Hands(stage).press("End")
    assert table.rows.rowCount() == len(table.rows.matters)
    assert table.matter() is table.rows.matters[-1]


@pytest.mark.parametrize(
    ("language", "scheme", "scale"), [("bn", "dark", 1.25), ("en", "light", 1.25), ("bn", "light", 1.0)]
)
def test_nothing_is_nameless_or_cut_in_any_panel(qapp, folder, language, scheme, scale):
    fonts.load()
    stage = Stage(qapp, folder, language, scheme, scale)
    stage.window.activateWindow()
    decisions_scenes.filled(stage)
    stage.settle()
    stage.window.go("decisions")
    stage.settle()
    hands = Hands(stage)
    for keys in ("Insert", "Ctrl+R", "Ctrl+D", "Ctrl+H"):
        decisions_scenes.at(WEB, 2, stage)
        hands.press(keys)
        assert stage.window.decisions.side.isVisible(), keys
        assert not inspection.nameless(stage.window), keys
        assert not inspection.cut(stage.window), keys
        if language == "bn":
            assert not inspection.english(stage.window), keys
        hands.press("Escape")
    stage.end()


def test_a_day_later_the_same_is_later(stage, screen):
    web = matter(stage, WEB)
    store = stage.program.book.store

    def tomorrow():
        standing = Standing(store, date.today() + timedelta(1))
        return max(task.late(web.obligation.measure, standing.on) for task in standing.tasks([web.obligation])[web.id])

    assert ask(stage, tomorrow) == web.late + 1
