"""A real Rasa server, and the app's private side that it fetches its model from and has its actions run by."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import uvicorn
from rasa_sdk import Action
from starlette.applications import Starlette

from bot.dialogue.actions_endpoint import actions_route, executor_of
from bot.dialogue.model_endpoint import model_route
from bot.runtime.nlu import nlu_environ
from bot.runtime.ports import free_port
from bot.services.ports import TrainedModel
from tests.support.processes import wait_until

ROOT = Path(__file__).parents[2]
TOKEN = "an-internal-token"


def nlu_python() -> str:
    """As set, else that of the environment beside ours."""
    return os.environ.get("RAFEEQ_NLU_PYTHON") or str(Path(sys.prefix).parent / ".venv-nlu/bin/python")


class PrivateSide:
    """Serves on a thread of its own; stopped and started again at the same address."""

    def __init__(self, actions: Sequence[Action], model: TrainedModel | None) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.model = model
        routes = [actions_route(executor_of(actions), TOKEN), model_route(self._current, TOKEN)]
        self._app = Starlette(routes=routes)

    async def _current(self) -> TrainedModel | None:
        return self.model

    def start(self) -> None:
        config = uvicorn.Config(self._app, port=self.port, log_config=None, lifespan="off", ws="none")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        wait_until(lambda: self._server.started, seconds=10, what="the private side listens")

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=10)

    @contextmanager
    def down(self) -> Iterator[None]:
        self.stop()
        try:
            yield
        finally:
            self.start()


@dataclass(frozen=True)
class RasaServer:
    url: str
    pid: int
    log: Path

    def ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/webhooks/rafeeq/ready", timeout=2, trust_env=False).is_success
        except httpx.TransportError:
            return False


@contextmanager
def running_rasa(private_url: str, folder: Path, *arguments: str) -> Iterator[RasaServer]:
    """Started, perhaps not ready yet."""
    port = free_port()
    log = folder / f"rasa-{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [nlu_python(), "-m", "nlu", "serve", "--port", str(port), *arguments],
            env=nlu_environ(RAFEEQ_ACTIONS_URL=private_url, RAFEEQ_INTERNAL_TOKEN=TOKEN),
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield RasaServer(f"http://127.0.0.1:{port}", process.pid, log)
    finally:
        process.terminate()
        try:
            process.wait(10)
        finally:
            process.kill()
            process.wait(10)


def train(folder: Path, *arguments: str) -> TrainedModel:
    out = folder / "model.tar.gz"
    done = subprocess.run(
        [nlu_python(), "-m", "nlu", "train", "--out", str(out), *arguments],
        env=nlu_environ(),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return TrainedModel("hash-of-the-data", out.read_bytes())
