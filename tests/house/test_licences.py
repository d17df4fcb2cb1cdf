"""What is under the GPL is found where it is: in what a package says, in the texts and the libraries packed with it."""

import struct
from pathlib import Path

import pytest

from setup import licences

GPL = "                    GNU GENERAL PUBLIC LICENSE\n                       Version 3, 29 June 2007\n"


def wheel(
    folder: Path, says: str = "License-Expression: MIT", packed: dict[str, bytes] | None = None
) -> list[str]:
    """Faults of a made-up distribution that says this of itself and has these files."""
    inside = {
        "made_up-1.dist-info/METADATA": f"Metadata-Version: 2.4\nName: Made_Up\nVersion: 1\n{says}\n".encode()
    }
    inside |= packed or {}
    for name, data in inside.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    record = "".join(f"{name},,\n" for name in inside)
    (folder / "made_up-1.dist-info/RECORD").write_text(record)
    return list(licences.in_distribution("made-up", licences.installed(folder)["made-up"]))


def test_a_wheel_that_says_mit_and_carries_x264_is_found(tmp_path: Path) -> None:
    name = "made_up.libs/libx264-d6533a8d.so.165"
    assert wheel(tmp_path, packed={name: b"\x7fELF"}) == [f"{name}: is known by its name"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (b"--enable-libvpx --enable-gpl", "holds --enable-gpl"),
        (b"\0libavcodec license: GPL version 2 or later\0", "holds GPL version 2"),
        (b"\0x265_encoder_open_216\0", "holds x265_encoder_open"),
        (b"\0LGPL version 2.1 or later\0x264 - core %d\0", ""),
    ],
)
def test_a_library_is_known_by_the_words_of_its_build(tmp_path: Path, words: bytes, found: str) -> None:
    faults = wheel(tmp_path, packed={"made_up/_codec.abi3.so": b"\x7fELF" + words})
    assert faults == ([f"made_up/_codec.abi3.so: {found}"] if found else [])


@pytest.mark.parametrize(
    ("says", "is_fault"),
    [
        ("License-Expression: GPL-3.0-or-later", True),
        ("License-Expression: MIT AND (AGPL-3.0-only OR GPL-2.0-only)", True),
        ("License-Expression: (MIT AND Zlib) OR GPL-2.0-only", False),
        ("License-Expression: LGPL-2.1-or-later", False),
        ("License-Expression: BSD-3-Clause AND GPL-3.0-or-later WITH GCC-exception-3.1", False),
        ("License: GPLv3", True),
        ("Classifier: License :: OSI Approved :: GNU General Public License v3 (GPLv3)", True),
        ("Classifier: License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)", False),
        ("License: MIT\nClassifier: License :: OSI Approved :: MIT License", False),
    ],
)
def test_what_a_wheel_says_of_itself(tmp_path: Path, says: str, is_fault: bool) -> None:
    assert bool(wheel(tmp_path, says)) is is_fault


def test_a_whole_gpl_among_the_licences_packed(tmp_path: Path) -> None:
    name = "made_up-1.dist-info/licenses/COPYING.codec"
    assert wheel(tmp_path, packed={name: GPL.encode()}) == [f"{name}: GNU GENERAL PUBLIC LICENSE Version 3"]
    freed = GPL + "GCC RUNTIME LIBRARY EXCEPTION\nVersion 3.1"
    assert wheel(tmp_path, packed={name: freed.encode()}) == []


def test_the_product_is_what_it_depends_on_with_the_extras_it_asks_for() -> None:
    asked = {"name": "a", "extra": ["b"]}
    packages = [
        {"name": "rostrum", "dependencies": [asked], "dev-dependencies": {"dev": [{"name": "d"}]}},
        {"name": "a", "optional-dependencies": {"b": [{"name": "c"}], "other": [{"name": "d"}]}},
        {"name": "c", "dependencies": [{"name": "a"}]},
        {"name": "d"},
    ]
    assert licences.of_product({"package": packages}) == ["a", "c"]


def test_web_packages_by_field_and_by_text(tmp_path: Path) -> None:
    packages = {"node_modules/a": {"license": "MIT"}, "node_modules/b": {"license": "GPL-3.0"}}
    packed = tmp_path / "node_modules/a/LICENSE.md"
    packed.parent.mkdir(parents=True)
    packed.write_text(GPL)
    lock = {
        "packages": {
            "": {"license": "GPL-3.0"},
            **packages,
            "node_modules/d": {"license": "GPL-3.0", "dev": True},
        }
    }
    assert list(licences.in_web(tmp_path, lock)) == [
        "node_modules/a/LICENSE.md: GNU GENERAL PUBLIC LICENSE Version 3",
        "node_modules/b: says GPL-3.0",
    ]


def test_modules_are_read_from_a_compiled_programme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The build information of Go is text within the file: `go version -m` prints it."""
    told = b"path\texample.org/cmd\nmod\texample.org\tv1.0.0\th1:x=\ndep\tgithub.com/Az/b\tv1.2.3\th1:y=\n"
    server = tmp_path / "server"
    server.write_bytes(struct.pack("<Q", 7) + told + b"\xf92C1\x86\x18 r\0")
    assert licences.go_modules(server) == [("github.com/Az/b", "v1.2.3")]
    monkeypatch.setenv("GOMODCACHE", str(tmp_path))
    folder = licences.unpacked("github.com/Az/b", "v1.2.3")
    assert folder == tmp_path / "github.com/!az/b@v1.2.3"
    folder.mkdir(parents=True)
    (folder / "COPYING").write_text(GPL.replace("GENERAL", "AFFERO GENERAL"))
    assert list(licences.in_module(folder)) == ["COPYING: GNU AFFERO GENERAL PUBLIC LICENSE Version 3"]
