"""Bengali typed in Latin letters: what the letters spell, and which of the known words they may mean.

========= =============================================================================================
sound     what a word sounds like, from its Latin letters and from its Bengali ones, in the same signs
lexicon   the words that are known, found by sound; how far a spelling is from a word
endings   words with the endings of grammar that are known without them (উপজেলা, উপজেলার)
choosing  what is offered for a spelling, best first, and what is meant where nobody chooses
========= =============================================================================================

People do not spell by one rule: nirbahi, nirbahee and nirrbahI are all নির্বাহী. What is compared is therefore the sound
as it can be told from both scripts. The exact spelling of Avro is always on offer as it stands.
"""
