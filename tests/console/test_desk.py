"""The desk in a real browser, with a person at the web chat on the other side."""

from collections.abc import Iterator
from itertools import count
from typing import Any
from uuid import UUID

import httpx
import pytest
from selenium.webdriver import Keys

from bot.domain.conversation import Conversation, State
from bot.services import hand_over
from bot.services.claim_conversation import claim
from bot.services.seed_articles import seed_articles
from bot.services.web_session import find_session
from tests.support.browser import DESK, Browser
from tests.support.knowledge import article, word_encoder
from tests.support.live_desk import LiveDesk, live_desk

pytestmark = pytest.mark.browser

SIZES = ((360, 740), (390, 844), (768, 1024), DESK)


@pytest.fixture
def desk(database_url: str) -> Iterator[LiveDesk]:
    with live_desk(database_url) as made:
        yield made


@pytest.fixture
def seated(desk: LiveDesk, browser: Browser) -> Browser:
    """A caseworker at an empty desk, in the browser's language."""
    language = str(browser.run("return navigator.language"))[:2]
    desk.sign_in(browser, desk.hire("Samira", language))
    browser.open(desk.url())
    return browser


class Person:
    """Somebody at the web chat."""

    def __init__(self, desk: LiveDesk) -> None:
        self._desk = desk
        self._ids = count(1)
        self.session = httpx.post(desk.url("/chat/api/sessions"), json={}).json()["session"]

    def say(self, text: str) -> None:
        body = {"session": self.session, "id": str(next(self._ids)), "text": text}
        assert httpx.post(self._desk.url("/chat/api/messages"), json=body).status_code == 202

    def heard(self) -> list[tuple[str, str]]:
        address = self._desk.url("/chat/api/messages")
        answer = httpx.get(address, params={"session": self.session}).json()
        return [(m["from"], m["text"]) for m in answer["messages"]]

    def conversation(self) -> Conversation:
        async def read() -> Conversation:
            async with self._desk.world.begin() as tx:
                found = await find_session(tx, self.session, self._desk.world.now)
                return await tx.conversations.get(found.conversation_id)

        return self._desk.do(read())

    @property
    def id(self) -> UUID:
        return self.conversation().id

    def asks_for_somebody(self, words: str = "hello") -> None:
        self.say(words)

        async def queue() -> None:
            async with self._desk.world.begin() as tx:
                await hand_over.queue(
                    tx, await tx.conversations.lock(conversation_id), "asked", self._desk.world.now
                )

        conversation_id = self.id
        self._desk.do(queue())


def opened(desk: LiveDesk, browser: Browser, words: str = "hello") -> Person:
    person = Person(desk)
    person.asks_for_somebody(words)
    browser.open(desk.url(f"/desk/{person.id}"))
    return person


def taken(desk: LiveDesk, browser: Browser) -> Person:
    person = opened(desk, browser)
    browser.one('[data-act="claim"] button').click()
    browser.wait_for('[data-act="resolve"]')
    return person


def write(browser: Browser, text: str, mode: str = "reply") -> None:
    browser.run("arguments[0].click()", browser.one(f'[name="mode"][value="{mode}"]'))
    browser.one("#text").send_keys(text)
    browser.one(".write .button").click()


def test_who_asks_for_somebody_appears_without_reloading(seated: Browser, desk: LiveDesk) -> None:
    seated.run("window.neverLeft = true")
    Person(desk).asks_for_somebody("need help")
    seated.wait_for(".rows li")
    assert seated.text(".rows .gist") == "need help"
    assert seated.run("return window.neverLeft")
    assert seated.run("return document.title").startswith("(1)")
    assert seated.troubles() == []


def test_a_reply_reaches_the_person_and_theirs_comes_back(seated: Browser, desk: LiveDesk) -> None:
    person = taken(desk, seated)
    write(seated, "we are here")
    seated.wait(lambda: ("caseworker", "we are here") in person.heard(), "the reply at the person's")
    seated.wait_for(".lines .caseworker .delivery.sent")
    person.say("thank you")
    seated.wait(lambda: "thank you" in seated.text(".lines"), "the person's answer")
    assert seated.one("#text").get_attribute("value") == ""
    assert seated.troubles() == []


def test_a_note_stays_inside(seated: Browser, desk: LiveDesk) -> None:
    person = taken(desk, seated)
    write(seated, "call the centre", "note")
    seated.wait_for(".lines .note")
    assert "call the centre" in seated.text(".lines .note")
    assert all("call the centre" not in text for _, text in person.heard())


def test_a_return_is_undone(seated: Browser, desk: LiveDesk) -> None:
    person = taken(desk, seated)
    seated.one('[data-act="return"] button').click()
    seated.wait_for(".undo-bar button").click()
    seated.wait(lambda: not seated.all(".undo-bar"), "the bar gone")
    assert person.conversation().release is None
    assert person.conversation().state is State.CLAIMED


def test_a_return_goes_through_after_ten_seconds(seated: Browser, desk: LiveDesk) -> None:
    person = taken(desk, seated)
    seated.one('[data-act="return"] button').click()
    seated.wait_for(".undo-bar")
    seated.wait(lambda: person.conversation().state is State.ASSISTANT, "the return", 20)
    seated.wait_for('[data-act="claim"]')


