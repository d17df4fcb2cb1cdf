"""The web pages: built files, and one page for every address of the application."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, PlainTextResponse, Response

from rostrum.doors.errors import Refusal
from rostrum.record.checkpoint import Verifier

FOR_EVER = {"cache-control": "public, max-age=31536000, immutable"}
ASK_AGAIN = {"cache-control": "no-cache"}
NOT_BUILT = "The web pages have not been built. Run: make web\n"


def key_router(verifier: Verifier) -> APIRouter:
    """Publishes the key under which the house signs, for those who verify bundles and sheets."""
    router = APIRouter(include_in_schema=False)

    @router.get("/.well-known/rostrum-key")
    async def key() -> Response:
        text = f"{verifier}\nfingerprint {verifier.fingerprint}\n"
        return PlainTextResponse(text, headers=ASK_AGAIN)

    return router


def pages_router(dist: Path) -> APIRouter:
    """Serves ``dist``; files under ``assets/`` carry their hash in their name and never change."""
    router = APIRouter(include_in_schema=False)
    root = dist.resolve()

    @router.get("/{path:path}")
    async def page(path: str) -> Response:
        if path.startswith(("api/", "hall/")):
            raise Refusal(404, "unknown_address")
        file = _file(root, path)
        if file is not None:
            return FileResponse(file, headers=FOR_EVER if path.startswith("assets/") else ASK_AGAIN)
        if path.startswith("assets/"):
            raise Refusal(404, "unknown_address")
        index = root / "index.html"
        if not index.is_file():
            return PlainTextResponse(NOT_BUILT, status_code=503)
        return FileResponse(index, headers=ASK_AGAIN)

    return router


def _file(root: Path, path: str) -> Path | None:
    """The built file of that address, if there is one; an address may be longer than a file's name, or hold NUL."""
    try:
        file = (root / path).resolve()
        return file if path and file.is_relative_to(root) and file.is_file() else None
    except (OSError, ValueError):
        return None
