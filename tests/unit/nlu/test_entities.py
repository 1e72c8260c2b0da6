import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text.centres import centres
from nlu.text.entities import entities
from nlu.text.figures import phones, request_numbers, sums


def found(text: str, name: str) -> list[tuple[str, str]]:
    return [(each.value, text[each.start : each.end]) for each in entities(text) if each.name == name]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("رقمي 0791234567", "+962791234567"),
        ("٠٧٨١٢٣٤٥٦٧", "+962781234567"),
        ("اتصلوا على 079 123 4567 بعد العصر", "+962791234567"),
        ("+962 7 9123 4567", "+962791234567"),
        ("00962 77-123-4567", "+962771234567"),
        ("962791234567", "+962791234567"),
        ("791234567", "+962791234567"),
        ("06 535 1234", "+96265351234"),
        ("+962(0)791234567", "+962791234567"),
        ("+963 944 123 456", "+963944123456"),
        ("079_123_4567", "+962791234567"),
        ("صفر سبعة تسعة واحد اثنين ثلاثة اربعة خمسة ستة سبعة", "+962791234567"),
    ],
)
def test_phones(text: str, number: str) -> None:
    assert [phone.value for phone in phones(text)] == [number]


@pytest.mark.parametrize("text", ["رقم طلبي 482913", "0791234", "9871234567", "12/11/2026", ""])
def test_no_phones(text: str) -> None:
    assert phones(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("بدي 150 دينار", "150"),
        ("علي ٣٠٠ ليرة ايجار", "300"),
        ("1,500 JD", "1500"),
        ("محتاجة ميتين دينار", "200"),
        ("خمسين دينار بتكفي", "50"),
        ("JD 80 please", "80"),
        ("محتاجة مية وعشرين دينار", "120"),
        ("الف وخمسمية ليرة", "1500"),
        ("عليه ٣ آلاف دينار", "3000"),
        ("ثلاث الاف وميتين دينار", "3200"),
        ("200 dinar bas", "200"),
        ("two hundred and fifty dinars", "250"),
        ("معي ليرتين", "2"),
        ("bedhom 70 lera ta2meen", "70"),
        ("حق الباص ١٢نيرة", "12"),
        ("I can send 100 dollars", "100 USD"),
    ],
)
def test_sums(text: str, value: str) -> None:
    assert [each.value for each in sums(text)] == [value]


@pytest.mark.parametrize("text", ["بدي مصاري", "عمره 15 سنة", "دينار واحد ما معي", "3 ولاد"])
def test_no_sums(text: str) -> None:
    assert sums(text) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("طلبي وين صار3340", "3340"),
        ("request number 20931, any news", "20931"),
        ("bdi al8i el talab 8841", "8841"),
        ("المعاملة رقم ٧٧٣٤", "7734"),
        ("وينها RF-2093", "2093"),
    ],
)
def test_request_numbers_of_other_lengths_need_a_word_for_request(text: str, value: str) -> None:
    assert [number.value for number in request_numbers(text)] == [value]


@pytest.mark.parametrize("text", ["قدمت طلب سنة 2024", "طلبت 200 دينار", "طلبي من 120 يوم", "عمري 482"])
def test_other_figures_are_no_request_numbers(text: str) -> None:
    assert request_numbers(text) == []


@pytest.mark.parametrize("text", ["طلبي رقم 482913", "٤٨٢٩١٣", "482 913 شو صار فيه", "#482-913"])
def test_request_numbers(text: str) -> None:
    assert [number.value for number in request_numbers(text)] == ["482913"]


@pytest.mark.parametrize("text", ["0791234567", "2026/11/24", "200000 دينار", "48291", "4829134"])
def test_no_request_numbers(text: str) -> None:
    assert request_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ابني بسواقة", "swaqa"),
        ("نقلوه على الموقر", "muwaqqar"),
        ("بسجن الكرك من سنة", "karak"),
        ("مركز إصلاح وتأهيل ماركا", "marka"),
        ("jozi bel juweideh", "juweideh"),
        ("he is in swaqa prison", "swaqa"),
        ("بأم اللولو", "um_lulu"),
        ("اختي بسجن النساء", "juweideh_women"),
        ("باب الهوى وين صاير", "bab_hawa"),
        ("لوكشن سجن ام الؤلؤ", "um_lulu"),
        ("سجن سواكا وين", "swaqa"),
        ("my nephew Hamza in Marka", "marka"),
        ("ترحيل ابني من معان", "maan"),
        ("زيارة سلحوب", "salhoub"),
    ],
)
def test_centres(text: str, name: str) -> None:
    assert [centre.name for centre in centres(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "احنا ساكنين بالكرك",
        "انا من معان",
        "I live in Zarqa",
        "بدي مساعدة",
        "بدي اتعلم سواقة",
        "سواقة الشاحنات",
    ],
)
def test_a_town_is_no_centre(text: str) -> None:
    assert centres(text) == ()


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("أخوي محبوس بسواقة", "relation", [("brother", "أخوي")]),
        ("أخوي محبوس بسواقة", "centre", [("swaqa", "سواقة")]),
        ("ساكنين بالزرقا", "governorate", [("zarqa", "الزرقا")]),
        ("محبوس بسجن الكرك", "governorate", []),
        ("احكي معي انجليزي", "language", [("en", "انجليزي")]),
        ("arabic please", "language", [("ar", "arabic")]),
        ("أرجو الرد باللغة الفرنسية", "language", [("fr", "الفرنسية")]),
        ("مرتي تركية وبدها تزوره بسواقة بكرا", "language", []),
        ("بدي اخصائية نفسية لبنتي", "support_kind", [("psychological_support", "اخصائية نفسية")]),
        ("ابني حامل باللولو", "person_name", []),
        ("اسمي محمد أحمد علي", "person_name", [("محمد أحمد علي", "محمد أحمد علي")]),
        ("ابني اسمه خالد", "inmate_name", [("خالد", "خالد")]),
        ("رقم تلفوني ٠٧٩١٢٣٤٥٦٧", "phone", [("+962791234567", "٠٧٩١٢٣٤٥٦٧")]),
    ],
)
def test_entities_point_into_the_text(text: str, name: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, name) == expected


@given(st.text(max_size=200) | st.text(alphabet="0123456789+- ٠٧دينارjd", max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    for each in entities(text):
        assert 0 <= each.start < each.end <= len(text)