def test_the_loser_is_told_who_has_it(seated: Browser, desk: LiveDesk) -> None:
    person = opened(desk, seated)
    other = desk.hire("Omar")
    seated.run(
        "const real = window.fetch; window.fetch = (a, o) => o?.method ? real(a, o) : new Promise(() => {})"
    )

    async def take() -> None:
        async with desk.world.begin() as tx:
            await claim(tx, other, conversation_id, desk.world.now)

    conversation_id = person.id
    desk.do(take())
    seated.one('[data-act="claim"] button').click()
    seated.wait(lambda: "Omar" in seated.text("[data-refused]"), "who has it")


def test_what_is_written_outlives_what_others_do(seated: Browser, desk: LiveDesk) -> None:
    person = taken(desk, seated)
    seated.one("#text").send_keys("half a sentence")
    person.say("are you there?")
    seated.wait(lambda: "are you there?" in seated.text(".lines"), "the message")
    assert seated.one("#text").get_attribute("value") == "half a sentence"
    assert seated.focused().get_attribute("id") == "text"
    seated.open(desk.url("/requests"))
    seated.open(desk.url(f"/desk/{person.id}"))
    assert seated.one("#text").get_attribute("value") == "half a sentence"
    assert seated.run("return localStorage.length") == 0


def test_nothing_jumps_while_one_reads_the_list(seated: Browser, desk: LiveDesk) -> None:
    Person(desk).asks_for_somebody("first")
    seated.wait_for(".rows li")
    seated.keys("j")
    Person(desk).say("DANGER")
    seated.wait_for(".arrived:not([hidden])")
    assert [e.text for e in seated.all(".rows .gist")] == ["first"]
    seated.one(".arrived").click()
    assert [e.text for e in seated.all(".rows .gist")] == ["DANGER", "first"]


def test_keys_alone_do_it_all(seated: Browser, desk: LiveDesk) -> None:
    person = Person(desk)
    person.asks_for_somebody()
    seated.wait_for(".rows li")
    seated.keys("j", Keys.ENTER)
    seated.wait_for("[data-composer]")
    seated.keys("c")
    seated.wait_for('[data-act="resolve"]')
    seated.keys("r")
    seated.focused().send_keys("by keys")
    seated.keys_down(Keys.CONTROL, Keys.ENTER)
    seated.wait(lambda: ("caseworker", "by keys") in person.heard(), "the reply")
    seated.keys(Keys.ESCAPE)
    seated.keys("e")
    seated.wait_for(".undo-bar")
    seated.keys("u")
    seated.wait(lambda: not seated.all(".undo-bar"), "the bar gone")
    seated.keys("?")
    assert seated.one("#keys").get_attribute("open") is not None


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_no_page_scrolls_sideways(seated: Browser, desk: LiveDesk, size: Any) -> None:
    person = taken(desk, seated)
    person.say("a" * 300)
    write(seated, "https://example.org/" + "b" * 200)
    seated.wait_for(".lines .caseworker")
    seated.resize(size)
    for path in (
        "/desk",
        f"/desk/{person.id}",
        f"/desk/{person.id}?show=details",
        "/requests",
        "/undelivered",
    ):
        seated.open(desk.url(path))
        assert not seated.scrolls_sideways(), path


def test_on_a_phone_it_is_three_steps(seated: Browser, desk: LiveDesk) -> None:
    seated.resize((390, 844))
    Person(desk).asks_for_somebody()
    seated.wait_for(".rows li")
    seated.press(".rows a")
    assert not seated.one("#list").is_displayed()
    seated.press(".to-details")
    assert seated.one(".side").is_displayed()
    assert not seated.one(".conversation").is_displayed()
    seated.press(".to-thread")
    seated.press(".to-list")
    assert seated.one("#list").is_displayed()


def test_signing_out_takes_what_was_written(seated: Browser, desk: LiveDesk) -> None:
    taken(desk, seated)
    seated.one("#text").send_keys("secret")
    assert seated.run("return sessionStorage.length") == 1
    seated.one(".menu summary").click()
    seated.press('form[action="/sign-out"] button')
    assert seated.run("return sessionStorage.length") == 0


def test_an_article_is_put_into_the_reply_with_a_key(desk: LiveDesk, seated: Browser) -> None:
    async def publish() -> None:
        async with desk.world.begin() as tx:
            await seed_articles(tx, [article()], word_encoder())
        await desk.library.read(desk.world.begin)

    desk.do(publish())
    person = Person(desk)
    person.asks_for_somebody()
    seated.open(desk.url(f"/desk/{person.id}"))
    seated.one("body").send_keys("a")
    seated.wait(lambda: seated.focused().get_dom_attribute("id") == "insert-q", "the search is open")
    seated.keys("الاقارب")
    seated.wait(lambda: seated.all(".picked mark"), "what was found is marked")
    seated.keys(Keys.ENTER)
    seated.wait(
        lambda: "يزور الأقارب." in str(seated.one("#text").get_property("value")), "it stands in the reply"
    )
