"""Finding in the window: one box over everything, the places it leads to, and the marks on what was found."""
