"""The web pages: built files, and one page for every address of the application."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, PlainTextResponse, Response

from rostrum.doors.errors import Refusal

FOR_EVER = {"cache-control": "public, max-age=31536000, immutable"}
ASK_AGAIN = {"cache-control": "no-cache"}
NOT_BUILT = "The web pages have not been built. Run: make web\n"


def pages_router(dist: Path) -> APIRouter:
    """Serves ``dist``; files under ``assets/`` carry their hash in their name and never change."""
    router = APIRouter(include_in_schema=False)
    root = dist.resolve()

    @router.get("/{path:path}")
    async def page(path: str) -> Response:
        if path.startswith(("api/", "hall/")):
            raise Refusal(404, "unknown_address")
        file = (root / path).resolve()
        if path and file.is_relative_to(root) and file.is_file():
            return FileResponse(file, headers=FOR_EVER if path.startswith("assets/") else ASK_AGAIN)
        if path.startswith("assets/"):
            raise Refusal(404, "unknown_address")
        index = root / "index.html"
        if not index.is_file():
            return PlainTextResponse(NOT_BUILT, status_code=503)
        return FileResponse(index, headers=ASK_AGAIN)

    return router
