"""The mode for a meeting that runs: who came at the left, what is said at the right, nothing else; and the making of
minutes from the notes after it.

It is a place of the window like others (``screen``), with a ``Session`` of its own meeting, so what is typed is kept
and taken back as everywhere. ``roll`` draws the two lists, ``people`` and ``notes`` are the two sides, ``making`` is
what comes after.
"""
