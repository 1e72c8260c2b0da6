"""The chat page in words: what stands on it at one moment."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.channels.webchat.reading import TEXT_LIMIT
from bot.channels.webchat.shapes import day_of, name_of_speaker, time_of
from bot.domain.media import MEDIA_LIMIT
from bot.domain.message import Author, MediaKind
from bot.http.assets import Assets
from bot.http.language import DIRECTIONS
from bot.services.ports import Words
from bot.services.read_web_chat import Shown, Speaker

EXIT_TO = "https://www.google.com/"
"""Where people leave to: what stands on everybody's phone."""

MODULES = (
    "chat/composer.js",
    "chat/conversation.js",
    "chat/files.js",
    "chat/keeping.js",
    "chat/leave.js",
    "chat/line.js",
    "chat/page.js",
    "chat/thread.js",
    "chat/voice.js",
)
_STARTERS = ("chat.starter.request", "chat.starter.visit", "chat.starter.released", "chat.starter.human")
_FOR_SCRIPT = (
    "call",
    "code.hint",
    "code.title",
    "code.empty",
    "choices",
    "failed",
    "file",
    "file_too_large",
    "machine",
    "no_microphone",
    "offline",
    "picture",
    "save",
    "sending",
    "sent",
    "system",
    "unread",
    "voice",
    "you",
)
_BY = {Author.PERSON: "chat.you", Author.ASSISTANT: "chat.machine", Author.SYSTEM: "chat.system"}
_FILES = {MediaKind.IMAGE: "chat.picture", MediaKind.VOICE: "chat.voice", MediaKind.AUDIO: "chat.voice"}
_THE_ASSISTANT = Speaker(Author.ASSISTANT)


@dataclass(frozen=True, slots=True)
class Scene:
    language: str
    association: str = ""
    session: str = ""
    next_id: str = ""
    messages: Sequence[Shown] = ()
    speaker: Speaker = _THE_ASSISTANT
    draft: str = ""
    problem: str = ""
    code_problem: str = ""


class ChatPage:
    def __init__(self, words: Words, assets: Assets) -> None:
        self._words = words
        self._assets = assets
        environment = Environment(
            loader=PackageLoader("bot.channels.webchat"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._template = environment.get_template("chat.html")

    def render(self, scene: Scene) -> str:
        language = scene.language
        other = "en" if language == "ar" else "ar"

        def t(key: str) -> str:
            return self._words.render(key, language)

        return self._template.render(
            t=t,
            asset=self._assets.url,
            modules=MODULES,
            language=language,
            direction=DIRECTIONS[language],
            script="arabic" if language == "ar" else "latin",
            query="" if language == "ar" else f"?lang={language}",
            other_language=other,
            exit_to=EXIT_TO,
            words=json.dumps(self._for_script(language), ensure_ascii=False),
            starters=[t(key) for key in _STARTERS],
            association=scene.association or t("chat.brand"),
            session=scene.session,
            next_id=scene.next_id,
            messages=[self._told(shown, language) for shown in scene.messages],
            last_person=max((m.position for m in scene.messages if m.author is Author.PERSON), default=0),
            speaker=name_of_speaker(scene.speaker, self._words, language),
            draft=scene.draft,
            problem=scene.problem,
            code_problem=scene.code_problem,
        )

    def _told(self, shown: Shown, language: str) -> Mapping[str, Any]:
        return {
            "position": shown.position,
            "who": shown.author.value,
            "by": shown.name or self._words.render(_BY.get(shown.author, "chat.system"), language),
            "text": shown.text,
            "file": self._file(shown, language),
            "at": shown.at.isoformat(),
            "day": day_of(shown.at, self._words, language),
            "time": time_of(shown.at, self._words, language),
            "choices": shown.choices,
            "urgent": shown.urgent,
        }

    def _file(self, shown: Shown, language: str) -> str:
        if shown.media is None:
            return ""
        what = self._words.render(_FILES.get(shown.media.kind, "chat.file"), language)
        return f"{what}: {shown.media.filename}" if shown.media.filename else what

    def _for_script(self, language: str) -> Mapping[str, Any]:
        words = {key: self._words.render(f"chat.{key}", language) for key in _FOR_SCRIPT}
        return {"words": words, "language": language, "textLimit": TEXT_LIMIT, "fileLimit": MEDIA_LIMIT}
