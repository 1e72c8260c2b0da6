import io
import tarfile
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tools.vendor import HOMES, VENDORED, Package, codes, cut_font, integrity_of, read_manifest, unpack

PACKAGES = read_manifest()


def a_package(**changes: object) -> Package:
    values = {"name": "a", "version": "1", "integrity": "", "folder": "a", "license": "LICENSE", "files": ()}
    return Package(**(values | changes))  # type: ignore[arg-type]


def a_tarball(path: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return path


@pytest.mark.parametrize("package", PACKAGES, ids=lambda p: p.name)
def test_what_the_manifest_names_lies_in_the_tree_with_its_licence(package: Package) -> None:
    folder = HOMES[package.home] / package.folder
    names = {file.name for file in folder.iterdir()}
    assert names == {Path(name).name for name in package.files} | {"LICENSE.txt"}
    assert (folder / "LICENSE.txt").stat().st_size > 400


@pytest.mark.parametrize("home", HOMES)
def test_nothing_lies_in_the_tree_that_the_manifest_does_not_name(home: str) -> None:
    named = {package.folder for package in PACKAGES if package.home == home}
    assert {folder.name for folder in HOMES[home].iterdir()} == named


def test_files_are_taken_without_the_folder_and_without_source_maps(tmp_path: Path) -> None:
    files = {"dist/x.js": b"x()\n//# sourceMappingURL=x.js.map", "LICENSE": b"free"}
    tarball = a_tarball(tmp_path / "a.tgz", files)
    unpack(a_package(files=("dist/x.js",)), tarball, tmp_path / "out")
    assert (tmp_path / "out" / "x.js").read_bytes() == b"x()\n"
    assert (tmp_path / "out" / "LICENSE.txt").read_bytes() == b"free"


def test_integrity_is_that_of_npm() -> None:
    assert integrity_of(b"") == (
        "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=="
    )


def test_blocks_of_characters() -> None:
    assert list(codes("0041-0043")) == [0x41, 0x42, 0x43]
    assert list(codes("060C")) == [0x60C]


@pytest.mark.parametrize("weight", [400, 500, 700])
def test_fonts_cover_what_people_write(weight: int) -> None:
    covered: set[int] = set()
    for script in ("arabic", "latin"):
        name = f"noto-sans-arabic-{script}-{weight}-normal.woff2"
        covered |= set(TTFont(VENDORED / "fonts" / name).getBestCmap())
    missing = set("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچڤگ٠١٢٣٤٥٦٧٨٩0123456789،؛؟«»…ًٌٍَُِّْAz") - {
        chr(code) for code in covered
    }
    assert not missing


def test_a_cut_font_lacks_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "font.woff2"
    path.write_bytes((VENDORED / "fonts" / "noto-sans-arabic-latin-400-normal.woff2").read_bytes())
    cut_font(path, ["0041"])
    assert set(TTFont(path).getBestCmap()) == {0x41}
