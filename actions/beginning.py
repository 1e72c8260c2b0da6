"""Beginning a request: which kind, whether now, with what was said already."""

from dataclasses import replace

from actions.articles import known_question
from actions.choices import choice, new_requests
from actions.feeling import feel_with
from actions.people import OFFER_HUMAN
from actions.resuming import offer_draft
from actions.turn import REQUEST_FORM, Events, Turn, follow_up, set_slot
from bot.domain.request_kinds import KINDS, RequestKind
from bot.services.answer_question import SURE_WITH_A_WISH
from bot.services.ask_form import offer_human
from bot.services.form_state import Form
from bot.services.request_form import begin
from nlu.text.options import option
from nlu.text.phrases import acts
from nlu.text.pieces import bare_forms, pieces

ANEW = "anew"
_SURE = 0.6
_SHORT = 5
_TELLING = 4
"""Words from which a message tells details."""
_REGISTER = frozenset(
    {"اسجل", "نسجل", "سجلوا", "سجلوني", "تسجيل", "اقدم", "نقدم", "تقديم", "register", "apply"}
)
_WISHES = frozenset(
    {"بدي", "بدنا", "محتاج", "محتاجه", "محتاجين", "مساعده", "ساعدوني", "ساعدونا", "need", "help"}
)
_LIVING = frozenset(
    {"ايجار", "اجار", "ديون", "كهربا", "كهرباء", "اكل", "حليب", "مصروف", "rent", "bills", "milk"}
)
_MONEY = frozenset({"مصاري", "فلوس", "money"})
_MAY_WISH = frozenset({"help", "inform", "affirm", "out_of_scope", "request_human", "nlu_fallback"})
"""What the model takes a short wish for when it is wrong about it."""


def begin_request(turn: Turn, kind: RequestKind) -> Events:
    """Sets the draft and starts the form, or says why not now."""
    if turn.form == REQUEST_FORM:
        _while_in_form(turn, kind)
        return []
    feel_with(turn)
    if turn.queued:
        guessed = turn.heard.text and turn.heard.confidence < _SURE
        turn.say("inform.queued" if guessed else "request.queued")
    elif not kind.by_chat:
        _not_by_chat(turn, kind)
    elif turn.draft and turn.heard.act != ANEW:
        offer_draft(turn, kind.name)
        return [set_slot("wish", turn.heard.text or None)]
    else:
        return _start(turn, kind)
    return []


def begin_or_answer(turn: Turn, kind: RequestKind) -> Events:
    """What a caseworker takes on is told about first, where an article surely speaks of it."""
    told = known_question(turn, sure=SURE_WITH_A_WISH, besides=True) or []
    return [*told, *begin_request(turn, kind)]


def named_kind(turn: Turn) -> RequestKind | None:
    """The kind that a short wish names in so many words, whatever the model made of it."""
    heard = turn.heard
    registers = heard.length <= 2 * _SHORT and any(word.strong in _REGISTER for word in pieces(heard.text))
    may = heard.intent.startswith("request_") or heard.intent in _MAY_WISH or heard.confidence < _SURE
    if turn.form == REQUEST_FORM or not (registers or (may and heard.length <= _SHORT)):
        return None
    name = option(heard.text, "kind", tuple(KINDS))
    return KINDS[name] if name else None


def told_need(turn: Turn) -> RequestKind | None:
    """Money is wanted for living, in the midst of a story that the model takes for mere details."""
    heard = turn.heard
    if turn.form == REQUEST_FORM or turn.queued:
        return None
    said = {form for word in pieces(heard.text) for form in bare_forms(word.strong)}
    in_details = heard.intent in _MAY_WISH and heard.length >= _SHORT and bool(said & (_LIVING | _MONEY))
    to_live = heard.intent == "ask_send_money" and bool(said & _LIVING) and bool(said & _MONEY)
    return KINDS["financial_support"] if said & _WISHES and (in_details or to_live) else None


def wants_some_help(turn: Turn) -> bool:
    """Help of no kind in particular, or of a kind that the model only guesses."""
    heard = turn.heard
    guessed = heard.intent.startswith("request_") and heard.confidence < _SURE and heard.length <= _SHORT
    return turn.form != REQUEST_FORM and not turn.queued and ("some_help" in acts(heard.text) or guessed)


def keep_for_request(turn: Turn) -> Events:
    """Details that nobody asked for, until it is known which request they are for."""
    return [set_slot("wish", turn.heard.text)] if turn.heard.length >= _TELLING else []


def ask_which(turn: Turn) -> Events:
    turn.say("request.which", *new_requests(turn), offer_human())
    return [set_slot("wish", None)]


def _start(turn: Turn, kind: RequestKind) -> Events:
    """With the words that came before it was known what they were for; a button has none."""
    text = "\n".join(filter(None, (turn.slot("wish"), turn.heard.text)))
    form = begin(kind, replace(turn.heard, text=text))
    return [set_slot("draft", form.dump()), set_slot("wish", None), follow_up(REQUEST_FORM)]


def _while_in_form(turn: Turn, kind: RequestKind) -> None:
    current = Form.load(turn.slot("draft")).kind
    if not kind.by_chat:
        _not_by_chat(turn, kind)
    elif kind.name != current:
        choices = (
            choice("button.draft_first", "affirm", act="resume"),
            choice("button.draft_other", kind.intent, act=ANEW),
        )
        turn.say("request.one_at_a_time", *choices, kind=_named(current), other=_named(kind.name))


def _not_by_chat(turn: Turn, kind: RequestKind) -> None:
    turn.say(
        "request.not_by_chat", offer_human("button.human", reason="skill_missing"), kind=_named(kind.name)
    )
    turn.offer(OFFER_HUMAN)


def _named(kind: str) -> dict[str, str]:
    return {"key": f"kind.{kind}"}
