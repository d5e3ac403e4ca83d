"""Spelling in the windows: who judges the words, off their thread, and the way from one marked word to the next.

The marks of a field are ``ui/fields/spelling.py``'s.
"""
