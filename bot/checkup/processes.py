"""Whether what should run runs: asked of the web process, as a load balancer would."""

import httpx

from bot.checkup.finding import Finding, mend, note, well
from bot.runtime.errors import StartError
from bot.runtime.nlu import nlu_python
from bot.settings import Settings


async def check_processes(settings: Settings, http: httpx.AsyncClient) -> list[Finding]:
    at = settings.listen.reachable.url
    try:
        wrong = (await http.get(f"{at}/readyz")).json()["wrong"]
    except (httpx.HTTPError, ValueError, KeyError):
        return [note("processes", f"nothing of ours answers at {at}: `rafeeq run` starts it")]
    return [mend(name, words) for name, words in wrong.items()] or [
        well("processes", f"web, worker and Rasa are up at {at}")
    ]


def check_rasa_environment(settings: Settings) -> list[Finding]:
    if settings.rasa_url:
        return [well("Rasa", f"elsewhere, at {', '.join(settings.rasa_url)}")]
    try:
        return [well("Rasa", f"its environment is there: {nlu_python(settings.nlu_python)}")]
    except StartError as error:
        return [mend("Rasa", str(error))]
