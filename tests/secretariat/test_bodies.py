"""Founding the shipped bodies, and asking the composition what their books give rise to."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from rostrum import data
from rostrum.app import codec
from rostrum.composition import compose
from rostrum.composition.facts import request_for
from rostrum.procedure.actor import Actor
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.facts import Invitation
from rostrum.procedure.body.state import Body
from rostrum.procedure.refusal import OutOfOrder
from rostrum.procedure.words import Capacity, Instant, Level, SeatKind
from rostrum.record.memory import MemoryRecord
from rostrum.secretariat import bodies
from rostrum.secretariat.bodies import ComposeRequest, composed, found, history_of
from rostrum.secretariat.clerk import Clerk
from rostrum.secretariat.kinds import machine_of
from rostrum.secretariat.library import scheme_name, shipped
from tests.breadth import tried
from tests.secretariat.conftest import Hands

SECRETARY = Actor(person="secretary", capacity=Capacity.SECRETARY)


@pytest_asyncio.fixture
async def clerks(hands: Hands) -> AsyncIterator[Clerk]:
    clerk = Clerk(MemoryRecord(codec()), machine_of, hands)
    yield clerk
    await clerk.close()


@pytest_asyncio.fixture
async def nam(clerks: Clerk) -> Body:
    await found(clerks, "nam")
    return await clerks.state("body.nam")


@pytest.mark.asyncio
async def test_the_movement_has_its_members_of_the_day(nam: Body) -> None:
    assert len(nam.members_on("2020-05-04")) == 120
    assert len(nam.members_on("2024-02-01")) == 121
    assert len(nam.schemes) == 7


@pytest.mark.asyncio
async def test_founding_again_changes_nothing(clerks: Clerk, nam: Body) -> None:
    version = nam.version
    assert await found(clerks, "nam") == version
    assert (await clerks.state("body.nam")).version == version


@pytest.mark.asyncio
async def test_every_body_shipped_can_be_founded(clerks: Clerk) -> None:
    for key in data.body_keys():
        await found(clerks, key)
        state = await clerks.state(f"body.{key}")
        assert {m.code for m in state.members_on("2020-06-01")} == set(data.members_on(key, "2020-06-01"))
    with pytest.raises(data.UnknownFact):
        shipped("atlantis")


@pytest.mark.asyncio
async def test_the_chairmanship_of_azerbaijan_is_one_term(nam: Body) -> None:
    (term,) = [t for t in nam.terms.values() if t.holder == "AZE"]
    assert (term.begins, term.planned_end, term.ended) == ("2019-10-25", "2022", "2024-01-19")
    assert [until for until, _ in term.extensions] == ["2023-12-31"]
    assert term.handed_over_to == "UGA"
    assert bodies.running_terms(nam, "2024-01-18")[0].holder == "AZE"
    assert bodies.running_terms(nam, "2024-01-19")[0].holder == "UGA"


@pytest.mark.asyncio
async def test_names_of_groups_stand_in_six_languages(nam: Body) -> None:
    for scheme in nam.schemes.values():
        assert set(scheme.name) == set(data.LANGUAGES), scheme.key
        for group in scheme.groups.values():
            assert set(group.name) == set(data.LANGUAGES), group.key
    assert scheme_name("caucus") == {"en": "caucus"}


@pytest.mark.asyncio
@pytest.mark.parametrize("on", ["2020-05-04", "2024-02-01"])
@pytest.mark.parametrize("scheme", ["nam-region", "un-group", "m49-subregion", "m49-region"])
async def test_a_book_composes_the_same_bytes_as_the_command_line(nam: Body, on: str, scheme: str) -> None:
    wish = ComposeRequest(on=on, scheme=scheme, seats=45)
    assert composed(nam, wish, "chair").bytes == compose(request_for("nam", on, scheme, 45)).bytes


@pytest.mark.asyncio
async def test_a_suspended_member_has_no_seat(clerks: Clerk, nam: Body) -> None:
    intent = i.SuspendMember(code="EGY", on="2021", reason="decision")
    await clerks.submit("body.nam", intent, SECRETARY)
    assert "EGY" in {m.code for m in bodies.sitting_members(nam, "2020-05-04")}
    assert "EGY" not in {m.code for m in bodies.members_of(nam, "2024-02-01", "nam-region")}


def called(opens: Instant) -> i.CallMeeting:
    return i.CallMeeting(
        meeting="june", format="contact-group", title={"en": "June"}, theme={}, place="Baku", zone="Asia/Baku",
        opens=opens, languages=("en",),
    )  # fmt: skip


@pytest.mark.asyncio
async def test_a_meeting_called_here_weighs_by_its_answers(clerks: Clerk, nam: Body, hands: Hands) -> None:
    """Who declined neither gains nor loses; who kept silent is owed."""

    async def do(intent: object) -> None:
        await clerks.submit("body.nam", intent, SECRETARY)

    await do(called(hands() + 86_400_000))
    wish = ComposeRequest(on="2020-05-05", scheme="nam-region", seats=45)
    proposal = bodies.proposal(nam, "june", wish, "", "secretary")
    await do(proposal)
    await do(i.AcceptComposition(composition="c1", sheet_sha256=proposal.sheet_sha256))
    codes = proposal.members[:3]
    letters = tuple(
        Invitation(code=c, kind=SeatKind.MEMBER, language="en", reply_sha256="", addresses=(f"{c}@b.c",))
        for c in codes
    )
    lacking = ("reply_date_missing", "title_untranslated:en")
    await do(
        i.SendInvitations(
            meeting="june",
            composition="c1",
            invitations=letters,
            read=("en",),
            accepted=lacking,
            reason="asked",
        )
    )
    yes = i.AnswerInvitation(meeting="june", code=codes[0], answer="accepted", level=Level.MINISTER)
    await do(yes)
    await do(i.AnswerInvitation(meeting="june", code=codes[1], answer="declined"))
    assert [m.key for m in history_of(nam, "2020-05-05")] == ["contact-group-2020"]
    past = history_of(nam, "2020-07-01")[-1]
    assert (past.key, past.seated, past.declined) == ("june", {codes[0]}, {codes[1]})


WISHES = st.fixed_dictionaries(
    {"on": st.sampled_from(["2020-05-04", "2024-02-01", "1950-01-01", "2020-02-31"]),
     "scheme": st.sampled_from(["nam-region", "un-group", "LDC", "x"]),
     "seats": st.integers(0, 130)},
    optional={
        "method": st.sampled_from(["webster", "hamilton", "adams", "bureau-1976", "cambridge", "x"]),
        "minimum": st.integers(0, 20),
        "base": st.integers(0, 20),
        "caps": st.dictionaries(st.sampled_from(["Africa", "Asia-Pacific", "Mars"]), st.integers(0, 60), max_size=2),
        "minima": st.dictionaries(st.sampled_from(["Africa", "Europe"]), st.integers(0, 60), max_size=2),
        "class_floors": st.dictionaries(st.sampled_from(["LDC", "SIDS", "x"]), st.integers(0, 60), max_size=2),
        "subregion_floors": st.dictionaries(st.sampled_from(["Caribbean", "x"]), st.integers(0, 9), max_size=1),
        "decay": st.sampled_from(["1", "0.9", "1/2", "x", "1e999", "-1", "1/0"]),
        "declined": st.lists(st.sampled_from(["CUB", "AZE", "XXX"]), max_size=2),
        "silent": st.lists(st.sampled_from(["CUB", "EGY"]), max_size=2),
        "overrides": st.lists(
            st.fixed_dictionaries(
                {"code": st.sampled_from(["CUB", "AZE", "XXX"]), "seated": st.booleans(),
                 "reason": st.sampled_from(["r", " "])}
            ),
            max_size=2,
        ),
        "lot_seed": st.text(max_size=10),
    },
)  # fmt: skip
ADAPTER = TypeAdapter(ComposeRequest)


@pytest.fixture(scope="module")
def book() -> Body:
    machine = machine_of("body.nam")
    state = machine.begin("body.nam")
    for act in machine.decide(state, shipped("nam"), bodies.LIBRARIAN, 0):
        machine.fold(state, act, bodies.LIBRARIAN, 0)
    return state


@settings(
    max_examples=tried(20, nightly=600),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(wish=WISHES)
def test_any_wish_gives_a_sheet_or_a_typed_refusal(book: Body, wish: dict[str, object]) -> None:
    try:
        sheet = composed(book, ADAPTER.validate_python(wish), "chair")
    except OutOfOrder as refused:
        assert refused.rule == "composition 5" and refused.code.replace("_", "").isalnum()
    else:
        assert len(sheet.seated) == wish["seats"]


@pytest.mark.asyncio
async def test_a_composition_by_an_earlier_rulebook_keeps_its_sheet_while_the_same_sit(
    clerks: Clerk, nam: Body, hands: Hands
) -> None:
    """Its reasons were worded otherwise, so that its bytes cannot be made again; who sits can."""
    await clerks.submit("body.nam", called(hands() + 86_400_000), SECRETARY)
    wish = ComposeRequest(on="2024-02-01", scheme="nam-region", seats=45)
    made = bodies.proposal(nam, "june", wish, "", "secretary")
    earlier = replace(made, rulebook="composition-1", sheet_sha256="0" * 64)
    await clerks.submit("body.nam", earlier, SECRETARY)
    assert bodies.sheet_of(nam, "c1").seated == frozenset(made.members)
    nam.compositions["c1"].members = made.members[1:]
    with pytest.raises(OutOfOrder, match="sheet_differs"):
        bodies.sheet_of(nam, "c1")
