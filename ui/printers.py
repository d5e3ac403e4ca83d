"""The printers of this computer, and one made ready as it was used last.

Asking a printer on the network may take a while: all of this belongs to the worker's thread.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from ui.raster import Paper, prepare


@dataclass(frozen=True, slots=True)
class Habit:
    """How was printed last: the printer's name, and on which sides."""

    printer: str = ""
    duplex: str = ""

    @classmethod
    def of(cls, printer: QPrinter) -> Habit:
        return cls(printer.printerName(), printer.duplex().name)


def installed() -> list[str]:
    """The names of the printers this computer knows."""
    return QPrinterInfo.availablePrinterNames()


def refuse_gone(printer: QPrinter, known: list[str]) -> None:
    """Refuses a printer that is not there any more: the system would take its papers and say nothing.

    Raises:
        UserError: so.
    """
    native = printer.outputFormat() == QPrinter.OutputFormat.NativeFormat
    if native and printer.printerName() not in known:
        raise UserError(
            N_("The printer {name} is not there any more: nothing was printed. Choose another one."),
            name=printer.printerName(),
        )


def ready(paper: Paper, name: str, habit: Habit, known: list[str]) -> QPrinter | None:
    """A printer set for a paper: the one used last if it is still there, else the system's own; None without any."""
    if not known:
        return None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if habit.printer in known:
        printer.setPrinterName(habit.printer)
    prepare(printer, paper, name)
    if habit.duplex in QPrinter.DuplexMode.__members__:
        printer.setDuplex(QPrinter.DuplexMode[habit.duplex])
    return printer
