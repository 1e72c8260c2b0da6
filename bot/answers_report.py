"""How well questions are answered: right, wrong, offered, unanswered, by variety of language."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.domain.errors import RafeeqError
from bot.rehearsal import Rehearsal

NONE = "none"
_COLUMNS = {"question", "article"}


class UnreadableQuestions(RafeeqError):
    """The file is not what it should be."""


@dataclass(frozen=True, slots=True)
class Asked:
    question: str
    article: str
    """Its id, several with | between them where each is right, or `none`."""
    previous: str = ""
    variety: str = ""

    @property
    def expected(self) -> frozenset[str]:
        return frozenset(part.strip() for part in self.article.split("|")) - {NONE}

    @property
    def may_be_open(self) -> bool:
        return NONE in self.article.split("|")


@dataclass(frozen=True, slots=True)
class Judged:
    asked: Asked
    told: Sequence[str]
    offered: Sequence[str]
    intent: str
    confidence: float
    refusals: frozenset[str] = frozenset()
    """Articles that say kindly what may not be got: an honest answer where there is none."""

    @property
    def verdict(self) -> str:
        """`right`, `wrong`, `offered` (the right one among two or three buttons) or `unanswered`."""
        expected = self.asked.expected
        if self.told:
            refused = self.asked.may_be_open and set(self.told) <= self.refusals
            return "right" if refused or expected & set(self.told) else "wrong"
        if self.asked.may_be_open:
            return "right"
        return "offered" if expected & set(self.offered) else "unanswered"


def read_questions(file: Path) -> list[Asked]:
    """A TSV with a header: question, article and optional previous, variety. Raises UnreadableQuestions."""
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or not set(rows[0]) >= _COLUMNS:
        raise UnreadableQuestions(f"{file}: the first line must name the columns question and article")
    return [
        Asked(r["question"], (r["article"] or NONE).strip(), r.get("previous") or "", r.get("variety") or "")
        for r in rows
    ]


def judge(asked: Asked, begin: Callable[[], Rehearsal], refusals: frozenset[str] = frozenset()) -> Judged:
    talk = begin()
    if asked.previous:
        talk.says(asked.previous)
    talk.says(asked.question)
    intent, confidence = talk.ranking[0]
    return Judged(asked, talk.told, talk.offered, intent, confidence, refusals)


def report(judged: Sequence[Judged]) -> dict[str, Any]:
    varieties = sorted({each.asked.variety for each in judged if each.asked.variety})
    known = [each for each in judged if each.asked.expected]
    return {
        "all": _shares(judged),
        "with an answer": _shares(known),
        "without an answer": _shares([each for each in judged if not each.asked.expected]),
        "follow-ups": _shares([each for each in judged if each.asked.previous]),
        "by variety": {name: _shares(e for e in judged if e.asked.variety == name) for name in varieties},
        "questions": [
            {
                **asdict(each.asked),
                "verdict": each.verdict,
                "told": list(each.told),
                "offered": list(each.offered),
                "intent": each.intent,
                "confidence": round(each.confidence, 3),
            }
            for each in judged
        ],
    }


def lines(told: Mapping[str, Any]) -> Iterable[str]:
    rows = {name: told[name] for name in ("all", "with an answer", "without an answer", "follow-ups")}
    yield f"{'':20}{'count':>6}{'right':>8}{'wrong':>8}{'offered':>9}{'unanswered':>12}"
    for name, shares in {**rows, **told["by variety"]}.items():
        figures = [f"{shares[v]:.1%}" for v in ("right", "wrong", "offered", "unanswered")]
        widths = (8, 8, 9, 12)
        cells = "".join(f"{figure:>{width}}" for figure, width in zip(figures, widths, strict=True))
        yield f"{name:20}{shares['count']:>6}{cells}"


def _shares(judged: Iterable[Judged]) -> dict[str, float]:
    verdicts = Counter(each.verdict for each in judged)
    count = verdicts.total()
    shares = {v: verdicts[v] / (count or 1) for v in ("right", "wrong", "offered", "unanswered")}
    return {"count": count, **shares}
