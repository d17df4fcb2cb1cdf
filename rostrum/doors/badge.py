"""Reads the badge off a request, and who its holder is now off the roll; holds each person to a fair rate."""

from dataclasses import dataclass

from fastapi import Request

from rostrum.doors.bucket import Bucket
from rostrum.doors.errors import Refusal
from rostrum.procedure.actor import Actor
from rostrum.secretariat.accreditation import Accredited
from rostrum.secretariat.admissions import Admitted
from rostrum.secretariat.office import Office

HEADER = "rostrum-admission"
PREFIX = "rostrum-"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who shows a badge, as the roll has them at this moment."""

    badge: Admitted
    accredited: Accredited

    @property
    def key(self) -> str:
        return self.badge.key

    @property
    def book(self) -> str:
        return self.badge.book

    @property
    def actor(self) -> Actor:
        return self.accredited.actor

    @property
    def who(self) -> str:
        return self.badge.who


def cookie_name(key: str) -> str:
    return f"{PREFIX}{key}"


def known(office: Office, request: Request, key: str) -> Admitted | None:
    """The admission of ``key`` whose cookie came with the request, were its holder shown out or not."""
    cookie = request.cookies.get(cookie_name(key), "")
    return office.admissions.recognise(key, cookie) if key and cookie else None


def recognised(office: Office, request: Request, key: str) -> Holder | None:
    """The holder of the badge, as they are accredited now. Raises a 403 for who was shown out or withdrawn."""
    badge = known(office, request, key)
    if badge is None:
        return None
    require_in(office, badge.book, badge.person)
    accredited = office.attendance.who(badge.book, badge.person)
    return Holder(badge, accredited) if accredited is not None else None


def require_in(office: Office, book: str, person: str) -> None:
    """Raises a 403 for who was shown out, or is accredited no longer, with the reason."""
    out = office.attendance.why_out(book, person)
    if out is not None:
        raise Refusal(403, out.code, {"reason": out.reason})


def require_good(office: Office, holder: Holder) -> None:
    """Of a badge that opened something which lasts. Raises a 401 once it was taken back, a 403 once its holder is
    shown out, withdrawn, or somebody else to the meeting than when it was opened."""
    if not office.admissions.good(holder.badge):
        raise Refusal(401, "not_admitted")
    require_in(office, holder.book, holder.badge.person)
    now = office.attendance.who(holder.book, holder.badge.person)
    if now is None or now.actor != holder.actor:
        raise Refusal(403, "not_as_accredited")


def shown(office: Office, request: Request, query: str) -> Holder | None:
    """The admission named in the header, or in the query where a browser can set no header (streams, files)."""
    return recognised(office, request, query or request.headers.get(HEADER, ""))


def not_admitted(office: Office, request: Request, key: str) -> Refusal:
    """Why no badge opened the door: its time is over, or there is none (signed out, another browser)."""
    cookie = request.cookies.get(cookie_name(key), "")
    over = bool(key and cookie) and office.admissions.expired(key, cookie)
    return Refusal(401, "badge_expired" if over else "not_admitted")


def required(office: Office, request: Request, book: str) -> Holder:
    """The admission named in the header. Raises a 401 where there is none for this book."""
    key = request.headers.get(HEADER, "")
    holder = recognised(office, request, key)
    if holder is None or holder.book != book:
        raise not_admitted(office, request, key)
    return holder


class Pace:
    """So many within so long: per person once somebody is known, since many delegations sit behind one address
    (reliability 0.7); per address before."""

    def __init__(self, per_second: int, burst: int) -> None:
        self._bucket = Bucket(per_second, burst)

    def hold(self, who: str, times: int = 1) -> None:
        """Raises a 429 for whoever is too quick; what is dear counts several ``times``."""
        if not self._bucket.take(who, times):
            raise Refusal(429, "rate_limited")
