"""Old minutes (কার্যবিবরণী), text or Word, Unicode or Bijoy -> the records, every word kept, what was unsure marked.

A text is read in steps, each a room of its own:

============ ========================================================================================
source       a file's bytes -> text in Unicode; what is no readable text is refused in words
wordfile     a Word file -> the same; wordstyles tells its fonts, wordlists the numbers of its lists
lines        text -> lines of cells: marks, links, list dashes and stray blanks put in order
vocabulary   the words by which the parts of minutes are known, as data
head         letterhead, title, committee and month
facts        chair, date, time, place, attendance
grid         the decision table: headings, rows, cells that go on in the next line
items        cells -> agenda items: topic, discussion, decisions, implementers
paragraphs   minutes without a table: numbered paragraphs -> agenda items
tail         closing, signatures, memo line, distribution
attendance   a list of those present (পরিশিষ্ট 'ক') in the same file
layoutguess  labels, numbering and order -> differences from the nearest layout
doubts       what does not agree with itself
words        is every word of the source in the paper that would be printed again
reader       the steps in order, and the last net for words that found no place
============ ========================================================================================
"""

from koyradesk.intake.reader import read_file, read_text

__all__ = ["read_file", "read_text"]
