"""The handbook (সহায়িকা): its pages read into blocks, the places each page helps at, and what is found in it."""

from koyradesk.handbook.contents import Contents, Group, Spot, contents
from koyradesk.handbook.reading import Block, Page, Run, anchor_of, read
from koyradesk.handbook.searching import Hit, search

__all__ = [
    "Block",
    "Contents",
    "Group",
    "Hit",
    "Page",
    "Run",
    "Spot",
    "anchor_of",
    "contents",
    "read",
    "search",
]
