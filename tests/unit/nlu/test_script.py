import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text.arabizi import to_script, transliterate
from nlu.text.message import read
from nlu.text.normalise import light, skeleton, strong
from nlu.text.script import Language, tokenise


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("متى الزيارة بسواقة", Language.ARABIC),
        ("keef b2dar a7jez zyara", Language.ARABIZI),
        ("shu el awra2 el matlooba", Language.ARABIZI),
        ("I want to visit my husband in prison", Language.ENGLISH),
        ("how can i get bail for him pls", Language.ENGLISH),
        ("my appointment is at 9am on the 3rd", Language.ENGLISH),
        ("بدي visit لأخوي بكرا", Language.ARABIC),
        ("079 123 4567", Language.NONE),
        ("😭😭", Language.NONE),
        ("", Language.NONE),
    ],
)
def test_language_of_a_message(text: str, language: Language) -> None:
    assert read(text).language is language


def test_each_word_of_a_mixed_message_has_its_language() -> None:
    tokens = tokenise("bidi a7jez appointment بسواقة 079")
    assert [token.language for token in tokens] == [
        Language.ARABIZI,
        Language.ARABIZI,
        Language.ENGLISH,
        Language.ARABIC,
        Language.NONE,
    ]


@pytest.mark.parametrize(
    ("latin", "script"),
    [
        ("ma7boos", "محبوس"),
        ("el7abs", "الحبس"),
        ("3adam", "عدم"),
        ("mo7ami", "محامي"),
        ("sho3'ol", "شغل"),
        ("irmemeen", "ارميمين"),
        ("2adi", "قاضي"),
        ("khedmeh", "خدمة"),
    ],
)
def test_arabizi_agrees_in_its_consonants(latin: str, script: str) -> None:
    assert skeleton(strong(to_script(latin)).text) == skeleton(strong(script).text)


def test_english_is_never_transliterated() -> None:
    text = "please can someone tell me the visiting hours"
    assert read(text).light.text == text


def test_english_words_in_arabizi_stay() -> None:
    assert "appointment" in read("bidi a7jez appointment ma3 el mo7ami").light.text


def test_latin_words_beside_arabic_script_stay() -> None:
    assert read("بدي اعمل booking للزيارة").light.text == "بدي اعمل booking للزيارة"


def test_a_transliterated_word_points_to_what_was_typed() -> None:
    text = "jozi  MA7BOOS bl7abs"
    view = read(text).light
    start = view.text.index("محبوس")
    first, last = view.original_span(start, start + len("محبوس"))
    assert text[first:last] == "MA7BOOS"


def test_a_lone_article_joins_its_word() -> None:
    assert read("2adeesh el ghorameh").light.text.split()[1].startswith("ال")


@given(st.text(alphabet="abdehiklmnorstuwyz 235679'", max_size=60))
def test_transliteration_keeps_spans_in_order(text: str) -> None:
    view = transliterate(light(text))
    begins = [start for start, _ in view.spans]
    assert begins == sorted(begins)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    message = read(text)
    assert all(message.typed.text[token.start : token.end] == token.text for token in message.tokens)


@pytest.mark.parametrize(
    ("latin", "word"),
    [
        ("mo5adarat", "مخدرات"),
        ("masaree", "مصاري"),
        ("te7wel", "تحويل"),
        ("daght", "ضغط"),
        ("shaweesh", "شاويش"),
        ("el7abes", "الحبس"),
        ("sawagah", "سواقه"),
    ],
)
def test_a_known_word_is_spelled_as_people_spell_it(latin: str, word: str) -> None:
    assert strong(to_script(latin)).text == word


def test_an_unknown_word_is_read_by_rule() -> None:
    assert to_script("tzknqr") == "تزكنقر"


@pytest.mark.parametrize("word", ["the", "and", "you", "are"])
def test_small_english_words_stay_in_arabizi(word: str) -> None:
    assert word in read(f"bidi a3ref shu {word} el mawdoo3").light.text.split()
