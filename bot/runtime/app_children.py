"""The processes of an installation, as children of `rafeeq run`."""

import sys
from collections.abc import Mapping

from bot.runtime.children import Child
from bot.runtime.nlu import ROOT, nlu_argv, nlu_environ
from bot.settings import Listen, Settings

# Stopped from the highest stage down: no new answers, then no new messages, then the store.
WORKER_STAGE, SERVERS_STAGE = 2, 1


def web_child(environ: Mapping[str, str]) -> Child:
    return app_child("web", environ, SERVERS_STAGE, stop_seconds=2.8)


def worker_child(environ: Mapping[str, str]) -> Child:
    return app_child("worker", environ, WORKER_STAGE, stop_seconds=3.5)


def rasa_child(settings: Settings, at: Listen) -> Child:
    """`settings` with the internal token, which Rasa gets beside the address to reach us at."""
    token = settings.internal_token
    return Child(
        name="rasa",
        argv=nlu_argv(settings.nlu_python, ["serve", "--host", at.host, "--port", str(at.port)]),
        env=nlu_environ(
            RAFEEQ_ACTIONS_URL=settings.actions_url or settings.internal_listen.reachable.url,
            RAFEEQ_INTERNAL_TOKEN=token.get_secret_value() if token else "",
        ),
        cwd=ROOT,
        stage=SERVERS_STAGE,
        stop_seconds=2.0,
    )


def app_child(command: str, environ: Mapping[str, str], stage: int = 0, stop_seconds: float = 1.0) -> Child:
    return Child(
        name=command,
        argv=[sys.executable, "-m", "bot", command],
        env={**environ, "PYTHONPATH": str(ROOT)},
        stage=stage,
        stop_seconds=stop_seconds,
    )
