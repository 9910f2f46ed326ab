"""The workflows for GitHub and GitLab and the hook for git: right by their schemas, pinned, and run here."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from made_site import KLEIN, TOP
from test_verschil import change, commit, git

GITHUB = TOP / ".github" / "workflows" / "wijken.yml"
GITLAB = TOP / ".gitlab-ci.yml"
HOOKS = TOP / ".pre-commit-config.yaml"
CODE = ("build.py", "pelicanconf.py", "plugins", "theme")


def read(path: Path) -> Any:
    # Without types, because YAML 1.1 makes a boolean of the key `on`.
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


def list_runs() -> list[str]:
    """Return the commands of the workflow for GitHub, without those that fetch packages."""
    jobs = read(GITHUB)["jobs"].values()
    runs = [step["run"] for job in jobs for step in job["steps"] if "run" in step]
    return [run for run in runs if not run.startswith("make ")]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the code and the small city: a commit, and one that mends a title."""
    folder = tmp_path_factory.mktemp("werk") / "stad"
    shutil.copytree(KLEIN, folder)
    for name in CODE:
        copy = shutil.copytree if (TOP / name).is_dir() else shutil.copy
        copy(TOP / name, folder / name)
    (folder / ".gitignore").write_text("__pycache__/\n.venv\noutput/\nvoorbeeld/\npublic/\n", encoding="utf-8")
    git(folder.parent, "init", "-q", str(folder))
    commit(folder, "Eerst")
    change(folder, "content/voorstellen/ris900002.md", "titel: Windmolens", "titel: Molens")
    commit(folder, "Daarna")
    (folder / ".venv").symlink_to(Path(sys.prefix))
    return folder


def run(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a step as a runner does: in bash, and broken off at the first command that fails."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command],
        cwd=folder,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("schema", "arguments", "path"),
    [
        ("vendor.github-workflows", (), GITHUB),
        ("vendor.gitlab-ci", ("--data-transform", "gitlab-ci"), GITLAB),
    ],
)
def test_it_is_right_by_its_schema(schema: str, arguments: tuple[str, ...], path: Path) -> None:
    """By the schemas that come with check-jsonschema, so without a request to anybody."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *arguments, str(path)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stdout


def test_every_action_is_pinned_and_gets_no_more_than_it_needs() -> None:
    """A tag can be moved, a commit cannot; its version stands behind it. Only the job that publishes may write."""
    uses = re.findall(r"uses: (.*)", GITHUB.read_text("utf-8"))
    assert uses
    assert [
        one for one in uses if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+", one)
    ] == []
    workflow = read(GITHUB)
    assert workflow["permissions"] == {"contents": "read"}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items() if "permissions" in job} == {
        "publiceren": {"pages": "write", "id-token": "write"}
    }


def test_no_step_runs_words_of_others() -> None:
    """What GitHub fills in goes through the environment: a title or name of a branch is never part of a command."""
    assert [one for one in list_runs() if "${{" in one] == []


def test_publishing_is_off_until_the_owner_wants_it() -> None:
    """A copy of the repository publishes nothing by itself."""
    jobs = read(GITHUB)["jobs"]
    (pages,) = (step for step in jobs["site"]["steps"] if "upload-pages-artifact" in step.get("uses", ""))
    assert "vars.PUBLICEREN == 'ja'" in jobs["publiceren"]["if"]
    assert "vars.PUBLICEREN == 'ja'" in pages["if"]
    assert all('$PUBLICEREN == "ja"' in rule["if"] for rule in read(GITLAB)["pages"]["rules"])


def test_the_steps_for_github_run(clone: Path, tmp_path: Path) -> None:
    """Check, build and compare: the site is there, and the summary tells the title that was mended."""
    summary = tmp_path / "summary.md"
    runs = list_runs()
    assert len(runs) == 3
    for command in runs:
        done = run(
            command, clone, BASIS="HEAD~1", SITEURL="https://example.nl/wijken", GITHUB_STEP_SUMMARY=str(summary)
        )
        assert done.returncode == 0, done.stderr
    assert "https://example.nl/wijken/" in (clone / "output" / "index.html").read_text("utf-8")
    assert "veranderde pagina: Molens" in summary.read_text("utf-8")


def test_the_jobs_for_gitlab_run(clone: Path) -> None:
    """The report for the lines of the merge request is one that can be read, and the site comes where Pages looks."""
    jobs = read(GITLAB)
    for name in ("controle", "voorbeeld", "pages"):
        command = "\n".join(jobs[name]["script"])
        done = run(command, clone, CI_MERGE_REQUEST_DIFF_BASE_SHA="HEAD~1", SITEURL="")
        assert done.returncode == 0, done.stderr
    report = json.loads((clone / "gl-code-quality-report.json").read_text("utf-8"))
    assert {one["severity"] for one in report} <= {"minor"}
    assert "veranderde pagina: Molens" in (clone / "verschil.md").read_text("utf-8")
    assert (clone / "public" / "index.html").is_file()
    assert (clone / "voorbeeld" / "index.html").is_file()


def test_the_hook_stops_a_slip(clone: Path) -> None:
    """The hook is one that pre-commit can start from this repository, and says what is wrong in a file."""
    (repo,) = read(HOOKS)["repos"]
    hook, form = repo["hooks"]
    for one in (hook, form):
        assert (repo["repo"], one["language"], one["pass_filenames"]) == ("local", "system", "false")
        assert re.search(one["files"], "content/voorstellen/ris900002.md")
        assert not re.search(one["files"], "docs/commandos.md")
        assert run(one["entry"], clone).returncode == 0
    path = clone / "content" / "voorstellen" / "kapot.md"
    path.write_text("---\nid: kapot\n---\n", encoding="utf-8")
    try:
        done = run(hook["entry"], clone)
    finally:
        path.unlink()
    assert done.returncode == 1
    assert "kapot.md:" in done.stdout


@pytest.mark.parametrize("form", ["github", "gitlab", "json"])
def test_a_build_reports_in_the_same_forms(form: str, clone: Path, tmp_path: Path) -> None:
    """The report has the standard output for itself, also when the site is not made."""
    path = clone / "content" / "voorstellen" / "kapot.md"
    path.write_text("---\nid: kapot\n---\n", encoding="utf-8")
    try:
        done = run(f".venv/bin/python build.py build --stil --output '{tmp_path}/site' --format {form}", clone)
    finally:
        path.unlink()
    assert done.returncode == 1
    assert "De site is niet gemaakt" in done.stderr
    if form == "github":
        lines = done.stdout.splitlines()
        assert lines
        assert all(line.startswith(("::error file=", "::warning file=")) for line in lines)
    else:
        assert "kapot.md" in json.dumps(json.loads(done.stdout))
