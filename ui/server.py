"""Starts the chat's server on this machine, for this machine."""

import os
import socket
import time
import webbrowser
from contextlib import suppress
from pathlib import Path
from threading import Thread

from index.errors import SightlineError
from settings import Settings

APP = Path(__file__).with_name("app.py")
HOST = "localhost"
START_SECONDS = 30.0


def serve(settings: Settings, *, port: int, headless: bool) -> None:
    """Serves the chat until it is stopped with Ctrl-C.

    Raises:
        SightlineError: the port cannot be had.
    """
    from streamlit.web import bootstrap  # slow to import, and only the chat needs it

    from ui.resources import shared_answering

    _require_free(port)
    os.environ.update(settings.environment())  # the app reads its settings where every other entry point does
    options = _options(port)
    bootstrap.load_config_options(options)
    if not headless:
        Thread(target=_open_browser, args=(port,), daemon=True).start()
    with suppress(KeyboardInterrupt):
        bootstrap.run(str(APP), False, [], options)
    shared_answering().stop()


def _options(port: int) -> dict[str, str | int | bool]:
    """Streamlit is always headless: otherwise it lays an advertisement for developers over the answers."""
    return {
        "server_address": HOST,
        "server_port": port,
        "server_headless": True,
        "server_fileWatcherType": "none",
        "browser_gatherUsageStats": False,
        "client_toolbarMode": "viewer",
        "theme_light_primaryColor": "#9a5b00",
        "theme_dark_primaryColor": "#f0b100",
    }


def _open_browser(port: int) -> None:
    """Opens the page as soon as the server listens."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            webbrowser.open(f"http://{HOST}:{port}")
            return
        time.sleep(0.1)


def _require_free(port: int) -> None:
    if not 0 < port < 65536:
        raise SightlineError(f"{port} is not a port: choose one from 1 to 65535 with --port.")
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise SightlineError(
                f"Port {port} cannot be had ({error.strerror}): choose another with --port."
            ) from error
