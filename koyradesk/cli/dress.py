"""Click in the user's language: help and usage errors are whole sentences of our own, never click's English."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from koyradesk.cli.desk import Desk
from koyradesk.i18n import LANGUAGES, N_, translate

_F = TypeVar("_F", bound=Callable[..., Any])


class WrongUsage(click.UsageError):
    """A usage error as a marked sentence with its parts."""

    def __init__(self, sentence: str, ctx: click.Context | None = None, **parts: Any) -> None:
        super().__init__(sentence.format(**parts), ctx)
        self.sentence = sentence
        self.parts = parts


def usage_text(error: click.UsageError, language: str) -> str:
    """A usage error as one line."""
    path = error.ctx.command_path if error.ctx else "koyra"
    hint = translate(N_("See: {command} --help"), language, command=path)
    return f"{_reason(error, language)} {hint}"


def _reason(error: click.UsageError, language: str) -> str:
    if isinstance(error, WrongUsage):
        return translate(error.sentence, language, **error.parts)
    if isinstance(error, click.NoSuchOption):
        return translate(N_("There is no option {name} here."), language, name=error.option_name)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return translate(N_("{name} is missing."), language, name=_name(error.param))
    if isinstance(error, click.BadOptionUsage):
        options = error.ctx.command.params if error.ctx else []
        if any(error.option_name in one.opts and getattr(one, "is_flag", False) for one in options):
            return translate(N_("The option {name} takes no value."), language, name=error.option_name)
        return translate(N_("The option {name} needs a value."), language, name=error.option_name)
    if language == "en":
        return error.format_message()
    return translate(N_("The command is not understood."), language)


class OneOf(click.ParamType):  # type: ignore[type-arg]  # generic only in newer clicks
    """One of a few words."""

    name = "word"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.words:
            raise WrongUsage(
                N_("{value} is not possible for {name}. It can be: {words}."),
                ctx,
                value=value,
                name=_name(param),
                words=", ".join(self.words),
            )
        return str(value)


def _name(param: click.Parameter | None) -> str:
    """A parameter as the help shows it."""
    if isinstance(param, click.Argument):
        return param.metavar or ""
    return param.opts[0] if param else ""


class Option(click.Option):
    """An option whose help is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        if record is None or not self.help:
            return record
        return record[0], _words(ctx, self.help)


def option(*names: str, **settings: Any) -> Callable[[_F], _F]:
    """A click option of our own kind."""
    made: Callable[[_F], _F] = click.option(*names, cls=Option, **settings)
    return made


def options(*several: Callable[[_F], _F]) -> Callable[[_F], _F]:
    """Options that go together, in the order in which the help tells them."""

    def put(command: _F) -> _F:
        for one in reversed(several):
            command = one(command)
        return command

    return put


#: The same in every command that can be read by a program.
as_json = option("--json", "as_json", is_flag=True, help=N_("Prints JSON and nothing else."))


class Command(click.Command):
    """A command that speaks the user's language and takes ``--data`` and ``--lang`` behind its name too."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        settings.setdefault("options_metavar", "[--…]")
        # Surplus words are refused below, in our own words.
        settings["context_settings"] = {"allow_extra_args": True, "help_option_names": ["-h", "--help"]}
        super().__init__(*args, **settings)
        self.params += global_options(hidden=True)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with _placed(ctx):
            rest = super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            raise WrongUsage(N_("{words} is too much here."), ctx, words=" ".join(ctx.args))
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _usage(self, ctx, formatter)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _text(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _options(self, ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _help_option(super().get_help_option(ctx), ctx)


class Group(click.Group):
    """Commands found by name in other modules, loaded when called."""

    command_class = Command

    def __init__(self, *args: Any, places: Mapping[str, str] | None = None, **settings: Any) -> None:
        settings.setdefault("options_metavar", "[--…]")
        settings.setdefault("subcommand_metavar", "COMMAND …")
        settings["context_settings"] = {"help_option_names": ["-h", "--help"]}
        settings["no_args_is_help"] = False
        settings["invoke_without_command"] = True
        super().__init__(*args, **settings)
        self.places = places or {}
        if not any(one.name == "lang" for one in self.params):
            self.params += global_options(hidden=True)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with _placed(ctx):
            return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.places, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.places:
            module, _, name = self.places[cmd_name].partition(":")
            command: click.Command = getattr(importlib.import_module(module), name)
            return command
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        command = self.get_command(ctx, args[0])
        if command is None:
            raise WrongUsage(N_("There is no command {name}."), ctx, name=args[0])
        return args[0], command, args[1:]

    def invoke(self, ctx: click.Context) -> Any:
        if not ctx._protected_args and not ctx.args:
            raise WrongUsage(N_("Name a command."), ctx)
        return super().invoke(ctx)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _usage(self, ctx, formatter)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _text(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _options(self, ctx, formatter)
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None:
                rows.append((name, _words(ctx, command.help or "").partition("\n\n")[0]))
        with formatter.section(_words(ctx, N_("Commands"))):
            formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _help_option(super().get_help_option(ctx), ctx)


class Listing(Group):
    """A group that lists when it is called without a command of its own."""

    def invoke(self, ctx: click.Context) -> Any:
        if not ctx._protected_args and not ctx.args:
            return click.Group.invoke(self, ctx)
        return super().invoke(ctx)


def global_options(*, hidden: bool) -> list[click.Parameter]:
    """``--data`` and ``--lang``; they change the desk of the call and are no arguments of any command."""

    def folder(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
        if value == "":
            # An unset variable of a script: the folder one stands in is not meant.
            raise WrongUsage(N_("The option {name} needs a value."), ctx, name=_name(param))
        if value is not None:
            _desk(ctx).folder = Path(value)

    def language(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
        if value is not None:
            _desk(ctx).language = value

    return [
        Option(
            ["--lang"],
            type=OneOf(*LANGUAGES),
            metavar="|".join(LANGUAGES),
            callback=language,
            is_eager=True,
            expose_value=False,
            hidden=hidden,
            help=N_("The language of what is said; Bengali where nothing is chosen."),
        ),
        Option(
            ["--data"],
            type=str,
            metavar="DIR",
            callback=folder,
            is_eager=True,
            expose_value=False,
            hidden=hidden,
            help=N_("The data folder, where it is not the usual one of this user."),
        ),
    ]


@contextmanager
def _placed(ctx: click.Context) -> Iterator[None]:
    """Tells click's parser, which does not, which command its complaint is about."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def _desk(ctx: click.Context) -> Desk:
    return ctx.ensure_object(Desk)


def _words(ctx: click.Context, sentence: str) -> str:
    return translate(sentence, _desk(ctx).language)


def _usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=_words(ctx, N_("Usage:")) + " ")


def _text(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(_words(ctx, command.help or ""))


def _options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    records = [one.get_help_record(ctx) for one in command.get_params(ctx) if isinstance(one, click.Option)]
    rows = [record for record in records if record is not None]
    with formatter.section(_words(ctx, N_("Options"))):
        formatter.write_dl(rows)


def _help_option(found: click.Option | None, ctx: click.Context) -> click.Option | None:
    if found is not None:
        found.help = _words(ctx, N_("Shows this help."))
    return found
