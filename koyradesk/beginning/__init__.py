"""An office that begins: what is chosen step by step, what is proposed from it, and all of it written at once."""
