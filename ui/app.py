"""The program with a window: ``python -m ui.app [--data DIR] [--lang bn|en] [--theme light|dark|system]``."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from koyradesk.errors import UserError
from koyradesk.i18n import LANGUAGES, N_
from koyradesk.updates import noted
from ui import arguments, fonts, icons, last_look, theme
from ui.book import Book, Opened
from ui.kit import Kit
from ui.memory import Memory
from ui.parts import Button, Text, row
from ui.rest import Rest
from ui.say import Voice
from ui.theme import ROOM, STEP
from ui.trail import Where
from ui.window import Window
from ui.worker import Worker

if TYPE_CHECKING:
    from PySide6.QtGui import QSessionManager

    from koyradesk.store.restore import Held
    from koyradesk.updates.shapes import Update
    from ui.qt_words import QtWords
    from ui.second_start import Doorbell
    from ui.spelling.desk import SpellingDesk
    from ui.typing.desk import TypingDesk
    from ui.warming import Warming

#: A quick opening shows the finished window at once; a slow one shows that it is being opened.
_PATIENCE = 300
#: Milliseconds between two looks whether all was answered.
_ANSWERED = 30


class Program(QObject):
    """One running program: one book, one thread for it, and windows; they are made anew when language or colours
    change. ``window`` is the one that was used last."""

    #: Something was written; whether the list of meetings shows it.
    _wrote = Signal(bool)

    def __init__(
        self, app: QApplication, folder: Path, language: str = "", scheme: str = "", file: Path | None = None
    ) -> None:
        super().__init__(app)
        self._app = app
        self.folder = folder
        #: To be opened when the office is.
        self._file = file
        self._doorbell: Doorbell | None = None
        self._warming: Warming | None = None
        self.typing: TypingDesk | None = None
        self.spelling: SpellingDesk | None = None
        self.memory = Memory(folder)
        self.language = language or self._known(self.memory.text("language"), LANGUAGES, "bn")
        self.scheme = scheme or self._known(self.memory.text("scheme"), (*theme.SCHEMES, "system"), "system")
        self.worker = Worker(self)
        self.book = Book(folder)
        self.book.person = self.memory.text("person")
        # Told on the worker's thread, heard on this one.
        self._wrote.connect(self._look, Qt.ConnectionType.QueuedConnection)
        self.book.told = self._wrote.emit
        self.windows: list[Window] = []
        self.refusal: Refusal | None = None
        self.code = 0
        self._words: QtWords | None = None
        self._state: Opened | None = None
        self.worker.broke.connect(self.broke)
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._hears_the_end = app.commitDataRequest.connect(self.session_ends)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._rest = Rest(self)

    @property
    def window(self) -> Window | None:
        return self.windows[-1] if self.windows else None

    @property
    def voice(self) -> Voice:
        return Voice(self.language)

    def start(self) -> None:
        """Opens the office off this thread and shows the window."""
        self._dress()
        # Before there is a window: a language that changes under it sets all its texts anew.
        self._speak()
        window = self._make_window(self.worker)
        window.stood.connect(self._stood)
        self._patience.timeout.connect(self._wait)
        self._patience.start()
        left = last_look.read(self.folder, date.today())
        if left is not None:
            self.worker.hold()
        # All that the user asks for waits in line behind this.
        self.worker.ask(self.book.open, self._opened, otherwise=self._refused)
        if left is not None:
            window.opened(left)
            window.show()

    def _wait(self) -> None:
        """The store takes its time, or the window that is to be seen before."""
        self.worker.begin()
        if self.window is not None and not self.window.stands:
            self.window.show_opening()
        self._show()

    def finish(self) -> None:
        """Ends the worker after what it is doing; the book is closed whole."""
        QObject.disconnect(self._hears_the_end)
        if self._doorbell is not None:
            self._doorbell.close()
        self.rest_desks()
        last = Where.read(self.memory.text("last"))
        self.worker.finish(partial(self.book.close, last.meeting if last else ""))
        self._rest.end()

    def session_ends(self, session: QSessionManager) -> None:
        """The computer is shut down or the user logs off. Windows closes no window then, but ends the program some
        seconds later: what was typed is written now, and only what no disk takes holds the end up."""
        kept = [window.put_by() for window in self.windows]
        if not all(kept) and session.allowsInteraction():
            session.cancel()

    def rest_desks(self) -> None:
        """Ends what works beside the windows; ``_opened`` begins it anew."""
        if self._warming is not None:
            self._warming.end()
        if self.typing is not None:
            self.typing.end()
            self.typing = None
        if self.spelling is not None:
            self.spelling.end()
            self.spelling = None

    def broke(self, error: BaseException) -> None:
        """A bug: a report is saved and its place told; the work goes on."""
        from koyradesk.cli import crash

        path = crash.save(crash.report(error, error.__traceback__), self.folder)
        if self.window is None:
            return
        if path is None:
            sentence = self.voice(
                N_("A fault in the program stopped this. Your records are safe, but no report could be saved.")
            )
        else:
            sentence = self.voice(
                N_(
                    "A fault in the program stopped this. Your records are safe; please send the report {path} "
                    "to those who look after the program."
                ),
                path=str(path),
            )
        self._show()
        self.window.notice.refuse(sentence)

    def _dress(self) -> None:
        """Puts the colours on all there is."""
        theme.dress(self._app, theme.tokens(self.scheme))

    def _speak(self) -> None:
        """Puts the language on what Qt itself shows."""
        if self._words is not None:
            self._app.removeTranslator(self._words)
            self._words = None
        if self.language == "bn":
            from ui.qt_words import QtWords

            self._words = QtWords(self)
            self._app.installTranslator(self._words)

    def _stood(self) -> None:
        """The window can be seen: after what the user may have done already comes what nobody waits for."""
        QTimer.singleShot(0, self._go_on)

    def _go_on(self) -> None:
        from PySide6.QtGui import QIcon

        self.worker.begin()
        self._app.setWindowIcon(QIcon(icons.pixmap("file-text", theme.LIGHT.accent, 64)))

    def _make_window(self, worker: Worker) -> Window:
        made = Window(Kit(worker, self.book, self.memory, self.voice, theme.tokens(self.scheme), self.scheme))
        made.language_asked.connect(self._other_language)
        made.scheme_asked.connect(self._other_scheme)
        made.window_asked.connect(self.another_window)
        made.bring_asked.connect(partial(self._bring_back, made))
        made.renew_asked.connect(partial(self._update, made))
        made.activated.connect(partial(self._used, made))
        made.closed.connect(partial(self._closed, made))
        self.windows.append(made)
        if self.typing is not None:
            self.typing.serve(made)
        if self.spelling is not None:
            self.spelling.serve(made)
        return made

    def another_window(self) -> None:
        """Opens a second window of the same office."""
        old = self.window
        if old is None or not old.is_open:
            return
        worker = Worker(self, beside=self.worker)
        worker.broke.connect(self.worker.broke)
        made = self._make_window(worker)
        made.beside(old)
        made.show()

    def _bring_back(self, window: Window, held: Held) -> None:
        from ui.restoring.anew import bring_back

        bring_back(self, window, held)

    def _update(self, window: Window, found: Update) -> None:
        from ui.updating.going import update

        update(self, window, found)

    def _used(self, window: Window) -> None:
        self.windows.remove(window)
        self.windows.append(window)
        self._system_changed()

    def _closed(self, window: Window) -> None:
        # The last one stays to be asked; the others are let go.
        if len(self.windows) > 1:
            self.windows.remove(window)
            window.kit.worker.leave()
            window.deleteLater()

    def _look(self, listed: bool) -> None:
        for window in self.windows:
            window.look(listed)
            if len(self.windows) > 1:
                # What a window writes itself, its own session hears of anyway.
                window.look_again()

    def _show(self) -> None:
        self._patience.stop()
        if self.window is not None and not self.window.isVisible():
            self.window.show()

    def _opened(self, state: Opened) -> None:
        self._show()
        from ui.second_start import Doorbell
        from ui.spelling.desk import SpellingDesk
        from ui.typing.desk import TypingDesk
        from ui.warming import Warming

        if self._doorbell is None:
            self._doorbell = Doorbell(self.folder, self)
            self._doorbell.rung.connect(self._rung)
        if self.window is not None:
            self.window.opened(state)
            if self._file is not None:
                self.window.read_file(self._file)
                self._file = None
        self.typing = TypingDesk(self._app, self.worker, self.book, self.memory, self.folder)
        for window in self.windows:
            self.typing.serve(window)
        self.spelling = SpellingDesk(self._app, self.worker, self.book, self.memory, self.folder)
        for window in self.windows:
            self.spelling.serve(window)
        self._rest.begin()
        self._warming = Warming(self.worker, self)
        self._warming.begin()
        for window in self.windows:
            window.screens.currentChanged.connect(self._warming.go_further)

    def _rung(self, file: Path | None) -> None:
        """The program was started again: this window is the one."""
        window = self.window
        if window is None:
            return
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if file is not None:
            window.read_file(file)

    def _refused(self, error: UserError) -> None:
        """The office cannot be opened (in use, newer, foreign): one sentence in a small window, and the end."""
        from koyradesk.cli.desk import tell
        from ui.second_start import ring

        self._patience.stop()
        if ring(self.folder, self._file):
            # The other one was itself just starting when this one knocked first.
            self._app.exit(0)
            return
        if self.window is not None:
            self.window.hide()
        sentence = self.voice.refusal(error)
        tell(sentence)
        self.refusal = Refusal(self.voice, theme.tokens(self.scheme), sentence)
        # The exit code of the program once the small window is closed.
        self.code = 1
        self.refusal.show()

    def _other_language(self, language: str) -> None:
        if language == self.language:
            return
        self.language = language
        self.memory.keep("language", self.language)
        self._renew()

    def _other_scheme(self, scheme: str) -> None:
        if scheme == self.scheme:
            return
        self.scheme = scheme
        self.memory.keep("scheme", self.scheme)
        self._renew()

    def _system_changed(self) -> None:
        """Qt tells of light and dark; of high contrast nobody tells, so a window that is used again looks."""
        if self.scheme == "system" and self.windows and self.windows[-1].kit.look != theme.tokens("system"):
            self._renew()

    def _renew(self) -> None:
        """The same work in windows of another language or other colours."""
        for window in self.windows:
            window.pause()
        self.when_answered(self._renew_windows)

    def when_answered(self, job: Callable[[], None]) -> None:
        """Does something once answers still on their way have come to the window that asked."""
        if self.worker.idle():
            job()
        else:
            QTimer.singleShot(_ANSWERED, self, partial(self.when_answered, job))

    def _renew_windows(self) -> None:
        self._dress()
        self._speak()
        for old in list(self.windows):
            self.replace(old, partial(Window.take_over, old=old))

    def replace(self, old: Window, begin: Callable[[Window], None]) -> Window:
        """Puts a new window where another one is; ``begin`` says how it goes on."""
        self.memory.keep_place(old)
        new = self._make_window(old.kit.worker)
        self.windows.remove(old)
        begin(new)
        new.show()
        old.hide()
        old.deleteLater()
        return new

    @staticmethod
    def _known(value: str, allowed: Sequence[str], otherwise: str) -> str:
        return value if value in allowed else otherwise


class Refusal(QWidget):
    """The small window that is all there is when the office cannot be opened."""

    def __init__(self, voice: Voice, look: theme.Tokens, sentence: str) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(voice(N_("Koyradesk")))
        self.setAccessibleName(sentence)
        self.words = Text(sentence)
        self.button = Button(voice(N_("Close")), look, role="primary")
        self.button.clicked.connect(self.close)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        stack.setSpacing(ROOM)
        stack.addWidget(Text(voice(N_("Koyradesk was not opened")), "title"))
        stack.addWidget(self.words, 1)
        stack.addLayout(row(1, self.button, spacing=STEP))
        self.setFixedSize(520, stack.heightForWidth(520))
        self.button.setFocus()


def data_folder() -> Path:
    """Where the data is when nobody says otherwise: the same place as for the program without a window."""
    from koyradesk.store import place

    return place.data_folder()


def _is_running(folder: Path, file: Path | None) -> bool:
    """Is the program there already, and did it come forward instead?"""
    from koyradesk.store import lock

    if not lock.is_held(folder):
        return False
    from ui.second_start import ring

    return ring(folder, file)


def main(words: Sequence[str] | None = None) -> int:
    """The program; returns its exit code: 0, or 1 where the office could not be opened."""
    for stream in (sys.stdout, sys.stderr):
        # A console with an old code page would not take Bengali; a program without a console has no streams.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    called = arguments.read(sys.argv[1:] if words is None else words)
    app = QApplication([sys.argv[0], *theme.STYLE, *called.qt])
    app.setApplicationName("koyradesk")
    app.setDesktopFileName("koyradesk")
    fonts.load()
    folder = called.data or data_folder().absolute()
    if noted(folder):
        from ui.updating import waiting

        if waiting.wait(app, folder, called.language):
            return 0
    if _is_running(folder, called.file):
        return 0
    program = Program(app, folder, called.language, called.scheme, called.file)

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            app.exit(1)
            return
        program.broke(error.with_traceback(trace))

    sys.excepthook = hook
    program.start()
    code = app.exec()
    program.finish()
    return code or program.code


if __name__ == "__main__":
    sys.exit(main())
