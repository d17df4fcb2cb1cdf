"""Where things are, and the environment in which every tool is run."""

import os
import ssl
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
WEB = ROOT / "web"
LOGS = CACHE / "log"


class SetupFailed(Exception):
    """Something a person must mend; the message says what, and what to do."""


def environment() -> dict[str, str]:
    """The user's environment, with our toolchains first and nothing fetched behind his back.

    Registries, proxies and certificates are the user's own: they are passed on, never set to a host.
    """
    env = dict(os.environ)
    own = [str(folder) for folder in (VENV / "bin", TOOLS / "node/bin", TOOLS / "go/bin") if folder.is_dir()]
    env["PATH"] = os.pathsep.join([*own, env.get("PATH", os.defpath)])
    env |= {
        "CGO_ENABLED": "0",
        "GOFLAGS": "-mod=readonly",
        "GOTOOLCHAIN": "local",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1",
        "PYRIGHT_PYTHON_CACHE_DIR": str(CACHE / "pyright"),
        "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1",
        "UV_PYTHON_DOWNLOADS": "never",
    }
    env.pop("VIRTUAL_ENV", None)
    env.pop(
        "PYTHONDONTWRITEBYTECODE", None
    )  # what is compiled once is kept: else every process compiles it all
    if machine_has_certificates():
        env.setdefault("UV_SYSTEM_CERTS", "true")
    return env


def machine_has_certificates() -> bool:
    """Whether the machine keeps certificate authorities of its own; uv then trusts them, as curl does."""
    paths = ssl.get_default_verify_paths()
    return any(path and os.path.exists(path) for path in (paths.cafile, paths.capath))
