"""Letters: papers with words of their own, composed of a ``Letter``, its ``Subject`` and a ``Layout``."""

from koyradesk.documents.letters.refusals import refuse_empty
from koyradesk.documents.letters.shape import addressed, compose_letter
from koyradesk.documents.letters.wording import title_of, worded

__all__ = ["addressed", "compose_letter", "refuse_empty", "title_of", "worded"]
