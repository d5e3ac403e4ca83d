"""The district's view as a place: whether the committees of its upazilas meet, what is open and late in each, how far
one decision has come in all of them, and their signed papers to be read and printed."""
