"""A client of a language server over its standard input and output, as an editor is one."""

from __future__ import annotations

import itertools
import json
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from queue import Queue
from types import TracebackType
from typing import Any, Self

from setup_npm import NODE, need_module

_PATIENCE = 60  # seconds, for a machine that does much at once


class Taalserver:
    """The yaml-language-server, with the settings that an editor would give it."""

    def __init__(self, folder: Path, settings: Mapping[str, Any]) -> None:
        self._folder = folder
        self._settings = settings
        self._numbers = itertools.count(1)
        self._answers: Queue[dict[str, Any]] = Queue()
        self._told: Queue[dict[str, Any]] = Queue()

    def __enter__(self) -> Self:
        program = need_module("yaml-language-server/bin/yaml-language-server")
        self._process = subprocess.Popen(
            [str(NODE), str(program), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()
        uri = self._folder.as_uri()
        self.ask(
            "initialize",
            processId=None,
            rootUri=uri,
            workspaceFolders=[{"uri": uri, "name": "stad"}],
            capabilities={
                "workspace": {"configuration": True, "workspaceFolders": True},
                "textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}},
            },
        )
        self._send(method="initialized", params={})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()

    def open(self, path: str, text: str) -> list[dict[str, Any]]:
        """Open a file with this text, and return what the server underlines in it."""
        uri = (self._folder / path).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": next(self._numbers), "text": text}
        self._send(method="textDocument/didOpen", params={"textDocument": document})
        while True:
            found = self._told.get(timeout=_PATIENCE)
            if found["uri"] == uri:
                diagnostics: list[dict[str, Any]] = found["diagnostics"]
                return diagnostics

    def complete(self, path: str, line: int, column: int) -> dict[str, str]:
        """Return what the server offers at a place (from 0), with what it says of it."""
        found = self.ask(
            "textDocument/completion",
            textDocument={"uri": (self._folder / path).as_uri()},
            position={"line": line, "character": column},
        )
        return {item["label"]: _text_of(item.get("documentation", "")) for item in found["items"]}

    def ask(self, method: str, **params: Any) -> Any:
        """Ask one thing and return the answer."""
        number = next(self._numbers)
        self._send(id=number, method=method, params=params)
        while (answer := self._answers.get(timeout=_PATIENCE))["id"] != number:
            pass
        assert "error" not in answer, answer
        return answer["result"]

    def _send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.partition(b":")[2])
            while stream.readline().strip():
                pass  # the other headers
            message = json.loads(stream.read(length))
            if "id" in message and "method" in message:
                self._reply(message)
            elif message.get("method") == "textDocument/publishDiagnostics":
                self._told.put(message["params"])
            elif "id" in message:
                self._answers.put(message)

    def _reply(self, question: Mapping[str, Any]) -> None:
        """Answer what the server asks an editor: its settings, and else nothing."""
        result = None
        if question["method"] == "workspace/configuration":
            result = [self._section(item.get("section", "")) for item in question["params"]["items"]]
        self._send(id=question["id"], result=result)

    def _section(self, name: str) -> dict[str, Any]:
        """Return the settings below a name; `yaml.schemas` is `schemas` in the section `yaml`."""
        made: dict[str, Any] = {}
        for key, value in self._settings.items():
            if key.startswith(f"{name}."):
                *above, last = key.removeprefix(f"{name}.").split(".")
                here = made
                for step in above:
                    here = here.setdefault(step, {})
                here[last] = value
        return made


def _text_of(documentation: Any) -> str:
    return documentation["value"] if isinstance(documentation, dict) else str(documentation)
