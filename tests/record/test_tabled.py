"""Files that papers name: which stand at the end of a book, and whether the bytes are still those."""

from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from rostrum.__main__ import command_line
from rostrum.app import codec
from rostrum.procedure.actor import Actor
from rostrum.procedure.body.acts import PapersPrepared
from rostrum.procedure.meeting.facts import Paper, PaperFile
from rostrum.procedure.words import Capacity, Visibility
from rostrum.record.bundle import attest
from rostrum.record.checkpoint import Signer
from rostrum.record.port import Draft
from rostrum.record.shelf import Shelf
from rostrum.record.sqlite import open_record
from rostrum.record.tabled import named, unkept

SECRETARY = Actor(person="secretary", capacity=Capacity.SECRETARY)
FIRST, SECOND, FRENCH = b"%PDF-1.7 first", b"%PDF-1.7 second", b"%PDF-1.7 premier"


def prepared(meeting: str, **files: bytes) -> PapersPrepared:
    kept = {
        tag: PaperFile(sha256=sha256(c).hexdigest(), name=f"{tag}.pdf", media="application/pdf", size=len(c))
        for tag, c in files.items()
    }
    paper = Paper(key="draft", symbol="L.1", title={}, text={}, sha256={}, files=kept)
    return PapersPrepared(meeting=meeting, papers=(paper,))


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The English file was replaced in June; July has one too. All that stand are on the shelf."""
    data = tmp_path / "house"
    record, shelf = open_record(data, codec()), Shelf(data)
    acts = (prepared("june", en=FIRST), prepared("july", en=FIRST), prepared("june", en=SECOND, fr=FRENCH))
    record.append("body.nam", 0, [Draft(5, SECRETARY, act, Visibility.SECRETARIAT) for act in acts])
    attest(record, "body.nam", Signer.at(data))
    for content in (FIRST, SECOND, FRENCH):
        with shelf.draft() as draft:
            draft.write(content)
            shelf.put(draft)
    record.close()
    return data


def rostrum(*words: str | Path) -> Result:
    return CliRunner().invoke(command_line(), [*map(str, words)])


def test_what_stands_is_what_was_kept_last_of_each_meeting(house: Path) -> None:
    record = open_record(house, codec())
    files = named(record.stored("body.nam"))
    assert {(one.entry, one.language, one.sha256) for one in files} == {
        (2, "en", sha256(FIRST).hexdigest()),
        (3, "en", sha256(SECOND).hexdigest()),
        (3, "fr", sha256(FRENCH).hexdigest()),
    }
    assert unkept(record, Shelf(house)) == []
    record.close()


def test_files_given_along_are_compared_with_the_bundle(house: Path, tmp_path: Path) -> None:
    bundle, along = tmp_path / "bundle", tmp_path / "along"
    assert rostrum("export", "body.nam", "--out", bundle, "--data", house).exit_code == 0
    (along / "deep").mkdir(parents=True)
    for name, content in (("any name", FIRST), ("deep/b.pdf", SECOND), ("c.pdf", FRENCH), ("d.pdf", b"x")):
        (along / name).write_bytes(content)
    good = rostrum("verify", bundle, "--papers", along)
    assert (good.exit_code, good.output.count("is as it was tabled")) == (0, 3), good.output
    (along / "c.pdf").write_bytes(FRENCH + b" ")
    bad = rostrum("verify", bundle, "--papers", along)
    assert bad.exit_code == 1 and "paper draft (fr), 'fr.pdf', entry 3: NOT THERE" in bad.output


def test_a_backup_holds_the_files_and_names_those_that_are_gone(house: Path, tmp_path: Path) -> None:
    backup, again = tmp_path / "backup", tmp_path / "again"
    assert rostrum("backup", "--data", house, "--out", backup).exit_code == 0
    assert rostrum("restore", backup, "--data", again).exit_code == 0
    assert {path.read_bytes() for path in Shelf(again).folder.iterdir()} == {FIRST, SECOND, FRENCH}
    (Shelf(house).folder / sha256(FRENCH).hexdigest()).unlink()
    (Shelf(house).folder / sha256(SECOND).hexdigest()).write_bytes(FIRST)
    said = rostrum("backup", "--data", house, "--out", tmp_path / "second")
    assert said.exit_code == 0, said.output
    assert "paper draft (fr), 'fr.pdf': the file is missing" in said.output
    assert "paper draft (en), 'en.pdf': the file is altered" in said.output
    assert said.output.count("the file is") == 2
