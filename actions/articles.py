"""How articles are told: the answer in one bubble with its source and date, then what one may press."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from actions.choices import choice
from actions.people import OFFER_HUMAN
from actions.topics import first_asked
from actions.turn import REQUEST_FORM, Events, Turn, set_slot
from bot.domain.article import BUTTON_EVENT, LANGUAGES, Article, Part, Topic
from bot.domain.centre import Centre, CentreField
from bot.domain.commands import CommandName
from bot.services.answer_question import (
    SURE,
    Asked,
    Band,
    Found,
    Subject,
    find_answer,
    find_follow_up,
    follows_up,
)
from bot.services.ask_form import offer_human
from bot.services.check_articles import ANSWER_WORDS
from bot.services.dialogue import Choice
from bot.services.rank_articles import Candidate

SUBJECT = "subject"
RATE = "rate"
_ROW = 24
"""Letters of a list's row, on the channel that has the least room."""
_RELATED = 2
_BUTTON = {Part.MORE: "button.article_more", Part.NEXT: "button.article_next"}
_IN_BUBBLE = frozenset(_BUTTON)


def asked(turn: Turn) -> Asked:
    subject = Subject.load(turn.slot(SUBJECT))
    return Asked(turn.heard.text, turn.ranking, turn.entity("centre"), subject)


def answer_text(turn: Turn) -> Events | None:
    """What was typed: answered or offered; None when nothing that is known resembles it."""
    question = asked(turn)
    if question.subject is not None and follows_up(question) and turn.form != REQUEST_FORM:
        followed = follow_up(turn, question)
        if followed is not None:
            return followed
    return _give(turn, question, find_answer(turn.library.shelf, question, today()))


def follow_up(turn: Turn, question: Asked) -> Events | None:
    """A message that goes on with what was told last. None: it is something else."""
    if question.subject is None or not follows_up(question):
        return None
    found = find_follow_up(turn.library.shelf, question, question.subject, today())
    if found.band is Band.NOTHING:
        return None
    return _give(turn, question, found)


def known_question(turn: Turn, *, sure: float = SURE, besides: bool = False) -> Events | None:
    """Told only where an article surely answers: the message was taken for another wish. `besides`: the wish
    is seen to as well, so that nothing more is asked here."""
    question = asked(turn)
    found = find_answer(turn.library.shelf, question, today(), sure=sure)
    return _give(turn, question, found, besides=besides) if found.band is Band.TELL else None


def rescue(turn: Turn) -> Events | None:
    """What no rule made sense of may still be a question that is known: offered, not told."""
    found = find_answer(turn.library.shelf, asked(turn), today())
    if found.band is Band.NOTHING:
        return None
    return _offer(turn, found.candidates)


def tell_article(turn: Turn, article_id: str, part: str = "", centre: str = "") -> Events:
    """A pressed title, or one of its buttons."""
    article = turn.library.shelf.article(article_id)
    if article is None or not article.told_by(today()):
        return say_unknown(turn, "article.gone")
    if part in _IN_BUBBLE:
        _tell_part(turn, article, Part(part))
        return []
    subject = Subject(article.id, article.text("ar").title, {}, centre)
    if centre:
        _say_centre(turn, article, turn.library.shelf.centres.get(centre))
        _ask_helpful(turn, article)
        return [set_slot(SUBJECT, replace(subject, told=[article.id]).dump())]
    return _tell(turn, [article], subject)


def show_topic(turn: Turn, topic: str) -> Events:
    """The questions of a topic, the most asked first."""
    shown = (
        first_asked(Topic(topic), turn.library.shelf.of_topic(Topic(topic))) if topic in set(Topic) else []
    )
    rows = [_title(article) for article in shown if article.told_by(today())]
    human = [] if turn.queued else [offer_human("button.ask_human", reason="question")]
    turn.say("topic.which" if rows else "topic.empty", *rows, *human)
    return []


def say_unknown(turn: Turn, message: str) -> Events:
    """Honestly, with a human at hand, and kept for the staff."""
    if turn.heard.text:
        turn.order(CommandName.KEEP_QUESTION, reason="no_answer", intent=turn.heard.intent)
    if turn.queued:
        turn.say("answer.queued")
        return []
    turn.say(message, offer_human("button.ask_human", reason="question"))
    turn.offer(OFFER_HUMAN)
    return []


def today() -> date:
    return datetime.now(UTC).date()


def _give(turn: Turn, question: Asked, found: Found, *, besides: bool = False) -> Events | None:
    if found.band is Band.NOTHING:
        return None
    if found.band is Band.OFFER:
        return _offer(turn, found.candidates)
    told = [*found.candidates, *found.more]
    centre = question.centre or (question.subject.centre if question.subject and _goes_on(question) else "")
    subject = Subject(told[-1].article.id, question.text, found.facets, centre)
    parts = [each.part for each in told]
    return _tell(turn, [each.article for each in told], subject, parts, besides=besides)


def _goes_on(question: Asked) -> bool:
    return follows_up(question)


def _offer(turn: Turn, candidates: Iterable[Candidate]) -> Events:
    none = choice("button.none_of_these", BUTTON_EVENT, none="1")
    turn.say("article.which", *(_title(each.article) for each in candidates), none)
    return []


