"""The place of decisions: what is followed, how far it is, and what the committee makes of it."""
