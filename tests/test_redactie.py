"""The form for editors: in a real browser it changes a file and adds one, and asks nobody else for anything."""

from __future__ import annotations

import http.client
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from made_site import KLEIN, TOP
from setup_npm import need_module
from wijkdemocratie.check import check_stad
from wijkdemocratie.model import Stad
from wijkdemocratie.read import load_stad
from wijkdemocratie.redactie import PROGRAM, make_config
from wijkdemocratie.redactie.server import RedactieServer

PEILDATUM = date(2026, 11, 23)

# A folder of the browser's own stands in for the one that a person would point out: no dialog can be clicked here.
FILL = """async (files) => {
    const top = await navigator.storage.getDirectory();
    await top.getDirectoryHandle(".git", { create: true });
    for (const [path, text] of Object.entries(files)) {
        const steps = path.split("/"), name = steps.pop();
        let folder = top;
        for (const step of steps) folder = await folder.getDirectoryHandle(step, { create: true });
        const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
        await stream.write(text);
        await stream.close();
    }
    window.showDirectoryPicker = () => navigator.storage.getDirectory();
}"""
READ = """async () => {
    const found = {};
    const walk = async (folder, above) => {
        for await (const [name, handle] of folder.entries()) {
            if (name === ".git") continue;
            if (handle.kind === "directory") await walk(handle, `${above}${name}/`);
            else found[`${above}${name}`] = await (await handle.getFile()).text();
        }
    };
    await walk(await navigator.storage.getDirectory(), "");
    return found;
}"""


def list_sources() -> dict[str, str]:
    paths = sorted(path for path in KLEIN.rglob("*") if path.suffix in {".md", ".yaml"})
    return {path.relative_to(KLEIN).as_posix(): path.read_text("utf-8") for path in paths}


@pytest.fixture(scope="module")
def server(klein: Stad) -> Iterator[RedactieServer]:
    with RedactieServer(0, need_module(str(PROGRAM)), make_config(klein)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


class Form:
    """The form in a page, with the files of the small city to work on."""

    def __init__(self, browser: Browser, server: RedactieServer) -> None:
        self.context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 1000})
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.asked: list[str] = []
        self.refused: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on(
            "console", lambda said: self.refused.append(said.text) if "Content Security" in said.text else None
        )
        self.page.goto(server.url)
        self.page.evaluate(FILL, list_sources())
        self.page.get_by_role("button", name="Werken met een lokale repository").click()
        self.page.get_by_text("Voorstellen").first.wait_for()

    def field(self, path: str) -> Any:
        return self.page.locator(f'section.field[data-key-path="{path}"]')

    def show(self, path: str) -> Any:
        """Return a field after bringing it into view: the form only makes what can be seen."""
        found = self.field(path)
        found.wait_for(state="attached")
        found.evaluate("one => one.scrollIntoView()")
        return found

    def choose(self, path: str, words: str) -> None:
        """Choose from a list, which the form shows as round buttons when it is a short one."""
        self.show(path).locator("[role=combobox], [role=radio]").first.wait_for()
        radio = self.field(path).get_by_role("radio", name=words, exact=True)
        if radio.count():
            radio.click()
            return
        self.field(path).get_by_role("combobox").first.click()
        self.page.get_by_role("option", name=words, exact=True).first.click()

    def save(self, path: str) -> dict[str, str]:
        """Save, and return all files when the one at `path` differs from before."""
        before = self.page.evaluate(READ).get(path)
        self.page.get_by_role("button", name="Opslaan").first.click()
        for _ in range(100):
            files: dict[str, str] = self.page.evaluate(READ)
            if files.get(path) not in (before, ""):
                return files
            self.page.wait_for_timeout(100)
        raise AssertionError(self.page.locator("body").inner_text())


@pytest.fixture
def form(browser: Browser, server: RedactieServer) -> Iterator[Form]:
    form = Form(browser, server)
    yield form
    form.context.close()
    assert [url for url in form.asked if not url.startswith((server.url, f"blob:{server.url}", "data:"))] == []
    assert form.refused == []


def check(files: dict[str, str], folder: Path) -> list[str]:
    """Return the errors that `check` finds in these files, beside what else the small city has."""
    root = folder / "stad"
    shutil.copytree(KLEIN, root)
    for path, text in files.items():
        (root / path).write_text(text, encoding="utf-8")
    stad, problems = load_stad(root)
    assert stad is not None
    check_stad(stad, problems, PEILDATUM)
    return [f"{problem.where}: {problem.message}" for problem in problems.errors]


def test_a_changed_title_is_all_that_changes(form: Form, server: RedactieServer, tmp_path: Path) -> None:
    """What a person sees of the file is the same but for the title, other files are as they were, and check passes."""
    path = "content/voorstellen/ris900001.md"
    form.page.goto(f"{server.url}#/collections/voorstellen/entries/ris900001")
    title = form.field("titel").get_by_role("textbox")
    title.wait_for()
    assert "De titel." in form.field("titel").inner_text()
    title.fill("Het Ankerplein wordt groen")
    files = form.save(path)
    before = list_sources()
    assert {name for name in files if files[name] != before.get(name)} == {path}
    expected = before[path].replace("titel: Nieuwe inrichting van het Ankerplein", "titel: Het Ankerplein wordt groen")
    for slug in ("havenkwartier", "oude-haven"):
        expected = expected.replace(f": [{slug}]", f":\n  - {slug}")
    assert files[path] == expected
    assert check(files, tmp_path) == []


