"""From an empty office to its first notice: place, office, letterhead, committee, meeting; beside them the page.

Nothing is written before the last step, and then all of it at once; what was chosen is kept against a power cut.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from ui.beginning.forms import HeadForm, Texts, WhenForm, WhoForm, scrolling
from ui.beginning.offers import Offers
from ui.beginning.picking import OWN, Picking
from ui.beginning.words import ASKS, FURTHER, HINTS, LATER, STEPS
from ui.kit import Kit
from ui.paging import Paging
from ui.paper_pane import PaperPane
from ui.parts import Button, Label, Text, card, row
from ui.theme import GAP, HALF, ROOM, STEP

if TYPE_CHECKING:
    from koyradesk.beginning.making import Begun
    from koyradesk.beginning.proposing import Proposal
    from koyradesk.beginning.shapes import Plan
    from ui.beginning.jobs import Standing
    from ui.raster import Paper

#: Milliseconds after which what was typed is kept.
_KEPT_AFTER = 1200
#: The width of the left side in a window of the usual width, and in a narrow one.
_WIDE, _NARROW, _IS_NARROW = 500, 430, 1000


class BeginningScreen(QWidget):
    """The steps at the left, the page at the right."""

    #: It stands: what was made (``koyradesk.beginning.making.Begun``).
    begun = Signal(object)
    dropped = Signal()
    told = Signal(str, object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        voice, look = kit.voice, kit.look
        self.setAccessibleName(voice(N_("The first notice")))
        self._standing: Standing | None = None
        #: What is chosen, and what Enter would choose where one is.
        self._plan: Plan | None = None
        self._at: Plan | None = None
        self._wanted = ""
        self._writing = False
        self.step = ""
        self._offers = Offers(voice)
        self.where = Label(role="small")
        self.title = Text(role="title")
        self.hint = Text(role="muted")
        self.wrong = Text(role="error")
        self.wrong.hide()
        part = voice(N_("Part of the name"))
        self.picks = {
            "place": Picking(voice, look, voice(N_("Upazila or district")), part, self._offers.places),
            "office": Picking(voice, look, voice(N_("Office")), part, self._offers.offices),
            "committee": Picking(voice, look, voice(N_("Committee")), part, self._offers.committees),
        }
        self.head = HeadForm(voice, look)
        self.when = WhenForm(voice, look, lambda: self._held.today)
        self.who = WhoForm(voice, look)
        self.forms: dict[str, Texts] = {"head": self.head, "when": self.when, "who": self.who}
        self.asked = QWidget()
        self.asked.setAccessibleName(voice(N_("What is asked now")))
        # The stack of Qt's own brings a ground of its own.
        self.pages = QStackedLayout(self.asked)
        self._rooms = {name: scrolling(form) for name, form in self.forms.items()}
        for page in (*self.picks.values(), *self._rooms.values()):
            self.pages.addWidget(page)
        self.on = Button(voice(N_("Go on")), look, role="primary", keys="Return", owns_keys=False)
        self.back = Button(voice(N_("Go back")), look, keys="Escape", owns_keys=False)
        self.later = Button(voice(N_("Leave it for later")), look, role="small")
        self.paper = PaperPane(voice, look, kit.draw, Label(voice(N_("As it prints")), "muted"))
        self._paging = Paging(kit.worker, self._page, self)
        self._keeping = QTimer(self, singleShot=True, interval=_KEPT_AFTER)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.panel = card(self.title, self.hint, self.asked, self.wrong, name=self.accessibleName())
        inner = self.panel.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.setContentsMargins(ROOM, GAP, ROOM, GAP)
        inner.setSpacing(HALF)
        inner.setStretch(2, 1)
        inner.insertSpacing(2, HALF)
        inner.insertLayout(0, row(self.where, 1, self.later))
        inner.addSpacing(HALF)
        inner.addLayout(row(self.on, self.back, 1))
        across = QHBoxLayout(self)
        across.setContentsMargins(GAP, GAP, 0, STEP)
        across.setSpacing(STEP)
        across.addWidget(self.panel)
        across.addWidget(self.paper, 1)

    def _connect(self) -> None:
        for step, pick in self.picks.items():
            pick.chosen.connect(partial(self._choose, step))
            pick.looked_at.connect(partial(self._look_at, step))
            pick.told.connect(lambda sentence: self.told.emit(sentence, None))
        for name, form in self.forms.items():
            form.reached.connect(self._rooms[name].ensureWidgetVisible)
            form.typed.connect(self._type)
            form.done.connect(self._go_on)
            form.told.connect(lambda sentence: self.told.emit(sentence, None))
        self.who.other_signer.connect(self._other_signer)
        self.on.clicked.connect(self._go_on)
        self.back.clicked.connect(self._go_back)
        self.later.clicked.connect(self._leave_out)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._go_on)
        self._paging.paper.connect(self._show)
        # What cannot be set now is told when it is asked for; the page before stays.
        self._keeping.timeout.connect(self.keep)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Whoever goes elsewhere finds it as it was left.
        if self._keeping.isActive():
            self.keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.setFixedWidth(_NARROW if self.width() < _IS_NARROW else _WIDE)

    # Coming and going

    def ask(self, committee: str = "") -> None:
        """From where it was left, or, with the key of a committee, on to its meeting."""
        self._wanted = committee
        self._kit.worker.ask(self._kit.book.beginning.look, self._stand, topic="beginning")

    def _stand(self, standing: Standing) -> None:
        self._standing, self._writing = standing, False
        plan, step = standing.plan, standing.step
        if self._wanted:
            plan, step = plan.with_committee(self._wanted), "when" if standing.base.begun else step
        self._plan = self._at = plan
        self._offers.stand(standing)
        self._to(step if step in self.steps else self.steps[0])

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps of the way: an office that has begun has no more than its committees to begin."""
        return FURTHER if self._held.base.begun else STEPS

    def first(self) -> None:
        """Where the keyboard begins."""
        if self.step in self.picks:
            self.picks[self.step].first()
        elif self.step:
            self._form.first()

    def busy(self) -> bool:
        """Whether the page in view still waits for its picture."""
        return self._paging.busy or self.paper.busy()

    @property
    def plan(self) -> Plan:
        """What is chosen so far."""
        assert self._plan is not None
        return self._plan

    @property
    def _held(self) -> Standing:
        assert self._standing is not None
        return self._standing

    @property
    def _form(self) -> Texts:
        return self.forms[self.step]

    def _proposal(self, plan: Plan) -> Proposal:
        # What sets papers was loaded on the worker's thread by now.
        from koyradesk.beginning.proposing import Proposal

        return Proposal(plan, self._held.today, self._held.base)

    # Steps

    def _to(self, step: str) -> None:
        voice = self._kit.voice
        self.step, steps = step, self.steps
        at = steps.index(step)
        self.where.say(voice(N_("Step {number} of {count}"), number=at + 1, count=len(steps)))
        self.title.say(voice(ASKS[step]))
        self.hint.say(voice(HINTS[step]))
        self._say_wrong("")
        later = "" if step == "committee" and self._held.base.begun else LATER[step]
        self.later.setVisible(bool(later))
        if later:
            self.later.setText(voice(later))
            self.later.setAccessibleName(voice(later))
        last = step == steps[-1]
        self.on.setText(voice(N_("Make the notice") if last else N_("Go on")))
        self.on.setAccessibleName(self.on.text())
        self._at = self.plan
        if step in self.picks:
            self.pages.setCurrentWidget(self.picks[step])
            self._pick(step)
        else:
            self.pages.setCurrentWidget(self._rooms[step])
            self.on.setEnabled(True)
            self._fill()
        self.first()
        self.keep()
        self._paging.refresh()

    def _pick(self, step: str) -> None:
        voice, plan, pick = self._kit.voice, self.plan, self.picks[step]
        self._offers.of(plan)
        none = voice(N_("Nothing is called so. Try fewer letters; a name of your own is typed in Bengali (F9)."))
        own = {"place": plan.own_place, "office": plan.own_office, "committee": ""}[step]
        if step == "committee" and not plan.committee:
            own = plan.typed.get("name", "")
        at = OWN + own if own else {"place": plan.place, "office": plan.office, "committee": plan.committee}[step]
        text = own or (self._offers.place_name(plan.place) if step == "place" else "")
        pick.begin(text, none, at)
        if text:
            pick.field.selectAll()

    def _fill(self) -> None:
        proposal = self._proposal(self.plan)
        self._form.show_texts(proposal.texts)
        if self.step == "when":
            from koyradesk.beginning.proposing import days

            self.when.offer_days({day: proposal.spelled(day) for day in days(self._held.today)})
        if self.step == "who":
            self.who.show_signer(not proposal.one_hand or "signer_post" in self.plan.typed)

    def _look_at(self, step: str, thing: str) -> None:
        if step != self.step or self._plan is None:
            return
        self.on.setEnabled(bool(thing))
        self._at = self._with(step, thing) if thing else self.plan
        self._paging.refresh()

    def _with(self, step: str, thing: str) -> Plan:
        """The plan with what a line stands for."""
        plan, own = self.plan, thing.removeprefix(OWN) if thing.startswith(OWN) else ""
        key = "" if own else thing
        match step:
            case "place":
                return plan.with_place(key, own)
            case "office":
                return plan.with_office(key, own)
        return plan.with_committee(key, own)

    def _choose(self, step: str, thing: str) -> None:
        if step == self.step:
            self._plan = self._with(step, thing)
            self._forward()

    def _type(self, name: str, text: str) -> None:
        self._plan = self._at = self.plan.with_text(name, text)
        self._say_wrong("")
        self._keeping.start()
        self._paging.refresh()

    def _other_signer(self) -> None:
        self._plan = self._at = self.plan.with_text("signer_post", "").with_text("signer", "")
        self._fill()
        self.who.focus_on("signer")

    def _go_on(self) -> None:
        if self._plan is None or self._writing:
            return
        if self.step in self.picks:
            if thing := self.picks[self.step].taken():
                self._choose(self.step, thing)
            return
        self._forward()

    def _forward(self) -> None:
        """To the next step; from the last one to the notice. What cannot be is said where it stands."""
        proposal = self._proposal(self.plan)
        try:
            if self.step == "head":
                proposal.refuse_office()
            elif self.step == "committee":
                proposal.refuse_committee(self._held.committees)
            elif self.step in ("when", "who"):
                proposal.refuse_meeting()
        except UserError as error:
            self._say_wrong(self._kit.voice.refusal(error))
            self._to_wrong()
            return
        if self.step == self.steps[-1]:
            self._write(meeting=True)
        else:
            self._to(self.steps[self.steps.index(self.step) + 1])

    def _to_wrong(self) -> None:
        """The keyboard goes to where it is most likely to be put right."""
        if self.step == "head":
            empty = [name for name, one in self.head.fields.items() if not one.marked().strip()]
            self.head.focus_on(empty[0] if empty else "line2")
        elif self.step == "who":
            self.who.focus_on("number")
        else:
            self.first()

    def _go_back(self) -> None:
        """One step back; from the first one out. What was chosen is kept."""
        if self._plan is None or self.step == self.steps[0]:
            self.keep()
            self.dropped.emit()
            return
        self._to(self.steps[self.steps.index(self.step) - 1])

    def _leave_out(self) -> None:
        """Goes on without this."""
        plan = self.plan
        match self.step:
            case "place":
                self._plan = plan.with_place("")
            case "office":
                self._plan = plan.with_office("")
            case "committee":
                self._plan = plan.with_committee("")
                self._write(meeting=False)
                return
            case "when":
                self._write(meeting=False)
                return
        self._forward()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self._go_back()
        else:
            super().keyPressEvent(event)

    # The page, and what is kept

    def _page(self) -> Any:
        at = self._at
        assert at is not None
        return partial(self._kit.book.beginning.preview, self._offers.likely(at), self._held.base, self._held.today)

    def _show(self, paper: Paper) -> None:
        self.paper.show_paper(paper, keep_place=True)

    def keep(self) -> None:
        """Keeps what is chosen, on the disk."""
        self._keeping.stop()
        if self._plan is not None and not self._writing:
            further = self._held.base.begun
            job = partial(self._kit.book.beginning.keep, self.plan, self.step, further=further)
            # Without a topic: at the end of the program it is written yet.
            self._kit.worker.ask(job, lambda _: None)

    # The end

    def _write(self, *, meeting: bool) -> None:
        if self._writing:
            return
        self._writing = True
        self._keeping.stop()
        job = partial(self._kit.book.beginning.begin, self.plan, further=self._held.base.begun, meeting=meeting)
        self._kit.worker.ask(job, self._made, otherwise=self._not_made, broken=self._give_up)

    def _made(self, made: Begun) -> None:
        self._plan = self._at = None
        self.step = ""
        self.begun.emit(made)

    def _not_made(self, error: UserError) -> None:
        """It can be tried again: nothing was written, and all that was chosen stands."""
        self._writing = False
        self._say_wrong(self._kit.voice.refusal(error))
        self.first()

    def _give_up(self) -> None:
        self._writing = False

    def _say_wrong(self, sentence: str) -> None:
        self.wrong.say(sentence)
        self.wrong.setVisible(bool(sentence))
