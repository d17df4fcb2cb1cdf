"""Reads the badge off a request, and holds each person to a fair rate."""

from fastapi import Request

from rostrum.doors.bucket import Bucket
from rostrum.doors.errors import Refusal
from rostrum.secretariat.admissions import Admissions, Admitted

HEADER = "rostrum-admission"
PREFIX = "rostrum-"


def cookie_name(key: str) -> str:
    return f"{PREFIX}{key}"


def known(admissions: Admissions, request: Request, key: str) -> Admitted | None:
    """The admission of ``key`` whose cookie came with the request, were its holder shown out or not."""
    cookie = request.cookies.get(cookie_name(key), "")
    return admissions.recognise(key, cookie) if key and cookie else None


def recognised(admissions: Admissions, request: Request, key: str) -> Admitted | None:
    """As ``known``, of somebody who may come in. Raises a 403 for who was shown out."""
    admitted = known(admissions, request, key)
    if admitted is not None:
        require_in(admissions, admitted.book, admitted.actor.person)
    return admitted


def require_in(admissions: Admissions, book: str, person: str) -> None:
    """Raises a 403 for who was shown out, with the reason."""
    reason = admissions.why_out(book, person)
    if reason is not None:
        raise Refusal(403, "shown_out", {"reason": reason})


def require_good(admissions: Admissions, admitted: Admitted) -> None:
    """Of a badge that opened something which lasts. Raises a 401 once it was taken back, a 403 once it shows out."""
    if not admissions.good(admitted):
        raise Refusal(401, "not_admitted")
    require_in(admissions, admitted.book, admitted.actor.person)


def shown(admissions: Admissions, request: Request, query: str) -> Admitted | None:
    """The admission named in the header, or in the query where a browser can set no header (streams, files)."""
    return recognised(admissions, request, query or request.headers.get(HEADER, ""))


def not_admitted(admissions: Admissions, request: Request, key: str) -> Refusal:
    """Why no badge opened the door: its time is over, or there is none (signed out, another browser)."""
    cookie = request.cookies.get(cookie_name(key), "")
    over = bool(key and cookie) and admissions.expired(key, cookie)
    return Refusal(401, "badge_expired" if over else "not_admitted")


def required(admissions: Admissions, request: Request, book: str) -> Admitted:
    """The admission named in the header. Raises a 401 where there is none for this book."""
    key = request.headers.get(HEADER, "")
    admitted = recognised(admissions, request, key)
    if admitted is None or admitted.book != book:
        raise not_admitted(admissions, request, key)
    return admitted


class Pace:
    """So many within so long: per person once somebody is known, since many delegations sit behind one address
    (reliability 0.7); per address before."""

    def __init__(self, per_second: int, burst: int) -> None:
        self._bucket = Bucket(per_second, burst)

    def hold(self, who: str, times: int = 1) -> None:
        """Raises a 429 for whoever is too quick; what is dear counts several ``times``."""
        if not self._bucket.take(who, times):
            raise Refusal(429, "rate_limited")
