"""A small summit for tests: four members of three regions, one guest, one observer, six items."""

from rostrum.procedure.actor import Actor
from rostrum.procedure.meeting.facts import AgendaItem, Officer, Paper, Seat
from rostrum.procedure.meeting.intents import Convene
from rostrum.procedure.words import Capacity, ItemKind, Level, SeatKind, Texts

BOOK = "summit"
NOON = 1_588_590_000_000
"""2020-05-04T11:00:00Z in ms."""

CHAIR = Actor(person="AZE.chair", capacity=Capacity.CHAIR, seat="AZE")
ACTING = Actor(person="EGY.acting", capacity=Capacity.CHAIR, seat="EGY")
SECRETARY = Actor(person="secretary", capacity=Capacity.SECRETARY)
CUBA = Actor(person="CUB.head", capacity=Capacity.HEAD, seat="CUB")
EGYPT = Actor(person="EGY.head", capacity=Capacity.HEAD, seat="EGY")
NEPAL = Actor(person="NPL.head", capacity=Capacity.HEAD, seat="NPL")
WHO = Actor(person="WHO.head", capacity=Capacity.ORGANISATION, seat="WHO")
ADVISER = Actor(person="CUB.adviser", capacity=Capacity.ADVISER, seat="CUB")


def _texts(english: str) -> Texts:
    return {"en": english, "ar": f"{english} (ar)"}


def _seat(key: str, name: str, kind: SeatKind, level: Level, region: str = "") -> Seat:
    return Seat(
        key=key, kind=kind, name=_texts(name), level=level, title=_texts(f"Head, {name}"), region=region
    )


SEATS = (
    _seat("AZE", "Azerbaijan", SeatKind.MEMBER, Level.HEAD_OF_STATE, "Europe"),
    _seat("CUB", "Cuba", SeatKind.MEMBER, Level.HEAD_OF_STATE, "Latin America"),
    _seat("EGY", "Egypt", SeatKind.MEMBER, Level.HEAD_OF_STATE, "Africa"),
    _seat("NPL", "Nepal", SeatKind.MEMBER, Level.HEAD_OF_GOVERNMENT, "Asia"),
    _seat("WHO", "World Health Organization", SeatKind.GUEST, Level.HEAD_OF_ORGANISATION),
    _seat("SRB", "Serbia", SeatKind.OBSERVER_STATE, Level.MINISTER),
)


def _item(number: int, kind: ItemKind, title: str, **more: object) -> AgendaItem:
    return AgendaItem(number=number, kind=kind, title=_texts(title), **more)  # type: ignore[arg-type]


AGENDA = (
    _item(1, ItemKind.AGENDA, "Adoption of the agenda"),
    _item(2, ItemKind.GUESTS, "Statements by invited guests", speakers=(SeatKind.GUEST,)),
    _item(3, ItemKind.STATEMENTS, "General statements"),
    _item(4, ItemKind.ADOPTION, "Adoption of the declaration", paper="declaration"),
    _item(5, ItemKind.CLOSING, "Closing"),
)

DECLARATION = Paper(
    key="declaration",
    symbol="NAM 2020/CG/Doc.1",
    title=_texts("Declaration"),
    text=_texts("We, the Heads of State and Government"),
    sha256={"en": "0" * 64},
    agreed_by=_texts("Coordinating Bureau, 1 May 2020"),
)

CONVENE = Convene(
    body="nam",
    title=_texts("Summit of the Contact Group"),
    theme=_texts("United against COVID-19"),
    format="contact_group",
    zone="Asia/Baku",
    opens=NOON,
    languages=("en", "ar"),
    rulebook="nam",
    seats=SEATS,
    officers=(
        Officer(person="AZE.chair", seat="AZE", title=_texts("President")),
        Officer(person="EGY.acting", seat="EGY", title=_texts("President")),
    ),
    agenda=AGENDA,
    papers=(DECLARATION,),
)
