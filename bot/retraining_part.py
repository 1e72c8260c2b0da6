"""Training anew, with this installation's programs and store."""

import shutil
from collections.abc import Mapping, Sequence

from bot.bootstrap import Core
from bot.dialogue.retraining import measure, train_with
from bot.dialogue.training import data_hash
from bot.persistence.repositories.models import SqlModels
from bot.runtime.errors import StartError
from bot.runtime.nlu import nlu_argv, nlu_environ
from bot.services.retrain import Pair, Retraining, Tell, TrainingBroke


def retraining(it: Core) -> Retraining:
    async def train(pairs: Sequence[Pair], tell: Tell) -> bytes:
        return await train_with(_argv(it, "train"), nlu_environ(), pairs, tell)

    async def figures(archive: bytes) -> Mapping[str, float]:
        return await measure(_argv(it, "evaluate"), nlu_environ(), archive)

    return Retraining(it.begin, SqlModels(it.engine), train, figures, data_hash())


def _argv(it: Core, command: str) -> list[str]:
    """Behind whatever answers people."""
    try:
        argv = nlu_argv(it.settings.nlu_python, [command])
    except StartError as error:
        raise TrainingBroke(str(error)) from None
    nice = shutil.which("nice")
    return [nice, "-n", "10", *argv] if nice else argv
