"""Forty-five rooms in one process: two things that livekit 1.2 does for one room and that are dear for many.

There is no public way round either, hence names with underscores; the version is pinned, and the tests of the fleet
fail when these names move.
"""

from typing import Any

from livekit import rtc
from livekit.rtc import _ffi_client
from livekit.rtc._ffi_client import FfiClient

OF_OTHERS = frozenset({"audio_stream_event", "video_stream_event", "capture_audio_frame", "connect"})
"""Kinds of events of the native library that no room looks at."""


class _Silently:
    """Initialises the native library without its log: every line of it, debug lines too, would be a call into
    Python, which measured a third of all that joining cost."""

    argtypes: Any = None

    def __init__(self, initialize: Any) -> None:
        self._initialize = initialize

    def __call__(self, callback: Any, capture_logs: bool, name: bytes, version: bytes) -> None:
        self._initialize.argtypes = self.argtypes
        self._initialize(callback, False, name, version)


def begin() -> None:
    """Starts the native library, once, without its log."""
    if FfiClient._instance is not None:  # pyright: ignore[reportPrivateUsage]
        return
    load: Any = _ffi_client.get_ffi_lib

    def load_silently() -> Any:
        library: Any = load()
        library.livekit_ffi_initialize = _Silently(library.livekit_ffi_initialize)
        return library

    _ffi_client.get_ffi_lib = load_silently
    try:
        _ = FfiClient.instance
    finally:
        _ffi_client.get_ffi_lib = load


def listen_to_own_events(room: rtc.Room) -> None:
    """Keeps the events of all other rooms of this process from waking this one.

    Every event is handed to every room, which looks at it in a task of the loop; rooms that join together are each
    told of every other's tracks.
    """
    events: Any = FfiClient.instance.queue
    own: int = room._ffi_handle.handle  # pyright: ignore
    mine: Any = room._ffi_queue  # pyright: ignore

    def concerns(event: Any) -> bool:
        kind = event.WhichOneof("message")
        return event.room_event.room_handle == own if kind == "room_event" else kind not in OF_OTHERS

    with events._lock:
        events._subscribers[:] = [
            (queue, loop, concerns if queue is mine else wanted)
            for queue, loop, wanted in events._subscribers
        ]
