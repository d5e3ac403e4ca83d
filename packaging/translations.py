"""The Bengali catalogue: ``python packaging/translations.py`` brings it up to date with the program.

Every sentence marked with ``N_`` (or given to ``translate`` directly) in ``koyradesk`` and ``ui`` gets a place in
``koyradesk.po``, in the order of the files; what no file says any more is left out; then ``koyradesk.mo`` is compiled,
the same bytes for the same sentences. With ``--check`` nothing is written: it ends with 1 where something is missing.
"""

from __future__ import annotations

import argparse
import ast
import io
import struct
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "resources" / "locale" / "bn" / "LC_MESSAGES" / "koyradesk.po"
MO = PO.with_suffix(".mo")
MARKS = ("N_", "translate")

HEADER = (
    "Project-Id-Version: koyradesk\n"
    "Language: bn\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"
)


def sentences(root: Path = ROOT) -> dict[str, str]:
    """Every marked sentence of the program with the first file that says it."""
    found: dict[str, str] = {}
    for folder in ("koyradesk", "ui"):
        for path in sorted((root / folder).rglob("*.py")):
            for sentence in marked(ast.parse(path.read_text(encoding="utf-8"))):
                found.setdefault(sentence, path.relative_to(root).as_posix())
    return found


def marked(tree: ast.AST) -> Iterator[str]:
    """The literal sentences given to one of ``MARKS`` in a module."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        if isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in MARKS and isinstance(node.args[0].value, str) and node.args[0].value:
                yield node.args[0].value


def read_po(text: str) -> dict[str, str]:
    """Sentence -> translation, without the header."""
    found: dict[str, str] = {}
    parts = {"msgid": "", "msgstr": ""}
    current = ""

    def close() -> None:
        if parts["msgid"]:
            found[parts["msgid"]] = parts["msgstr"]
        parts.update(msgid="", msgstr="")

    for line in text.splitlines():
        word, _, rest = line.partition(" ")
        if word == "msgid":
            close()
        if word in parts:
            current = word
            parts[current] += ast.literal_eval(rest)
        elif line.startswith('"') and current:
            parts[current] += ast.literal_eval(line)
    close()
    return found


def write_po(places: dict[str, str], known: dict[str, str]) -> str:
    """The catalogue as text, sentences in the order of ``places``."""
    blocks = [
        "\n".join(
            ["# Translations of Koyradesk: whole sentences, polite, in plain official Bengali.", *_entry("", HEADER)]
        )
    ]
    for sentence, place in places.items():
        blocks.append("\n".join([f"#: {place}", *_entry(sentence, known.get(sentence, ""))]))
    return "\n\n".join(blocks) + "\n"


def _entry(sentence: str, translation: str) -> list[str]:
    return [*_lines("msgid", sentence), *_lines("msgstr", translation)]


def _lines(word: str, text: str) -> list[str]:
    pieces = text.splitlines(keepends=True) or [""]
    quoted = ['"' + one.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"' for one in pieces]
    return [f"{word} {quoted[0]}"] if len(quoted) == 1 else [f'{word} ""', *quoted]


def compile_mo(known: dict[str, str]) -> bytes:
    """The catalogue in gettext's binary form; sentences without a translation are left out."""
    entries = sorted((a.encode(), b.encode()) for a, b in [("", HEADER), *known.items()] if b)
    head, row = 7 * 4, 8 * len(entries)
    place = head + 2 * row
    tables: list[bytes] = []
    texts = b""
    for column in (0, 1):
        for entry in entries:
            tables.append(struct.pack("<II", len(entry[column]), place + len(texts)))
            texts += entry[column] + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, len(entries), head, head + row, 0, place) + b"".join(tables) + texts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, end with 1 where something is missing")
    checking = parser.parse_args().check
    known = read_po(PO.read_text(encoding="utf-8")) if PO.exists() else {}
    places = sentences()
    kept = {sentence: unicodedata.normalize("NFC", known.get(sentence, "")) for sentence in places}
    text, compiled = write_po(places, kept), compile_mo(kept)
    missing = [sentence for sentence, translation in kept.items() if not translation]
    # That a sentence moved from file to file makes no difference to what is said.
    stale = known.keys() != kept.keys() or not MO.exists() or MO.read_bytes() != compiled
    if not checking:
        PO.write_text(text, encoding="utf-8", newline="\n")
        MO.write_bytes(compiled)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    for sentence in missing:
        sys.stdout.write(f"{places[sentence]}: {sentence}\n")
    return 1 if missing or (checking and stale) else 0


if __name__ == "__main__":
    sys.exit(main())
