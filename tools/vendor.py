"""Refreshes what the pages use of others: `python -m tools.vendor` (needs npm; nothing of it runs later).

Each package of vendor.toml is fetched with `npm pack`, its integrity compared, and the files named there are
put into bot/static/vendor (tests/vendor where only tests use them) with the package's licence. Fonts are cut
down to the characters people write.
"""

import base64
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

MANIFEST = Path(__file__).with_name("vendor.toml")
_ROOT = Path(__file__).parent.parent
VENDORED = _ROOT / "bot" / "static" / "vendor"
HOMES = {"pages": VENDORED, "tests": _ROOT / "tests" / "vendor"}

_SOURCE_MAP = re.compile(rb"\n?(//# sourceMappingURL=\S+|/\*# sourceMappingURL=[^*]+\*/)\s*$")


@dataclass(frozen=True, slots=True)
class Package:
    name: str
    version: str
    integrity: str
    folder: str
    license: str
    files: tuple[str, ...]
    characters: tuple[str, ...] = ()
    home: str = "pages"
    """Who uses it: `pages`, or `tests` alone."""


def read_manifest(path: Path = MANIFEST) -> list[Package]:
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["package"]
    return [_package(entry) for entry in entries]


def _package(entry: dict[str, Any]) -> Package:
    lists = {name: tuple(entry.get(name, ())) for name in ("files", "characters")}
    return Package(**(entry | lists))


def fetch(package: Package, folder: Path) -> Path:
    """The package's tarball, its integrity compared."""
    answer = subprocess.run(
        ["npm", "pack", "--silent", f"{package.name}@{package.version}"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    tarball = folder / answer.stdout.split()[-1]
    found = integrity_of(tarball.read_bytes())
    if found != package.integrity:
        raise SystemExit(f"{package.name} {package.version}: integrity is {found}, not that of vendor.toml")
    return tarball


def integrity_of(content: bytes) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()


def unpack(package: Package, tarball: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    with tarfile.open(tarball) as archive:
        for name in package.files:
            destination = target / Path(name).name
            destination.write_bytes(_SOURCE_MAP.sub(b"\n", _member(archive, name)))
            if package.characters:
                cut_font(destination, package.characters)
        (target / "LICENSE.txt").write_bytes(_member(archive, package.license))


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(f"package/{name}")
    if file is None:
        raise SystemExit(f"{name} is not a file of the package")
    return file.read()


def cut_font(path: Path, characters: Sequence[str]) -> None:
    """Keeps only these characters and what shaping makes of them; hinting goes, phones do without it."""
    options = Options()
    options.hinting = False
    options.flavor = "woff2"
    font = TTFont(path)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for block in characters for code in codes(block)])
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(path)


def codes(block: str) -> range:
    first, _, last = block.partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)


def main() -> int:
    packages = read_manifest()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for package in packages:
            unpack(package, fetch(package, folder), folder / package.home / package.folder)
            print(f"{package.name} {package.version}")  # noqa: T201 - a command's answer
        for home, place in HOMES.items():
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(folder / home, place)
    return 0


if __name__ == "__main__":
    sys.exit(main())
