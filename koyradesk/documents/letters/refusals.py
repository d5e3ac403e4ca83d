"""Letters with nothing to say are refused in words."""

from __future__ import annotations

from koyradesk.documents.blocks import flat
from koyradesk.documents.letters.wording import matters_of
from koyradesk.documents.matter import Subject
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.model import Letter


def refuse_empty(letter: Letter, subject: Subject) -> None:
    """Raises a ``UserError`` where the records have nothing that the letter is there to say."""
    meeting, matters = subject.meeting, matters_of(letter, subject)
    match letter.kind:
        case "notice" if not (meeting.date or flat(meeting.date_text)):
            raise UserError(N_("The meeting has no date yet. Set its date before you write the notice."))
        case "postponement" | "cancellation" if not (meeting.date or flat(meeting.date_text)):
            raise UserError(N_("The meeting has no date, so there is nothing to put off or to cancel."))
        case "endorsement" if not (meeting.items or any(flat(one.text) for one in meeting.opening)):
            raise UserError(N_("The minutes say nothing yet. Write them before you send them on."))
        case "extract" if not matters:
            raise UserError(N_("No decision of this meeting is for {to}. There is nothing to extract."), to=_to(letter))
        case "progress" if not matters:
            raise UserError(N_("There are no decisions to report on."))
        case "reminder" if not matters:
            raise UserError(N_("Nothing is late for {to}. There is nothing to remind of."), to=_to(letter))
        case "return" if not matters:
            raise UserError(N_("Choose the decision that the illustrated return is about."))
        case "return" if not (subject.photos or subject.enclosed or flat(matters[0].progress) or matters[0].reported):
            raise UserError(
                N_(
                    "Nothing is recorded for this decision and month: no photo, no number and no report of progress."
                    " Add a photo."
                )
            )


def _to(letter: Letter) -> str:
    return flat(letter.to) or "—"
