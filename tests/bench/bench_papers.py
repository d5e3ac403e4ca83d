"""Minutes of 3 and of 90 pages, side by side with Typst and LibreOffice in one run: seconds, sizes, words read back.

    python tests/bench/bench_papers.py [--rounds 9]

Needs the package ``typst``; LibreOffice (``soffice``) gets the paper as our own DOCX, and is left out where it is not
installed. Poppler (``pdftotext``) reads what was made. The rounds of all programs take turns, and medians are printed.
The text is the sample office's prose and the golden papers' hardest words, drawn by chance that is the same every time;
every round changes it, as typing does: in every discussion (what a program remembers of paragraphs is no help), or in
the first alone.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pypdfium2
import samples
from golden_papers import KNOTS, MIXED, MONEY
from measuring import say, seconds

from koyradesk import layout, sample
from koyradesk.bengali.text import nfc
from koyradesk.documents import Document, compose_minutes, render_docx, render_pdf
from koyradesk.documents.blocks import Table, flat
from koyradesk.resources import resource

ROOT = Path(__file__).resolve().parents[2]

#: Agenda items that fill three and ninety pages.
SIZES = {"3 pages": 7, "90 pages": 285}
#: Rounds of what takes seconds.
SLOW = 3


@cache
def prose() -> tuple[list[str], list[str]]:
    """Sentences of the sample office, and words that are hard to set."""
    held = list(sample.held_meetings(date(2026, 11, 22)))
    texts = [
        text for one in held for item in one.items for text in (item.discussion, *(d.text for d in item.decisions))
    ]
    return [f"{one.strip()}।" for text in texts for one in flat(text).split("।") if one.strip()], (
        f"{KNOTS} {MIXED} {MONEY}".split()
    )


def paper(items: int, round_number: int, *, whole: bool = True) -> Document:
    """Minutes that differ in every round."""
    chance = random.Random(items)
    sentences, hard = prose()
    held = samples.meeting(items)
    made = []
    for place, item in enumerate(held.items):
        said = " ".join([*chance.sample(sentences, 5), *chance.sample(hard, 6)])
        changed = f"{said} পর্ব {round_number}।" if whole or place == 0 else said
        decisions = tuple(replace(one, text=chance.choice(sentences)) for one in item.decisions)
        made.append(replace(item, discussion=changed, decisions=decisions))
    return compose_minutes(replace(held, items=tuple(made)), layout.resolve("upazila"))


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


class Bench:
    """The programs at work in one folder; each gives what it made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def ours(self, document: Document) -> bytes:
        return render_pdf(document)

    def typst(self, document: Document) -> Callable[[], bytes]:
        import typst

        source = self.folder / "paper.typ"
        source.write_text(typst_source(document), encoding="utf-8")
        fonts = [resource("fonts")]
        return lambda: typst.Compiler(str(source), font_paths=fonts, ignore_system_fonts=True).compile()

    def libreoffice(self, document: Document) -> Callable[[], bytes]:
        source = self.folder / "paper.docx"
        source.write_bytes(render_docx(document))
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(self.folder), str(source)]

        def run() -> bytes:
            subprocess.run(command, capture_output=True, check=True)
            return source.with_suffix(".pdf").read_bytes()

        return run


WHOLE = """
import sys; sys.path[:0] = {paths!r}
from bench_papers import paper
{work}
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
OURS = "from koyradesk.documents import render_pdf; render_pdf(paper({items}, 0))"


def process(items: int) -> tuple[float, float]:
    """Seconds and peak MB of a process that starts, composes, sets one paper and ends."""
    paths = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "bench")]
    script = WHOLE.format(paths=paths, work=OURS.format(items=items))
    shown: list[str] = []

    def run() -> None:
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
        shown.append(done.stdout)

    return seconds(run), int(shown[0]) / 1024


def words(text: str) -> list[str]:
    """Words as tests count them."""
    return re.findall(r"[^\s\u200b\ufeff]+", nfc(text).replace("\u00a0", " "))


def readers(data: bytes) -> Iterator[tuple[str, list[str]]]:
    """What poppler (in the order of the file, and as it stands on the page) and pdfium read."""
    for options in (["-raw"], []):
        shown = subprocess.run(["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True).stdout
        yield "poppler", words(shown.decode("utf-8"))
    with pypdfium2.PdfDocument(data) as pdf:
        yield "pdfium", words("\n".join(page.get_textpage().get_text_range() for page in pdf))


def kept(document: Document, data: bytes) -> str:
    """The share of the paper's distinct words that each reader finds; poppler at its better."""
    wanted = set(words("\n".join(document.texts())))
    shares: dict[str, float] = defaultdict(float)
    for name, found in readers(data):
        shares[name] = max(shares[name], len(wanted & set(found)) / len(wanted))
    return ", ".join(f"{name} {share:.1%}" for name, share in shares.items()) + f" of {len(wanted)}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=9)
    rounds = options.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name))
        office = shutil.which("soffice") is not None
        for size, items in SIZES.items():
            count = rounds if items < 50 else SLOW
            for whole in (True, False):
                spent = defaultdict(list)
                for number in range(-1, count):
                    document = paper(items, number, whole=whole)
                    ours = seconds(lambda document=document: bench.ours(document))
                    theirs = seconds(bench.typst(document))
                    if number >= 0:  # the first round warms up
                        spent["ours"].append(ours)
                        spent["Typst"].append(theirs)
                told = {one: statistics.median(took) for one, took in spent.items()}
                say(
                    f"{size}, {'every text' if whole else 'one text'} changed: ours {told['ours'] * 1000:.1f} ms, "
                    f"Typst {told['Typst'] * 1000:.1f} ms, ratio {told['ours'] / told['Typst']:.2f}"
                )
            whole_process(bench, size, items, office)
            made = {"ours": bench.ours(paper(items, 0)), "Typst": bench.typst(paper(items, 0))()}
            if office:
                made["LibreOffice"] = bench.libreoffice(paper(items, 0))()
            for program, data in made.items():
                with pypdfium2.PdfDocument(io.BytesIO(data)) as pdf:
                    pages = len(pdf)
                say(
                    f"{size}, {program}: {pages} pages, {len(data) / 1000:.0f} kB; words: {kept(paper(items, 0), data)}"
                )


def whole_process(bench: Bench, size: str, items: int, office: bool) -> None:
    """A process that starts, makes one paper and ends, against LibreOffice that opens the DOCX and writes a PDF."""
    ours, theirs, peak = [], [], 0.0
    for _ in range(SLOW):
        took, memory = process(items)
        ours.append(took)
        peak = max(peak, memory)
        if office:
            theirs.append(seconds(bench.libreoffice(paper(items, 0))))
    text = f"{size}, whole process: ours {statistics.median(ours):.2f} s, peak {peak:.0f} MB"
    if theirs:
        text += f"; LibreOffice {statistics.median(theirs):.2f} s, "
        text += f"ratio {statistics.median(ours) / statistics.median(theirs):.2f}"
    say(text)


if __name__ == "__main__":
    main()
