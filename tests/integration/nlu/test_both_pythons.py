"""Text is read, and encoded, in the app's Python and in Rasa's: both must read it alike."""

import json
import subprocess
from typing import Any

import pytest

from bot.runtime.nlu import nlu_environ
from nlu.encoder import encode, shared
from nlu.text.entities import entities
from nlu.text.message import read
from tests.support.rasa import ROOT, nlu_python

TEXTS = [
    "السَّلامُ عليكمـــ، مرحباااا 😭😭",
    "keef b2dar a7jez zyara la jozi bil 7abs?",
    "I want to visit my son in Swaqa on the 3rd",
    "بدي visit لأخوي ٠٧٩ ١٢٣ ٤٥٦٧",
    "ﷺ ﻻ ½ ℃ é ك‌ل\u202e",
    "\ud800 \x00",
    "بدي موعد يوم الثلاثاء الساعة ١٠ ونص، mish el 7ad",
    "15 رجب or next thursday at half past ten",
    "كلمة " * 2000,
    "",
]
PROGRAM = """
import json, sys
from nlu.encoder import encode, shared
from nlu.text.entities import entities
from nlu.text.message import read

found = []
for text in json.load(sys.stdin):
    message = read(text)
    found.append({
        "light": message.light.text, "strong": message.strong.text, "skeleton": message.skeleton,
        "spans": [list(span) for span in message.strong.spans], "language": message.language.value,
        "pieces": shared().pieces(text), "vector": encode([text])[0].tolist(),
        "entities": [[e.name, e.value, e.start, e.end] for e in entities(text)],
    })
json.dump(found, sys.stdout)
"""


@pytest.fixture(scope="module")
def theirs() -> list[dict[str, Any]]:
    done = subprocess.run(
        [nlu_python(), "-c", PROGRAM],
        input=json.dumps(TEXTS),
        env=nlu_environ(),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_the_same_views(theirs: list[dict[str, Any]], number: int) -> None:
    message, other = read(TEXTS[number]), theirs[number]
    assert (message.light.text, message.strong.text) == (other["light"], other["strong"])
    assert message.skeleton == other["skeleton"]
    assert [list(span) for span in message.strong.spans] == other["spans"]
    assert message.language == other["language"]


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_the_same_pieces_and_nearly_the_same_vector(theirs: list[dict[str, Any]], number: int) -> None:
    """Two releases of onnxruntime round otherwise; the vectors stay within a hair."""
    assert shared().pieces(TEXTS[number]) == theirs[number]["pieces"]
    assert float(encode([TEXTS[number]])[0] @ theirs[number]["vector"]) > 0.99


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_the_same_entities(theirs: list[dict[str, Any]], number: int) -> None:
    ours = [[e.name, e.value, e.start, e.end] for e in entities(TEXTS[number])]
    assert ours == theirs[number]["entities"]
