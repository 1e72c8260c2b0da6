"""The pages' words: complete in both languages, and every word used."""

import re
from pathlib import Path

from bot.channels import webchat
from bot.channels.webchat.page_view import _FOR_SCRIPT, MODULES
from bot.http.errors import CODES
from bot.web import STATIC
from bot.words import Catalogues

WORDS = Catalogues.load(area="web")
HERE = Path(webchat.__file__).parent
SCRIPTS = STATIC[""] / "chat"
_NUMBER = re.compile(r"\d{3,}")


def sources() -> str:
    files = [*HERE.rglob("*.py"), *HERE.rglob("*.html"), *SCRIPTS.glob("*.js")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_both_languages_have_the_same_words() -> None:
    assert WORDS.keys("ar") == WORDS.keys("en")


def test_every_status_has_words() -> None:
    assert {f"error.{status}" for status in CODES} <= WORDS.keys("ar")


def test_what_is_used_is_there_and_what_is_there_is_used() -> None:
    used = set(re.findall(r'"(chat\.[a-z_.]+[a-z_])"', sources())) | {f"chat.{key}" for key in _FOR_SCRIPT}
    assert used - {"chat.html"} == {key for key in WORDS.keys("ar") if key.startswith("chat.")}


def test_the_script_is_given_the_words_that_it_uses() -> None:
    scripts = "\n".join(file.read_text(encoding="utf-8") for file in SCRIPTS.glob("*.js"))
    used = set(re.findall(r"words\.([a-z_]+)", scripts)) | set(re.findall(r'words\["([a-z_.]+)"\]', scripts))
    assert used == set(_FOR_SCRIPT)


def test_every_module_is_fetched_ahead() -> None:
    assert set(MODULES) == {f"chat/{file.name}" for file in SCRIPTS.glob("*.js")} - {"chat/chat.js"}


def test_no_number_but_those_that_are_sure() -> None:
    for language in ("ar", "en"):
        for key in WORDS.keys(language):
            text = WORDS.render(key, language)
            assert set(_NUMBER.findall(text)) <= {"911"}, key


def test_nobody_is_spoken_to_as_one_man() -> None:
    """Plural or no address: never the masculine singular."""
    singular = re.compile(r"\b(اكتب|أرسل|اختر|اضغط|احفظ|افتح|أعد|انتظر|لديك|عندك|رسالتك)\b")
    assert not [key for key in WORDS.keys("ar") if singular.search(WORDS.render(key, "ar"))]
