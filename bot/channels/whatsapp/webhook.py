"""Meta's calls: verified by HMAC over the raw body, stored in one transaction, acknowledged after it."""

import hashlib
import hmac

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.whatsapp.parse import parse
from bot.services.receive_message import ReceiveMessages

PATH = "/channels/whatsapp"
BODY_LIMIT = 3 * 1024 * 1024


class Webhook:
    def __init__(
        self, receive: ReceiveMessages, app_secret: str, verify_token: str, phone_id: str = ""
    ) -> None:
        self._receive = receive
        self._secret = app_secret.encode()
        self._verify_token = verify_token.encode()
        self._phone_id = phone_id

    @property
    def routes(self) -> list[BaseRoute]:
        return [Route(PATH, self.verify, methods=["GET"]), Route(PATH, self.take, methods=["POST"])]

    async def verify(self, request: Request) -> Response:
        asked = request.query_params
        token = asked.get("hub.verify_token", "").encode("utf-8", "surrogatepass")
        if asked.get("hub.mode") != "subscribe" or not hmac.compare_digest(token, self._verify_token):
            return Response(status_code=403)
        return PlainTextResponse(asked.get("hub.challenge", ""))

    async def take(self, request: Request) -> Response:
        body = await request.body()
        if not self._signed(body, request.headers.get("x-hub-signature-256", "")):
            return Response(status_code=401)
        parsed = parse(body, self._phone_id)
        await self._receive(parsed.inbound, parsed.statuses, unknown=parsed.unknown)
        return Response(status_code=200)

    def _signed(self, body: bytes, header: str) -> bool:
        wanted = "sha256=" + hmac.new(self._secret, body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(header.encode("utf-8", "surrogatepass"), wanted.encode())
