"""The lines that are offered at each step: places, usual offices and committees, and names that no list has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from koyradesk.bengali.text import has_bengali
from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from ui.beginning.picking import OWN
from ui.letters.choosing import Offered
from ui.say import Voice

if TYPE_CHECKING:
    from koyradesk.beginning.proposing import Proposal
    from koyradesk.beginning.shapes import CommitteeKind, Plan
    from ui.beginning.jobs import Standing


#: So many places are offered: more are told apart by another letter.
_PLACES = 20


class Offers:
    """What fits what is typed. Fast enough to be asked at each letter."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._standing: Standing | None = None
        self._plan: Plan | None = None

    def stand(self, standing: Standing) -> None:
        """What there is already."""
        self._standing, self._plan = standing, standing.plan

    def of(self, plan: Plan) -> None:
        """What was chosen at the steps before."""
        self._plan = plan

    def place_name(self, code: str) -> str:
        """A place as one would type it."""
        from koyradesk.directory import places

        return places.words(code, self._voice.language) if code else ""

    def places(self, text: str) -> Sequence[Offered]:
        """Upazilas and districts; a name that is none can be taken as it is."""
        from koyradesk.beginning.finding import find_places
        from koyradesk.directory import places

        voice, language = self._voice, self._voice.language
        typed = " ".join(plain(text).split())
        known = places.named(typed)
        found = []
        for one in find_places(typed, _PLACES):
            above = places.words(one.above, language) if one.level == "upazila" else ""
            district = N_("an office of the district")
            told = voice(N_("{district} district"), district=above) if above else voice(district)
            other = one.name("bn" if language == "en" else "en")
            found.append(Offered(one.code, one.name(language), escape(f"{told} · {other}")))
        if has_bengali(typed) and known is None:
            found.append(self._own(typed, N_("as it is typed: for a place that the list does not have")))
        return found

    def offices(self, text: str) -> Sequence[Offered]:
        """The usual offices of an upazila or district."""
        from koyradesk.beginning import templates

        typed = " ".join(plain(text).split())
        proposal = self._proposal()
        found = [
            Offered(one.key, one.name, escape(" · ".join((*one.lines, templates.post(one.level, one.head)))))
            for one in templates.find_offices(typed, proposal.level)
        ]
        if has_bengali(typed) and typed not in [one.head for one in found]:
            found.append(self._own(typed, N_("as it is typed")))
        return found

    def committees(self, text: str) -> Sequence[Offered]:
        """The usual committees that the office does not have yet."""
        from koyradesk import committees

        typed = " ".join(plain(text).split())
        assert self._standing is not None
        found = [
            Offered(kind.key, name, escape(self._counted(kind)))
            for kind, name in self._proposal().usual_committees(typed)
            if committees.key(name) not in self._standing.committees
        ]
        if has_bengali(typed) and typed not in [one.head for one in found]:
            found.append(self._own(typed, N_("as it is typed: it begins without members")))
        return found

    def likely(self, plan: Plan) -> Plan:
        """A plan for the page: where nothing is chosen yet, the first that is offered stands."""
        from koyradesk.beginning import templates
        from koyradesk.beginning.proposing import Proposal

        assert self._standing is not None
        standing = self._standing
        level = Proposal(plan, standing.today, standing.base).level
        if not standing.base.begun and not plan.office and not plan.own_office:
            plan = plan.with_office(templates.offices(level)[0].key)
        if not plan.meets:
            likeliest, _ = Proposal(plan, standing.today, standing.base).usual_committees()[0]
            plan = plan.with_committee(likeliest.key)
        return plan

    def _counted(self, kind: CommitteeKind) -> str:
        sentence = N_("{members} members · {topics} topics · chair: {chair}")
        return self._voice(sentence, chair=kind.chair.post, members=len(kind.seats), topics=len(kind.agenda))

    def _own(self, typed: str, told: str) -> Offered:
        return Offered(OWN + escape(typed), typed, escape(self._voice(told)))

    def _proposal(self) -> Proposal:
        from koyradesk.beginning.proposing import Proposal

        assert self._plan is not None
        assert self._standing is not None
        return Proposal(self._plan, self._standing.today, self._standing.base)