def test_a_new_voorstel_passes_check(form: Form, server: RedactieServer, tmp_path: Path) -> None:
    """With the required fields alone: choices come from this city, and what was not filled in is not in the file."""
    form.page.goto(f"{server.url}#/collections/voorstellen/new")
    form.field("id").get_by_role("textbox").fill("nieuwe-bank")
    form.field("titel").get_by_role("textbox").fill("Een nieuwe bank")
    form.show("opgenomen_op").get_by_role("textbox").fill("2026-11-20")
    form.choose("soort", "plan")
    form.choose("reikwijdte", "wijkspecifiek")
    form.show("wijken").get_by_text("Molenwijk", exact=True).first.click()
    form.choose("indeling.bron", "eigen-lezing: onze eigen lezing van de titel")
    form.show("samenvatting").get_by_role("textbox").fill("Er komt een bank bij de molen.")
    path = "content/voorstellen/nieuwe-bank.md"
    files = form.save(path)
    assert files[path] == (
        "---\nid: nieuwe-bank\ntitel: Een nieuwe bank\nsoort: plan\nopgenomen_op: 2026-11-20\n"
        "reikwijdte: wijkspecifiek\nwijken:\n  - molenwijk\nindeling:\n  bron: eigen-lezing\n"
        "samenvatting: Er komt een bank bij de molen.\n---\n"
    )
    assert check(files, tmp_path) == []


def test_the_fields_are_those_of_the_models(klein: Stad) -> None:
    """Every key of the schema has a field with its explanation, and a choice offers what this city has."""
    collections = {one["name"]: one for one in make_config(klein)["collections"]}
    assert set(collections) == {"voorstellen", "adviezen", "wijkscans"}
    fields = {field["name"]: field for field in collections["voorstellen"]["fields"]}
    assert all(field["hint"] for field in fields.values())
    assert [option["value"] for option in fields["wijken"]["options"]] == ["duinrand", "havenkwartier", "molenwijk"]
    assert {"value": "nota", "label": "nota"} in fields["soort"]["options"]
    assert [option["value"] for option in fields["voorbeeld"]["options"]] == ["ja", "nee"]
    assert fields["stappen"]["fields"][0]["name"] == "nr"


def test_the_form_does_not_list_the_examples_to_copy(haag: Stad) -> None:
    """The comments in a `_voorbeeld` file would be lost when somebody saved it; every other file is in the list."""
    for collection in make_config(haag)["collections"]:
        field, pattern = collection["filter"]["field"], collection["filter"]["pattern"]
        for path in sorted((TOP / collection["folder"]).glob("*.md")):
            name = re.search(rf"^{field}: (\S+)", path.read_text("utf-8"), re.MULTILINE)
            assert name
            assert bool(re.search(pattern, name[1])) == (path.name != "_voorbeeld.md")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_until_it_is_broken_off(number: signal.Signals) -> None:
    """The command says where to look, serves the form there, and ends without a fuss."""
    command = [sys.executable, str(TOP / "build.py"), "redactie", "--root", str(KLEIN), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        url = urlsplit(process.stdout.readline().split()[1])
        connection = http.client.HTTPConnection("127.0.0.1", url.port or 0)
        connection.request("GET", "/config.yml")
        assert b"havenkwartier" in connection.getresponse().read()
        connection.close()
        process.send_signal(number)
        try:
            said, errors = process.communicate(timeout=60)
        finally:
            process.kill()
    assert (process.returncode, said, "Traceback" in errors) == (0, "\nGestopt.\n", False)


def test_a_port_that_is_taken_is_one_line(server: RedactieServer) -> None:
    """Somebody who starts it twice reads why it does not work."""
    command = [sys.executable, str(TOP / "build.py"), "redactie", "--root", str(KLEIN), "--port"]
    done = subprocess.run([*command, str(server.server_port)], capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 1
    assert "die is al in gebruik" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("host", ["wijken.example.nl", "127.0.0.1.example.nl", ""])
def test_another_name_gets_nothing(host: str, server: RedactieServer) -> None:
    """A site elsewhere that makes its name lead to this computer is refused."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
    connection.request("GET", "/config.yml", headers={"Host": host})
    assert connection.getresponse().status == 421
    connection.close()


@pytest.mark.parametrize(("method", "path"), [("POST", "/"), ("PUT", "/config.yml"), ("GET", "/../build.py")])
def test_it_only_gives_its_own_files(method: str, path: str, server: RedactieServer) -> None:
    """Nothing can be written through the server, and no other file can be read."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
    connection.request(method, path)
    assert connection.getresponse().status in {404, 501}
    connection.close()


def test_the_policy_has_no_eval(server: RedactieServer) -> None:
    """The policy under which the tests above passed."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
    connection.request("GET", "/")
    policy = connection.getresponse().headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "eval" not in policy
    assert "http" not in policy
    connection.close()
