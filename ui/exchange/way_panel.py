"""A way is set up or changed: of which kind, to whom, where, and the password, which goes to the key store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from koyradesk.bengali.digits import to_ascii
from koyradesk.exchange.shapes import Partner
from koyradesk.i18n import N_
from ui import composing, dialogs
from ui.decisions.choices import Choices
from ui.decisions.side import Panel, foot, point
from ui.exchange.shapes import Page
from ui.fields import LineField
from ui.fields.form import Form, Labelled
from ui.parts import Button, Text, empty, row
from ui.say import Voice
from ui.theme import HALF, STEP, Tokens

KINDS: Mapping[str, str] = {
    "folder": N_("Folder or share"),
    "webdav": N_("Nextcloud, WebDAV"),
    "s3": N_("S3 storage"),
    "mail": N_("E-mail out"),
    "imap": N_("Mailbox in"),
}
#: What a way is called when nobody calls it otherwise.
_CALLED: Mapping[str, str] = {
    "folder": N_("Shared folder"),
    "webdav": N_("Web"),
    "s3": N_("Storage"),
    "mail": N_("E-mail"),
    "imap": N_("Mailbox"),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """A field of the form: the setting's name, its label, an example. ``must``: without it there is no way."""

    name: str
    label: str
    hint: str = ""
    must: bool = True


#: What each kind needs. What is not asked has a default that is right nearly always.
FIELDS: Mapping[str, tuple[Ask, ...]] = {
    "folder": (Ask("path", N_("Folder"), N_("for example, Z:\\Exchange")),),
    "webdav": (
        Ask("url", N_("Address"), "https://cloud.example.gov.bd"),
        Ask("user", N_("User name"), must=False),
    ),
    "s3": (
        Ask("url", N_("Address with the bucket"), "https://s3.example.gov.bd/bucket"),
        Ask("user", N_("Access key")),
        Ask("region", N_("Region"), "us-east-1", must=False),
    ),
    "mail": (
        Ask("to", N_("To which address"), "dc@example.gov.bd"),
        Ask("from", N_("Your address"), "uno@example.gov.bd"),
        Ask("host", N_("Mail server"), "smtp.example.gov.bd"),
        Ask("user", N_("User name"), must=False),
    ),
    "imap": (
        Ask("host", N_("Mail server"), "imap.example.gov.bd"),
        Ask("user", N_("User name")),
    ),
}
#: Kinds with a password.
_SECRET = ("webdav", "s3", "mail", "imap")
_LABELS: Mapping[str, str] = {"s3": N_("Secret key")}
#: Kinds on which a daily cap makes sense.
_SENDING = ("webdav", "s3", "mail")
#: The setting of the carrier, in bytes; people say it in MB.
CAP, _MB = "cap", 1_000_000


@dataclass(frozen=True, slots=True)
class Wished:
    """A way as it was typed. ``password`` None leaves the one that is kept; ``before`` is the name it had."""

    name: str
    kind: str
    office: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    password: str | None = None
    before: str = ""

    def __repr__(self) -> str:
        return f"Wished({self.name!r}, {self.kind!r})"


