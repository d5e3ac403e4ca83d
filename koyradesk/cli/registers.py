"""The memo book: files, the numbers no paper here has, copies that went out, distribution lists."""

from __future__ import annotations

from datetime import date

import click

from koyradesk import dispatches, distributions, file_numbers, memo_book, memo_choice, memo_numbers
from koyradesk.bengali.digits import run, to_bengali
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk, day_words
from koyradesk.errors import UserError
from koyradesk.file_numbers import Kept, key
from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from koyradesk.meeting_file import to_object
from koyradesk.store import Store

#: What became of a number, in words.
STATES = {
    "used": N_("used here"),
    "outside": N_("used outside"),
    "reserved": N_("reserved"),
    "void": N_("void"),
    "missing": N_("not accounted for"),
}


@click.command("files", cls=dress.Command, help=N_("Lists the files with the numbers they have come to."))
@dress.as_json
@click.pass_obj
def files(desk: Desk, /, as_json: bool) -> None:
    with desk.store() as store:
        rows = memo_book.summaries(store)
    if as_json:
        desk.json([to_object(row) for row in rows])
        return
    if not rows:
        desk.note(N_("There is no file yet: a paper's first number opens one, or the command “file”."))
    for row in rows:
        missing = desk.words(N_("{count} not accounted for"), count=row.missing) if row.missing else ""
        numbers = to_bengali(run(row.first, row.last)) if row.last >= row.first else ""
        desk.say("\t".join((to_bengali(row.code), plain(row.title), numbers, missing)))


@click.command("file", cls=dress.Command, help=N_("Opens a file at its first number here, or changes its title."))
@click.argument("code", metavar="CODE")
@dress.option("--title", metavar="TEXT", default="", help=N_("What the file is about."))
@dress.option("--first", metavar="N", type=int, help=N_("The first number used here: an office starts in mid-year."))
@dress.option("--close", "closed", is_flag=True, help=N_("No more numbers are taken of it."))
@dress.option("--reopen", is_flag=True, help=N_("Numbers are taken of it again."))
@click.pass_obj
def file(desk: Desk, /, code: str, title: str, first: int | None, closed: bool, reopen: bool) -> None:
    if closed and reopen:
        raise dress.WrongUsage(N_("Leave out --close or --reopen."), click.get_current_context())
    with desk.store(create=True) as store:
        # Who only names a closed file does not open it again.
        closed = closed or (not reopen and file_numbers.file(store, memo_numbers.file(code)[0]).closed)
        made = file_numbers.open_file(store, code, title=escape(title), first=first, closed=closed, by=desk.by)
    for note in memo_choice.code_notes(made.code):
        desk.note(note.sentence, **note.parts)
    desk.say(to_bengali(made.code))


@click.command("numbers", cls=dress.Command, help=N_("Lists every number of a file and what became of it."))
@click.argument("code", metavar="CODE")
@dress.as_json
@click.pass_obj
def numbers(desk: Desk, /, code: str, as_json: bool) -> None:
    with desk.store() as store:
        lines = memo_book.lines(store, code)
    if as_json:
        desk.json([to_object(line) for line in lines])
        return
    for line in lines:
        numbers = to_bengali(run(line.first, line.last))
        about = "; ".join(plain(text) for text in (line.to, line.subject, line.remark) if text)
        parts = (numbers, desk.words(STATES[line.state]), day_words(line.date, desk.language), about)
        desk.say("\t".join(" ".join(part.split()) for part in parts))


@click.command(
    "account",
    cls=dress.Command,
    help=N_("Writes down what became of numbers that no paper here has; prints the line's id."),
)
@click.argument("code", metavar="CODE")
@click.argument("first", metavar="FIRST", type=int)
@click.argument("last", metavar="[LAST]", type=int, required=False)
@dress.option("--outside", is_flag=True, help=N_("Used outside, as the paper register says."))
@dress.option("--reserved", "device", metavar="PC", default="", help=N_("Reserved for another computer."))
@dress.option("--void", "reason", metavar="REASON", default="", help=N_("Not to be used, for this reason."))
@dress.option("--date", "on", metavar="DATE", default="", help=N_("The date in the paper register."))
@dress.option("--to", metavar="TEXT", default="", help=N_("Whom the paper went to."))
@dress.option("--subject", metavar="TEXT", default="", help=N_("What the paper was about."))
@click.pass_obj
def account(
    desk: Desk,
    /,
    code: str,
    first: int,
    last: int | None,
    outside: bool,
    device: str,
    reason: str,
    on: str,
    to: str,
    subject: str,
) -> None:
    chosen = [state for state, named in (("outside", outside), ("reserved", device), ("void", reason)) if named]
    if len(chosen) != 1:
        raise dress.WrongUsage(
            N_("Say one thing of the numbers: --outside, --reserved PC or --void REASON."), click.get_current_context()
        )
    texts = {"to": escape(to), "subject": escape(subject), "device": escape(device), "reason": escape(reason)}
    wanted = Kept(code, first, last or first, chosen[0], _day(desk, on) if on else None, **texts)
    with desk.store(create=True) as store:
        desk.say(file_numbers.account(store, wanted, by=desk.by).id)


