"""LibreOffice opens a paper for Word to the same text on as many pages as the PDF has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from docx_papers import papers

from koyradesk.documents import Document, render_docx, render_pdf
from koyradesk.documents.docx.fonts import DIGITS
from koyradesk.resources import resource

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="LibreOffice of Debian")

PAPERS = papers()


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every paper as DOCX, and what LibreOffice made of it: PDF and text."""
    folder = tmp_path_factory.mktemp("office")
    for name, document in PAPERS.items():
        (folder / f"{name}.docx").write_bytes(render_docx(document))
    # The paper's own font goes along in the file; only what stands in for its symbols is looked for here.
    data = folder / "data"
    shutil.copytree(resource("fonts"), data / "fonts", ignore=shutil.ignore_patterns("NotoS*Bengali*"))
    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
    for form in ("pdf", "txt:Text (encoded):UTF8"):
        done = subprocess.run(
            [*office, form, "--outdir", str(folder), *(str(folder / f"{name}.docx") for name in PAPERS)],
            env=os.environ | {"XDG_DATA_HOME": str(data)},
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
    return folder


def pages(data: bytes) -> int:
    with pypdfium2.PdfDocument(data) as pdf:
        return len(pdf)


@pytest.mark.parametrize(("name", "document"), PAPERS.items(), ids=PAPERS.keys())
def test_libreoffice_reads_every_word_in_its_order(there: Path, name: str, document: Document) -> None:
    said = (there / f"{name}.txt").read_text(encoding="utf-8-sig")
    assert said.split() == " ".join(document.texts()).split()


@pytest.mark.parametrize(("name", "document"), PAPERS.items(), ids=PAPERS.keys())
def test_it_is_as_long_as_the_pdf(there: Path, name: str, document: Document) -> None:
    theirs, ours = pages((there / f"{name}.pdf").read_bytes()), pages(render_pdf(document))
    assert abs(theirs - ours) <= 1
    if ours == 1:
        assert theirs == 1


def test_bengali_is_set_in_the_font_of_the_paper(there: Path) -> None:
    done = subprocess.run(["pdffonts", str(there / "three-pages.pdf")], capture_output=True, text=True, check=True)
    names = {line.split()[0].partition("+")[2] for line in done.stdout.splitlines()[2:]}
    assert {"NotoSerifBengali-Regular", "NotoSerifBengali-Bold", DIGITS.replace(" ", "")} <= names
