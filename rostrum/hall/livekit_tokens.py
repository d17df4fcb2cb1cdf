"""Join tokens, the names of rooms, and the signature of LiveKit's notices."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

import jwt
from livekit import api
from livekit.protocol.models import DisconnectReason

from rostrum.hall.threshold import PUBLIC, Entrant

LIFETIME = timedelta(seconds=45)
"""LiveKit allows a minute more for clocks that differ."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a webhook said. ``session`` is one connection of a participant, ``reason`` why it ended."""

    event: str
    room: str
    identity: str
    session: str
    reason: str


class Tokens:
    """Issues and reads tokens signed with the media server's key."""

    def __init__(self, key: str, secret: str) -> None:
        self._key = key
        self._secret = secret
        self._verifier = api.TokenVerifier(key, secret)
        self._receiver = api.WebhookReceiver(self._verifier)
        self._books: dict[str, str] = {}

    def room(self, book: str) -> str:
        """The name of a book's room: not to be guessed, and the same for all who hold the secret."""
        mac = hmac.new(self._secret.encode(), f"room:{book}".encode(), hashlib.sha256).digest()
        name = base64.b32encode(mac[:15]).decode().lower()
        self._books[name] = book
        return name

    def book(self, room: str) -> str | None:
        """The book of a room that was named before."""
        return self._books.get(room)

    @staticmethod
    def entrant_for(book: str, person: str | None, badge: str = "") -> Entrant:
        return Entrant(book, person if person is not None else f"{PUBLIC}{secrets.token_hex(8)}", badge)

    def issue(self, entrant: Entrant, name: str, *, may_subscribe: bool, hidden: bool) -> str:
        """A join token: one room, one identity, no right to publish anything. The badge stands in its metadata,
        which LiveKit carries over into the tokens that it renews; it names an admission, and opens none."""
        grants = api.VideoGrants(
            room_join=True,
            room=self.room(entrant.book),
            can_publish=False,
            can_subscribe=may_subscribe,
            can_publish_data=False,
            can_update_own_metadata=False,
            hidden=hidden,
        )
        token = api.AccessToken(self._key, self._secret).with_identity(entrant.identity).with_grants(grants)
        token = token.with_metadata(entrant.badge) if entrant.badge else token
        return (token.with_name(name) if name else token).with_ttl(LIFETIME).to_jwt()

    def read(self, token: str) -> Entrant | None:
        """Whose join token it is, ours or one that LiveKit renewed. None where it is neither, or too old."""
        try:
            claims = self._verifier.verify(token)
        except (jwt.PyJWTError, TypeError, ValueError):
            return None
        book = self.book(claims.video.room) if claims.video and claims.video.room_join else None
        if book is None or not claims.identity:
            return None
        return Entrant(book, claims.identity, claims.metadata or "")

    def notice(self, body: str, token: str) -> Notice | None:
        """What a webhook says, None where its signature does not cover this body."""
        try:
            event = self._receiver.receive(body, token)
        # Beside its own errors the receiver raises a bare Exception for a body that is not the one that was signed.
        except Exception:
            return None
        who = event.participant
        reason = DisconnectReason.Name(who.disconnect_reason)
        return Notice(event.event, event.room.name, who.identity, who.sid, reason)
