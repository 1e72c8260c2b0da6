"""Calls a bot's webhook as Telegram does: in order, each update until it was answered with success."""

import threading
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import httpx

if TYPE_CHECKING:
    from tests.support.fake_telegram import FakeTelegram

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 1.0


class Pusher:
    def __init__(self, telegram: "FakeTelegram") -> None:
        self._telegram = telegram
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="telegram pusher")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        pause = FIRST_PAUSE
        with httpx.Client(timeout=5, trust_env=False) as client:
            while not self._stop.wait(0.01):
                webhook, pending = self._telegram.webhook, self._telegram.pending
                if not webhook or not pending:
                    continue
                if self._push(client, webhook, pending[0]):
                    self._telegram.confirm_below(pending[0]["update_id"] + 1)
                    pause = FIRST_PAUSE
                else:
                    self._stop.wait(pause)
                    pause = min(pause * 2, LONGEST_PAUSE)

    def _push(self, client: httpx.Client, webhook: dict[str, Any], update: dict[str, Any]) -> bool:
        headers = {"x-telegram-bot-api-secret-token": webhook.get("secret_token", "")}
        try:
            answer = client.post(webhook["url"], json=update, headers=headers)
        except httpx.HTTPError:
            return False
        self._telegram.webhook_answers.append(answer.status_code)
        return answer.is_success
