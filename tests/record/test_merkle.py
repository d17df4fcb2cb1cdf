"""The tree of RFC 6962, against the vectors that implementations of it share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostrum.record.merkle import (
    EMPTY,
    consistency_proof,
    consistent,
    included,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
)

LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
NUMBERED = [number.to_bytes(2, "big") for number in range(70)]


def defined(leaves: list[bytes]) -> bytes:
    """MTH, word for word as RFC 6962 defines it."""
    if len(leaves) < 2:
        return leaf_hash(leaves[0]) if leaves else EMPTY
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return node_hash(defined(leaves[:k]), defined(leaves[k:]))


@pytest.mark.parametrize("size", range(9))
def test_known_roots(size: int) -> None:
    assert root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize("size", range(len(NUMBERED) + 1))
def test_the_frontier_is_the_definition(size: int) -> None:
    assert root(NUMBERED[:size]) == defined(NUMBERED[:size])


def test_a_known_path() -> None:
    assert [node.hex() for node in inclusion_proof(LEAVES, 0)] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]


@given(st.data())
def test_inclusion(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(NUMBERED)))
    index, wrong = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    leaves = NUMBERED[:size]
    proof, expected = inclusion_proof(leaves, index), root(leaves)
    assert included(leaves[index], index, size, proof, expected)
    assert not included(b"another", index, size, proof, expected)
    assert wrong == index or not included(leaves[index], wrong, size, proof, expected)
    assert not included(leaves[index], index, size, [*proof, bytes(32)], expected)
    assert not proof or not included(leaves[index], index, size, proof[:-1], expected)


@given(st.data())
def test_consistency(data: st.DataObject) -> None:
    newer = data.draw(st.integers(1, len(NUMBERED)))
    older = data.draw(st.integers(1, newer))
    leaves = NUMBERED[:newer]
    old, new, proof = root(leaves[:older]), root(leaves), consistency_proof(leaves, older)
    assert consistent(older, newer, old, new, proof)
    assert not consistent(older, newer, bytes(32), new, proof)
    assert not consistent(older, newer, old, bytes(32), proof)
    assert not consistent(older, newer, old, new, [*proof, bytes(32)])
    rewritten = [b"rewritten", *leaves[1:]]
    assert not consistent(older, newer, old, root(rewritten), consistency_proof(rewritten, older))


@pytest.mark.parametrize(("index", "size"), [(0, 0), (-1, 3), (3, 3)])
def test_there_is_no_path_to_a_leaf_that_is_not_there(index: int, size: int) -> None:
    assert not included(b"", index, size, [], EMPTY)
    with pytest.raises(IndexError):
        inclusion_proof(NUMBERED[:size], index)


@pytest.mark.parametrize("older", [0, 4])
def test_there_is_no_proof_from_a_tree_that_was_not(older: int) -> None:
    assert not consistent(older, 3, EMPTY, EMPTY, [])
    with pytest.raises(IndexError):
        consistency_proof(NUMBERED[:3], older)