@click.command(
    "despatch", cls=dress.Command, help=N_("Logs that copies of a signed paper went out, or were acknowledged.")
)
@click.argument("number", metavar="NUMBER")
@dress.option("--by", "channel", type=dress.OneOf(*dispatches.CHANNELS), help=N_("How: hand, post, email or efiling."))
@dress.option("--to", metavar="NAME", multiple=True, help=N_("To whom; without it to everyone on the distribution."))
@dress.option("--date", "on", metavar="DATE", default="", help=N_("The day; today if none is named."))
@dress.option("--note", metavar="TEXT", default="", help=N_("What else is worth keeping."))
@dress.option("--acknowledged", is_flag=True, help=N_("They have told that it came, on that day."))
@dress.as_json
@click.pass_obj
def despatch(
    desk: Desk,
    /,
    number: str,
    channel: str | None,
    to: tuple[str, ...],
    on: str,
    note: str,
    acknowledged: bool,
    as_json: bool,
) -> None:
    if acknowledged and channel:
        sentence = N_("A copy goes out or is acknowledged: leave out --by or --acknowledged.")
        raise dress.WrongUsage(sentence, click.get_current_context())
    day = _day(desk, on) if on else desk.today
    with desk.store() as store:
        memo = _memo(store, number)
        if acknowledged:
            _acknowledge(store, memo, to, day, desk.by)
        elif channel:
            dispatches.log(store, memo, _named(store, memo, to), channel, day, note=escape(note), by=desk.by)
        rows = dispatches.of(store, memo)
    if as_json:
        desk.json([to_object(row) for row in rows])
        return
    for row in rows:
        came = desk.words(N_("acknowledged {day}"), day=row.acknowledged) if row.acknowledged else ""
        how = desk.words(dispatches.CHANNEL_NAMES[row.channel])
        parts = (day_words(row.on, desk.language), how, plain(row.to), came)
        desk.say("\t".join(parts))


@click.command(
    "distribution", cls=dress.Command, help=N_("Lists a committee's distribution lists, or keeps one under a name.")
)
@click.argument("committee", metavar="COMMITTEE")
@click.argument("name", metavar="[NAME]", required=False)
@dress.option("--entry", "entries", metavar="TEXT", multiple=True, help=N_("A recipient; once for each."))
@dress.option("--heading", metavar="TEXT", default="", help=N_("The heading; without it the layout's."))
@dress.option("--drop", is_flag=True, help=N_("Puts the list into the bin."))
@dress.as_json
@click.pass_obj
def distribution(
    desk: Desk,
    /,
    committee: str,
    name: str | None,
    entries: tuple[str, ...],
    heading: str,
    drop: bool,
    as_json: bool,
) -> None:
    with desk.store() as store:
        if name is not None and drop:
            held = [one for one in distributions.kept(store, committee) if one.name == " ".join(name.split())]
            if not held:
                raise UserError(N_("The committee keeps no distribution list called {name}."), name=name)
            distributions.drop(store, held[0].id, by=desk.by)
        elif name is not None:
            wanted = distributions.Kept(escape(name), escape(heading), tuple(escape(one) for one in entries))
            distributions.keep(store, committee, wanted, by=desk.by)
        rows = distributions.kept(store, committee)
    if as_json:
        desk.json([to_object(row) for row in rows])
        return
    for row in rows:
        desk.say("\t".join((plain(row.name), *(plain(entry) for entry in row.entries))))


def _memo(store: Store, typed: str) -> str:
    """The memo that has a number."""
    wanted = memo_numbers.parse(typed)
    for one in file_numbers.in_use(store):
        if (key(one.number.file), one.number.issue) == (key(wanted.file), wanted.issue):
            return one.memo
    raise UserError(N_("No paper here has the number {number}."), number=wanted.printed())


def _named(store: Store, memo: str, to: tuple[str, ...]) -> list[tuple[str, str]]:
    """Who was named, or everyone on the paper's distribution."""
    if to:
        return [("", escape(name)) for name in to]
    row = store.row(memo) or {}
    under = {"letter": row["letter"]} if row["letter"] else {"meeting": row["meeting"]}
    return [(one["id"], one["text"]) for one in store.rows("recipient", **under)]


def _acknowledge(store: Store, memo: str, to: tuple[str, ...], day: date, by: str) -> None:
    with store.together():
        for one in dispatches.of(store, memo):
            if not to or plain(one.to) in to:
                dispatches.acknowledge(store, one.id, day, by=by)


def _day(desk: Desk, typed: str) -> date:
    notes: list[memo_choice.Note] = []
    found = memo_choice.choose_day(typed, notes)
    for note in notes:
        desk.note(note.sentence, **note.parts)
    return found
