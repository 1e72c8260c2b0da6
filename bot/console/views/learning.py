"""The correction loop: what staff said is reviewed, learned, measured, taken into use, and taken back."""

from typing import Any

from starlette.responses import Response

from bot.console.forms import text_of
from bot.console.intent_words import grouped, intent_words
from bot.console.pages import Page
from bot.console.problems import problems_of
from bot.console.translation import N_
from bot.console.visit import Visit
from bot.domain.errors import InvalidInputError
from bot.services import retrain, teach
from bot.services.access import Act
from bot.services.ports.learning import ExampleStatus, TrainingState
from bot.services.retrain import base_of

FIGURES = {
    retrain.CRISIS_RECALL: N_("Messages in danger that it recognises"),
    retrain.CRISIS_FALSE_ALARMS: N_("False alarms"),
    retrain.ACCURACY: N_("Messages understood rightly"),
    retrain.MACRO_F1: N_("The same, each meaning counting alike"),
}
STATES = {
    TrainingState.WAITING: N_("Waits for its turn"),
    TrainingState.LEARNING: N_("Learns"),
    TrainingState.MEASURING: N_("Is measured on the fixed test set, beside the model in use"),
    TrainingState.DONE: N_("Done: the new model is in use"),
    TrainingState.WORSE: N_("Not taken into use: it is worse than the present one"),
    TrainingState.FAILED: N_("It broke off; the present model stays"),
}


async def show(visit: Visit, problems: dict[str, str] | None = None) -> Response:
    async with visit.console.begin() as tx:
        values: dict[str, Any] = {
            "waiting": await tx.examples.listed(ExampleStatus.PROPOSED),
            "accepted": await tx.examples.listed(ExampleStatus.ACCEPTED, limit=20),
            "counts": await tx.examples.counts(),
            "training": await tx.trainings.newest(),
        }
    models = await visit.console.models.listed()
    base = visit.console.model_base()
    return visit.page(
        "learning/learning.html",
        problems=problems,
        models=models,
        fits={model.data_hash for model in models if base_of(model.data_hash) == base},
        external=visit.console.rasa_elsewhere,
        figures=FIGURES,
        states=STATES,
        meanings=grouped(),
        intent_words=intent_words,
        **values,
    )


async def judge(visit: Visit) -> Response:
    form = await visit.form()
    accept = form.get("judged") == "accept"
    try:
        async with visit.console.begin() as tx:
            await teach.judge_example(
                tx,
                visit.staff,
                visit.request.path_params["example"],
                accept=accept,
                text=text_of(form, "text", teach.LONGEST),
                intent=text_of(form, "intent"),
                intents=visit.console.intents,
            )
    except InvalidInputError as error:
        return await show(visit, problems_of(error))
    said = N_("Accepted: the next training learns from it.") if accept else N_("Not taken.")
    return visit.go("/learning", said)


async def train(visit: Visit) -> Response:
    async with visit.console.begin() as tx:
        await retrain.start_training(tx, visit.staff)
    return visit.go("/learning", N_("The training begins. The present model answers meanwhile."))


async def take_back(visit: Visit) -> Response:
    data_hash = text_of(await visit.form(), "model")
    async with visit.console.begin() as tx:
        await retrain.go_back(tx, visit.console.models, visit.staff, data_hash, visit.console.model_base())
    return visit.go("/learning", N_("That model is in use again."))


async def export(visit: Visit) -> Response:
    async with visit.console.begin() as tx:
        table = await teach.export_examples(tx, visit.staff)
    headers = {"Content-Disposition": 'attachment; filename="examples.tsv"'}
    return Response(table, media_type="text/tab-separated-values; charset=utf-8", headers=headers)


async def take_in(visit: Visit) -> Response:
    table = (await visit.form()).get("table", "")
    async with visit.console.begin() as tx:
        new, left = await teach.import_examples(tx, visit.staff, table, visit.console.intents)
    return visit.go(
        "/learning",
        N_("%(new)s new ones wait for review; %(left)s lines were not taken."),
        new=new,
        left=left,
    )


PAGES = (
    Page("/learning", show, act=Act.TEACH),
    Page("/learning/train", train, "POST", Act.TEACH),
    Page("/learning/model", take_back, "POST", Act.TEACH),
    Page("/learning/examples.tsv", export, act=Act.TEACH, download=True),
    Page("/learning/import", take_in, "POST", Act.TEACH),
    Page("/learning/{example:uuid}", judge, "POST", Act.TEACH),
)
