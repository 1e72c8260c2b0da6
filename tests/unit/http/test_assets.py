from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from bot.http.assets import Assets
from bot.web import STATIC
from tests.support.web import get


def some(folder: Path, files: dict[str, str]) -> Assets:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return Assets({"": folder})


async def fetch(assets: Assets, path: str, **headers: str) -> httpx.Response:
    return await get(Starlette(routes=[assets.route()]), path, headers)


async def test_a_file_is_kept_for_good_under_its_hash(tmp_path: Path) -> None:
    assets = some(tmp_path, {"a/style.css": "b {}"})
    response = await fetch(assets, assets.url("a/style.css"))
    assert response.text == "b {}"
    assert response.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in response.headers["cache-control"]


async def test_another_content_has_another_name(tmp_path: Path) -> None:
    one = some(tmp_path / "1", {"a.css": "b {}"}).url("a.css")
    two = some(tmp_path / "2", {"a.css": "i {}"}).url("a.css")
    assert one != two


async def test_a_page_from_before_an_update_still_gets_its_files(tmp_path: Path) -> None:
    assets = some(tmp_path, {"a.css": "b {}"})
    response = await fetch(assets, "/static/a.0123456789ab.css")
    assert response.text == "b {}"
    assert response.headers["cache-control"] == "public, no-cache"


def test_references_lead_to_hashed_names(tmp_path: Path) -> None:
    files = {"a/x.css": 'p { src: url("../f/y.svg"), url(data:x) }', "f/y.svg": "<svg/>", "a/m.js": ""}
    files["a/n.js"] = 'import { q } from "./m.js";\nimport "./m.js";'
    assets = some(tmp_path, files)
    assert assets.url("f/y.svg").encode() in assets._assets["a/x.css"].content
    assert b"url(data:x)" in assets._assets["a/x.css"].content
    assert assets._assets["a/n.js"].content.count(assets.url("a/m.js").encode()) == 2


def test_a_changed_module_renames_those_that_import_it(tmp_path: Path) -> None:
    files = {"n.js": 'import "./m.js";', "m.js": "1"}
    one, two = some(tmp_path / "1", files), some(tmp_path / "2", files | {"m.js": "2"})
    assert one.url("n.js") != two.url("n.js")


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ({"x.css": "p { src: url(gone.svg) }"}, "gone.svg, which is not there"),
        ({"a.js": 'import "./b.js";', "b.js": 'import "./a.js";'}, "in a circle"),
    ],
)
def test_broken_references_stop_the_start(tmp_path: Path, files: dict[str, str], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        some(tmp_path, files)


async def test_texts_are_squeezed_for_whoever_can_read_it(tmp_path: Path) -> None:
    assets = some(tmp_path, {"a.css": "b {}\n" * 500})
    squeezed = await fetch(assets, assets.url("a.css"), **{"accept-encoding": "gzip"})
    plain = await fetch(assets, assets.url("a.css"), **{"accept-encoding": "identity"})
    assert squeezed.text == plain.text
    assert int(squeezed.headers["content-length"]) < int(plain.headers["content-length"]) / 10
    assert squeezed.headers["vary"] == "accept-encoding"


@pytest.mark.parametrize("path", ["/static/none.css", "/static/../pyproject.toml", "/static/LICENSE.txt"])
async def test_what_is_not_for_browsers_is_not_there(tmp_path: Path, path: str) -> None:
    assets = some(tmp_path, {"LICENSE.txt": "free"})
    assert (await fetch(assets, path)).status_code == 404


def test_our_own_files_hang_together() -> None:
    assets = Assets(STATIC)
    assert assets.url("fonts.css").startswith("/static/fonts.")
    assert assets.url("chat/chat.js").startswith("/static/chat/chat.")