def _tell(
    turn: Turn,
    articles: Sequence[Article],
    subject: Subject,
    parts: Sequence[Part] = (),
    *,
    besides: bool = False,
) -> Events:
    shelf = turn.library.shelf
    loose = shelf.group(subject.centre)
    asks_which = (
        bool(loose) and not (besides or "sex" in subject.facets) and any(a.centre_fields for a in articles)
    )
    for place, article in enumerate(articles):
        part = parts[place] if place < len(parts) else Part.ANSWER
        _say_answer(turn, article, part, last=place == len(articles) - 1)
    if asks_which:
        _ask_which_centre(turn, articles[-1], loose)
    elif subject.centre:
        _say_centre(turn, articles[-1], _meant(loose, subject) or shelf.centres.get(subject.centre))
    if not (asks_which or besides):
        _ask_helpful(turn, articles[-1])
    return [set_slot(SUBJECT, replace(subject, told=[article.id for article in articles]).dump())]


def _say_answer(turn: Turn, article: Article, part: Part, *, last: bool) -> None:
    shown = [Part.ANSWER, *([part] if _has_room(article, part) else [])]
    values = {
        "text": _texts(article, *shown),
        "source": _texts(article, Part.SOURCE),
        "checked": {"day": article.last_checked.isoformat()},
    }
    due = article.review_due(today())
    choices = _onward(turn, article, set(shown)) if last else ()
    turn.say("article.answer_due" if due else "article.answer", *choices, **values)


def _has_room(article: Article, part: Part) -> bool:
    """A bubble stays short: the section that answers stands beside the answer only where both fit."""
    texts = [_texts(article, Part.ANSWER, part)["text"][language] for language in LANGUAGES]
    return part in _IN_BUBBLE and all(len(text.split()) <= ANSWER_WORDS for text in texts)


def _onward(turn: Turn, article: Article, shown: set[Part]) -> list[Choice]:
    """What else this article and its neighbours say. Inside a form only this one."""
    more = [
        choice(_BUTTON[part], BUTTON_EVENT, article=article.id, part=part.value)
        for part in (Part.MORE, Part.NEXT)
        if part not in shown and article.text("ar").part(part)
    ]
    shelf = turn.library.shelf
    others = [shelf.article(each) for each in article.related]
    related = [_title(each) for each in others if each is not None and each.told_by(today())]
    return [*more, *([] if turn.form == REQUEST_FORM else related[:_RELATED])]


def _tell_part(turn: Turn, article: Article, part: Part) -> None:
    text = {"text": _texts(article, part)}
    other = Part.NEXT if part is Part.MORE else Part.MORE
    more = (
        [choice(_BUTTON[other], BUTTON_EVENT, article=article.id, part=other.value)]
        if part is Part.MORE and article.text("ar").part(other)
        else []
    )
    turn.say("article.part", *more, **text)


def _ask_helpful(turn: Turn, article: Article) -> None:
    """Once an answer, in one tap; not in the middle of a form."""
    if turn.form == REQUEST_FORM:
        return
    human = [] if turn.queued else [offer_human("button.ask_human", reason="question")]
    choices = (
        choice("button.helpful", BUTTON_EVENT, rate=article.id, helpful="yes"),
        choice("button.not_helpful", BUTTON_EVENT, rate=article.id, helpful="no"),
    )
    turn.say("article.helpful", *choices, *human)
    turn.offer({RATE: article.id})


def _ask_which_centre(turn: Turn, article: Article, centres: Iterable[Centre]) -> None:
    choices = [
        Choice("row.centre", each.payload, each.scope, {"name": {"text": dict(centre.names)}})
        for centre in centres
        for each in [choice("row.centre", BUTTON_EVENT, article=article.id, centre=centre.id)]
    ]
    turn.say("centre.which", *choices)


def _meant(loose: Sequence[Centre], subject: Subject) -> Centre | None:
    """Which of a loose name's centres, where the question says for whom."""
    sex = subject.facets.get("sex")
    return next((centre for centre in loose if sex and centre.sex == sex), None)


def _say_centre(turn: Turn, article: Article, centre: Centre | None) -> None:
    """What staff have found out there; what is missing or old is said, with a human at hand."""
    if centre is None or not article.centre_fields:
        return
    name = {"text": dict(centre.names)}
    wanted = [CentreField(each) for each in article.centre_fields]
    lines = [_line(centre, field) for field in wanted if centre.known(field, today())]
    if lines:
        turn.say("centre.known", name=name, lines={"lines": lines})
    missing = [field for field in wanted if not centre.known(field, today())]
    if missing:
        fields = {"lines": [{"key": f"centre.field.{field}"} for field in missing[:1]]}
        human = [] if turn.queued else [offer_human("button.ask_human", reason="question")]
        turn.say("centre.unknown", *human, name=name, field=fields)


def _line(centre: Centre, field: CentreField) -> dict[str, Any]:
    value = centre.fields[field]
    values = {
        "field": {"key": f"centre.field.{field}"},
        "value": {"text": dict(value.texts)},
        "checked": {"day": value.checked_on.isoformat()},
    }
    return {"key": "centre.line", "values": values}


def _title(article: Article) -> Choice:
    made = choice("row.article", BUTTON_EVENT, article=article.id)
    titles = {language: _short(article.text(language).title) for language in LANGUAGES}
    return Choice("row.article", made.payload, made.scope, {"title": {"text": titles}})


def _short(title: str) -> str:
    """Cut at a word's end where the row is too short for it."""
    if len(title) <= _ROW:
        return title
    return title[: _ROW - 1].rsplit(" ", 1)[0].rstrip(" ،,:") + "…"


def _texts(article: Article, *parts: Part) -> dict[str, dict[str, str]]:
    """In each language, so that what was said can be shown again in either."""
    return {
        "text": {
            language: "\n\n".join(article.text(language).part(part) for part in parts)
            for language in LANGUAGES
        }
    }
