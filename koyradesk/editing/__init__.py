"""What an editor does to a meeting, or to a letter: type into a field, add, move, take out, split and join parts. Pure.

Every function takes a ``Meeting`` or ``Letter`` whose parts have ids and gives another one; the same ids go to the
journal. A field is spoken of by its ``Ref``. What follows from what was typed is done here: the day of a date, whether
an implementer is a post held by many, the labels after a change of order.
"""

from koyradesk.editing.changes import add, assign, finish, insert, join, move, remove, renumber, split
from koyradesk.editing.fields import changed, path, put, refs, text, unlike
from koyradesk.editing.parts import INSIDE, has, is_blank, kind_of, parent, part, parts, siblings, with_values

__all__ = [
    "INSIDE",
    "add",
    "assign",
    "changed",
    "finish",
    "has",
    "insert",
    "is_blank",
    "join",
    "kind_of",
    "move",
    "parent",
    "part",
    "parts",
    "path",
    "put",
    "refs",
    "remove",
    "renumber",
    "siblings",
    "split",
    "text",
    "unlike",
    "with_values",
]
