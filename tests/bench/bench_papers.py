"""How fast papers are set, side by side with Typst and LibreOffice in one run.

    python tests/bench/bench_papers.py

Needs the packages ``typst`` and ``python-docx``; LibreOffice (``soffice``) is compared where it is installed. Every
round changes the text, as typing does; medians of the rounds are printed with the ratio to the other program's.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from samples import meeting  # noqa: E402

from koyradesk import layout  # noqa: E402
from koyradesk.documents import Document, compose_minutes, render_pdf  # noqa: E402
from koyradesk.documents.blocks import Table, flat  # noqa: E402
from koyradesk.resources import resource  # noqa: E402

#: Agenda items (with a discussion of six sentences) that fill about three and about ninety pages.
SIZES = {"3 pages": 8, "90 pages": 330}


def paper(items: int, round_number: int, *, whole: bool = True) -> Document:
    """Minutes that differ in every round: in every discussion (``whole``: what a program remembers of paragraphs is no
    help), or in the first alone."""
    held = meeting(items, talk=2)
    changed = [
        replace(item, discussion=f"{item.discussion} পর্ব {round_number}।") if whole or place == 0 else item
        for place, item in enumerate(held.items)
    ]
    return compose_minutes(replace(held, items=tuple(changed)), layout.resolve("upazila"))


def typst_source(document: Document) -> str:
    """The same texts, table and sizes for Typst."""

    def quote(text: str) -> str:
        return '#("' + text.replace("\\", "\\\\").replace('"', '\\"') + '")'

    lines = [
        '#set page(paper: "a4", margin: (x: 19mm, y: 18mm))',
        f'#set text(font: "{document.type.font}", size: 11pt, lang: "bn")',
        "#set par(justify: true)",
    ]
    for block in document.blocks:
        if isinstance(block, Table):
            widths = ",".join(f"{column.width}fr" for column in block.columns)
            heads = ",".join(f"[*{quote(column.heading)}*]" for column in block.columns)
            cells = ",".join(
                "[" + " \\ ".join(quote(flat(text)) for text in cell.paragraphs) + "]"
                for row in block.rows
                for cell in row
            )
            lines.append(f"#table(columns: ({widths}), table.header({heads}), {cells})")
        else:
            lines += [f"{quote(text)}\n" for text in block.texts()]
    return "\n".join(lines)


def timed(rounds: int, run: Callable[[int], object]) -> float:
    """Median seconds of ``rounds`` runs after one that is not counted."""
    run(-1)
    seconds = []
    for number in range(rounds):
        start = time.perf_counter()
        run(number)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def with_typst(folder: Path, items: int, rounds: int, whole: bool) -> float:
    import typst

    fonts = [resource("fonts")]
    source = folder / "paper.typ"

    def compile_whole(number: int) -> None:
        source.write_text(typst_source(paper(items, number, whole=whole)), encoding="utf-8")
        start = time.perf_counter()
        typst.Compiler(str(source), font_paths=fonts, ignore_system_fonts=True).compile()
        spent.append(time.perf_counter() - start)

    spent: list[float] = []
    timed(rounds, compile_whole)
    return statistics.median(spent[1:])


def with_libreoffice(folder: Path, items: int) -> float:
    import docx

    document = docx.Document()
    for block in paper(items, 0).blocks:
        if isinstance(block, Table):
            table = document.add_table(rows=0, cols=len(block.columns))
            for row in block.rows:
                for cell, held in zip(table.add_row().cells, row, strict=True):
                    cell.text = "\n".join(flat(text) for text in held.paragraphs)
        else:
            for text in block.texts():
                document.add_paragraph(text)
    document.save(str(folder / "paper.docx"))
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "paper.docx")]
    return timed(3, lambda _: subprocess.run(command, capture_output=True, check=True))


WHOLE = """
import sys; sys.path[:0] = {paths!r}
from samples import meeting
from koyradesk import layout
from koyradesk.documents import compose_minutes, render_pdf
open({out!r}, "wb").write(render_pdf(compose_minutes(meeting({items}, talk=2), layout.resolve("upazila"))))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def whole_process(folder: Path, items: int) -> tuple[float, float]:
    """Median seconds and peak MB of a process that starts, sets one paper and ends."""
    script = WHOLE.format(paths=[str(ROOT), str(ROOT / "tests")], out=str(folder / "whole.pdf"), items=items)
    peak = 0.0

    def run(_: int) -> None:
        nonlocal peak
        shown = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True).stdout
        peak = max(peak, int(shown) / 1024)

    return timed(5, run), peak


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=9)
    rounds = options.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size, items in SIZES.items():
            count = rounds if items < 50 else 3
            for whole in (True, False):
                ours = timed(
                    count, lambda number, items=items, whole=whole: render_pdf(paper(items, number, whole=whole))
                )
                text = f"{size}, {'every text' if whole else 'one text'} changed: ours {ours * 1000:.1f} ms"
                with contextlib.suppress(ImportError):
                    theirs = with_typst(folder, items, count, whole)
                    text += f", Typst {theirs * 1000:.1f} ms, ratio {ours / theirs:.2f}"
                say(text)
        for size, items in SIZES.items():
            seconds, peak = whole_process(folder, items)
            say(f"{size}: whole process {seconds:.2f} s, peak {peak:.0f} MB")
            if shutil.which("soffice") and items < 50:
                theirs = with_libreoffice(folder, items)
                say(f"{size}: LibreOffice, docx to PDF {theirs:.2f} s; ratio {seconds / theirs:.2f}")


def say(*parts: object) -> None:
    sys.stdout.write(" ".join(map(str, parts)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
