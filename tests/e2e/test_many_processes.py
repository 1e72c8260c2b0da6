"""Two of each against one database, beside two Rasa servers; processes of each kind killed on the way."""

import asyncio
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import httpx
import pytest

from bot.dialogue.training import data_hash
from bot.persistence.database import make_engine
from bot.persistence.repositories.models import SqlModels
from bot.runtime.nlu import ROOT, nlu_environ
from bot.runtime.ports import free_port
from bot.services.ports import TrainedModel
from tests.support import fake_whatsapp as whatsapp
from tests.support.commands import Running, rafeeq, start_rafeeq
from tests.support.database import DatabaseServer
from tests.support.fake_whatsapp import FakeWhatsApp
from tests.support.product import Visitor, until
from tests.support.rasa import nlu_python
from tests.support.served import Served

pytestmark = [pytest.mark.product, pytest.mark.timeout(600)]

TOKEN = "an-internal-token-for-all"


@dataclass
class Site:
    webs: list[str]
    workers: list[Running]
    rasas: list["subprocess.Popen[bytes]"]
    whatsapp: FakeWhatsApp


@pytest.fixture(scope="module")
def site(postgres: DatabaseServer, archive: bytes) -> Iterator[Site]:
    fake = FakeWhatsApp()
    with ExitStack() as stack:
        url = stack.enter_context(postgres.fresh())
        fake.url = stack.enter_context(Served(fake.app())).url
        asyncio.run(_add_model(url, archive))
        ports = [free_port() for _ in range(6)]
        webs, internal, rasas = ports[:2], ports[2:4], ports[4:]
        settings = {
            "RAFEEQ_DATABASE_URL": url,
            "RAFEEQ_SECRET_KEYS": "0123456789abcdef" * 2,
            "RAFEEQ_INTERNAL_TOKEN": TOKEN,
            "RAFEEQ_RASA_URL": ",".join(f"http://127.0.0.1:{port}" for port in rasas),
            "RAFEEQ_WHATSAPP_TOKEN": whatsapp.TOKEN,
            "RAFEEQ_WHATSAPP_PHONE_ID": whatsapp.PHONE_ID,
            "RAFEEQ_WHATSAPP_APP_SECRET": whatsapp.APP_SECRET,
            "RAFEEQ_WHATSAPP_VERIFY_TOKEN": whatsapp.VERIFY_TOKEN,
            "RAFEEQ_WHATSAPP_API_URL": fake.url,
        }
        assert rafeeq("migrate", settings=settings).returncode == 0
        for port, inner in zip(webs, internal, strict=True):
            own = {"RAFEEQ_PORT": str(port), "RAFEEQ_INTERNAL_LISTEN": f"127.0.0.1:{inner}"}
            _ended(stack, start_rafeeq("web", settings=settings | own))
        servers = [_rasa(stack, port, inner) for port, inner in zip(rasas, internal, strict=True)]
        workers = [_ended(stack, start_rafeeq("worker", settings=settings)) for _ in range(2)]
        made = Site([f"http://127.0.0.1:{port}" for port in webs], workers, servers, fake)
        until(lambda: all(_ready(web) for web in made.webs), "both are ready", 120)
        yield made


async def _add_model(url: str, archive: bytes) -> None:
    engine = make_engine(url, size=1)
    await SqlModels(engine).add(TrainedModel(data_hash(), archive))
    await engine.dispose()


def _ended(stack: ExitStack, running: Running) -> Running:
    stack.callback(running.end)
    return running


def _rasa(stack: ExitStack, port: int, inner: int) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(
        [nlu_python(), "-m", "nlu", "serve", "--port", str(port)],
        env=nlu_environ(RAFEEQ_ACTIONS_URL=f"http://127.0.0.1:{inner}", RAFEEQ_INTERNAL_TOKEN=TOKEN),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    stack.callback(process.wait)
    stack.callback(process.kill)
    return process


def _ready(web: str) -> bool:
    return httpx.get(f"{web}/readyz", trust_env=False, timeout=5).is_success


def _says(web: str, words: str, sender: str, wamid: str) -> None:
    body, headers = whatsapp.signed(whatsapp.webhook([whatsapp.message(words, sender=sender, id=wamid)]))
    answer = httpx.post(
        f"{web}/channels/whatsapp", content=body, headers=headers, trust_env=False, timeout=10
    )
    assert answer.status_code == 200


def _heard(site: Site, person: str) -> list[str]:
    return [body["biz_opaque_callback_data"] for body in site.whatsapp.sent if body.get("to") == person]


def test_a_conversation_goes_on_at_either_web_process(site: Site) -> None:
    visitor = Visitor(site.webs[0])
    visitor.says("مرحبا")
    visitor.hears("أهلاً وسهلاً", who="assistant")
    visitor.move_to(site.webs[1])
    visitor.says("شكرا")
    visitor.hears("هذا واجبنا", who="assistant")


def test_the_same_webhook_at_both_is_one_message(site: Site) -> None:
    for web in site.webs * 2:
        _says(web, "مرحبا", "962790000777", "wamid.same")
    until(lambda: len(_heard(site, "962790000777")) >= 2, "it is answered")
    assert len(_heard(site, "962790000777")) == 2


def test_a_worker_and_a_rasa_server_die_and_everybody_is_answered_once(site: Site) -> None:
    people = [f"96279111{n:04d}" for n in range(10)]
    for n, person in enumerate(people):
        _says(site.webs[n % 2], "مرحبا", person, f"wamid.{person}")
        if n == 4:
            os.kill(site.workers[0].process.pid, signal.SIGKILL)
            site.rasas[0].kill()
    until(lambda: all(len(set(_heard(site, person))) >= 2 for person in people), "all are answered", 90)
    assert all(len(set(_heard(site, person))) == 2 for person in people)