class WayPanel(Panel):
    """Enter keeps it and tests it at once."""

    asked = Signal(object)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self._before, self._settings = "", dict[str, Any]()
        self.setAccessibleName(voice(N_("A way")))
        self.kind = Choices(voice(N_("What it is")), look, [(one, voice(name)) for one, name in KINDS.items()])
        self._offices = QWidget()
        self._offices.setAccessibleName(voice(N_("To whom")))
        QVBoxLayout(self._offices).setContentsMargins(0, 0, 0, 0)
        self._offer((), "")
        form = Form(self.accessibleName())
        form.add(self.kind.accessibleName(), self.kind, width=2)
        self.fields: dict[str, LineField] = {}
        self._rows: dict[str, Labelled] = {}
        for ask in {one.name: one for asks in FIELDS.values() for one in asks}.values():
            made = LineField(voice(ask.label), look)
            self.fields[ask.name] = made
            self._rows[ask.name] = form.add(voice(ask.label), made, width=2)
            made.textChanged.connect(lambda _: self.refuse(None))
            composing.as_typed(made)
        self.browsing = Button(voice(N_("Choose the folder")), look, icon="folder-open")
        # No field of a record: nothing keeps or completes what is typed here.
        self.password = QLineEdit()
        self.password.setAccessibleName(voice(N_("Password")))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password_row = form.add(voice(N_("Password")), self.password, width=2)
        self._office_row = form.add(self._offices.accessibleName(), self._offices, width=2)
        self.name = LineField(voice(N_("What you call it")), look)
        self.cap = LineField(voice(N_("Ask first above (MB a day)")), look)
        form.add(self.name.accessibleName(), self.name)
        self._cap_row = form.add(self.cap.accessibleName(), self.cap, beside=True)
        self.keeping = Button(voice(N_("Keep and test")), look, role="primary", keys="Return", owns_keys=False)
        self.leaving = Button(voice(N_("Leave it")), look, keys="Escape", owns_keys=False)
        self.wrong = Text(role="error")
        self.wrong.hide()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, HALF, HALF, 0)
        stack.setSpacing(STEP)
        stack.addWidget(form)
        stack.addLayout(row(self.browsing, 1))
        stack.addWidget(self.wrong)
        stack.addStretch(1)
        self.foot = foot(self.accessibleName(), self.keeping, self.leaving)
        self.kind.changed.connect(lambda _: self._fit())
        self.browsing.clicked.connect(self._browse)
        self.keeping.clicked.connect(self.ask)
        self.leaving.clicked.connect(self.dropped)

    def begin(self, page: Page, way: Any = None) -> None:
        """For a new way, or for one that is set."""
        self._before = way.name if way is not None else ""
        self._settings = dict(way.settings) if way is not None else {}
        self.kind.choose(way.kind if way is not None else "webdav")
        self._offer(page.others, way.office if way is not None else "")
        for name, made in self.fields.items():
            made.show_marked(str(self._settings.get(name, "")))
        self.password.setText("")
        self.name.show_marked(way.name if way is not None else "")
        cap = self._settings.get(CAP)
        self.cap.show_marked(self._voice.digits(max(1, round(int(cap) / _MB))) if cap else "")
        self.refuse(None)
        self._fit()

    def _offer(self, partners: tuple[Partner, ...], chosen: str) -> None:
        """The offices are known only now: their choice is made anew."""
        voice = self._voice
        known = [(one.office, one.name or one.office) for one in partners]
        if chosen and chosen not in dict(known):
            known.append((chosen, chosen))
        self.office = Choices(voice(N_("To whom")), self._look, known or [("", voice(N_("No office is known yet")))])
        self.office.choose(chosen or next((one for one, _ in known), ""))
        layout = self._offices.layout()
        assert layout is not None
        empty(layout)
        layout.addWidget(self.office)

    def first(self) -> None:
        """Where the keyboard begins: at what it is, or for a known one at its address."""
        if not self._before:
            self.kind.begin()
            return
        next(iter(self._asked())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _asked(self) -> list[LineField]:
        return [self.fields[one.name] for one in FIELDS[self.kind.value]]

    def _fit(self) -> None:
        """Only the fields that this kind needs."""
        voice, kind = self._voice, self.kind.value
        asks = {one.name: one for one in FIELDS[kind]}
        for name, labelled in self._rows.items():
            labelled.setVisible(name in asks)
            if name in asks:
                ask = asks[name]
                labelled.label.say(voice(ask.label))
                self.fields[name].setAccessibleName(voice(ask.label))
                # An address is the same in every language.
                plain = not ask.hint or " " not in ask.hint
                self.fields[name].setPlaceholderText(ask.hint if plain else voice(ask.hint))
        self.browsing.setVisible(kind == "folder")
        self._password_row.setVisible(kind in _SECRET)
        self._password_row.label.say(voice(_LABELS.get(kind, N_("Password"))))
        self.password.setPlaceholderText(voice(N_("unchanged")) if self._before else "")
        sends = kind in _SENDING
        self._cap_row.setVisible(sends)
        self._office_row.setVisible(kind != "imap")
        self.name.setPlaceholderText(voice(_CALLED[kind]))
        self.cap.setPlaceholderText(voice(N_("no limit")))

    def refuse(self, sentence: str | None) -> None:
        """Why it cannot be; None for nothing."""
        for labelled in (*self._rows.values(), self._cap_row, self._password_row, self._office_row):
            labelled.say_error("")
        self.wrong.say(sentence or "")
        self.wrong.setVisible(bool(sentence))

    def _browse(self) -> None:
        dialog = dialogs.for_way(self, self._voice, self.fields["path"].text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.fields["path"].setText(path))
        dialogs.show(dialog)

    def ask(self) -> None:
        """Asks for it to be kept, unless something is missing."""
        self.refuse(None)
        voice, kind = self._voice, self.kind.value
        settings = {name: value for name, value in self._settings.items() if name not in self.fields}
        for ask in FIELDS[kind]:
            typed = self.fields[ask.name].text().strip()
            if not typed and ask.must:
                point(self._rows[ask.name], voice(N_("This is needed.")))
                return
            if typed:
                settings[ask.name] = typed
        if kind != "imap" and not self.office.value:
            sentence = N_("First add the office that it leads to, by its key card.")
            point(self._office_row, voice(sentence))
            return
        cap = to_ascii(self.cap.text().strip())
        if cap and (not cap.isdecimal() or not 0 < int(cap[:9]) < 100_000):
            point(self._cap_row, voice(N_("“{text}” is no number of MB. Type it like 50, or leave it empty."),
                                       text=self.cap.text().strip()))  # fmt: skip
            return
        settings.pop(CAP, None)
        if cap and kind in _SENDING:
            settings[CAP] = int(cap) * _MB
        password = self.password.text() if kind in _SECRET else None
        name = self.name.text().strip() or self._before or voice(_CALLED[kind])
        office = "" if kind == "imap" else self.office.value
        self.asked.emit(Wished(name, kind, office, settings, password or None, self._before))


def told(voice: Voice, settings: Mapping[str, Any]) -> list[str]:
    """The settings of a way, as far as they tell where it leads and how much it may carry."""
    where = next((str(settings[name]) for name in ("path", "url", "to", "host") if settings.get(name)), "")
    facts = [where] if where else []
    if cap := settings.get(CAP):
        facts.append(voice(N_("above {count} MB a day you are asked"), count=max(1, round(int(cap) / _MB))))
    return facts
