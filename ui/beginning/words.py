"""The steps of the way to a first notice: what each asks, how it is done, and what it leaves for later."""

from __future__ import annotations

from koyradesk.i18n import N_

#: The way of an office that begins, and that of a further committee.
STEPS, FURTHER = ("place", "office", "head", "committee", "when", "who"), ("committee", "when", "who")
ASKS = {
    "place": N_("Which upazila is your office in?"),
    "office": N_("Which office is it?"),
    "head": N_("Is the letterhead right?"),
    "committee": N_("Which committee meets?"),
    "when": N_("When and where is the meeting?"),
    "who": N_("Who leads it, and who signs?"),
}
HINTS = {
    "place": N_("Type part of its name, in Bengali or English. An office of a district types the district."),
    "office": N_("Choose by the arrow keys and Enter, or type part of the name."),
    "head": N_("It stands like this on every paper. Change any line; Enter goes on."),
    "committee": N_("Members, agenda and who gets copies come with it, and can all be changed."),
    "when": N_("A working day is proposed; the arrow keys go a day further. Enter goes on."),
    "who": N_("Names may be left for later. Enter goes to what is still missing, and then makes the notice."),
}
#: What is left for later at a step, on its button; "" where there is nothing to leave.
LATER = {
    "place": N_("Leave it for later"),
    "office": N_("Leave it for later"),
    "head": "",
    "committee": N_("The office alone for now"),
    "when": N_("The committee alone for now"),
    "who": "",
}
