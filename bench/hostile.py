"""The hostile mixture: 8 readers who take all they can, 200 slow lines, and one delegation that floods.

python -m bench.hostile PORT BOOK        leans on the doors until it is told to end; prints what it was answered, JSON

A process of its own, at low priority: who leans on a house has a machine of their own.
"""

import asyncio
import json
import os
import signal
import sys
from collections import Counter
from itertools import count

from bench.wire import Wire

READERS, SLOW, FLOODS = 8, 200, 4
READ = ("/entries?limit=1000", "/entries?limit=1000&after={n}", "/bundle", "/entries?limit=1000")
"""What readers ask for, by turns; ``{n}`` is another number each time, so that no page fits twice."""
LETTER_S = 2.0
PAUSE_S = 0.02
"""After a refusal: the reader asks again at once, as quickly as a line abroad lets him."""
DELEGATION = "NPL.head"

Answers = Counter[str]


async def reader(port: int, book: str, number: int, answers: Answers) -> None:
    """Asks for as much as one request gives, without end; half of them signed in."""
    wire = Wire(port)
    if number % 2:
        await wire.sign_in(book, DELEGATION)
    for turn in count(number):
        path = READ[turn % len(READ)].format(n=turn % 997)
        await _asked(wire, "GET", f"/api/books/{book}{path}", "reads", answers)


async def flood(port: int, book: str, number: int, answers: Answers) -> None:
    """Acts that cannot be, with the longest text that passes: each would be kept as refused."""
    wire = Wire(port)
    await wire.sign_in(book, DELEGATION)
    content = {"kind": "Freeze", "reason": "x" * 2000}
    for turn in count():
        key = f"flood-{number}-{turn}-{os.getpid()}"
        await _asked(wire, "POST", f"/api/books/{book}/intents", "acts", answers, content, key)


async def _asked(
    wire: Wire, method: str, path: str, kind: str, answers: Answers, content: object = None, key: str = ""
) -> None:
    own = {"idempotency_key": key} if key else {}
    try:
        status, body = await wire.ask(method, path, content, **own)
    except (OSError, asyncio.IncompleteReadError):
        answers[f"{kind} cut off"] += 1
        wire.close()
        await asyncio.sleep(PAUSE_S)
        return
    answers[f"{kind} answered {status}"] += 1
    answers[f"{kind} MB"] += len(body)
    if status != 200:
        await asyncio.sleep(PAUSE_S)


async def slow(port: int, book: str, number: int, answers: Answers) -> None:
    """A letter now and then, or a large answer that is not taken; when it is closed, the next."""
    takes_nothing = bool(number % 2)
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port, limit=1)
            path = f"/api/books/{book}/entries?limit=1000"
            head = f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n".encode()
            writer.write(head + b"\r\n" if takes_nothing else head)
            while not writer.is_closing():
                await asyncio.sleep(LETTER_S)
                if not takes_nothing:
                    writer.write(b"x")
                    await writer.drain()
        except OSError:
            pass
        answers["slow lines closed"] += 1
        await asyncio.sleep(1)


async def main(port: int, book: str) -> None:
    """Leans on the doors until the process is asked to end, then prints what came of it."""
    answers: Answers = Counter()
    work = [(reader, READERS), (flood, FLOODS), (slow, SLOW)]
    tasks = [asyncio.create_task(kind(port, book, n, answers)) for kind, many in work for n in range(many)]
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    await ended.wait()
    for task in tasks:
        task.cancel()
    failed = [
        task for task in await asyncio.gather(*tasks, return_exceptions=True) if isinstance(task, Exception)
    ]
    told: dict[str, object] = {
        name: round(much / 1e6) if name.endswith(" MB") else much for name, much in sorted(answers.items())
    }
    print(json.dumps(told | ({"gave up": [repr(fault) for fault in failed]} if failed else {})), flush=True)


if __name__ == "__main__":
    os.nice(10)
    asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
