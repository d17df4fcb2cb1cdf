"""The Merkle tree of RFC 6962, section 2.1, with inclusion and consistency proofs.

A leaf's data are the 32 bytes of an entry's hash: whoever may not see an entry can still check the tree.
"""

from collections.abc import Sequence
from hashlib import sha256

EMPTY = sha256().digest()


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """A growing tree of which only the roots of complete subtrees are kept: O(log n) memory."""

    __slots__ = ("_peaks", "size")

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, data: bytes) -> None:
        """Adds one leaf; as many peaks join as the old size ends in binary ones."""
        node, size = leaf_hash(data), self.size
        while size & 1:
            node = node_hash(self._peaks.pop(), node)
            size >>= 1
        self._peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        if not self._peaks:
            return EMPTY
        node = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            node = node_hash(peak, node)
        return node


def root(leaves: Sequence[bytes]) -> bytes:
    """MTH of RFC 6962 over leaf data."""
    frontier = Frontier()
    for data in leaves:
        frontier.add(data)
    return frontier.root()


def _split(size: int) -> int:
    """The largest power of two smaller than ``size``."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """PATH(index, leaves) of RFC 6962, 2.1.1."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return []
    k = _split(len(leaves))
    if index < k:
        return [*inclusion_proof(leaves[:k], index), root(leaves[k:])]
    return [*inclusion_proof(leaves[k:], index - k), root(leaves[:k])]


def consistency_proof(leaves: Sequence[bytes], older: int) -> list[bytes]:
    """PROOF(older, leaves) of RFC 6962, 2.1.2; ``1 <= older <= len(leaves)``."""
    if not 1 <= older <= len(leaves):
        raise IndexError(older)
    return _subproof(older, leaves, True)


def _subproof(older: int, leaves: Sequence[bytes], whole: bool) -> list[bytes]:
    size = len(leaves)
    if older == size:
        return [] if whole else [root(leaves)]
    k = _split(size)
    if older <= k:
        return [*_subproof(older, leaves[:k], whole), root(leaves[k:])]
    return [*_subproof(older - k, leaves[k:], False), root(leaves[:k])]


def included(data: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes) -> bool:
    """Whether ``proof`` shows that leaf ``index`` of a tree of ``size`` is ``data`` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, place, last = leaf_hash(data), index, size - 1
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            node = node_hash(step, node)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            node = node_hash(node, step)
        place, last = place >> 1, last >> 1
    return last == 0 and node == expected


def consistent(older: int, newer: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether ``proof`` shows that the ``older`` leaves begin the ``newer`` (RFC 9162, 2.1.4.2)."""
    if not 0 < older <= newer:
        return False
    if older == newer:
        return not proof and old_root == new_root
    path = list(proof) if older & (older - 1) else [old_root, *proof]
    if not path:
        return False
    place, last = older - 1, newer - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    return _walk(path, place, last, old_root, new_root)


def _walk(path: list[bytes], place: int, last: int, old_root: bytes, new_root: bytes) -> bool:
    old = new = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, step)
        place, last = place >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root
