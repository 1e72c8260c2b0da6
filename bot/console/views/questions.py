"""Questions that nothing answered, in groups: on to a new article, to an example, or put aside."""

import asyncio
from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from starlette.responses import Response

from bot.console.forms import Form, text_of
from bot.console.intent_words import grouped, intent_words
from bot.console.pages import Page
from bot.console.translation import N_
from bot.console.visit import Visit
from bot.domain.errors import InvalidInputError
from bot.services import teach
from bot.services.access import Act
from bot.services.group_questions import Group, group_questions
from bot.services.library import EncodeQuestion
from bot.services.ports import OpenQuestion

READ = 400
_SHOWN = 40
REASONS = {
    "no_answer": N_("no answer was found"),
    "not_helpful": N_("the answer did not help"),
}


async def listed(visit: Visit) -> Response:
    async with visit.console.begin() as tx:
        questions = await tx.open_questions.newest(READ)
    groups = await asyncio.to_thread(_grouped, questions, visit.console.library.encode)
    return visit.page(
        "learning/questions.html",
        groups=groups[:_SHOWN],
        total=len(questions),
        reasons=REASONS,
        meanings=grouped(),
        intent_words=intent_words,
    )


def _grouped(questions: Sequence[OpenQuestion], encode: EncodeQuestion) -> list[Group]:
    return group_questions(questions, _kept(encode))


@lru_cache(maxsize=2)
def _kept(encode: EncodeQuestion) -> EncodeQuestion:
    """Encoding costs some milliseconds each; in this process's memory only."""
    return lru_cache(maxsize=READ * 4)(encode)


async def settle(visit: Visit) -> Response:
    form = await visit.form()
    async with visit.console.begin() as tx:
        await tx.open_questions.settle(_ids(form))
        await tx.audit.record(visit.staff.id, "settled_questions", "questions", count=len(_ids(form)))
    return visit.go("/questions", N_("Put aside."))


async def learn(visit: Visit) -> Response:
    """The chosen ones become examples of what they meant."""
    form = await visit.form()
    chosen = set(_ids(form))
    try:
        async with visit.console.begin() as tx:
            questions = [q for q in await tx.open_questions.newest(READ) if q.id in chosen]
            for question in questions:
                await teach.teach_question(
                    tx,
                    visit.staff,
                    text=question.question,
                    language=question.language,
                    intent=text_of(form, "intent"),
                    intents=visit.console.intents,
                )
            await tx.open_questions.settle(list(chosen))
    except InvalidInputError:
        return visit.go("/questions", N_("Choose what they meant."))
    return visit.go("/questions", N_("Kept as examples: the next training learns from them."))


def _ids(form: Form) -> list[UUID]:
    found = []
    for text in form.getlist("question"):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


PAGES = (
    Page("/questions", listed, act=Act.TEACH),
    Page("/questions/settle", settle, "POST", Act.TEACH),
    Page("/questions/learn", learn, "POST", Act.TEACH),
)
