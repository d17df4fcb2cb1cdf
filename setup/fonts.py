"""Fonts for what the tests print: Chinese has none on most machines; with root, Debian's package."""

import subprocess

from setup import browser
from setup.house import ROOT, VENV

PRINTS = "from rostrum.printing.fonts import FONTS, font_for; [font_for(language) for language in FONTS]"
ADVICE = f"""No font here prints Chinese or Arabic, and the tests that put a sheet on paper will fail. Install one:
    Debian:   sudo apt-get install {" ".join(browser.FONTS)}"""


def ensure() -> None:
    """Installs Debian's fonts where one is missing and we may; else says what to install."""
    if printable():
        return
    if browser.may_install():
        print("Fonts for the tests: installing Debian's packages …", flush=True)
        browser.install(browser.FONTS)
    if not printable():
        print(ADVICE, flush=True)


def printable() -> bool:
    """Whether every script that the house prints has a font on this machine."""
    asked = [VENV / "bin/python", "-c", PRINTS]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, check=False).returncode == 0
