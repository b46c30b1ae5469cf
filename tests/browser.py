"""A browser to try pages in, driven by the W3C WebDriver protocol; only where one is installed."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: The name of an element in answers of the protocol.
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"

#: Keys as the protocol writes them.
TAB, ENTER, ESCAPE, RIGHT = "\ue004", "\ue007", "\ue00c", "\ue014"

_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--window-size=1400,900",
)  # fmt: skip


def is_there() -> bool:
    """Whether a browser and its driver are installed."""
    return shutil.which("chromedriver") is not None and _browser() is not None


def _browser() -> str | None:
    return shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")


class Browser:
    """A browser with one page open."""

    def __init__(self, address: str) -> None:
        self._session = address

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if method in ("GET", "DELETE") else json.dumps(body or {}).encode()
        request = urllib.request.Request(
            self._session + path, data, {"Content-Type": "application/json"}, method=method
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def open(self, page: Path) -> None:
        """Open a file."""
        self._ask("POST", "/url", {"url": page.as_uri()})

    def run(self, script: str, *arguments: object) -> Any:
        """Run JavaScript in the page; what it returns."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def press(self, *keys: str) -> None:
        """Press keys one after the other, wherever the focus is."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._ask("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def point_at(self, selector: str) -> None:
        """Move the mouse over an element."""
        element = self._ask("POST", "/element", {"using": "css selector", "value": selector})[_ELEMENT]
        move = {"type": "pointerMove", "duration": 0, "x": 0, "y": 0, "origin": {_ELEMENT: element}}
        self._ask("POST", "/actions", {"actions": [{"type": "pointer", "id": "mouse", "actions": [move]}]})

    def emulate(self, **features: str) -> None:
        """Let media queries see these features: ``prefers_color_scheme="dark"``; ``media="print"``."""
        media = features.pop("media", "")
        named = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.cdp("Emulation.setEmulatedMedia", {"media": media, "features": named})

    def cdp(self, command: str, parameters: dict[str, Any] | None = None) -> Any:
        """Run a command of the browser's own protocol."""
        return self._ask("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters or {}})

    def log(self) -> list[str]:
        """What the browser has to say against the page since this was asked last."""
        return [entry["message"] for entry in self._ask("POST", "/se/log", {"type": "browser"})]

    def picture(self) -> bytes:
        """The page as it is seen, as PNG."""
        return base64.b64decode(self._ask("GET", "/screenshot"))


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A browser of its own, with its profile in a folder; closed at the end."""
    driver = shutil.which("chromedriver")
    assert driver is not None
    process = subprocess.Popen([driver, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    try:
        port = next(found[1] for line in process.stdout if (found := re.search(r"on port (\d+)\.", line)))
        driving = Browser(f"http://127.0.0.1:{port}")
        options = {"binary": _browser(), "args": [*_FLAGS, f"--user-data-dir={folder}"]}
        wanted = {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        session = driving._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
        driving._session += f"/session/{session}"
        try:
            yield driving
        finally:
            driving._ask("DELETE", "")
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()
