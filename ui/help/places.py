"""Where in the window somebody is, in the names that the handbook's list of contents uses.

A screen is named as the window names it. A step, tab or panel of it is known by its class: nothing is to be said there,
and a class that is gone fails a test.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from ui.screens import Screens

#: Classes by module and name, and the place each is.
PANELS = {
    "ui.quiet.Welcome": "welcome",
    "ui.review.Review": "review",
    "ui.reading.Reading": "meetings/paper",
    "ui.history_panel.HistoryPanel": "edit/history",
    "ui.keys_screen.TypingPage": "keys/typing",
    "ui.finding.box.Box": "find",
    "ui.finding.bar.FindBar": "find",
    "ui.search_box.Search": "search",
    "ui.editor.facts.FactsStep": "edit/facts",
    "ui.editor.attendance.AttendanceStep": "edit/attendance",
    "ui.editor.items.ItemsStep": "edit/items",
    "ui.editor.issue.IssueStep": "edit/issue",
    "ui.editor.carry_panel.CarryPanel": "edit/carry",
    "ui.editor.number_card.NumberCard": "issue/number",
    "ui.editor.paper_card.PaperCard": "issue/signature",
    "ui.editor.despatch.DespatchCard": "issue/despatch",
    "ui.bank.panel.SentencePanel": "edit/sentences",
    "ui.letters.words.WordsStep": "letter/words",
    "ui.letters.issue.LetterIssue": "letter/issue",
    "ui.letters.photos.PhotoCard": "letter/photos",
    "ui.memo_book.opening.OpenFile": "memos/open-file",
    "ui.memo_book.entry.Entry": "memos/number",
    "ui.memo_book.despatch_page.DespatchPage": "memos/despatch",
    "ui.sitting.people.PeoplePanel": "sitting/people",
    "ui.sitting.notes.NotesPanel": "sitting/notes",
    "ui.sitting.making.MakingPanel": "sitting/making",
    "ui.decisions.report_panel.ReportPanel": "decisions/report",
    "ui.decisions.rule_panel.RulePanel": "decisions/rule",
    "ui.decisions.decide_panel.DecidePanel": "decisions/decide",
    "ui.decisions.story_panel.StoryPanel": "decisions/story",
    "ui.district.office.OfficePage": "upazilas/office",
    "ui.directory.party_form.PartyForm": "people/entry",
    "ui.directory.term_form.TermForm": "people/entry",
    "ui.directory.unknown_page.UnknownPage": "people/unknown",
    "ui.directory.import_page.ImportPage": "people/list",
    "ui.directory.twin_panel.TwinPanel": "people/twins",
    "ui.exchange.offices_page.OfficesPage": "exchange/offices",
    "ui.exchange.office_panel.OfficePanel": "exchange/office",
    "ui.exchange.office_panel.AddPanel": "exchange/office",
    "ui.exchange.office_panel.RevokePanel": "exchange/office",
    "ui.exchange.ways_page.WaysPage": "exchange/ways",
    "ui.exchange.way_panel.WayPanel": "exchange/way",
    "ui.exchange.transfer_panel.TransferPanel": "exchange/transfer",
    "ui.exchange.review_panel.ReviewPanel": "exchange/review",
    "ui.exchange.clash_page.ClashPage": "exchange/clash",
    "ui.incoming.letter_page.LetterPage": "incoming/letter",
    "ui.incoming.reserving.Reserving": "incoming/reserve",
}


def here(window: Screens) -> list[str]:
    """The places somebody is at, the most precise first: where the keyboard is, what stands over the window, what is in
    sight, the screen."""
    screen = window.screens.currentWidget()
    focus = QApplication.focusWidget()
    found = list(_upwards(focus, window))
    if screen is None or focus is None or not screen.isAncestorOf(focus):
        # The keyboard is beside the screen, in the rail say: what is on the screen tells.
        straight = Qt.FindChildOption.FindDirectChildrenOnly
        over = [one for one in window.findChildren(QWidget, options=straight) if one.isVisible()]
        found += [place for one in over if (place := _name(one))]
        if screen is not None:
            inside = [one for one in screen.findChildren(QWidget) if one.isVisibleTo(screen)]
            # The innermost was made last.
            found += [place for one in (*reversed(inside), screen) if (place := _name(one))]
    at = window.here
    return list(dict.fromkeys((*found, *([f"{at.place}/{at.step}"] if at.step else []), at.place)))


def _upwards(one: QWidget | None, window: QWidget) -> Iterator[str]:
    while one is not None and one is not window:
        if place := _name(one):
            yield place
        one = one.parentWidget()


def _name(one: QWidget) -> str:
    kind = type(one)
    return PANELS.get(f"{kind.__module__}.{kind.__qualname__}", "")
