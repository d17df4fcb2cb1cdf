"""Configuration, read once from the environment and the command line."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``origin`` is the address people type; ``demo`` opens the demo's sign-in: only that command sets it."""

    data: Path = Path("var")
    host: str = "127.0.0.1"
    port: int = 8080
    origin: str = "http://127.0.0.1:8080"
    hall: str = "livekit"
    """``livekit`` or ``silent``."""
    demo: bool = False
    web: Path = Path(__file__).parent.parent / "web" / "dist"
    livekit_server: Path = Path(__file__).parent.parent / ".cache" / "livekit-server"
    heartbeat_s: float = 1.5
    """Browsers take a line that is silent for four seconds for dead, and correct their clocks by each beat."""
    acts_per_second: int = 10
    acts_burst: int = 20
    streams_of_a_household: int = 500
    """Open at once from one address by readers who are not signed in: a press room, or a building."""
    body_limit: int = 262_144
    """Largest request body in bytes."""
