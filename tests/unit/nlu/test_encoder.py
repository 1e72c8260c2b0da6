import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.encoder import DIMENSION, Encoder, encode, shared
from nlu.encoder.encoder import LONGEST
from nlu.encoder.tokeniser import UNKNOWN, Tokeniser

MESSAGES = ["متى الزيارة بسواقة", "I need a lawyer for my brother", "bidi mosa3adeh bil ejar", "😭"]


def test_vectors_are_unit_rows_of_single_precision() -> None:
    vectors = encode(MESSAGES)
    assert vectors.shape == (len(MESSAGES), DIMENSION)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows() -> None:
    assert encode([]).shape == (0, DIMENSION)


def test_a_text_has_the_same_vector_alone_and_in_company() -> None:
    together = encode(MESSAGES)
    alone = np.concatenate([encode([message]) for message in MESSAGES])
    assert np.array_equal(together, alone)


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("متى بقدر أزور جوزي", "مواعيد زيارة النزلاء", "بدي وصفة كيك"),
        ("emta ba2dar azoor jozi bil 7abs", "متى بقدر أزور جوزي بالحبس", "بدي أتعلم نجارة"),
        ("when can I visit my son in prison", "متى زيارة ابني بالسجن", "كم سعر الدولار اليوم"),
    ],
)
def test_what_means_the_same_is_nearer(text: str, near: str, far: str) -> None:
    vectors = encode([text, near, far])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.02


def test_a_passage_is_not_a_query() -> None:
    assert not np.allclose(encode(["مواعيد الزيارة"]), encode(["مواعيد الزيارة"], "passage"))


def test_there_is_one_encoder_a_process() -> None:
    assert shared() is shared()


@pytest.mark.parametrize("text", ["", "ﷺ" * 40, "\x00\ud800", "ا" * 5000, "a" * 100_000, "ك ل م " * 20_000])
def test_hostile_texts_are_read_within_bounds(text: str) -> None:
    assert len(shared().pieces(text)) <= LONGEST
    assert np.isfinite(encode([text])).all()


def test_a_long_story_keeps_beginning_and_end() -> None:
    encoder = Encoder()
    pieces = encoder.pieces("السلام عليكم " + "وبعدين صار معنا كثير قصص " * 30 + "بدي محامي")
    assert len(pieces) == LONGEST
    assert pieces[-3:-1] == encoder.pieces("بدي محامي")[-3:-1]
    assert pieces[1:6] == encoder.pieces("السلام عليكم")[1:6]


PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁ab", "a", "b", "abc", "c"]
SCORES = [0.0, 0.0, 0.0, 0.0, -4.0, -3.0, -2.5, -2.5, -1.0, -2.0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ab", ["▁ab"]), ("abc", ["▁ab", "c"]), ("ab abc", ["▁ab", "▁ab", "c"]), ("aabc", ["▁", "a", "abc"])],
)
def test_the_likeliest_pieces_win(text: str, expected: list[str]) -> None:
    assert [PIECES[number] for number in Tokeniser(PIECES, SCORES).text(text)] == expected


@given(st.text(alphabet="abc z", max_size=30))
def test_pieces_spell_the_text_again(text: str) -> None:
    tokeniser = Tokeniser(PIECES, SCORES)
    pieces = tokeniser.text(" ".join(text.split()))
    spelled = "".join("z" if number == UNKNOWN else PIECES[number] for number in pieces)
    assert spelled.replace("▁", " ").split() == text.split()


@settings(max_examples=20)
@given(st.text(max_size=300))
def test_any_text_has_a_vector(text: str) -> None:
    assert np.isfinite(encode([text])).all()
