"""`rafeeq articles` and `rafeeq answers` as an operator meets them."""

import json
from pathlib import Path

import psycopg

from bot.seed_files import read_articles
from tests.support.assistant import assistant_model
from tests.support.commands import rafeeq
from tests.support.installation import with_model
from tests.support.rasa import nlu_python

KEYS = {"RAFEEQ_SECRET_KEYS": "0123456789abcdef" * 2}
QUESTIONS = """question\tprevious\tarticle\tvariety
كيف نقدم طلب الكفالة لابني الموقوف؟\t\tbail-how-to-ask\tjordanian
شو طريقة عمل المنسف؟\t\tnone\tjordanian
"""


def test_articles_go_in_once_come_out_the_same_and_are_checked(database_url: str, tmp_path: Path) -> None:
    settings = KEYS | {"RAFEEQ_DATABASE_URL": database_url}
    count = len(read_articles()[0])
    first, again = (rafeeq("articles", "import", settings=settings) for _ in range(2))
    assert (first.stdout.strip(), again.stdout.strip()) == (f"{count} articles added", "Nothing new."), (
        first.stderr
    )
    out = tmp_path / "out"
    assert rafeeq("articles", "export", str(out), settings=settings).returncode == 0
    assert dict(read_articles(out)[0]) == dict(read_articles()[0])
    (out / "bail-what.md").write_text("no article", encoding="utf-8")
    broken = rafeeq("articles", "check", str(out))
    assert broken.returncode == 1
    assert "bail-what.md, front matter" in broken.stdout
    with psycopg.connect(database_url) as connection:
        assert connection.execute("select count(*) from articles where live = 1").fetchone() == (count,)


def test_questions_are_judged(database_url: str, tmp_path: Path) -> None:
    settings = KEYS | {"RAFEEQ_DATABASE_URL": database_url, "RAFEEQ_NLU_PYTHON": nlu_python()}
    with_model(settings, assistant_model(tmp_path).archive)
    file, out = tmp_path / "questions.tsv", tmp_path / "report.json"
    file.write_text(QUESTIONS, encoding="utf-8")
    done = rafeeq("answers", "evaluate", str(file), "--out", str(out), settings=settings, seconds=110)
    assert done.returncode == 0, done.stderr
    made = json.loads(out.read_text(encoding="utf-8"))
    assert (made["all"]["count"], made["all"]["right"]) == (2, 1)
    assert "jordanian" in done.stdout


def test_a_file_of_another_shape_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "questions.tsv"
    file.write_text("text\tlabel\n", encoding="utf-8")
    done = rafeeq("answers", "evaluate", str(file), "--out", str(tmp_path / "r.json"))
    assert done.returncode == 1
    assert "question and article" in done.stderr
    assert "Traceback" not in done.stderr
