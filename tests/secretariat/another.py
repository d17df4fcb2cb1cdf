"""A second house on the same folder, as a second worker is: ``python -m tests.secretariat.another FOLDER MAIL_PORT``.

It says ``open`` once its duties are claimed, and ``held N`` whenever the number of those that it does has changed.
"""

import asyncio
import sys
from pathlib import Path

from rostrum.app import make_dispatch, make_office
from rostrum.hall.silent import SilentHall
from rostrum.secretariat.dispatch import Dispatch
from rostrum.secretariat.mailing import MailSettings
from rostrum.secretariat.office import Office
from rostrum.settings import Settings


async def house(folder: Path, mail_port: int) -> tuple[Office, Dispatch]:
    """Open, and beside others: its duties are those of which it holds the leases."""
    settings = Settings(data=folder, hall="silent", origin="https://summit.example")
    office = make_office(settings, hall=SilentHall())
    office.duties.sole = False
    dispatch = make_dispatch(settings, office)
    dispatch.settings = MailSettings(host="127.0.0.1", port=mail_port)
    await office.open()
    await dispatch.open()
    return office, dispatch


async def live(folder: Path, mail_port: int) -> None:
    office, _ = await house(folder, mail_port)
    print("open", flush=True)
    told = 0
    while True:
        if (held := len(office.duties.held())) != told:
            told = held
            print(f"held {held}", flush=True)
        await asyncio.sleep(0.02)


if __name__ == "__main__":
    asyncio.run(live(Path(sys.argv[1]), int(sys.argv[2])))
