"""Fields to type in: marked text, a line, a date, chips, and the form that labels them.

All speak the same way to whoever binds them to a record. Signals: ``typed(str)`` the marked text at every change the
user makes, ``entered()``, ``left()``, ``pasted(Pasted)`` for a paste the owner should place, ``overflowed()`` for one
that is too long, ``locked()`` when somebody types where it can only be read, ``undo_asked()`` and ``redo_asked()``
where the field itself has nothing to undo. Methods: ``marked()``, ``show_marked(text)``, ``place_cursor(offset)``,
``set_frozen(bool)``.
"""

from ui.fields.chips import Chip, ChipsField
from ui.fields.dates import DateField
from ui.fields.field import TOO_LONG, Completer
from ui.fields.form import Form, Labelled
from ui.fields.line import LineField
from ui.fields.marked import MarkedField

__all__ = ["TOO_LONG", "Chip", "ChipsField", "Completer", "DateField", "Form", "Labelled", "LineField", "MarkedField"]
