"""Stock Rasa's project: its default pipeline and policies, our sample of messages, one answer an intent."""

import hashlib
from pathlib import Path
from typing import Any

import yaml

EPOCHS = 8
POLICY_EPOCHS = 3
"""Fewer than the default 100: they change what is learned, not what an answer costs. After 8, DIET knows 99 %
of what it was taught."""

_CONFIG = {
    "recipe": "default.v1",
    "assistant_id": "stock",
    "language": "ar",
    "pipeline": [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", "epochs": EPOCHS, "constrain_similarities": True},
        {"name": "EntitySynonymMapper"},
        {"name": "ResponseSelector", "epochs": EPOCHS, "constrain_similarities": True},
        {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
    ],
    "policies": [
        {"name": "MemoizationPolicy"},
        {"name": "RulePolicy"},
        {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": POLICY_EPOCHS},
        {
            "name": "TEDPolicy",
            "max_history": 5,
            "epochs": POLICY_EPOCHS,
            "constrain_similarities": True,
        },
    ],
}


def write(folder: Path, texts: dict[str, list[str]], database_url: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "data").mkdir(exist_ok=True)
    files = {**_learned(texts), "credentials.yml": {"rest": {}}, "endpoints.yml": _endpoints(database_url)}
    for name, content in files.items():
        (folder / name).write_text(_yaml(content), encoding="utf-8")


def mark(texts: dict[str, list[str]]) -> str:
    """The same as long as a model trained before fits."""
    return hashlib.sha256(_yaml(_learned(texts)).encode()).hexdigest()[:16]


def _learned(texts: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "config.yml": _CONFIG,
        "domain.yml": _domain(texts),
        "data/nlu.yml": {"version": "3.1", "nlu": [_examples(*each) for each in texts.items()]},
        "data/rules.yml": {"version": "3.1", "rules": [_dialogue("rule", [i], i) for i in texts]},
        "data/stories.yml": {"version": "3.1", "stories": _stories(list(texts))},
    }


def _endpoints(database_url: str) -> dict[str, Any]:
    return {"tracker_store": {"type": "SQL", "dialect": "postgresql", "url": database_url}}


def _domain(texts: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "version": "3.1",
        "intents": list(texts),
        "responses": {
            f"utter_{intent}": [{"text": f"سنجيبكم عن سؤالكم قريباً ({intent})."}] for intent in texts
        }
        | {"utter_default": [{"text": "لم نفهم، هل تكتبونها بكلمات أخرى؟"}]},
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }


def _examples(intent: str, texts: list[str]) -> dict[str, str]:
    # brackets would be read as annotations
    plain = [text.translate(str.maketrans("[]{}()", "      ")).strip() for text in texts]
    return {"intent": intent, "examples": "".join(f"- {text}\n" for text in plain)}


def _dialogue(kind: str, intents: list[str], name: str) -> dict[str, Any]:
    steps = [step for intent in intents for step in ({"intent": intent}, {"action": f"utter_{intent}"})]
    return {kind: name, "steps": steps}


def _stories(intents: list[str]) -> list[dict[str, Any]]:
    """Each intent once first, once second and once third."""
    turned = zip(intents, intents[7:] + intents[:7], intents[19:] + intents[:19], strict=True)
    return [_dialogue("story", list(three), f"story {number}") for number, three in enumerate(turned)]


def _yaml(content: Any) -> str:
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
