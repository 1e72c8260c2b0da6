"""The chat page. Without JavaScript each message is a form sent, and a page that comes back."""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.channels.webchat.acts import accept, come_back, known, open_new
from bot.channels.webchat.page_view import EXIT_TO, ChatPage, Scene
from bot.channels.webchat.reading import ID_LIMIT, Said, read_said
from bot.channels.webchat.refusals import STATUS, Refused
from bot.channels.webchat.world import WebChat
from bot.domain.message import Author
from bot.http.address import counted_address
from bot.http.language import page_language
from bot.http.squeeze import squeezed
from bot.services.read_web_chat import PAGE, Shown, read_before, speaker

ANSWER_SECONDS = 6.0
"""How long a page without script waits for the answer to what was just said."""
_FORGET = '"cache", "cookies", "storage"'


class Pages:
    def __init__(self, chat: WebChat) -> None:
        self._chat = chat
        self._page = ChatPage(chat.page_words, chat.assets)

    async def show(self, request: Request) -> Response:
        return squeezed(self._page.render(await self._scene(request)), request)

    async def say(self, request: Request) -> Response:
        """The answer is a page with the conversation; its form's id makes sending it again harmless."""
        form = await request.form()
        scene = await self._scene(request)
        try:
            scene = await self._say(request, form, scene)
        except Refused as refused:
            problem = self._chat.page_words.render(f"refused.{refused.code}", scene.language)
            if refused.code != "unknown_session":
                scene = await self._with_thread(replace(scene, session=_field(form, "session")))
            scene = replace(scene, problem=problem, draft=_field(form, "text"))
            return HTMLResponse(self._page.render(scene), STATUS[refused.code])
        return HTMLResponse(self._page.render(scene))

    async def resume(self, request: Request) -> Response:
        form = await request.form()
        scene = await self._scene(request)
        try:
            token = await come_back(self._chat, counted_address(request), _field(form, "code"))
        except Refused as refused:
            problem = self._chat.page_words.render(f"refused.{refused.code}", scene.language)
            html = self._page.render(replace(scene, code_problem=problem))
            return HTMLResponse(html, STATUS[refused.code])
        return HTMLResponse(self._page.render(await self._with_thread(replace(scene, session=token))))

    async def leave(self, _request: Request) -> Response:
        return RedirectResponse(EXIT_TO, 303, headers={"clear-site-data": _FORGET})

    async def _scene(self, request: Request) -> Scene:
        language = page_language(request)
        async with self._chat.begin() as tx:
            names = (await tx.pages.organisation()).name
        return Scene(language, association=names.get(language, ""), next_id=secrets.token_urlsafe(12))

    async def _say(self, request: Request, form: FormData, scene: Scene) -> Scene:
        if _field(form, "look"):
            return await self._with_thread(replace(scene, session=_field(form, "session")))
        said = _said(form)
        if not said.session:
            token = await open_new(self._chat, counted_address(request), scene.language)
            said = replace(said, session=token)
        await accept(self._chat, said)
        await self._wait_for_answer(said)
        return await self._with_thread(replace(scene, session=said.session))

    async def _with_thread(self, scene: Scene) -> Scene:
        if not scene.session:
            return scene
        async with self._chat.begin() as tx:
            session = await known(tx, scene.session, self._chat)
            conversation = await tx.conversations.get(session.conversation_id)
            portion = await read_before(tx, conversation, self._chat.words, None, PAGE)
            speaking = await speaker(tx, conversation)
        return replace(scene, messages=portion.messages, speaker=speaking)

    async def _wait_for_answer(self, said: Said) -> None:
        async with self._chat.begin() as tx:
            session = await known(tx, said.session, self._chat)
        with self._chat.hub.subscribe() as subscription:
            heard = subscription.of(session.conversation_id)
            try:
                async with asyncio.timeout(ANSWER_SECONDS):
                    while not await self._answered(said):
                        await anext(heard)
            except TimeoutError:
                return

    async def _answered(self, said: Said) -> bool:
        async with self._chat.begin() as tx:
            session = await known(tx, said.session, self._chat)
            conversation = await tx.conversations.get(session.conversation_id)
            portion = await read_before(tx, conversation, self._chat.words, None, 10)
        return _answer_follows(portion.messages, said.id)


def _answer_follows(messages: Sequence[Shown], client_id: str) -> bool:
    after = False
    for shown in messages:
        if after and shown.author in (Author.ASSISTANT, Author.CASEWORKER):
            return True
        after = after or shown.client_id == client_id
    return False


def _said(form: FormData) -> Said:
    """`session` may be empty: it is opened with the first message. A starter is a sentence on a button."""
    fields = {
        "session": _field(form, "session") or "new",
        "id": _field(form, "id")[:ID_LIMIT] or secrets.token_urlsafe(12),
        "text": _field(form, "starter") or _field(form, "text"),
        "payload": _field(form, "payload") or None,
    }
    if fields["payload"]:
        fields["text"] = ""
    said = read_said(fields)
    return said if _field(form, "session") else replace(said, session="")


def _field(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""
