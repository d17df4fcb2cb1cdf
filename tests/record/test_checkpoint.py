"""Signed notes and checkpoints, against the vector that implementations of C2SP signed notes share."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rostrum.record.checkpoint import KEY_FILE, NotACheckpoint, Signer, Verifier, to_base64

PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNED = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
ROOT = bytes(range(32))


def test_a_known_note() -> None:
    signer = Signer.parse(PRIVATE)
    assert str(signer.verifier) == PUBLIC
    assert Verifier.parse(PUBLIC) == signer.verifier
    assert to_base64(signer.verifier.id + signer.sign(TEXT.encode())) == SIGNED


def test_a_checkpoint_is_what_it_says(signer: Signer) -> None:
    checkpoint = signer.checkpoint("nam-2020-05-04", 128, ROOT)
    origin, size, root, blank, signature, end = checkpoint.note.split("\n")
    assert (origin, size, root, blank, end) == ("rostrum/nam-2020-05-04", "128", to_base64(ROOT), "", "")
    assert signature.startswith("— rostrum ")
    assert signer.verifier.opened(checkpoint.note, "nam-2020-05-04") == checkpoint


def test_every_changed_character_is_noticed(signer: Signer) -> None:
    note = signer.checkpoint("b", 12, ROOT).note
    for place in range(len(note)):
        for changed in (note[:place] + note[place + 1 :], note[:place] + "1" + note[place:]):
            with pytest.raises(NotACheckpoint):
                signer.verifier.opened(changed, "b")


def test_another_book_or_key_does_not_open_it(signer: Signer) -> None:
    note = signer.checkpoint("b", 12, ROOT).note
    with pytest.raises(NotACheckpoint):
        signer.verifier.opened(note, "c")
    with pytest.raises(NotACheckpoint):
        Signer(bytes(32)).verifier.opened(note, "b")


@pytest.mark.parametrize(
    "text", ["", "a", "a+b+c", PUBLIC + "=", PUBLIC[:-4], " " + PUBLIC, PUBLIC.replace("c7", "C7")]
)
def test_what_is_no_key(text: str) -> None:
    with pytest.raises(NotACheckpoint):
        Verifier.parse(text)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "a\n"])
def test_names_that_no_key_may_have(name: str) -> None:
    with pytest.raises(ValueError, match="no name for a key"):
        Signer(bytes(32), name)


def test_the_key_is_made_once_and_kept_to_its_owner(tmp_path: Path) -> None:
    directory = tmp_path / "var"
    with ThreadPoolExecutor(8) as pool:
        keys = {str(signer.verifier) for signer in pool.map(Signer.at, [directory] * 8)}
    assert len(keys) == 1
    assert {str(Signer.at(directory).verifier)} == keys
    assert [path.name for path in directory.iterdir()] == [KEY_FILE]
    assert (directory / KEY_FILE).stat().st_mode & 0o777 == 0o600
