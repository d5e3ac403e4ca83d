"""The program as a process: streams, the commands by name, and what becomes of every way to fail."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

import koyradesk
from koyradesk import files
from koyradesk.cli import crash, dress
from koyradesk.cli.desk import Desk, lost_output, tell
from koyradesk.errors import UserError
from koyradesk.i18n import LANGUAGES, N_

#: Where each command lives; a module is loaded when its command is called.
COMMANDS = {
    "begin": "koyradesk.cli.beginning:begin",
    "demo": "koyradesk.cli.meetings:demo",
    "load": "koyradesk.cli.meetings:load",
    "list": "koyradesk.cli.meetings:list_",
    "show": "koyradesk.cli.showing:show",
    "read": "koyradesk.cli.reading:read",
    "print": "koyradesk.cli.papers:print_",
    "issue": "koyradesk.cli.papers:issue",
    "sign": "koyradesk.cli.papers:sign",
    "attach": "koyradesk.cli.papers:attach",
    "void": "koyradesk.cli.papers:void",
    "correct": "koyradesk.cli.correcting:correct",
    "letter": "koyradesk.cli.letters:letter",
    "papers": "koyradesk.cli.letters:papers_",
    "reminders": "koyradesk.cli.letters:reminders",
    "figures": "koyradesk.cli.figures:figures",
    "files": "koyradesk.cli.registers:files",
    "file": "koyradesk.cli.registers:file",
    "numbers": "koyradesk.cli.registers:numbers",
    "account": "koyradesk.cli.registers:account",
    "despatch": "koyradesk.cli.registers:despatch",
    "distribution": "koyradesk.cli.registers:distribution",
    "incoming": "koyradesk.cli.incoming:incoming",
    "notes": "koyradesk.cli.sitting:notes",
    "attendance": "koyradesk.cli.sitting:attendance",
    "due": "koyradesk.cli.following:due_",
    "progress": "koyradesk.cli.following:progress",
    "close": "koyradesk.cli.following:close",
    "extend": "koyradesk.cli.following:extend",
    "reopen": "koyradesk.cli.following:reopen",
    "carry": "koyradesk.cli.taking_up:carry",
    "rule": "koyradesk.cli.ruling:rule",
    "direct": "koyradesk.cli.ruling:direct",
    "open-rows": "koyradesk.cli.following:open_rows",
    "matrix": "koyradesk.cli.matrix:matrix",
    "parties": "koyradesk.cli.directory:parties",
    "party": "koyradesk.cli.party:party",
    "import-parties": "koyradesk.cli.directory:import_parties",
    "places": "koyradesk.cli.directory:places_",
    "layout": "koyradesk.cli.layouts:layout_",
    "history": "koyradesk.cli.keeping:history",
    "undo": "koyradesk.cli.keeping:undo",
    "redo": "koyradesk.cli.keeping:redo",
    "conflicts": "koyradesk.cli.keeping:conflicts_",
    "bin": "koyradesk.cli.keeping:bin_",
    "export": "koyradesk.cli.exchange:export",
    "import": "koyradesk.cli.exchange:import_",
    "outbox": "koyradesk.cli.exchange:outbox",
    "inbox": "koyradesk.cli.inbox:inbox_",
    "join": "koyradesk.cli.join:join",
    "send": "koyradesk.cli.sending:send",
    "ways": "koyradesk.cli.ways:ways_",
    "keys": "koyradesk.cli.keys:keys_",
    "offices": "koyradesk.cli.district:offices",
    "district": "koyradesk.cli.district:district",
    "course": "koyradesk.cli.district:course",
    "hand-on": "koyradesk.cli.district:hand_on",
    "apart": "koyradesk.cli.district:apart",
    "search": "koyradesk.cli.finding:search",
    "sentences": "koyradesk.cli.sentences:sentences",
    "backup": "koyradesk.cli.folder:backup",
    "restore": "koyradesk.cli.folder:restore",
    "check": "koyradesk.cli.folder:check",
    "bengali": "koyradesk.cli.bengali:bengali",
    "update": "koyradesk.cli.updating:update",
    "self-test": "koyradesk.cli.selftest:self_test",
}

#: What a shell reports for a program ended by Ctrl-C.
_INTERRUPTED = 130


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"koyradesk {koyradesk.__version__}")
        ctx.exit()


app = dress.Group(
    "koyra",
    places=COMMANDS,
    help=N_("The meetings, decisions and memos of an upazila office, without a window."),
    params=[
        *dress.global_options(hidden=False),
        dress.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
            help=N_("Shows the version."),
        ),
    ],
)


def main() -> None:
    """The process: speaks UTF-8 whatever the system's code page, and turns a bug into one sentence and a report."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = sys.argv[1:]
    desk = Desk(wanted_language(arguments))
    sys.excepthook = crash.hook(desk)
    code = run(arguments, desk)
    # A stream that cannot take what is left in it must not make the interpreter complain while it ends.
    for stream in (sys.stdout, sys.stderr):
        _settle(stream)
    sys.exit(code)


def run(arguments: Sequence[str], desk: Desk) -> int:
    """One call. Returns the exit code; a bug comes out as its exception."""
    try:
        with app.make_context("koyra", list(arguments), obj=desk) as ctx:
            app.invoke(ctx)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.UsageError as error:
        tell(dress.usage_text(error, desk.language))
        return 2
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except UserError as error:
        tell(error.text(desk.language))
        return 1
    except BrokenPipeError:
        # The reader of the output has seen enough ("| head"); what was to be done is done.
        return 0
    except OSError as error:
        refusal = _refused(error)
        if refusal is None:
            raise
        tell(refusal.text(desk.language))
        return 1
    return 0


def wanted_language(arguments: Sequence[str]) -> str:
    """The language named among the arguments: also what is wrong with the others must be said in it."""
    found = "bn"
    for index, word in enumerate(arguments):
        if word == "--":
            break
        name, equals, value = word.partition("=")
        if name == "--lang":
            chosen = value if equals else "".join(arguments[index + 1 : index + 2])
            found = chosen if chosen in LANGUAGES else found
    return found


def _refused(error: OSError) -> UserError | None:
    """A refusal of the system that no command foresaw: a file's is named, the output's is told; None for a bug."""
    if error.filename is not None and error.errno is not None:
        return files.trouble(error, Path(os.fsdecode(error.filename)))
    if error.errno in (errno.ENOSPC, errno.EIO, errno.EINVAL, errno.EBADF):
        return lost_output(error)
    return None


def _settle(stream: object) -> None:
    if not isinstance(stream, io.TextIOWrapper):
        return
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
