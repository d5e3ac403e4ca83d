"""By which rule and how much a decision obliges: a small editor, with what the decision's own words propose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.obligations import rules, words
from koyradesk.obligations.shapes import EVERY, Measure, MeasureKind, Rule, RuleKind
from ui import lines
from ui.decisions.choices import Choices
from ui.decisions.shapes import Asked, Proposed
from ui.decisions.side import Panel, foot, point, whole
from ui.editor.period import PeriodField
from ui.fields import DateField, Form, LineField
from ui.keys import ENTERS
from ui.parts import Button, Text, empty, row
from ui.say import Voice
from ui.theme import HALF, RADIUS, STEP, TYPE, Tokens, draw_ring, font

_KINDS: tuple[tuple[RuleKind, str], ...] = (
    ("date", N_("By a day")),
    ("month", N_("By the end of a month")),
    ("next_meeting", N_("By the next meeting")),
    ("recurring", N_("Again and again")),
    ("standing", N_("From now on")),
    ("information", N_("For information")),
)
_EVERY = ((1, N_("Monthly")), (3, N_("Quarterly")), (6, N_("Half-yearly")), (12, N_("Yearly")))
_MEASURES: tuple[tuple[MeasureKind, str], ...] = (
    ("yes_no", N_("Done or not")),
    ("count", N_("So many")),
    ("percent", N_("Percent")),
    ("document", N_("A paper or file")),
)


class RulePanel(Panel):
    """Shows a rule and a measure; ``asked`` gives those that are to be kept (a rule, or None, and the measure).

    Whoever keeps them calls ``refuse`` where that was refused.
    """

    asked = Signal(object, object)

    def __init__(self, voice: Voice, look: Tokens, *, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self._shown = Asked(None, Measure(), None)
        self.setAccessibleName(voice(N_("Rule")))
        self._offers = QVBoxLayout()
        self._offers.setSpacing(HALF)
        self.offered = Text(voice(N_("The decision says")), "muted")
        self.kind = Choices(voice(N_("When it is due")), look, [(one, voice(name)) for one, name in _KINDS])
        self.every = Choices(voice(N_("How often")), look, [(str(one), voice(name)) for one, name in _EVERY])
        self.on = DateField(voice(N_("Due by")), look, voice, today=today)
        self.month = PeriodField(voice(N_("Month")), look, voice, hint=voice(N_("November 2026")))
        self.begins = PeriodField(voice(N_("First month")), look, voice, hint=voice(N_("from the decision on")))
        self.ends = PeriodField(voice(N_("Last month")), look, voice, hint=voice(N_("without an end")))
        self.after = LineField(voice(N_("Days for the report")), look)
        self.measure = Choices(voice(N_("When it is done")), look, [(one, voice(name)) for one, name in _MEASURES])
        self.target = LineField(voice(N_("Target")), look)
        self.unit = LineField(voice(N_("Unit")), look, hint=voice(N_("pieces, people")))
        #: What is wrong and belongs to no field.
        self.wrong = Text(role="error")
        self.keeping = Button(voice(N_("Keep the rule")), look, role="primary", keys="Return", owns_keys=False)
        self.taking = Button(voice(N_("Take the rule away")), look)
        self.leaving = Button(voice(N_("Cancel")), look, keys="Escape", owns_keys=False)
        self._build()
        self._connect()
        self.show_asked(self._shown)

    def _build(self) -> None:
        voice = self._voice
        when = Form(voice(N_("When it is due")))
        self._rows = {"on": when.add(self.on.line.accessibleName(), self.on, width=2)}
        self._rows["month"] = when.add(self.month.accessibleName(), self.month, width=2)
        self._rows["begins"] = when.add(self.begins.accessibleName(), self.begins)
        self._rows["ends"] = when.add(self.ends.accessibleName(), self.ends, beside=True)
        hint = voice(N_("So many days after its period a report may come."))
        self._rows["after"] = when.add(self.after.accessibleName(), self.after, hint=hint, width=2)
        much = Form(voice(N_("When it is done")))
        self._rows["target"] = much.add(self.target.accessibleName(), self.target)
        self._rows["unit"] = much.add(self.unit.accessibleName(), self.unit, beside=True)
        self.wrong.hide()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(STEP)
        stack.addWidget(self.offered)
        stack.addLayout(self._offers)
        stack.addWidget(Text(voice(N_("When it is due")), "strong"))
        stack.addWidget(self.kind)
        stack.addWidget(self.every)
        stack.addWidget(when)
        stack.addWidget(Text(voice(N_("When it is done")), "strong"))
        stack.addWidget(self.measure)
        stack.addWidget(much)
        stack.addWidget(self.wrong)
        stack.addLayout(row(self.taking, 1))
        #: The buttons; whoever shows the panel where it scrolls may put them elsewhere.
        self.foot = foot(self.accessibleName(), self.keeping, self.leaving)
        stack.addWidget(self.foot)
        stack.addStretch(1)

    def _connect(self) -> None:
        for one in (self.kind, self.measure):
            one.changed.connect(lambda _: self._fit())
        for field in (self.on.line, self.month, self.begins, self.ends, self.after, self.target, self.unit):
            field.textChanged.connect(lambda _: self.refuse(None))
        self.keeping.clicked.connect(self.ask)
        self.taking.clicked.connect(lambda: self.asked.emit(None, Measure()))
        self.leaving.clicked.connect(self.dropped)

    # What is shown

    def show_asked(self, asked: Asked) -> None:
        """The rule as it is kept, and what the words propose."""
        self._shown = asked
        self._fill(asked.rule or Rule(on=asked.own), asked.measure)
        self.taking.setVisible(asked.rule is not None)
        self.offer(asked.proposals)

    def offer(self, proposals: Sequence[Proposed]) -> None:
        """What the words propose; each is kept by one key, none unasked."""
        empty(self._offers)
        for one in proposals:
            made = Offer(one, self._voice, self._look)
            made.clicked.connect(partial(self._take, one))
            self._offers.addWidget(made)
        self.offered.setVisible(bool(proposals))

    @property
    def offers(self) -> list[Offer]:
        """The proposals that are shown."""
        found = [(self._offers.indexOf(one), one) for one in self.findChildren(Offer)]
        return [one for index, one in sorted(found, key=lambda it: it[0]) if index >= 0]

    def first(self) -> None:
        """Where the keyboard begins: at the likeliest proposal, else at what is set."""
        if self.offers:
            self.offers[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.kind.begin()

    def wanted(self) -> tuple[Rule, Measure]:
        """What is set now.

        Raises:
            UserError: it cannot be understood or cannot be meant; the field says so too.
        """
        measure = self._measure()
        with _At(self, "target"):
            rules.refuse(Rule("standing"), measure, None)
        rule = self._rule()
        with _At(self, "after"):
            rules.refuse(Rule("recurring", after=rule.after), Measure(), None)
        with _At(self, "begins"):
            rules.refuse(Rule("recurring", begins=rule.begins), Measure(), None)
        with _At(self, {"date": "on", "month": "month"}.get(rule.kind, "ends" if rule.ends else "begins")):
            rules.refuse(rule, Measure(), self._shown.begun)
        return rule, measure

    def refuse(self, error: UserError | None) -> None:
        """Why it was not kept; None for nothing."""
        for one in self._rows.values():
            one.say_error("")
        self.wrong.say(self._voice.refusal(error) if error else "")
        self.wrong.setVisible(error is not None)

    def ask(self) -> None:
        """Asks for what is set to be kept, unless something is wrong with it."""
        self.refuse(None)
        try:
            rule, measure = self.wanted()
        except UserError:
            return
        self.asked.emit(rule, measure)

    def _take(self, one: Proposed) -> None:
        self._fill(one.rule, one.measure)
        self.ask()

    def _fill(self, rule: Rule, measure: Measure) -> None:
        voice = self._voice
        self.kind.choose(rule.kind)
        self.every.choose(str(rule.every if rule.every in EVERY else 1))
        day = rule.on or (self._shown.own if rule.kind == "date" else None)
        self.on.show_marked(voice.date(day) if day else "")
        for field, month in ((self.month, rule.month), (self.begins, rule.begins), (self.ends, rule.ends)):
            field.show_marked(month)
        self.after.show_marked(voice.digits(rule.after) if rule.after else "")
        self.measure.choose(measure.kind)
        self.target.show_marked(voice.digits(measure.target))
        self.unit.show_marked(measure.unit)
        self._fit()

    def _fit(self) -> None:
        """Only the fields that are of use."""
        kind, measure = self.kind.value, self.measure.value
        self.refuse(None)
        self.every.setVisible(kind == "recurring")
        for name in ("begins", "ends", "after"):
            self._rows[name].setVisible(kind == "recurring")
        self._rows["on"].setVisible(kind == "date")
        self._rows["month"].setVisible(kind == "month")
        self._rows["target"].setVisible(measure in ("count", "percent"))
        self._rows["unit"].setVisible(measure == "count")
        self.measure.setEnabled(kind != "information")

    # What is set

    def _rule(self) -> Rule:
        kind = self.kind.value
        if kind == "date":
            return Rule(on=self._day())
        if kind == "month":
            return Rule("month", month=self._month(self.month))
        if kind == "recurring":
            begins, ends = self._month(self.begins), self._month(self.ends)
            after = self._number("after") if self.after.text().strip() else 0
            return Rule("recurring", every=int(self.every.value), begins=begins, ends=ends, after=after)
        return Rule(next(one for one, _ in _KINDS if one == kind))

    def _day(self) -> date | None:
        day = self.on.day()
        with _At(self, "on"):
            if self.on.line.text().strip() and day is None:
                raise UserError(N_("The date is not understood. Type it like 25/11/2026."))
            if day is None:
                raise UserError(N_("Say by which day it is due."))
        # The decision's own day is followed where that is changed later.
        return None if day == self._shown.own else day

    def _month(self, field: PeriodField) -> str:
        return field.marked().strip()

    def _measure(self) -> Measure:
        kind = next(one for one, _ in _MEASURES if one == self.measure.value)
        if kind not in ("count", "percent") or self.kind.value == "information":
            return Measure(kind if self.kind.value != "information" else "yes_no")
        return Measure(kind, self._number("target"), self.unit.text().strip() if kind == "count" else "")

    def _number(self, name: str) -> int:
        with _At(self, name):
            return whole(getattr(self, name).text())


class _At:
    """What is refused inside is said at a field, which gets the keyboard."""

    def __init__(self, panel: RulePanel, name: str) -> None:
        self._panel, self._name = panel, name

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if isinstance(error, UserError):
            place = self._panel._rows[self._name]
            if place.isHidden():
                self._panel.refuse(error)
            else:
                point(place, self._panel._voice.refusal(error))


class Offer(QAbstractButton):
    """A proposal: the rule in words, and the words it was read out of. Enter, Space or a click keeps it."""

    def __init__(self, one: Proposed, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._look = look
        said = [words.rule_words(one.rule, voice.language), words.measure_words(one.measure, voice.language)]
        self._rule = " · ".join(part for part in said if part)
        self._quote = voice(N_("“{words}”"), words=" ".join(one.said.split()))
        self.setAccessibleName(voice(N_("Keep this rule: {rule}"), rule=self._rule))
        self.setAccessibleDescription(self._quote)
        self.setToolTip(voice(N_("Enter keeps this rule")))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = width - 3 * STEP - 20
        bold = lines.height(self._rule, font(TYPE.small, bold=True), room)
        return ceil(bold + lines.height(self._quote, font(TYPE.tag), room)) + 2 * STEP

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(300))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(160, self.width())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTERS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(look.line), 1))
        painter.setBrush(QColor(look.accent_soft if self.hasFocus() or self.underMouse() else look.card))
        painter.drawRoundedRect(place, RADIUS - 2, RADIUS - 2)
        if self.hasFocus():
            draw_ring(painter, QRectF(self.rect()), look)
        room = QRectF(self.rect()).adjusted(STEP + HALF, STEP, -STEP - HALF - 16, 0)
        taken = lines.draw(painter, room, self._rule, font(TYPE.small, bold=True), look.accent)
        room.setTop(room.top() + taken)
        lines.draw(painter, room, self._quote, font(TYPE.tag), look.muted)
        painter.setPen(QColor(look.accent))
        painter.setFont(font(TYPE.body))
        corner = QRectF(self.width() - 28, 0, 20, self.height())
        painter.drawText(corner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, "↵")
