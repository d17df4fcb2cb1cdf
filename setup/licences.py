"""Is anything of what the house is made of under the GPL or the AGPL? Reads what is installed, not what it says alone.

    python -m setup.licences

A wheel may say BSD and carry a codec under the GPL (ADR 0033). So of each Python distribution that the product uses
(`uv.lock`, without the groups for developers) three things are read: its metadata, the licences packed with it, and
the libraries packed with it, by name and by the words that they carry. Of web packages and of the Go modules in the
media server, metadata and licences. Exit 1 when anything is found; what could not be read is said.
"""

import json
import os
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from setup.house import CACHE, ROOT, WEB

COPYLEFT = re.compile(r"\bA?GPL|\bGNU (Affero )?General Public", re.IGNORECASE)
LINKED_FREELY = re.compile(r"\bWITH (GCC|Classpath)-exception|GCC Runtime Library Exception", re.IGNORECASE)
"""What lets a library be part of any programme, though its own text is the GPL: libgfortran beside NumPy, SciPy."""
WHOLE_TEXT = re.compile(r"GNU\s+(AFFERO\s+)?GENERAL\s+PUBLIC\s+LICENSE\s+Version\s+\d")
LICENCE = re.compile(r"(licen[cs]e|copying)[^/]*$", re.IGNORECASE)
LIBRARY = re.compile(r"\.(so(\.[\d.]+)?|dylib|dll|pyd)$")
NAMES = re.compile(r"x26[45]|xvidcore|postproc|rubberband|readline|fdk[-_]?aac", re.IGNORECASE)
"""Libraries under the GPL, or that nobody may hand on, which media packages carry."""
WORDS = (
    b"libx264",
    b"libx265",
    b"x264_encoder_open",
    b"x265_encoder_open",
    b"--enable-gpl",
    b"--enable-nonfree",
)
SAYS_GPL = re.compile(rb"(?<![A-Z])A?GPL version \d")
"""What FFmpeg's libraries say of their own build; after an L it is another licence."""
READ = {
    "livekit": "its licences print whole what FFmpeg may be built under; Chromium's, which it carries, is built "
    "without x264 and without --enable-gpl, as the words in its library show",
}
"""Distributions whose packed texts hold a whole GPL, and a person read why. Their libraries are read all the same."""
GO_MODULE = re.compile(rb"\n(?:dep|=>)\t([!-~]+)\t(v[!-~]+)")

Fault = str


def forbidden(expression: str) -> bool:
    """Whether an SPDX expression, or a licence's name, leaves nothing but the GPL or the AGPL."""
    expression = expression.strip()
    if len(either := _parts(expression, "OR")) > 1:
        return all(forbidden(part) for part in either)
    if len(together := _parts(expression, "AND")) > 1:
        return any(forbidden(part) for part in together)
    if expression.startswith("(") and expression.endswith(")"):
        return forbidden(expression[1:-1])
    return bool(COPYLEFT.search(expression)) and not LINKED_FREELY.search(expression)


def _parts(expression: str, word: str) -> list[str]:
    """What stands between ``word`` outside of brackets."""
    parts, depth = [""], 0
    for piece in re.split(rf"(\(|\)|\s{word}\s)", expression):
        depth += (piece == "(") - (piece == ")")
        if piece.strip() == word and depth == 0:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


# Python


def of_product(lock: dict[str, Any], product: str = "rostrum") -> list[str]:
    """Names of all that the product depends on, by a lock of uv; groups for developers are no part of that."""
    packages = {package["name"]: package for package in lock["package"]}
    waiting, found = [(product, "")], set[tuple[str, str]]()
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in found:
            continue
        found.add((name, extra))
        package = packages[name]
        optional = package.get("optional-dependencies", {})
        for needed in optional.get(extra, ()) if extra else package.get("dependencies", ()):
            waiting += [(needed["name"], asked) for asked in ("", *needed.get("extra", ()))]
    return sorted({name for name, _ in found} - {product})


def installed(folder: Path | None = None) -> dict[str, Distribution]:
    """Distributions by their name as a lock writes it: of ``folder``, or of the running interpreter."""
    found = distributions(path=[str(folder)]) if folder else distributions()
    return {re.sub(r"[-_.]+", "-", one.metadata["Name"]).lower(): one for one in found}


