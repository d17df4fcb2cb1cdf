"""Signed checkpoints: C2SP tlog-checkpoint in a C2SP signed note, with Ed25519.

rostrum/nam-2020-05-04      origin: key name, "/", book
128                         entries in the tree
Cz3E…=                      root of the tree, base64

— rostrum Ab12Cd…=          key name, base64 of 4 bytes of key id and 64 of signature
"""

import base64
import binascii
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from rostrum import safe

ED25519 = b"\x01"
KEY_NAME = "rostrum"
KEY_FILE = "record.key"
PRIME = 2**255 - 19
ORDER_8 = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
SMALL_ORDER = frozenset({0, 1, PRIME - 1, ORDER_8, PRIME - ORDER_8})
"""The y of the points whose order divides 8: under such a key there are signatures that fit any text."""


class NotACheckpoint(ValueError):
    """The text is no checkpoint of this key and book, or its signature is wrong."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """``size`` entries have ``root`` (32 bytes); ``note`` is the signed text that says so."""

    size: int
    root: bytes
    note: str


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key with its name; as text ``name+id+base64``, the C2SP verifier key."""

    name: str
    public: bytes

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises `NotACheckpoint` unless ``text`` is exactly what `str` gives."""
        name, _, rest = text.partition("+")
        _, _, encoded = rest.partition("+")
        data = unbase64(encoded)
        key = cls(name, data[1:])
        if len(data) != 33 or str(key) != text or not name or any(c.isspace() for c in name):
            raise NotACheckpoint("no verifier key")
        if not _binds(key.public):
            raise NotACheckpoint("a key under which anything could be signed")
        return key

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{to_base64(ED25519 + self.public)}"

    @property
    def id(self) -> bytes:
        return key_id(self.name, self.public)

    @property
    def fingerprint(self) -> str:
        """For people to compare: 16 bytes of the digest that the key id begins, in groups of four figures."""
        figures = _digest(self.name, self.public)[:16].hex()
        return " ".join(figures[place : place + 4] for place in range(0, 32, 4))

    def origin(self, book: str) -> str:
        return f"{self.name}/{book}"

    def holds(self, signature: bytes, message: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    def opened(self, note: str, book: str) -> Checkpoint:
        """The checkpoint that ``note`` signs for ``book``; raises `NotACheckpoint` for any other text."""
        text, gap, last = note.partition("\n\n")
        lines = text.split("\n")
        if not gap or len(lines) != 3 or lines[0] != self.origin(book):
            raise NotACheckpoint("no checkpoint of this book")
        if not (lines[1].isascii() and lines[1].isdigit()) or str(int(lines[1])) != lines[1]:
            raise NotACheckpoint("no size")
        root = unbase64(lines[2])
        before, _, after = last.partition(f"— {self.name} ")
        if before or not after.endswith("\n") or len(root) != 32:
            raise NotACheckpoint("no signature line")
        signed = unbase64(after[:-1])
        if signed[:4] != self.id or not self.holds(signed[4:], f"{text}\n".encode()):
            raise NotACheckpoint("the signature is not of this key")
        return Checkpoint(int(lines[1]), root, note)


class Signer:
    """The house's signing key."""

    def __init__(self, seed: bytes, name: str = KEY_NAME) -> None:
        """``seed``: 32 bytes. ``name``: no space, no plus sign."""
        if not name or "+" in name or any(c.isspace() for c in name):
            raise ValueError(f"no name for a key: {name!r}")
        self._seed = seed
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.verifier = Verifier(name, self._key.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)

    def checkpoint(self, book: str, size: int, root: bytes) -> Checkpoint:
        text = f"{self.verifier.origin(book)}\n{size}\n{to_base64(root)}\n"
        signature = to_base64(self.verifier.id + self.sign(text.encode()))
        return Checkpoint(size, root, f"{text}\n— {self.verifier.name} {signature}\n")

    def private_text(self) -> str:
        """The C2SP private key, ``PRIVATE+KEY+name+id+base64``."""
        key = self.verifier
        return f"PRIVATE+KEY+{key.name}+{key.id.hex()}+{to_base64(ED25519 + self._seed)}\n"

    @classmethod
    def parse(cls, text: str) -> Self:
        name, encoded = text.removeprefix("PRIVATE+KEY+").strip().split("+", 1)
        signer = cls(unbase64(encoded.split("+", 1)[1])[1:], name)
        if signer.private_text().strip() != text.strip():
            raise NotACheckpoint("no signing key")
        return signer

    @classmethod
    def at(cls, directory: Path, name: str = KEY_NAME) -> Self:
        """The key kept in ``directory`` (file mode 0600); made when there is none. Racing starts agree.

        One that is damaged is put aside and another made: what was signed with it then does not fit, and is said.
        """
        path = directory / KEY_FILE
        try:
            kept = cls.kept(directory)
        except NotACheckpoint:
            path.replace(path.with_name(f"{KEY_FILE}.damaged"))
            kept = None
        if kept is not None:
            return kept
        safe.keep_first(path, cls(os.urandom(32), name).private_text().encode())
        return cls.parse(path.read_text())

    @classmethod
    def kept(cls, directory: Path) -> Self | None:
        """The key kept in ``directory``, if there is one; raises `NotACheckpoint` where it is damaged."""
        path = directory / KEY_FILE
        if not path.exists():
            return None
        try:
            return cls.parse(path.read_text())
        except (ValueError, IndexError) as error:
            raise NotACheckpoint(f"{path} is no signing key") from error


def key_id(name: str, public: bytes) -> bytes:
    """C2SP signed-note: the first four bytes of SHA-256 over name, line feed, algorithm, public key."""
    return _digest(name, public)[:4]


def _digest(name: str, public: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + ED25519 + public).digest()


def _binds(public: bytes) -> bool:
    """Not a point of small order, and written in the one way that there is."""
    y = int.from_bytes(public, "little") & (2**255 - 1)
    return y < PRIME and y not in SMALL_ORDER


def to_base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def unbase64(text: str) -> bytes:
    """Strict: exactly one text per value; raises `NotACheckpoint`."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotACheckpoint("no base64") from error
    if to_base64(data) != text:
        raise NotACheckpoint("base64 with loose ends")
    return data
