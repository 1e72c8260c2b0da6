"""The page without a browser: what a program or an old phone gets."""

import re

import httpx
import pytest

from tests.support.webchat import Chatting


def field(page: httpx.Response, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found
    return found[1]


async def submit(chat: Chatting, page: httpx.Response, query: str = "", **fields: str) -> httpx.Response:
    hidden = {name: field(page, name) for name in ("session", "id")}
    return await chat.http.post("/chat" + query, data=hidden | fields)


@pytest.mark.parametrize(
    ("query", "head"), [("", 'lang="ar" dir="rtl"'), ("?lang=en", 'lang="en" dir="ltr"')]
)
async def test_the_page_comes_in_either_language(chat: Chatting, query: str, head: str) -> None:
    page = await chat.http.get("/chat" + query)
    assert page.status_code == 200
    assert f"<html {head}>" in page.text
    assert page.headers["cache-control"] == "no-store"


async def test_the_page_has_nothing_inline(chat: Chatting) -> None:
    page = (await chat.http.get("/chat")).text
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", page)


async def test_nothing_is_opened_by_looking(chat: Chatting) -> None:
    assert field(await chat.http.get("/chat"), "session") == ""


async def test_a_form_carries_the_conversation_on(chat: Chatting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.webchat.page.ANSWER_SECONDS", 0)
    first = await submit(chat, await chat.http.get("/chat"), text="أولى")
    second = await submit(chat, first, text="ثانية")
    assert field(first, "session") == field(second, "session") != ""
    assert "أولى" in second.text
    assert "ثانية" in second.text


async def test_what_people_write_stays_words(chat: Chatting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.webchat.page.ANSWER_SECONDS", 0)
    page = await submit(chat, await chat.http.get("/chat"), text="<script>alert(1)</script>")
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text


async def test_a_refused_text_is_not_lost(chat: Chatting) -> None:
    page = await submit(chat, await chat.http.get("/chat"), text="كلمة " * 2000)
    assert page.status_code == 413
    assert page.text.count("كلمة") == 2000


async def test_a_made_up_session_is_refused_in_words(chat: Chatting) -> None:
    page = await chat.http.post("/chat", data={"session": "guessed", "id": "1", "text": "x"})
    assert page.status_code == 401
    assert field(page, "session") == ""


async def test_a_code_opens_the_conversation(chat: Chatting) -> None:
    session = await chat.session()
    await chat.say(session, "من قبل")
    code = (await chat.http.post("/chat/api/code", json={"session": session})).json()["code"]
    page = await chat.http.post("/chat/resume", data={"code": code})
    assert "من قبل" in page.text
    wrong = await chat.http.post("/chat/resume", data={"code": "1"})
    assert wrong.status_code == 404


async def test_an_open_page_without_secrets_is_squeezed(chat: Chatting) -> None:
    page = await chat.http.get("/chat", headers={"accept-encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
    assert int(page.headers["content-length"]) < 6000
