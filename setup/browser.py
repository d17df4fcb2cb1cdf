"""The browser for the tests: the machine's Chromium or Chrome; with root, Debian's package."""

import os
import shutil
import subprocess
import sys

from setup.house import LOGS, SetupFailed

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
FONTS = ("fonts-noto-core", "fonts-noto-cjk")
PACKAGES = ("chromium", *FONTS)
ADVICE = f"""The tests need Chromium, and there is none on the PATH. Install it and run again:
    Debian:   sudo apt-get install {" ".join(PACKAGES)}
    Fedora:   sudo dnf install chromium
    macOS:    brew install --cask chromium
or name one that you have:  make test ROSTRUM_CHROMIUM=/path/to/chrome"""


def find() -> str | None:
    """The path of a browser: the one named in ROSTRUM_CHROMIUM, else the first on the PATH."""
    named = os.environ.get("ROSTRUM_CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for path in map(shutil.which, NAMES) if path), None)


def ensure() -> str:
    """The path of a browser, installing Debian's when we may; raises SetupFailed with what to install."""
    path = find()
    if path is None and not os.environ.get("ROSTRUM_CHROMIUM") and may_install():
        print("Chromium for the tests: installing Debian's package …", flush=True)
        install(PACKAGES)
        path = find()
    if path is None:
        raise SetupFailed(ADVICE)
    return path


def may_install() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: tuple[str, ...]) -> None:
    """Debian's packages, with what was said kept in the log; whether they came is for the caller to look."""
    LOGS.mkdir(parents=True, exist_ok=True)
    env = dict(os.environ) | {"DEBIAN_FRONTEND": "noninteractive"}
    commands = (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages])
    with (LOGS / "browser.log").open("w") as log:
        for command in commands:
            subprocess.run(
                ["apt-get", *command], env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False
            )
