"""The sentence bank in the window: what it offers while one types, and the panel in which it is looked through."""
