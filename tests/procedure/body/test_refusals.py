"""Every refusal of a body's book, given once: code, class, rule and exactly the facts that its row names."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from rostrum.procedure.actor import Actor
from rostrum.procedure.body import intents as i
from rostrum.procedure.body.acts import VISIBILITY
from rostrum.procedure.body.changes import particulars_of
from rostrum.procedure.body.facts import Group, Post, SittingPlan
from rostrum.procedure.body.machine import BODY, DECIDERS, ROLES
from rostrum.procedure.body.preparing import FILES_MOST
from rostrum.procedure.body.refusals import REFUSALS
from rostrum.procedure.refusal import NotSeated, OutOfOrder, Refused
from rostrum.procedure.words import Capacity, Level, SeatKind
from tests.procedure.body.assembly import (
    CUBA,
    DIGEST,
    NOON,
    SECRETARY,
    Assembly,
    accepted,
    call,
    composed,
    convened,
    convening,
    correcting,
    filed,
    founded,
    founding,
    held,
    in_place_of,
    invited,
    inviting,
    item,
    member,
    naming,
    overriding,
    paper,
    past,
    proposing,
    scheme,
)


class Case(NamedTuple):
    code: str
    before: Callable[[], Assembly]
    intent: Any
    facts: dict[str, Any]
    by: Actor = SECRETARY


END = i.EndTerm(term="t1", on="2024-01-19", handed_over_to="UGA")
SUSPEND = i.SuspendMember(code="EGY", on="1979", reason="decision")
YES = i.AnswerInvitation(meeting="june", code="CUB", answer="accepted", level=Level.MINISTER)
ACCEPT = i.AcceptComposition(composition="c1", sheet_sha256=DIGEST)


def said(**changes: Any) -> i.AnswerInvitation:
    facts: dict[str, Any] = {"meeting": "june", "code": "CUB", "answer": "declined"}
    return i.AnswerInvitation(**(facts | changes))


def translating(of: str, key: str = "", language: str = "fr", **changes: Any) -> i.Translate:
    facts: dict[str, Any] = {"of": of, "key": key, "language": language, "text": "Juin"}
    return i.Translate(**(facts | changes))


def in_looks(name: str) -> i.RenameMember:
    return i.RenameMember(code="CUB", name={"en": name})


def changing(reason: str = "The hall burnt down.", **changes: Any) -> i.ChangeMeeting:
    """A change of the meeting in June as it was called."""
    now = replace(particulars_of(founded().state.meetings["june"]), **changes)
    return i.ChangeMeeting(meeting="june", particulars=now, reason=reason)


def two_compositions() -> Assembly:
    return accepted().do(call(meeting="july"))


def giving(person: str, capacity: Capacity = Capacity.SECRETARY, **more: str) -> i.GivePost:
    return i.GivePost(post=Post(person=person, capacity=capacity, **more))


def gone() -> Assembly:
    """A secretary of the body who is so no longer."""
    return founded().do(giving("s1")).do(i.WithdrawPost(person="s1", reason="Recalled."))


CASES = [
    Case(
        "group_exists",
        founded,
        i.AddGroup(scheme="region", group=Group(key="Asia", name={})),
        {"group": "Asia"},
    ),
    Case(
        "group_exists", founded, i.MergeGroups(scheme="region", group="Asia", into="Asia"), {"group": "Asia"}
    ),
    Case("unknown_group", founded, i.MergeGroups(scheme="region", group="Asia", into="Oz"), {"group": "Oz"}),
    Case("unknown_scheme", founded, i.RegroupMember(code="CUB", scheme="x", group=""), {"scheme": "x"}),
    Case(
        "name_required",
        founded,
        i.RenameGroup(scheme="region", group="Asia", name={"en": " "}),
        {"of": "Asia"},
    ),
    Case("groups_alike", founded, scheme("bloc", ("Asia", "Asia\u200b")), {"groups": ["Asia", "Asia\u200b"]}),
    Case("groups_alike", founded, scheme("bloc", ("Asia", "\u0410sia")), {"scheme": "bloc"}),
    Case(
        "names_alike",
        lambda: founded().do(i.RenameMember(code="EGY", name={"en": "The Nile"})),
        in_looks("The\u00a0Nile"),
        {"code": "CUB", "other": "EGY"},
    ),
    Case("capacity_not_entitled", founded, call(), {"intent": "CallMeeting"}, CUBA),
    Case("not_your_seat", invited, said(code="DZA"), {"seat": "DZA", "yours": "CUB"}, CUBA),
    Case("body_exists", founded, founding(), {"body": "nam"}),
    Case("body_exists", founded, i.EstablishBody(steps=(founding(),)), {"body": "nam"}),
    Case("body_not_founded", Assembly, call(), {"body": "body.nam"}),
    Case("not_a_founding_step", Assembly, i.EstablishBody(steps=(founding(), 3)), {"step": "int"}),
    Case("scheme_exists", founded, scheme(), {"scheme": "region"}),
    Case("unknown_scheme", founded, i.AdmitMember(code="NPL", joined="", groups={"x": "y"}), {"scheme": "x"}),
    Case("unknown_group", founded, member("NPL", "Europe"), {"scheme": "region", "group": "Europe"}),
    Case("already_member", founded, member("EGY"), {"code": "EGY"}),
    Case(
        "already_observer",
        founded,
        i.AdmitObserver(code="SRB", kind_of_seat=SeatKind.OBSERVER_STATE, name={}),
        {"code": "SRB"},
    ),
    Case("unknown_member", founded, i.RemoveMember(code="MLT", on="2004", reason="EU"), {"code": "MLT"}),
    Case("unknown_member", founded, proposing("MLT"), {"code": "MLT"}),
    Case("unknown_observer", founded, i.RemoveObserver(code="X", on="2004", reason=""), {"code": "X"}),
    Case("already_suspended", lambda: founded().do(SUSPEND), SUSPEND, {"code": "EGY", "since": "1979"}),
    Case("not_suspended", founded, i.ReinstateMember(code="EGY", on="1984"), {"code": "EGY"}),
    Case("impossible_date", founded, member("NPL", joined="1999-02-29"), {"field": "joined"}),
    Case("impossible_date", founded, call(meeting="x", opens=-1), {"field": "opens", "value": -1}),
    Case(
        "impossible_date",
        founded,
        call(
            meeting="x", programme=(SittingPlan(date="2020-06-15", begins="25:00", ends="18:00", title={}),)
        ),
        {"field": "begins", "value": "25:00"},
    ),
    Case(
        "impossible_date", founded, i.NoteBurden(meeting="june", start=NOON, hours={"CUB": 24}), {"value": 24}
    ),
    Case("dates_reversed", founded, past(meeting="x", began="2020-05-05"), {"later": "2020-05-04"}),
    Case("unknown_term", founded, i.EndTerm(term="t9", on="2024"), {"term": "t9"}),
    Case(
        "office_held",
        founded,
        i.OpenTerm(office="chair", holder="UGA", begins="2024", planned_end=""),
        {"office": "chair", "holder": "AZE", "term": "t1"},
    ),
    Case("term_ended", lambda: founded().do(END), END, {"term": "t1", "ended": "2024-01-19"}),
    Case(
        "not_an_extension",
        founded,
        i.ExtendTerm(term="t1", until="2021", decision="d"),
        {"until": "2021", "planned_end": "2022"},
    ),
    Case("decision_required", founded, i.ExtendTerm(term="t1", until="2023", decision=""), {"term": "t1"}),
    Case("meeting_exists", founded, call(), {"meeting": "june"}),
    Case("impossible_key", founded, call(meeting="a/b"), {"meeting": "a/b"}),
    Case("unknown_language", founded, call(meeting="x", languages=("la",)), {"language": "la"}),
    Case("unknown_meeting", founded, i.CallOffMeeting(meeting="x", reason=""), {"meeting": "x"}),
    Case("meeting_over", founded, i.CallOffMeeting(meeting="may", reason=""), {"meeting": "may"}),
    Case("lot_without_source", founded, i.AnnounceLot(source=" ", known_at=NOON), {}),
    Case("lot_known_already", founded, i.AnnounceLot(source="draw", known_at=1), {"source": "draw"}),
    Case(
        "lot_announced_already",
        lambda: founded().do(i.AnnounceLot(source="draw", known_at=NOON)),
        i.AnnounceLot(source=" draw", known_at=NOON),
        {"source": "draw"},
    ),
    Case("nothing_changes", founded, changing(), {"meeting": "june"}),
    Case("change_without_reason", invited, changing(" ", place="Ganja"), {"meeting": "june"}),
    Case("letters_unread", invited, changing(place="Ganja"), {"languages": ["en"]}),
    Case("letters_lacking", invited, changing(opens=1, place="Ganja"), {"lacking": ["hour_past"]}),
    Case(
        "letters_lacking",
        invited,
        changing(reply_by=NOON + 1),
        {"lacking": ["reply_date_after_opening"]},
    ),
    Case(
        "meeting_over",
        lambda: invited().do(i.CallOffMeeting(meeting="june", reason="war")),
        YES,
        {"meeting": "june"},
    ),
    Case("unknown_composition", founded, ACCEPT, {"composition": "c1"}),
    Case("composition_accepted", accepted, ACCEPT, {"composition": "c1"}),
    Case("composition_not_accepted", composed, inviting("DZA"), {"composition": "c1"}),
    Case(
        "composition_of_another",
        two_compositions,
        inviting("DZA", meeting="july"),
        {"composition": "c1", "meeting": "july"},
    ),
    Case(
        "sheet_differs",
        composed,
        i.AcceptComposition(composition="c1", sheet_sha256="0"),
        {"wanted": DIGEST, "given": "0"},
    ),
    Case("reason_required", composed, overriding("EGY", True, "EGY", "CUB", reason=" "), {"code": "EGY"}),
    Case(
        "overridden_already",
        lambda: composed().do(overriding("EGY", True, "EGY", "CUB")),
        overriding("EGY", False, "DZA", "CUB"),
        {"code": "EGY"},
    ),
    Case("override_without_effect", composed, overriding("EGY", True, "DZA", "CUB"), {"seated": True}),
    Case("no_change", composed, overriding("CUB", True, "DZA", "CUB"), {"code": "CUB", "seated": True}),
    Case("not_in_composition", accepted, inviting("DZA", "EGY"), {"code": "EGY"}),
    Case("already_invited", invited, inviting(), {"meeting": "june"}),
    Case("addresses_unchanged", invited, correcting("CUB", "cub@x.invalid"), {"code": "CUB"}),
    Case("not_invited", invited, correcting("EGY", "a@x.invalid"), {"code": "EGY"}),
    Case("reason_required", invited, correcting("CUB", "a@x.invalid", reason=" "), {"code": "CUB"}),
    Case("invited_twice", invited, inviting("CUB"), {"code": "CUB"}),
    Case("not_a_replacement", invited, in_place_of("EGY", "CUB"), {"code": "EGY", "replaces": "CUB"}),
    Case("invited_twice", accepted, inviting("DZA", "DZA"), {"code": "DZA"}),
    Case("letters_unread", accepted, inviting("DZA", read=("fr",)), {"languages": ["en"]}),
    Case("meeting_lacking", founded, call(meeting="july", title={"fr": " "}), {"lacking": ["title_missing"]}),
    Case(
        "meeting_lacking",
        founded,
        call(meeting="july", languages=("fr",)),
        {"lacking": ["title_untranslated:fr"]},
    ),
    Case(
        "lack_without_reason",
        founded,
        call(meeting="july", languages=("fr",), accepted=("title_untranslated:fr",)),
        {"lacking": ["title_untranslated:fr"]},
    ),
    Case("unknown_text", founded, translating("motto"), {"of": "motto"}),
    Case("unknown_text", founded, translating("member", "CUB"), {"of": "member"}),
    Case("unknown_meeting", founded, translating("title", "july"), {"meeting": "july"}),
    Case("unknown_member", founded, translating("member", "XXX"), {"code": "XXX"}),
    Case("unknown_observer", founded, translating("observer", "XXX"), {"code": "XXX"}),
    Case("unknown_scheme", founded, translating("scheme", "x"), {"scheme": "x"}),
    Case("unknown_group", founded, translating("group", "x", scheme="region"), {"group": "x"}),
    Case("unknown_language", founded, translating("body", language="de"), {"language": "de"}),
    Case("name_required", founded, translating("body", text=" "), {"of": "body"}),
    Case("already_invited", invited, translating("title", "june"), {"meeting": "june"}),
    Case("letters_lacking", accepted, inviting("DZA", reply_by=None), {"lacking": ["reply_date_missing"]}),
    Case(
        "lack_without_reason",
        accepted,
        inviting("DZA", reply_by=None, accepted=("reply_date_missing",), reason=" "),
        {"lacking": ["reply_date_missing"]},
    ),
    Case("not_invited", invited, said(code="EGY"), {"code": "EGY"}),
    Case("unknown_answer", invited, said(answer="maybe"), {"answer": "maybe"}),
    Case("level_required", invited, said(answer="accepted"), {"code": "CUB"}),
    Case(
        "nobody_to_remind",
        lambda: invited().do(YES),
        i.SendReminders(meeting="june", codes=("CUB", "EGY")),
        {"meeting": "june"},
    ),
    Case("bad_person", founded, giving("Mr Secretary"), {"person": "Mr Secretary"}),
    Case("post_of_capacity", founded, giving("x", Capacity.HEAD, code="XXX"), {"code": "XXX"}),
    Case("post_of_capacity", founded, giving("x", Capacity.GROUP_CHAIR, group="x"), {"group": "x"}),
    Case("post_of_capacity", founded, giving("x", Capacity.PRESS), {"capacity": "press"}),
    Case(
        "post_held",
        lambda: founded().do(giving("a", Capacity.CHAIR)),
        giving("b", Capacity.CHAIR),
        {"person": "a"},
    ),
    Case("post_unchanged", lambda: founded().do(giving("a")), giving("a"), {"person": "a"}),
    Case("no_post", founded, i.WithdrawPost(person="x", reason="x"), {"person": "x"}),
    Case("not_yours_to_give", founded, giving("a", Capacity.ADMINISTRATOR), {"capacity": "administrator"}),
    Case(
        "post_withdrawn", gone, said(), {"person": "s1"}, by=Actor(person="s1", capacity=Capacity.SECRETARY)
    ),
    Case(
        "not_in_this_post",
        lambda: founded().do(giving("s1")),
        said(),
        {"capacity": "secretary"},
        by=Actor(person="s1", capacity=Capacity.CHAIR),
    ),
    Case(
        "agenda_out_of_order", founded, i.PrepareAgenda(meeting="june", agenda=(item(2),)), {"numbers": [2]}
    ),
    Case(
        "impossible_paper", founded, i.PreparePapers(meeting="june", papers=(paper("A B"),)), {"paper": "A B"}
    ),
    Case(
        "impossible_paper",
        founded,
        i.PreparePapers(meeting="june", papers=(paper(), paper())),
        {"paper": "draft"},
    ),
    Case(
        "papers_too_large",
        founded,
        i.PreparePapers(meeting="june", papers=(filed(FILES_MOST), replace(filed(1), key="second"))),
        {"size": FILES_MOST + 1, "most": FILES_MOST},
    ),
    Case("officer_twice", founded, naming("CUB", "CUB"), {"code": "CUB"}),
    Case("unknown_member", founded, naming("MLT"), {"code": "MLT"}),
    Case("unknown_rulebook", founded, i.PrepareRules(meeting="june", rulebook="oz"), {"rulebook": "oz"}),
    Case(
        "rule_not_changeable",
        founded,
        i.PrepareRules(meeting="june", rulebook="nam", changes={"objection_window_s": 2}),
        {"field": "objection_window_s", "value": 2},
    ),
    Case(
        "rule_not_changeable",
        founded,
        i.PrepareRules(
            meeting="june",
            rulebook="un-ga",
            changes={"quorum_to_open.numerator": 3, "quorum_to_open.more_than": 1},
        ),
        {"field": "quorum_to_open.numerator", "value": 3},
    ),
    Case("not_invited", founded, i.KeepSeats(meeting="june", codes=("CUB",)), {"code": "CUB"}),
    Case("meeting_not_ready", founded, convening(), {}),
    Case("impossible_key", founded, convening(book="A B"), {"meeting": "A B"}),
    Case("already_convened", convened, convening(), {"meeting": "june", "book": "june"}),
    Case("already_convened", convened, i.PrepareAgenda(meeting="june", agenda=()), {"meeting": "june"}),
    Case(
        "not_convened",
        founded,
        held(),
        {"meeting": "june"},
        by=Actor(person="registry", capacity=Capacity.SYSTEM),
    ),
]
BY_POST = {"post_withdrawn", "not_in_this_post", "not_yours_to_give"}


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case.code}" for n, case in enumerate(CASES)])
def test_each_is_refused_with_its_rule_and_its_facts(case: Case) -> None:
    assembly = case.before()
    version = assembly.state.version
    with pytest.raises(Refused) as caught:
        assembly.do(case.intent, by=case.by)
    rule, names = REFUSALS[case.code]
    assert (caught.value.code, caught.value.rule) == (case.code, rule)
    assert tuple(caught.value.facts) == names
    assert caught.value.facts | case.facts == caught.value.facts
    seated = case.code in {"capacity_not_entitled", "not_your_seat"} | BY_POST
    assert type(caught.value) is (NotSeated if seated else OutOfOrder)
    assert assembly.state.version == version, "a refusal changes nothing"


def test_every_refusal_has_a_case() -> None:
    assert {case.code for case in CASES} == set(REFUSALS)


@pytest.mark.parametrize("capacity", sorted(Capacity))
@pytest.mark.parametrize("kind", sorted(BODY.intents))
def test_who_may_ask_what(kind: str, capacity: Capacity) -> None:
    """The secretariat, the chair and the machine do everything; a delegation only answers, an administrator founds and
    gives posts."""
    staff = {Capacity.SECRETARY, Capacity.CHAIR, Capacity.SYSTEM}
    delegation = {Capacity.HEAD, Capacity.DELEGATE, Capacity.ORGANISATION}
    may = staff | delegation if kind == "AnswerInvitation" else staff
    if kind in {"OverrideComposition", "AcceptComposition"}:
        may = staff - {Capacity.SYSTEM}
    if kind == "ConveneMeeting":
        may = staff - {Capacity.SYSTEM}
    if kind == "RecordHeld":
        may = {Capacity.SYSTEM}
    if kind in {"GivePost", "WithdrawPost", "FoundBody", "EstablishBody"}:
        may = staff | {Capacity.ADMINISTRATOR}
    assert (capacity in ROLES[BODY.intents[kind]]) == (capacity in may)


def test_every_intent_has_a_decider_and_a_role() -> None:
    assert set(DECIDERS) == set(ROLES) == set(BODY.intents.values())
    assert set(VISIBILITY) == set(BODY.acts)
