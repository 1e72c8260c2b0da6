from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.classifier.counting import Block, Blocks
from nlu.classifier.examples import Example
from nlu.classifier.grams import pieces, views, words
from nlu.classifier.linear import Classifier, softmax
from nlu.classifier.second import second
from nlu.classifier.training import train
from nlu.classifier.vectors import vectors_of
from nlu.encoder import DIMENSION, encode
from nlu.text.message import read

VISITS = [
    "متى الزيارة",
    "كم يوم الزيارة بالاسبوع",
    "اي ساعة بقدر أزور أخوي",
    "مواعيد زيارة سواقة",
    "when is the visit",
]
MONEY = [
    "بدي مصاري للايجار",
    "محتاجة مساعدة مالية",
    "ما معي أدفع الكهربا",
    "علينا ديون وبدنا دعم",
    "I need money for rent",
]


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    of_visits = [Example(text, "visits", f"w{i % 2}") for i, text in enumerate(VISITS)]
    return [*of_visits, *(Example(text, "money", f"w{i % 2}") for i, text in enumerate(MONEY))]


@pytest.fixture(scope="module")
def model(examples: list[Example]) -> Classifier:
    return train(examples, encode([example.text for example in examples]), jobs=1)


def test_words_and_pairs() -> None:
    assert list(words("a b c")) == ["a", "b", "c", "a b", "b c"]


def test_pieces_stay_within_words() -> None:
    assert list(pieces("ab c", 2, 3)) == [" a", "ab", "b ", " ab", "ab ", " c", "c ", " c "]


def test_a_short_word_is_one_piece() -> None:
    assert list(pieces("a", 4, 5)) == [" a "]


def test_a_block_is_as_long_as_its_share() -> None:
    block = Block.learn([["a", "b"], ["a"]], 0.6)
    columns, values = block.features(["a", "b", "b", "unseen"])
    assert sorted(columns) == [0, 1]
    assert np.linalg.norm(values) == pytest.approx(0.6)


def test_rare_grams_weigh_more() -> None:
    columns, values = Block.learn([["a", "b"], ["a"], ["a"]], 1).features(["a", "b"])
    weight = dict(zip(columns, values, strict=True))
    assert weight[1] > weight[0]


def test_nothing_known_gives_nothing() -> None:
    columns, values = Block.learn([["a"]], 1).features(["z"])
    assert (len(columns), len(values)) == (0, 0)


def test_blocks_stand_side_by_side() -> None:
    blocks = Blocks.learn([{"x": ["a"], "y": ["a", "b"]}], {"x": 1, "y": 1})
    assert blocks.width == 3
    assert sorted(blocks.features({"x": ["a"], "y": ["b"]})[0]) == [0, 2]


@pytest.mark.parametrize(
    ("text", "intent"), [("امتى الزيارة بكرا", "visits"), ("بدي مصاري", "money"), ("zyara emta", "visits")]
)
def test_it_learns(model: Classifier, text: str, intent: str) -> None:
    assert model.ranking(read(text), encode([text])[0])[0][0] == intent


def test_the_ranking_is_sorted_and_sums_to_one(model: Classifier) -> None:
    ranking = model.ranking(read("مرحبا"), encode(["مرحبا"])[0])
    confidences = [confidence for _, confidence in ranking]
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1, abs=1e-5)


def test_two_processes_learn_what_one_learns(examples: list[Example], model: Classifier) -> None:
    third = Example("شكرا كتير", "thank", "w0")
    taught = [*examples, third]
    one, two = (train(taught, encode([e.text for e in taught]), jobs) for jobs in (1, 2))
    assert one.labels == two.labels == ["money", "thank", "visits"]
    assert two.bias == pytest.approx(one.bias, abs=0.02)


MORE = [
    ("كيف بحجز موعد عندكم", "book_appointment"),
    ("بدي موعد مع الاخصائية", "book_appointment"),
    ("احجزولي موعد بكرا", "book_appointment"),
    ("متى الزيارة", "ask_visit_times"),
    ("اي يوم الزيارة بسواقة", "ask_visit_times"),
    ("ساعات الزيارة لو سمحتوا", "ask_visit_times"),
    ("شكرا كتير الكم", "thank"),
    ("يسلمو ايديكم", "thank"),
]


@pytest.fixture(scope="module")
def asking() -> Classifier:
    taught = [Example(text, intent) for text, intent in MORE]
    return train(taught, encode([e.text for e in taught]), jobs=1)


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("متى الزيارة بسواقة؟ وكمان بدي موعد مع الاخصائية", "book_appointment"),
        ("متى الزيارة بسواقة، شكرا كتير", None),
        ("متى الزيارة بسواقة", None),
        ("متى الزيارة؟ كيف حجز موعد؟" * 40, None),
        ("", None),
    ],
)
def test_a_second_question_is_heard(asking: Classifier, text: str, also: str | None) -> None:
    found = second(asking, text, encode([text])[0], "ask_visit_times")
    assert (found and found[0]) == also


def test_a_saved_classifier_answers_the_same(model: Classifier, tmp_path: Path) -> None:
    model.save(tmp_path)
    loaded = Classifier.load(tmp_path)
    message, vector = read("بدي أزور أخوي"), encode(["بدي أزور أخوي"])[0]
    assert loaded.ranking(message, vector) == model.ranking(message, vector)


@given(text=st.text(max_size=100))
def test_any_text_is_ranked(model: Classifier, text: str) -> None:
    ranking = model.ranking(read(text), np.zeros(DIMENSION, np.float32))
    assert all(np.isfinite(confidence) for _, confidence in ranking)


def test_views_have_the_same_blocks_for_every_message() -> None:
    assert views(read("")).keys() == views(read("متى الزيارة")).keys()


def test_softmax_of_large_scores() -> None:
    assert softmax(np.array([1000.0, 0.0], np.float32)) == pytest.approx([1, 0])


class CountingEncoder:
    def __init__(self) -> None:
        self.encoded: list[str] = []

    def __call__(self, texts: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        self.encoded += texts
        return np.full((len(texts), DIMENSION), len(self.encoded), np.float32)


def test_vectors_are_kept_by_content(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    first = vectors_of(["a", "b", "a"], tmp_path, encoder)
    again = vectors_of(["b", "c"], tmp_path, encoder)
    assert encoder.encoded == ["a", "b", "c"]
    assert np.array_equal(first[1], again[0])
    assert np.array_equal(first[0], first[2])


def test_no_texts_no_vectors(tmp_path: Path) -> None:
    assert vectors_of([], tmp_path).shape == (0, DIMENSION)
