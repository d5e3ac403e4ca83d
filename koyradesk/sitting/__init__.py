"""A meeting while it runs: who came and when, whether enough are there, what was said; and what is made of it after.

All of it is kept in the records of the meeting (``model.Meeting``: ``attendees``, ``begun``, ``ended``, ``notes``), so
journal, undo, bin and the typing of two people at once are those of every other text. None of it leaves the office.
"""
