"""One entry of the directory: added, changed, ended; in groups; who holds it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from koyradesk.cli import dress
from koyradesk.cli.days import day_or_today, typed_day
from koyradesk.cli.desk import Desk
from koyradesk.cli.directory import found
from koyradesk.directory import places, twins, writing
from koyradesk.directory.checks import SORTS
from koyradesk.directory.names import key
from koyradesk.directory.parties import Directory
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from koyradesk.store import Store

party = dress.Group(
    "party",
    places={
        name: f"koyradesk.cli.party:{name}"
        for name in (
            "add",
            "change",
            "same",
            "retire",
            "delete",
            "group",
            "join",
            "leave",
            "appoint",
            "end",
            "merge",
            "separate",
        )
    },
    help=N_("Writes one entry of the directory: an office, a post, a person or a group."),
)

#: How somebody is reached, and a note on them.
_reached = dress.options(
    dress.option("--phone", metavar="TEXT", default=None, help=N_("A telephone number.")),
    dress.option("--email", metavar="TEXT", default=None, help=N_("An e-mail address.")),
    dress.option("--note", metavar="TEXT", default=None, help=N_("What else is worth keeping.")),
)
#: What is told of an entry besides its names.
_told = dress.options(
    dress.option("--sort", type=dress.OneOf(*SORTS), default=None, help=N_("office, post, person or group.")),
    dress.option("--of", metavar="PARTY", default=None, help=N_("The office that it is a part of.")),
    dress.option("--place", metavar="PLACE", default=None, help=N_("An upazila or district, or its code.")),
    dress.option(
        "--office", metavar="CODE", default=None, help=N_("The code of the office that sends bundles as this party.")
    ),
    _reached,
)
_since = dress.option("--since", metavar="DATE", default="", help=N_("The first day; always if none is named."))
_until = dress.option("--until", metavar="DATE", default="", help=N_("The last day."))
_PARTY = click.argument("typed", metavar="PARTY")


def _command(name: str, help_: str) -> Callable[[Callable[..., None]], click.Command]:
    return click.command(name, cls=dress.Command, help=help_)


@_command("add", N_("Adds an entry to the directory and prints its id."))
@click.argument("name", metavar="NAME")
@_told
@dress.option("--alias", "aliases", metavar="NAME", multiple=True, help=N_("Another spelling; once for each."))
@click.pass_obj
def add(desk: Desk, /, name: str, aliases: tuple[str, ...], **told: str | None) -> None:
    with desk.store(create=True) as store:
        fields = _fields(store, told)
        desk.say(writing.add(store, escape(name), aliases=tuple(map(escape, aliases)), by=desk.by, **fields))


@_command("change", N_('Changes an entry of the directory; what is named as "" is taken away.'))
@_PARTY
@dress.option(
    "--name", metavar="NAME", default=None, help=N_("The name; decisions that use the old one still mean it.")
)
@_told
@dress.option("--not-alias", "dropped", metavar="NAME", multiple=True, help=N_("A spelling that does not mean it."))
@click.pass_obj
def change(desk: Desk, /, typed: str, dropped: tuple[str, ...], **told: str | None) -> None:
    with desk.store() as store:
        directory = Directory(store)
        record = found(store, directory, typed)
        fields = _fields(store, told)
        if dropped:
            held = directory.parties[record].aliases
            gone = {plain(escape(one)) for one in dropped}
            if missing := gone - {plain(one) for one in held}:
                raise UserError(N_("“{name}” is no other spelling of it."), name=missing.pop())
            fields["aliases"] = tuple(one for one in held if plain(one) not in gone)
        writing.change(store, record, by=desk.by, **fields)


@_command("same", N_("Says that other spellings mean an entry of the directory."))
@_PARTY
@click.argument("spellings", metavar="NAME…", nargs=-1, required=True)
@click.pass_obj
def same(desk: Desk, /, typed: str, spellings: tuple[str, ...]) -> None:
    with desk.store() as store:
        record = found(store, Directory(store), typed)
        with store.together():
            for one in spellings:
                writing.same(store, record, escape(one), by=desk.by)


@_command("merge", N_("Says that two entries are the same party; prints the id of the one that stays."))
@click.argument("entry", metavar="ENTRY")
@click.argument("typed", metavar="PARTY")
@click.pass_obj
def merge(desk: Desk, /, entry: str, typed: str) -> None:
    with desk.store() as store:
        directory = Directory(store)
        one, other = (found(store, directory, text, entries=True) for text in (entry, typed))
        if one == other:
            # Entered on two PCs, both may be called so.
            called = [it.id for it in directory.parties.values() if key(it.name) == key(escape(entry))]
            one = next((it for it in called if it != other), one)
        twins.merge(store, one, other, by=desk.by)
        desk.say(Directory(store).meant(one))


@_command("separate", N_("Says that an entry is not the same as another after all."))
@click.argument("entry", metavar="ENTRY")
@click.pass_obj
def separate(desk: Desk, /, entry: str) -> None:
    with desk.store() as store:
        directory = Directory(store)
        record = found(store, directory, entry, entries=True)
        if record in directory.parties:
            every = directory.twins.get(record, ())
            if len(every) > 1:
                ids = "; ".join(f"{plain(directory.name_of(it))} ({it.rpartition('.')[2]})" for it in every)
                raise UserError(N_("Several entries are the same as this one. Name one by its id: {ids}."), ids=ids)
            record = every[0] if every else record
        twins.separate(store, record, by=desk.by)


@_command("retire", N_("Ends an entry of the directory, with who holds it; or takes the end back."))
@_PARTY
@dress.option("--until", metavar="DATE", default="", help=N_("The last day; today if none is named."))
@dress.option("--again", is_flag=True, help=N_("It goes on."))
@click.pass_obj
def retire(desk: Desk, /, typed: str, until: str, again: bool) -> None:
    if again and until:
        raise dress.WrongUsage(N_("It ends or goes on: leave out --until or --again."), click.get_current_context())
    day = None if again else day_or_today(desk, until)
    with desk.store() as store:
        writing.retire(store, found(store, Directory(store), typed), day, by=desk.by)


@_command("delete", N_("Puts an entry of the directory into the bin."))
@_PARTY
@click.pass_obj
def delete(desk: Desk, /, typed: str) -> None:
    with desk.store() as store:
        writing.delete(store, found(store, Directory(store), typed), by=desk.by)


@_command("group", N_("Makes a name that stands for many a group with these members; prints its id."))
@click.argument("name", metavar="NAME")
@click.argument("members", metavar="[PARTY…]", nargs=-1)
@_since
@click.pass_obj
def group(desk: Desk, /, name: str, members: tuple[str, ...], since: str) -> None:
    day = typed_day(desk, since) if since else None
    with desk.store(create=True) as store:
        directory = Directory(store)
        ids = [found(store, directory, one) for one in members]
        desk.say(writing.make_group(store, escape(name), ids, since=day, by=desk.by))


@_command("join", N_("Puts parties into a group."))
@click.argument("group", metavar="GROUP")
@click.argument("members", metavar="PARTY…", nargs=-1, required=True)
@_since
@_until
@click.pass_obj
def join(desk: Desk, /, group: str, members: tuple[str, ...], since: str, until: str) -> None:
    first, last = (typed_day(desk, day) if day else None for day in (since, until))
    with desk.store() as store:
        directory = Directory(store)
        above, *ids = [found(store, directory, one) for one in (group, *members)]
        with store.together():
            for one in ids:
                writing.join(store, above, one, since=first, until=last, by=desk.by)


@_command("leave", N_("Takes a party out of a group from a day on, or altogether."))
@click.argument("group", metavar="GROUP")
@_PARTY
@dress.option("--until", metavar="DATE", default="", help=N_("The last day in it; without one it never was in it."))
@click.pass_obj
def leave(desk: Desk, /, group: str, typed: str, until: str) -> None:
    day = typed_day(desk, until) if until else None
    with desk.store() as store:
        directory = Directory(store)
        writing.leave(store, found(store, directory, group), found(store, directory, typed), until=day, by=desk.by)


@_command("appoint", N_("Says who holds a post or heads an office, and prints the term's id."))
@_PARTY
@click.argument("name", metavar="NAME")
@_since
@_until
@dress.option("--additional", is_flag=True, help=N_("In additional charge: who held it before goes on."))
@_reached
@click.pass_obj
def appoint(desk: Desk, /, typed: str, name: str, since: str, until: str, additional: bool, **told: str | None) -> None:
    first, last = (typed_day(desk, day) if day else None for day in (since, until))
    texts = {one: escape(text) for one, text in told.items() if text is not None}
    with desk.store() as store:
        record = found(store, Directory(store), typed)
        made = writing.appoint(
            store, record, escape(name), since=first, until=last, additional=additional, by=desk.by, **texts
        )
        desk.say(made)


@_command("end", N_("Ends the term of who holds a post today."))
@_PARTY
@dress.option("--until", metavar="DATE", default="", help=N_("The last day; today if none is named."))
@click.pass_obj
def end(desk: Desk, /, typed: str, until: str) -> None:
    day = day_or_today(desk, until)
    with desk.store() as store:
        directory = Directory(store)
        record = found(store, directory, typed)
        held = directory.holder(record, desk.today)
        if held is None:
            raise UserError(N_("Nobody holds “{name}” today."), name=plain(directory.parties[record].name))
        writing.end_term(store, held.id, day, by=desk.by)


def _fields(store: Store, told: dict[str, str | None]) -> dict[str, Any]:
    """What was typed, as the directory keeps it."""
    fields: dict[str, Any] = {
        name: text if name == "sort" else escape(text) for name, text in told.items() if text is not None
    }
    if fields.get("of"):
        fields["of"] = found(store, Directory(store), str(told["of"]))
    if fields.get("place"):
        fields["place"] = _code(str(told["place"]))
    return fields


def _code(typed: str) -> str:
    one = places.get(typed) or places.named(typed)
    if one is not None:
        return one.code
    near = places.search(typed, 4)
    if near:
        raise UserError(
            N_("“{text}” is no place, or one of several. Perhaps one of these is meant: {names}."),
            text=typed,
            names="; ".join(f"{it.code} {places.words(it.code)}" for it in near),
        )
    raise UserError(N_("There is no place called “{text}”. “koyra places” finds them."), text=typed)
