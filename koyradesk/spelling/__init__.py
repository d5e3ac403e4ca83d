"""Spelling: which words of a text are marked, and what may be meant.

======= ==========================================================================================
cutting a text cut into the pieces that are judged; addresses and numbers are none
flaws   letters that cannot follow each other, whatever the word is
common  misspellings that official papers are full of, with what is right
endings the endings of grammar, and what is left of a word without them
known   the words that are known without a word list: the program's own and the office's
lists   an optional word list for Hunspell, put there by the office; none comes with the program
speller the judge that asks all of these
======= ==========================================================================================

Without a word list only what is plainly wrong is marked: no word of Bengali is marked because it is merely not known.
"""
