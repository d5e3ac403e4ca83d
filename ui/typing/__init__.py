"""Typing Bengali anywhere in the program without other software.

An input method of the program's own (``method.Typing``) takes the keys of the field that has the focus and sends it
what an input method of the system would: letters under way, underlined, and then the word. So every text box has it,
and undo, open edits and completion go on as with any other keyboard.
"""
