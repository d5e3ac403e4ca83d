"""What Bengali asks of the program. Every room here is pure: text and dates in, text and dates out; no files, no clock.

========== ============================================================================================
text       NFC, the key for searching, tidying what was typed, characters that may not stand in a paper
digits     Bengali digits, lakh grouping (১,২৩,৪৫,৬৭৮), ordinals (১ম ২য় … ১১তম), a number in a text
calendar   the Bangla calendar (বঙ্গাব্দ) of Bangladesh in both directions; names of months, days, seasons
collation  the dictionary's order
numbering  how labels count: ১। ১) ১.০ ০১ (ক) i) - the next label, a label's value, whether two are of one style
labels     a running text "১। … ২। … ৩। …" taken apart at its labels, and put together again
dates      dates and months as typed, read into a date and the style that writes it the same way again
dating     the words of dates: spellings of months, days and eras; ``spell`` writes a date in a style
times      the time of a meeting as typed (সকাল ১০.৩০ ঘটিকা)
========== ============================================================================================

Two rules hold everywhere. Text is NFC: NFC keeps ড় ঢ় য় decomposed, so a literal from an editor may differ from it and
is passed through ``text.nfc`` before it is compared. And nothing is guessed silently: what cannot be read gives None,
what was read with doubt says so.
"""
