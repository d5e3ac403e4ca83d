"""What was told of an obligation, with its proofs, and the line of decisions it stands in. On the worker's thread."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from koyradesk import files
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.obligations import lineage
from koyradesk.obligations.shapes import Evidence
from koyradesk.store import blobs
from ui.decisions.shapes import Entry, Matter, Proof, Story
from ui.names import shown_as

if TYPE_CHECKING:
    from koyradesk.obligations.standing import Standing
    from koyradesk.store import Store


def story(store: Store, standing: Standing, matter: Matter) -> Story:
    """Everything that was told, newest first."""
    reports = {report.id for task in matter.tasks for report in task.reports}
    proofs: dict[str, list[Proof]] = {}
    for row in store.rows("attachment", of=reports) if reports else ():
        one = Evidence(row["id"], row["name"], row["blob"] or "", row["media"], row["note"])
        proofs.setdefault(row["of"], []).append(Proof(one, blobs.is_there(store.folder, one.blob), not one.blob))
    entries = [
        Entry(task.name, task.period, report, tuple(proofs.get(report.id, ())))
        for task in matter.tasks
        for report in task.reports
    ]
    entries.sort(key=lambda one: (one.report.date or date.min, one.report.id), reverse=True)
    of = matter.obligation
    return Story(
        matter,
        tuple(entries),
        lineage.chain(store, standing, of),
        _where(store, of.extended_in),
        _where(store, of.closed_in),
    )


def proof_file(store: Store, proof: Proof, folder: Path) -> Path:
    """A proof as a file under its own name.

    Raises:
        UserError: it vanished from the disk, or is damaged.
    """
    one = proof.evidence
    if not blobs.is_there(store.folder, one.blob):
        if proof.awaited:
            raise UserError(
                N_(
                    "The file “{name}” has not come from their office yet. It is asked for with your next file to them."
                ),
                name=one.name,
            )
        raise UserError(
            N_("The file “{name}” is no more on this computer's disk. Bring it back from a backup, or add it again."),
            name=one.name,
        )
    data = store.blob(one.blob)
    path = folder / shown_as(one.name, one.blob)
    if not path.exists():
        files.write(path, data)
    return path


def _where(store: Store, meeting: str) -> str:
    row = store.row(meeting) if meeting else None
    return plain(row["title"]) if row else ""
