"""The sentence bank (বাক্যভাণ্ডার): what minutes say again and again, with slots that the meeting at hand fills.

Sentences are those the program brings (``standing``), those that stood in two meetings of the office or more
(``learning``), and what the office starred, edited, hid or wrote itself (``keeping``). ``reading`` gathers them into a
``Bank``, which never changes and may be asked from any thread.
"""

from koyradesk.bank.offering import Bank
from koyradesk.bank.shapes import FIELDS, SORTS, Going, Offered, Seat, Sentence
from koyradesk.bank.slots import SLOTS, Facts, Filled, Stop, fill, generalise

__all__ = [
    "FIELDS",
    "SLOTS",
    "SORTS",
    "Bank",
    "Facts",
    "Filled",
    "Going",
    "Offered",
    "Seat",
    "Sentence",
    "Stop",
    "fill",
    "generalise",
]
