"""The place of letters and papers: all of them in one list, a new one, one being written, many at once."""