def in_distribution(name: str, one: Distribution) -> Iterator[Fault]:
    """What a distribution says of itself, and what is packed with it."""
    yield from (f"says {said}" for said in _said(one) if forbidden(said))
    for file in one.files or ():
        path = Path(str(one.locate_file(file)))
        if not path.is_file():
            continue
        if LIBRARY.search(path.name):
            yield from (f"{file}: {fault}" for fault in in_library(path))
        elif LICENCE.search(str(file)) and path.suffix != ".py" and name not in READ:
            yield from (f"{file}: {fault}" for fault in in_text(path))


def _said(one: Distribution) -> Iterator[str]:
    """Licences by expression, by the first line of the old field, and by classifier (where several are choices)."""
    metadata = one.metadata
    if "License-Expression" in metadata:
        yield metadata["License-Expression"]
        return
    old = metadata["License"] if "License" in metadata else ""  # noqa: SIM401 (the protocol has no `get`)
    yield from old.strip().splitlines()[:1]
    kinds = [kind for kind in metadata.get_all("Classifier", []) if kind.startswith("License ::")]
    yield " OR ".join(kind.rpartition(" :: ")[2] for kind in kinds)


def in_library(path: Path) -> Iterator[Fault]:
    """By its name, and by the words that builds under the GPL carry."""
    if NAMES.search(path.name):
        yield "is known by its name"
    data = path.read_bytes()
    yield from (f"holds {word.decode()}" for word in WORDS if word in data)
    if b"GPL version " in data and (told := SAYS_GPL.search(data)):
        yield f"holds {told[0].decode()}"


def in_text(path: Path) -> Iterator[Fault]:
    """A whole GPL, unless the exception stands beside it that lets a library be part of any programme."""
    text = path.read_text(errors="replace")
    if (whole := WHOLE_TEXT.search(text)) and not LINKED_FREELY.search(text):
        yield " ".join(whole[0].split())


# Web, Go


def in_web(folder: Path, lock: dict[str, Any]) -> Iterator[Fault]:
    """Packages of an npm lock that the pages are made of: their licence field, and the licences packed with them."""
    for place, package in lock["packages"].items():
        if not place or package.get("dev"):
            continue
        said = package.get("license", "")
        if forbidden(said):
            yield f"{place}: says {said}"
        texts = (path for path in sorted((folder / place).glob("*")) if LICENCE.search(path.name))
        yield from (
            f"{place}/{path.name}: {fault}" for path in texts if path.is_file() for fault in in_text(path)
        )


def go_modules(server: Path) -> list[tuple[str, str]]:
    """Modules and versions that a compiled Go programme says it was made of."""
    return sorted(
        {(name.decode(), version.decode()) for name, version in GO_MODULE.findall(server.read_bytes())}
    )


def in_module(folder: Path) -> Iterator[Fault]:
    texts = (path for path in sorted(folder.iterdir()) if LICENCE.search(path.name) and path.is_file())
    yield from (f"{path.name}: {fault}" for path in texts for fault in in_text(path))


def unpacked(module: str, version: str) -> Path:
    """Where Go keeps a module: a capital is written as an exclamation mark and its small letter."""
    gopath = Path(os.environ.get("GOPATH") or Path.home() / "go")
    cache = Path(os.environ.get("GOMODCACHE") or gopath / "pkg/mod")
    return cache / re.sub(r"[A-Z]", lambda capital: f"!{capital[0].lower()}", f"{module}@{version}")


# All of it


def main() -> int:
    """Prints each fault and a closing line; 1 when there is a fault."""
    faults, unread, read = list[Fault](), list[str](), 0
    here = installed()
    for name in of_product(tomllib.loads((ROOT / "uv.lock").read_text())):
        if name in here:
            faults += (f"{name}: {fault}" for fault in in_distribution(name, here[name]))
            read += 1
        else:
            unread.append(name)
    lock = json.loads((WEB / "package-lock.json").read_text())
    faults += in_web(WEB, lock)
    read += sum(1 for place, package in lock["packages"].items() if place and not package.get("dev"))
    server = CACHE / "livekit-server"
    modules = go_modules(server) if server.exists() else []
    for module, version in modules:
        if (folder := unpacked(module, version)).is_dir():
            faults += (f"{module}: {fault}" for fault in in_module(folder))
            read += 1
        else:
            unread.append(module)
    return _told(faults, unread + ([] if modules else ["the media server, which is not built"]), read)


def _told(faults: list[Fault], unread: Iterable[str], read: int) -> int:
    for name in unread:
        print(f"not here, and so not read: {name}")
    for fault in faults:
        print(fault)
    print(f"Licences: {read} packages and modules read, {len(faults)} faults.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
