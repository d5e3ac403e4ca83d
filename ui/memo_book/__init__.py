"""The place "memo book": the files (নথি) and what became of every number, and the despatch register of each month."""
