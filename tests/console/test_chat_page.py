"""The chat page in a real browser, on a real database, with a scripted engine."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from selenium.webdriver import Keys

from bot.channels.webchat.page_view import EXIT_TO
from bot.words import Catalogues
from tests.support.browser import Browser, open_browser
from tests.support.chat_page import GOVERNORATES, Talk, script
from tests.support.live_webchat import LiveChat, live_chat

WORDS = Catalogues.load()
PAGE = Catalogues.load(area="web")
PHONE, NARROW, DESK = (390, 780), (320, 568), (1280, 800)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def live(module_database_url: str) -> Iterator[LiveChat]:
    with live_chat(module_database_url) as made:
        made.chat.world.dialogue.script = script
        yield made


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with open_browser(tmp_path_factory.mktemp("browser")) as made:
        yield made


@pytest.fixture
def talk(live: LiveChat, chromium: Browser) -> Iterator[Talk]:
    """In Arabic, on a phone, by somebody who was never here."""
    it = Talk(live, chromium)
    chromium.resize(PHONE)
    chromium.open(live.url("/static/nothing"))
    chromium.run("localStorage.clear(); sessionStorage.clear()")
    it.open()
    chromium.troubles()
    yield it
    chromium.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    chromium.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@pytest.fixture(params=["ar", "en"])
def spoken(request: pytest.FixtureRequest, talk: Talk) -> Talk:
    """The same in each language."""
    talk.language = request.param
    talk.open()
    return talk


def hand_over(talk: Talk) -> str:
    """Asks for a caseworker; gives the code that the page then shows."""
    talk.say("أريد موظف")
    return talk.browser.wait_for(".code-card .code").text


def test_a_message_is_answered(spoken: Talk) -> None:
    spoken.say("مرحبا")
    spoken.answer()
    assert spoken.bubbles("person") == ["مرحبا"]
    assert spoken.bubbles("assistant") == [WORDS.render("greet.hello", spoken.language)]
    assert len(spoken.browser.all(".day")) == 1
    assert spoken.browser.troubles() == []


@pytest.mark.parametrize("size", [NARROW, PHONE, DESK])
def test_nothing_is_wider_than_the_screen(spoken: Talk, size: tuple[int, int]) -> None:
    spoken.browser.resize(size)
    assert not spoken.browser.scrolls_sideways()
    spoken.say("https://example.org/" + "x" * 120 + " مرحبا")
    spoken.answer()
    spoken.browser.one("#log .choices button").click()
    spoken.browser.wait_for("#log .choices.rows")
    assert not spoken.browser.scrolls_sideways()
    inner = "const s = document.getElementById('scroll'); return s.scrollWidth > s.clientWidth"
    assert not spoken.browser.run(inner)


def test_the_page_says_its_language_and_direction(spoken: Talk) -> None:
    page = spoken.browser.one("html")
    expected = {"ar": ("ar", "rtl"), "en": ("en", "ltr")}[spoken.language]
    assert (page.get_attribute("lang"), page.get_attribute("dir")) == expected
    assert {each.get_attribute("dir") for each in spoken.browser.all(".message .text")} <= {"auto"}


def test_buttons_are_large_and_vanish_when_they_are_answered(talk: Talk) -> None:
    talk.say("مرحبا")
    talk.answer()
    buttons = talk.browser.all("#log .choices button")
    assert len(buttons) == 4
    assert min(button.size["height"] for button in buttons) >= 48
    label = buttons[1].text
    buttons[1].click()
    talk.browser.wait_for("#log .choices.rows")
    assert talk.bubbles("person")[-1] == label
    assert len(talk.browser.all("#log .choices")) == 1


def test_many_choices_are_a_numbered_list(talk: Talk) -> None:
    talk.say("مرحبا")
    talk.answer()
    talk.browser.one("#log .choices button").click()
    rows = talk.browser.wait_for("#log .choices.rows").text.splitlines()
    assert rows == [WORDS.render(f"governorate.{name}", "ar") for name in GOVERNORATES]


def test_a_sentence_on_a_button_begins_the_conversation(talk: Talk) -> None:
    starter = talk.browser.one(".intro .choices button")
    said = starter.text
    starter.click()
    talk.answer()
    assert talk.bubbles("person") == [said]
    assert not talk.browser.one("#intro").is_displayed()


@contextmanager
def with_a_mouse(talk: Talk) -> Iterator[None]:
    """A browser without a screen has none, whatever the size of its window."""
    source = "window.matchMedia = (asked) => ({ matches: asked.includes('pointer: fine') })"
    driver = talk.browser.driver
    added = driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
    talk.open()
    yield
    driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)


def test_enter_sends_at_a_desk(talk: Talk) -> None:
    talk.browser.resize(DESK)
    with with_a_mouse(talk):
        talk.write("سطر")
        talk.enter(shift=True)
        talk.write("آخر")
        talk.enter()
        talk.wait_until_said("person", "سطر\nآخر")
    assert talk.browser.focused() == talk.browser.one("#text")


def test_enter_is_a_new_line_on_a_phone(talk: Talk) -> None:
    talk.write("سطر")
    talk.enter()
    talk.write("آخر")
    assert talk.browser.one("#text").get_attribute("value") == "سطر\nآخر"
    assert talk.bubbles("person") == []


def test_everything_can_be_reached_by_keyboard(talk: Talk) -> None:
    talk.browser.resize(DESK)
    reached = []
    for _ in range(14):
        talk.browser.tab()
        reached.append(talk.browser.focused().get_attribute("id") or talk.browser.focused().tag_name)
    assert {"open-menu", "exit", "text", "button", "summary"} <= set(reached)


def test_every_control_has_a_name_for_a_screen_reader(spoken: Talk) -> None:
    spoken.say("مرحبا")
    spoken.answer()
    tree = spoken.browser.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    controls = [
        n for n in tree if role_of(n) in {"button", "link", "textbox", "checkbox"} and not n["ignored"]
    ]
    assert len(controls) >= 8
    assert [n for n in controls if not n.get("name", {}).get("value", "").strip()] == []
    assert [n["name"]["value"] for n in tree if role_of(n) == "log"] == [
        PAGE.render("chat.log", spoken.language)
    ]


def role_of(node: dict[str, Any]) -> str:
    return str(node.get("role", {}).get("value", ""))


def test_a_long_text_goes_in_parts(talk: Talk) -> None:
    talk.browser.run("document.getElementById('text').value = ('كلمة '.repeat(2000))")
    talk.browser.one("#text").send_keys(".")
    talk.browser.one("#send").click()
    talk.browser.wait(lambda: len([w for w, _ in talk.stored() if w == "person"]) == 2, "two messages")
    texts = [text for who, text in talk.stored() if who == "person"]
    assert " ".join(texts).split() == ["كلمة"] * 2000 + ["."]


def test_a_draft_survives_a_reload(talk: Talk) -> None:
    talk.write("نصف جملة")
    talk.open()
    assert talk.browser.one("#text").get_attribute("value") == "نصف جملة"


def test_a_reload_shows_the_conversation_again(talk: Talk) -> None:
    talk.say("مرحبا")
    talk.answer()
    talk.open()
    talk.answer()
    assert talk.bubbles("person") == ["مرحبا"]


def test_what_was_not_sent_is_sent_again_once(talk: Talk) -> None:
    talk.say("أولى")
    talk.answer()
    with talk.offline():
        talk.say("ثانية")
        talk.browser.wait_for(".message.failed .again")
    again = talk.browser.all(".message.failed .again")
    if again:
        again[0].click()
    talk.browser.wait(lambda: ("person", "ثانية") in talk.stored(), "it arrived")
    talk.browser.wait(lambda: not talk.browser.all(".message.waiting"), "the page knows")
    assert talk.bubbles("person").count("ثانية") == 1


def test_typing_is_shown_until_the_answer(talk: Talk) -> None:
    talk.say("مرحبا")
    talk.answer()
    conversation = talk.live.do(talk.live.chat.conversation(talk.session()))
    talk.live.do(type_in(talk.live, conversation.id))
    talk.browser.wait(lambda: talk.browser.one("#typing").is_displayed(), "dots")
    talk.live.do(talk.live.chat.leave_on_its_way(talk.session(), "help.menu"))
    talk.wait_until_said("assistant", WORDS.render("help.menu", "ar"))
    assert not talk.browser.one("#typing").is_displayed()


async def type_in(live: LiveChat, conversation_id: Any) -> None:
    async with live.chat.world.begin() as tx:
        await tx.events.typing(conversation_id, "assistant")


def test_new_messages_are_marked_for_whoever_reads_above(talk: Talk) -> None:
    for number in range(6):
        talk.say(f"رسالة {number}")
        talk.wait_until_said("person", f"رسالة {number}")
    talk.browser.wait(lambda: len(talk.bubbles("assistant")) == 6, "all answers")
    talk.browser.run("document.getElementById('scroll').scrollTop = 0")
    talk.browser.wait(lambda: talk.browser.one("#to-newest").is_displayed(), "a way down")
    talk.live.do(talk.live.chat.leave_on_its_way(talk.session(), "help.menu"))
    talk.browser.wait_for("#log .unread")
    assert talk.browser.one("#to-newest").text.endswith("(1)")
    talk.browser.one("#to-newest").click()
    talk.browser.wait(lambda: not talk.browser.one("#to-newest").is_displayed(), "at the end")


def test_danger_shows_a_number_to_call(talk: Talk) -> None:
    talk.say("DANGER")
    urgent = talk.browser.wait_for(".message.urgent a.call")
    assert urgent.get_attribute("href") == "tel:911"


@pytest.mark.parametrize("size", [NARROW, PHONE])
def test_the_newest_is_in_sight_however_tall_it_is(spoken: Talk, size: tuple[int, int]) -> None:
    spoken.browser.resize(PHONE)
    spoken.say("مرحبا")
    spoken.answer()
    spoken.browser.one("#log .choices button").click()
    spoken.browser.wait_for("#log .choices.rows")
    hand_over(spoken)
    spoken.say("DANGER")
    call = spoken.browser.wait_for(".message.urgent a.call")
    spoken.browser.resize(size)
    bottom = "return arguments[0].getBoundingClientRect().bottom"
    composer = "return document.querySelector('footer').getBoundingClientRect().top"
    spoken.browser.wait(
        lambda: spoken.browser.run(bottom, call) <= spoken.browser.run(composer), "the number in sight"
    )


def test_it_says_that_a_machine_speaks_until_a_person_does(talk: Talk) -> None:
    assert talk.browser.text("#speaker") == PAGE.render("chat.machine", "ar")
    hand_over(talk)
    waiting = PAGE.render("chat.machine_waiting", "ar")
    talk.browser.wait(lambda: talk.browser.text("#speaker") == waiting, "who speaks")
    talk.live.do(talk.live.chat.take_as_caseworker(talk.session(), "رنا", "أهلاً بكم"))
    talk.wait_until_said("caseworker", "أهلاً بكم")
    talk.browser.wait(lambda: "رنا" in talk.browser.text("#speaker"), "her name")
    assert talk.browser.text(".message.caseworker .by") == "رنا"


def test_a_code_opens_the_conversation_on_another_device(talk: Talk) -> None:
    code = hand_over(talk)
    assert re.fullmatch(r"\d{4} \d{4} \d{4}", code)
    talk.browser.run("sessionStorage.clear()")
    talk.open()
    talk.browser.one(".coming-back summary").click()
    talk.browser.one("#code").send_keys("1111 1111 1111", Keys.ENTER)
    problem = PAGE.render("refused.unknown_code", "ar")
    talk.browser.wait(lambda: talk.browser.text("#code-problem") == problem, "it says so")
    talk.browser.one("#code").clear()
    talk.browser.one("#code").send_keys(code, Keys.ENTER)
    talk.wait_until_said("person", "أريد موظف")


def test_by_default_nothing_outlives_the_tab(talk: Talk) -> None:
    talk.say("مرحبا")
    talk.answer()
    assert talk.browser.run("return [localStorage.length, document.cookie]") == [0, ""]


def test_remembering_is_a_choice_that_can_be_taken_back(talk: Talk) -> None:
    talk.say("مرحبا")
    talk.answer()
    talk.browser.one("#open-menu").click()
    talk.browser.one("#remember").click()
    talk.browser.run("sessionStorage.clear()")
    talk.open()
    talk.answer()
    talk.browser.one("#open-menu").click()
    assert talk.browser.one("#remember").is_selected()
    talk.browser.one("#remember").click()
    assert talk.browser.run("return localStorage.length") == 0


def test_ending_clears_the_device(talk: Talk) -> None:
    talk.say("مرحبا")
    talk.answer()
    talk.browser.one("#open-menu").click()
    talk.browser.one("#end").click()
    talk.browser.wait(lambda: talk.browser.one("#intro").is_displayed(), "a new beginning")
    assert talk.bubbles("person") == []
    assert talk.kept() == {"session": 0, "local": 0, "cookies": ""}


def leaves(talk: Talk) -> None:
    """Gone to the other page, and the way back does not lead here."""
    talk.browser.wait(lambda: not talk.browser.driver.current_url.startswith(talk.address), "gone")
    assert talk.kept() == {"session": 0, "local": 0, "cookies": ""}
    talk.browser.driver.back()
    talk.browser.driver.back()
    assert talk.browser.all(".message") == []


def test_leaving_quickly_leaves_nothing(talk: Talk) -> None:
    talk.say("سرّي")
    talk.answer()
    talk.browser.one("#open-menu").click()
    talk.browser.one("#remember").click()
    talk.browser.one("[data-close]").click()
    talk.browser.one("#exit").click()
    leaves(talk)


def test_three_presses_of_shift_leave_too(talk: Talk) -> None:
    talk.say("سرّي")
    talk.answer()
    talk.browser.keys(Keys.SHIFT)
    assert talk.browser.all(".message")
    talk.browser.keys(Keys.SHIFT, Keys.SHIFT, Keys.SHIFT)
    leaves(talk)


def test_a_picture_is_sent_and_shown(talk: Talk, tmp_path: Path) -> None:
    Image.new("RGB", (60, 40), "teal").save(tmp_path / "photo.png")
    talk.browser.one("#attach input").send_keys(str(tmp_path / "photo.png"))
    talk.browser.wait(lambda: not talk.browser.all(".message.waiting"), "it arrived")
    wide = "const i = document.querySelector('#log .picture img'); return i && i.naturalWidth"
    talk.browser.wait(lambda: talk.browser.run(wide) == 60, "a picture")
    assert talk.browser.troubles() == []


def test_a_file_that_is_not_taken_is_said_in_words(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><script>1</script>")
    talk.browser.one("#attach input").send_keys(str(tmp_path / "page.html"))
    refused = PAGE.render("refused.file_refused", "ar")
    talk.browser.wait(lambda: talk.browser.text("#problem") == refused, "words")


MICROPHONE = """
navigator.mediaDevices.getUserMedia = async () => {
  const context = new AudioContext(), sound = context.createOscillator();
  const end = context.createMediaStreamDestination();
  sound.connect(end);
  sound.start();
  return end.stream;
};
"""


def test_a_voice_message_is_recorded_and_sent(talk: Talk) -> None:
    talk.browser.run(MICROPHONE)
    talk.browser.one("#record").click()
    talk.browser.wait(lambda: talk.browser.text("#record-time") != "0:00", "a second")
    talk.browser.one("#record-send").click()
    talk.browser.wait_for("#log .message.person:not(.waiting) .sound audio")
    [shown] = [m for m in talk.live.do(talk.live.chat.history(talk.session())) if "media" in m]
    assert (shown["media"]["kind"], shown["media"]["mime"]) == ("voice", "audio/webm")


def test_a_recording_can_be_dropped(talk: Talk) -> None:
    talk.browser.run(MICROPHONE)
    talk.browser.one("#record").click()
    talk.browser.wait(lambda: talk.browser.one("#recording").is_displayed(), "recording")
    talk.browser.one("#record-drop").click()
    talk.browser.wait(lambda: talk.browser.one("#text").is_displayed(), "writing again")
    assert talk.browser.all("#log .message") == []


def test_without_a_microphone_it_says_what_to_do(talk: Talk) -> None:
    talk.browser.run("navigator.mediaDevices.getUserMedia = async () => { throw new Error() }")
    talk.browser.one("#record").click()
    words = PAGE.render("chat.no_microphone", "ar")
    talk.browser.wait(lambda: talk.browser.text("#problem") == words, "words")


def test_the_page_is_light_enough_for_a_slow_line(talk: Talk) -> None:
    talk.browser.driver.execute_cdp_cmd("Network.clearBrowserCache", {})
    talk.open()
    talk.browser.wait(lambda: talk.browser.run("return document.fonts.status") == "loaded", "fonts")
    sizes = """return [...performance.getEntriesByType('resource'),
        ...performance.getEntriesByType('navigation')].map((e) => [e.name, e.transferSize])"""
    fetched: dict[str, int] = dict(talk.browser.run(sizes))
    assert any("woff2" in name for name in fetched)
    assert min(fetched.values()) > 0
    assert sum(fetched.values()) < 100_000


def test_nothing_moves_for_whoever_asked_for_stillness(talk: Talk) -> None:
    still = {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
    talk.browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", still)
    moving = "return getComputedStyle(document.querySelector('.typing i')).animationName"
    assert talk.browser.run(moving) == "none"


def without_script(talk: Talk) -> None:
    talk.browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    talk.browser.open(talk.address)


def test_it_works_without_script(spoken: Talk) -> None:
    without_script(spoken)
    spoken.write("مرحبا")
    spoken.browser.press("#send")
    assert spoken.bubbles("person") == ["مرحبا"]
    assert WORDS.render("greet.hello", spoken.language) in spoken.bubbles("assistant")
    spoken.browser.press("#log .choices button")
    assert len(spoken.browser.all("#log .choices.rows button")) == 10
    spoken.write("ثانية")
    spoken.browser.press("#send")
    assert spoken.bubbles("person")[-1] == "ثانية"


def test_without_script_the_same_page_sent_again_changes_nothing(talk: Talk) -> None:
    without_script(talk)
    talk.browser.press(".intro .choices button")
    talk.browser.driver.refresh()
    assert len(talk.bubbles("person")) == 1


def test_without_script_the_way_out_works_too(talk: Talk) -> None:
    without_script(talk)
    assert talk.browser.one("#exit").get_attribute("href") == talk.live.url("/chat/leave")
    response = talk.live.do(talk.live.chat.http.get("/chat/leave"))
    assert (response.status_code, response.headers["location"]) == (303, EXIT_TO)
    assert '"storage"' in response.headers["clear-site-data"]


def test_a_session_that_ended_is_said_and_begins_anew(talk: Talk) -> None:
    talk.say("مرحبا")
    talk.answer()
    talk.browser.run("""const kept = JSON.parse(sessionStorage.rafeeq);
        sessionStorage.rafeeq = JSON.stringify({ ...kept, session: 'ended' })""")
    talk.open()
    ended = PAGE.render("refused.unknown_session", "ar")
    talk.browser.wait(lambda: talk.browser.text("#problem") == ended, "words")
    talk.say("من جديد")
    talk.answer()
    assert talk.bubbles("person") == ["من جديد"]


def test_after_several_requests_one_code_is_shown(talk: Talk) -> None:
    hand_over(talk)
    talk.live.do(talk.live.chat.leave_on_its_way(talk.session(), "failure.human_will_answer"))
    last = "return [...document.querySelectorAll('.message')].pop().nextElementSibling?.className"
    talk.browser.wait(lambda: talk.browser.run(last) == "code-card", "a card at the end")
    talk.open()
    talk.browser.wait_for(".code-card")
    assert len(talk.browser.all(".code-card")) == 1
