"""Condolence and relief, said before business."""

from collections.abc import Collection, Sequence

from actions.turn import Turn
from nlu.text.options import option
from nlu.text.pieces import bare_forms, pieces

_OUT = frozenset({"طلع", "طلعت", "خرج", "خرجت", "روح", "انفرج", "افرجوا", "افرج", "طلعوه", "released"})
_PRISON = frozenset({"سجن", "حبس", "اصلاح", "prison", "jail"})
_NOT_YET = frozenset({
    "اذا", "لما", "متي", "بس", "قبل", "كيف", "لو", "ممكن", "ما", "لسا", "if", "when", "before", "not",
})  # fmt: skip
_FEAR = frozenset({
    "خايف", "خايفه", "خايفين", "بخاف", "بنخاف", "اخاف", "نخاف", "بتخاف", "خوف", "خوفني", "بخوفني", "بخوفنا",
    "مرعوب", "مرعوبه", "رعب", "ضرب", "ضربني", "بضربني", "بضرب", "بيضرب", "يضربني", "هدد", "هددني", "بهدد",
    "بهددني", "مشاكل", "afraid", "scared", "fear", "hits", "beats", "hit", "threatens", "threatened",
})  # fmt: skip
_FROM_IT = 4
"""Words between getting out and the prison."""


def feel_with(turn: Turn) -> None:
    text = turn.heard.text
    if option(text, "care", ("condolence",)):
        turn.say("care.condolence")
    elif _got_out(text) and not _fears(text):
        turn.say("care.relief")


def _fears(text: str) -> bool:
    """Not everybody's coming home is a joy."""
    return any(form in _FEAR for word in pieces(text) for form in bare_forms(word.strong))


def _got_out(text: str) -> bool:
    """Somebody has come out of prison: as news, neither as a question nor as a hope."""
    words = [word.strong for word in pieces(text)]
    for place, word in enumerate(words):
        if word in _OUT and not _NOT_YET & set(words[:place]):
            return _names(words[place + 1 : place + 1 + _FROM_IT], _PRISON)
    return False


def _names(words: Sequence[str], wanted: Collection[str]) -> bool:
    return any(form in wanted for word in words for form in bare_forms(word))
