"""Everything on one machine: the database, Rasa, web and worker as children of this process."""

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine, Mapping, Sequence
from functools import partial
from typing import Annotated

import httpx
import typer

from bot.commands.greeting import FIRST_LINK, greeting
from bot.commands.progress import say, step
from bot.commands.setting_up import settings_for
from bot.runtime.app_children import app_child, rasa_child, web_child, worker_child
from bot.runtime.children import follow_parent
from bot.runtime.data_dir import DataDir, open_data_dir
from bot.runtime.errors import AlreadySaidError, StartError
from bot.runtime.installation import (
    SERVER_PATIENCE,
    embedded_files,
    new_token_file,
    take_note,
    tell_rasa_address,
    with_files,
)
from bot.runtime.model_change import READY, ModelChange
from bot.runtime.ports import check_free, free_port
from bot.runtime.postgres import EmbeddedPostgres
from bot.runtime.supervisor import Ready, Supervisor
from bot.settings import Listen, Settings, load_settings

SERVER_ATTEMPTS = 5
"""After a crash the first start can fail: processes of the old server still let go of its memory."""
APP_PATIENCE, RASA_PATIENCE = 150.0, 180.0


def run(
    *,
    follow: Annotated[bool, typer.Option("--follow-parent", hidden=True)] = False,
) -> None:
    """Start everything on this machine; Ctrl-C stops it."""
    if follow:
        follow_parent()
    settings = settings_for("run")
    try:
        asyncio.run(_until_told_to_stop(settings))
    except asyncio.CancelledError:
        say("Stopped.")


async def _until_told_to_stop(settings: Settings) -> None:
    check_free("RAFEEQ_PORT", settings.listen)
    check_free("RAFEEQ_INTERNAL_LISTEN", settings.internal_listen)
    data_dir = open_data_dir(settings.data_dir)
    with data_dir.locked():
        async with Supervisor() as supervisor:
            _stop_on_signals(supervisor)
            complete, change = await _start(supervisor, settings, data_dir)
            say(greeting(complete, take_note(data_dir, FIRST_LINK)))
            await (change.follow() if change else asyncio.Event().wait())


def _stop_on_signals(supervisor: Supervisor) -> None:
    """The first one stops in good order, the second at once."""
    task = asyncio.current_task()
    told: list[int] = []

    def stop() -> None:
        told.append(1)
        if len(told) > 1:
            supervisor.kill()
        elif task is not None:
            say("Stopping ...")
            task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop)


async def _start(
    supervisor: Supervisor, settings: Settings, data_dir: DataDir
) -> tuple[Settings, ModelChange | None]:
    environ = await _database(supervisor, settings, data_dir)
    if settings.internal_token is None:
        environ = with_files(environ, {"INTERNAL_TOKEN": new_token_file(data_dir)})
    if await supervisor.complete(app_child("prepare", environ)):
        raise AlreadySaidError
    rasa_at = Listen("127.0.0.1", free_port())
    if not settings.rasa_url:
        environ["RAFEEQ_RASA_URL"] = rasa_at.url
        environ["RAFEEQ_RASA_AT"] = str(tell_rasa_address(data_dir, rasa_at.url))
    complete = load_settings(environ)
    with step("Starting the assistant"):
        starts = [_web_and_worker(supervisor, environ, complete)]
        change = None
        if not settings.rasa_url:
            tell = partial(tell_rasa_address, data_dir)
            change = _model_change(supervisor, complete, rasa_at, tell)
            starts.append(_rasa(supervisor, change))
        await _all(starts)
    return complete, change


async def _database(supervisor: Supervisor, settings: Settings, data_dir: DataDir) -> dict[str, str]:
    """The environment for the children, with a database in it."""
    if not settings.embedded_database:
        return dict(os.environ)
    postgres = EmbeddedPostgres(data_dir)
    with step("Starting the database"):
        await asyncio.to_thread(postgres.prepare)

        async def ready() -> bool:
            return await asyncio.to_thread(postgres.accepts)

        await supervisor.start(postgres.child(), ready, patience=SERVER_PATIENCE, attempts=SERVER_ATTEMPTS)
    files = embedded_files(data_dir, postgres)
    if settings.secret_keys:
        del files["SECRET_KEYS"]
    return with_files(os.environ, files)


async def _all(starts: Sequence[Coroutine[None, None, None]]) -> None:
    """Side by side; the first that fails is the reason why nothing starts."""
    try:
        async with asyncio.TaskGroup() as group:
            for start in starts:
                group.create_task(start)
    except* StartError as errors:
        raise errors.exceptions[0] from None


async def _web_and_worker(supervisor: Supervisor, environ: Mapping[str, str], settings: Settings) -> None:
    """The web process knows when a worker reports."""
    at = settings.listen.reachable
    await _all(
        [
            supervisor.start(web_child(environ), _answers(f"{at.url}/healthz"), patience=APP_PATIENCE),
            supervisor.start(worker_child(environ), _reported(f"{at.url}/readyz"), patience=APP_PATIENCE),
        ]
    )


def _model_change(
    supervisor: Supervisor, settings: Settings, at: Listen, tell: Callable[[str], object]
) -> ModelChange:
    """`settings`: with the internal token."""
    token = settings.internal_token
    return ModelChange(
        supervisor,
        partial(rasa_child, settings),
        at,
        settings.internal_listen.reachable.url,
        token.get_secret_value() if token else "",
        tell,
    )


async def _rasa(supervisor: Supervisor, change: ModelChange) -> None:
    await supervisor.start(change.child, _answers(f"{change.at.url}{READY}"), patience=RASA_PATIENCE)


def _answers(url: str) -> Ready:
    async def ready() -> bool:
        answer = await _get(url)
        return answer is not None and answer.is_success

    return ready


def _reported(url: str) -> Ready:
    async def ready() -> bool:
        answer = await _get(url)
        return answer is not None and "worker" not in answer.json()["wrong"]

    return ready


async def _get(url: str) -> httpx.Response | None:
    async with httpx.AsyncClient(timeout=4, trust_env=False) as client:
        try:
            return await client.get(url)
        except httpx.TransportError:
            return None


def register(app: typer.Typer) -> None:
    app.command()(run)
