"""Finding anything the office keeps, as one types: what was typed, what holds it, where that stands, what to try else.

``Finder`` belongs to the thread of its store. ``typed``, ``numbers`` and ``marking`` are pure.
"""
