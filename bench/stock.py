"""Stock Rasa beside us: REST channel, SQL tracker store on an embedded PostgreSQL with Rafeeq's settings."""

import asyncio
import json
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from time import perf_counter

import httpx

from bench import project
from bench.memory import family, megabytes
from bench.stock_history import repeat
from bot.runtime.nlu import ROOT
from bot.runtime.ports import free_port
from tests.support.database import running_postgres
from tests.support.rasa import nlu_python

_KEPT = ROOT / ".cache" / "bench"
_MODEL = "models/stock.tar.gz"


@dataclass
class Stock:
    folder: Path
    database_url: str
    client: httpx.AsyncClient
    port: int
    database: int
    """Number of its PostgreSQL's first process."""
    process: asyncio.subprocess.Process | None = None
    silent: int = 0
    """Answers without a word."""
    names: "count[int]" = field(default_factory=lambda: count(1))

    async def train(self, texts: dict[str, list[str]]) -> float:
        """Seconds it took, this time or when the model that still fits was made."""
        project.write(self.folder, texts, self.database_url)
        kept = _KEPT / f"stock-{project.mark(texts)}.tar.gz"
        (self.folder / "models").mkdir(exist_ok=True)
        if not kept.exists():
            began = perf_counter()
            await self._run("train", "--fixed-model-name", "stock", "--out", "models", "--augmentation", "0")
            seconds = perf_counter() - began
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.with_suffix(".json").write_text(json.dumps(seconds))
            shutil.copy(self.folder / _MODEL, kept)
        shutil.copy(kept, self.folder / _MODEL)
        return float(json.loads(kept.with_suffix(".json").read_text()))

    async def start(self) -> float:
        """Seconds until it has answered."""
        began = perf_counter()
        self.process = await self._rasa(
            *("run", "--interface", "127.0.0.1", "--port", str(self.port), "--model", _MODEL, "--enable-api")
        )
        async with asyncio.timeout(180):
            while not await self._answers():
                if self.process.returncode is not None:
                    raise RuntimeError(f"stock Rasa ended: {self._log()}")
                await asyncio.sleep(0.2)
        return perf_counter() - began

    async def stop(self) -> None:
        await _end(self.process)

    async def understand(self, text: str) -> str:
        """Its first guess, by its interface for programs, also where it would rather fall back."""
        answer = await self.client.post("/model/parse", json={"text": text})
        answer.raise_for_status()
        names = (str(guess["name"]) for guess in answer.json()["intent_ranking"])
        return next((name for name in names if name != "nlu_fallback"), "")

    def megabytes(self) -> float:
        return 0.0 if self.process is None else megabytes(self.process.pid, self.database)

    async def chat(self) -> "StockChat":
        chat = StockChat(self, f"person-{next(self.names)}")
        await chat.ask("مرحبا")
        return chat

    async def chat_of(self, messages: int, texts: list[str]) -> "StockChat":
        """A conversation of that length, in tens: ten really held, then repeated in the tracker store."""
        first = StockChat(self, f"seed-{next(self.names)}")
        for text in texts[:10]:
            await first.ask(text)
        chat = StockChat(self, f"person-{next(self.names)}")
        await asyncio.to_thread(repeat, self.database_url, first.name, chat.name, messages // 10)
        return chat

    async def _answers(self) -> bool:
        try:
            return bool(await StockChat(self, "opener").say("مرحبا"))
        except (httpx.HTTPError, ValueError):
            return False

    async def _run(self, *arguments: str) -> None:
        process = await self._rasa(*arguments)
        try:
            if await process.wait() != 0:
                raise RuntimeError(f"rasa {arguments[0]} failed: {self._log()}")
        finally:
            await _end(process)

    async def _rasa(self, *arguments: str) -> asyncio.subprocess.Process:
        # a home of its own, so that nothing of it stays behind
        more = {"HOME": str(self.folder), "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("RAFEEQ_")}
        with (self.folder / "rasa.log").open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *(nlu_python(), "-m", "rasa", *arguments),
                cwd=self.folder,
                env=kept | more,
                stdout=log,
                stderr=log,
            )

    def _log(self) -> str:
        return (self.folder / "rasa.log").read_text(encoding="utf-8", errors="replace")[-1500:]


class StockChat:
    def __init__(self, stock: Stock, name: str) -> None:
        self._stock = stock
        self.name = name

    async def say(self, text: str) -> list[str]:
        body = {"sender": self.name, "message": text}
        answer = await self._stock.client.post("/webhooks/rest/webhook", json=body)
        answer.raise_for_status()
        return [reply.get("text", "") for reply in answer.json()]

    async def ask(self, text: str) -> float:
        """Seconds from the call to the answer. Its policies may choose to say nothing: told, not hidden."""
        began = perf_counter()
        if not await self.say(text):
            self._stock.silent += 1
        return perf_counter() - began


async def _end(process: asyncio.subprocess.Process | None) -> None:
    if process is not None and process.returncode is None:
        process.terminate()
        try:
            async with asyncio.timeout(10):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


@asynccontextmanager
async def stock(folder: Path) -> AsyncIterator[Stock]:
    """Not trained and not started yet."""
    port = free_port()
    before = set(family(os.getpid()))
    with running_postgres(folder / "var", {}) as postgres:
        database = next(pid for pid in family(os.getpid()) if pid not in before)
        url = f"http://127.0.0.1:{port}"
        async with httpx.AsyncClient(base_url=url, timeout=60, trust_env=False) as client:
            made = Stock(folder / "project", postgres.url(), client, port, database)
            try:
                yield made
            finally:
                await made.stop()
