"""A person filling in the request form, without an engine: says and presses things, and looks where it stands."""

from dataclasses import dataclass, field
from typing import Any

from bot.domain.request_kinds import KINDS
from bot.services.form_state import Decision, Form, Heard, Verdict
from bot.services.request_form import begin, hear


@dataclass
class Filling:
    form: Form
    verdicts: list[Verdict] = field(default_factory=list)
    last: Decision | None = None

    @classmethod
    def begun(cls, text: str = "", kind: str = "financial_support") -> "Filling":
        return cls(begin(KINDS[kind], Heard(text, f"request_{kind}", 0.9)))

    @classmethod
    def at(cls, step: str, **fields: Any) -> "Filling":
        """In that step, everything before it answered."""
        everything: dict[str, Any] = {
            "for_whom": "self",
            "writer_name": "سعاد",
            "inmate_relation": "son",
            "inmate_name": "محمد",
            "governorate": "amman",
            "phone": "+962791234567",
            "need": "إيجار البيت متأخر",
        }
        names = list(everything)
        before = names[: names.index(step)] if step in names else names
        given = {name: everything[name] for name in before} | fields
        return cls(Form.of_draft("financial_support", given, step))

    def say(self, text: str, intent: str = "inform", confidence: float = 0.9) -> "Filling":
        return self._hear(Heard(text, intent, confidence))

    def press(self, act: str = "", field: str = "", value: str = "") -> "Filling":
        return self._hear(Heard(intent="inform", confidence=1.0, act=act, field=field, value=value))

    def _hear(self, heard: Heard) -> "Filling":
        self.last = hear(self.form, heard)
        self.form = self.last.form
        self.verdicts.append(self.last.verdict)
        return self

    @property
    def verdict(self) -> Verdict:
        return self.verdicts[-1]
