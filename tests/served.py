"""An application at a door of its own, in the test's own loop."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI

from rostrum.doors.serve_cli import LOOPBACK, server_config
from rostrum.settings import Settings


def own_port() -> socket.socket:
    """A port that nobody can take meanwhile: it is held from here on, and served as it is."""
    held = socket.socket(
        socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP
    )  # named: asyncio delays no answer
    held.bind((LOOPBACK, 0))
    return held


@asynccontextmanager
async def serving(app: FastAPI, settings: Settings, port: socket.socket) -> AsyncIterator[None]:
    """Serves at the port until the end of the block."""
    server = uvicorn.Server(server_config(app, settings))
    running = asyncio.create_task(server.serve(sockets=[port]))
    while not server.started and not running.done():
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        await running
