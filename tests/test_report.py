"""The forms in which problems are shown."""

import json
from pathlib import Path

import pytest

from wijkdemocratie import report
from wijkdemocratie.problems import Location, Problem, Problems, Severity

PATH = "content/voorstellen/ris323042.md"


def make_problems(*found: Problem) -> Problems:
    problems = Problems()
    problems.extend(found)
    return problems


def make_problem(
    message: str = "“reikwijte” is hier geen bekende sleutel",
    *,
    line: int = 3,
    column: int = 1,
    hint: str = "bedoelde u “reikwijdte”?",
    path: str = PATH,
    severity: Severity = Severity.FOUT,
) -> Problem:
    return Problem(Location(path, line, column), "sleutel-onbekend", message, hint, severity)


def quote(line: str, column: int) -> list[str]:
    """Return the source line and the caret line, without their indent."""
    text = report.render_text(make_problems(make_problem(column=column)), lambda _path, _line: line)
    return [shown[4:] for shown in text.splitlines()[1:3]]


def test_text_is_place_sentence_rule_line_caret_and_tip() -> None:
    """The text form is the one that the architecture fixes."""
    text = report.render_text(make_problems(make_problem()), lambda _path, _line: "reikwijte: wijkspecifiek")

    assert text == (
        "content/voorstellen/ris323042.md:3:1: fout: "
        "“reikwijte” is hier geen bekende sleutel [sleutel-onbekend]\n"
        "    reikwijte: wijkspecifiek\n"
        "    ^\n"
        "    tip: bedoelde u “reikwijdte”?\n"
        "\n"
        "1 fout\n"
    )


def test_text_does_without_a_line_and_a_tip() -> None:
    """A file that cannot be quoted and a problem without a tip leave no gaps."""
    text = report.render_text(make_problems(make_problem("weg", hint="")), lambda _path, _line: None)

    assert text == f"{PATH}:3:1: fout: weg [sleutel-onbekend]\n\n1 fout\n"


@pytest.mark.parametrize(
    ("errors", "warnings", "expected"),
    [
        (0, 0, "geen fouten"),
        (1, 0, "1 fout"),
        (2, 1, "2 fouten, 1 waarschuwing"),
        (0, 2, "geen fouten, 2 waarschuwingen"),
    ],
)
def test_count_is_dutch(errors: int, warnings: int, expected: str) -> None:
    """Singular and plural are right, and errors come first."""
    found = [make_problem(line=line + 1) for line in range(errors)]
    found += [make_problem(line=line + 1, severity=Severity.WAARSCHUWING) for line in range(warnings)]

    assert expected == report.count(make_problems(*found))


def test_caret_counts_characters_as_the_terminal_draws_them() -> None:
    """Wide characters take two columns, combining ones none, a tab one."""
    assert quote("naam: 市 x", 9) == ["naam: 市 x", " " * 9 + "^"]
    assert quote("e\u0301: x", 5)[1] == "   ^"
    assert quote("\tnaam: x", 2) == [" naam: x", " ^"]


def test_long_line_is_cut_round_the_place() -> None:
    """A line of a thousand characters shows a hundred, with the caret still under the right one."""
    shown, caret = quote("a" * 500 + "X" + "b" * 500, 501)

    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 110
    assert shown[caret.index("^")] == "X"


def test_column_past_the_line_points_behind_it() -> None:
    """A column that is too large does not fail."""
    assert quote("naam:", 99) == ["naam:", "     ^"]


@pytest.mark.parametrize("bad", ["\x1b[31m", "\x00", "\x9b", "\u202e", "\u2028", "\r", "\x7f", "\ud800"])
def test_controls_never_reach_the_terminal(bad: str) -> None:
    """Neither a source line, nor a sentence, tip or path can steer a terminal."""
    problem = make_problem(f"kan niet: {bad}", hint=f"niet {bad}", path=f"wijken/{bad}.yaml")
    shown = report.render_text(make_problems(problem), lambda _path, _line: f"naam: {bad}x")

    assert bad[0] not in shown
    shown.encode()


def test_github_escapes_what_would_end_a_command() -> None:
    """A sentence, tip or path cannot begin a second command or a second property."""
    problem = make_problem("50%\n::error::gestolen", hint="", path="wijken/a,b:c\n::stop.yaml")

    assert report.render_github(make_problems(problem)) == (
        "::error file=wijken/a%2Cb%3Ac%0A%3A%3Astop.yaml,line=3,col=1,title=fout%3A sleutel-onbekend"
        "::50%25%0A::error::gestolen%0AUitleg: content/paginas/regels.md#sleutel-onbekend\n"
    )


def test_github_tells_warnings_from_errors() -> None:
    """A warning is a warning there too, and the tip comes along."""
    problem = make_problem("let op", hint="doe dit", severity=Severity.WAARSCHUWING)

    assert report.render_github(make_problems(problem)).startswith("::warning file=")
    assert "::let op (tip: doe dit)%0AUitleg: " in report.render_github(make_problems(problem))


def test_hint_is_the_lightest_in_every_form() -> None:
    """A hint shows in each form under a name of its own, and is counted last."""
    problems = make_problems(make_problem("kan korter", severity=Severity.HINT), make_problem("fout"))

    assert ":3:1: hint: kan korter [sleutel-onbekend]" in report.render_text(problems, lambda _path, _line: None)
    assert report.count(problems) == "1 fout, 1 hint"
    assert report.render_github(problems).splitlines()[1].startswith("::notice file=")
    assert [one["severity"] for one in json.loads(report.render_gitlab(problems))] == ["major", "info"]
    assert json.loads(report.render_json(problems))["hints"] == 1


def test_gitlab_fingerprints_survive_lines_that_move() -> None:
    """Text added above a problem does not make it a new one."""
    before = json.loads(report.render_gitlab(make_problems(make_problem(line=3), make_problem(line=8))))
    after = json.loads(report.render_gitlab(make_problems(make_problem(line=4), make_problem(line=9))))

    assert [one["fingerprint"] for one in before] == [one["fingerprint"] for one in after]
    assert len({one["fingerprint"] for one in before}) == 2
    assert before[0]["location"] == {"path": PATH, "lines": {"begin": 3}}
    assert (before[0]["check_name"], before[0]["severity"]) == ("sleutel-onbekend", "major")


def test_json_holds_every_part() -> None:
    """A program gets each part of a problem apart."""
    assert json.loads(report.render_json(make_problems(make_problem()))) == {
        "errors": 1,
        "warnings": 0,
        "hints": 0,
        "problems": [
            {
                "path": PATH,
                "line": 3,
                "column": 1,
                "severity": "fout",
                "rule": "sleutel-onbekend",
                "message": "“reikwijte” is hier geen bekende sleutel",
                "hint": "bedoelde u “reikwijdte”?",
                "uitleg": "content/paginas/regels.md#sleutel-onbekend",
            }
        ],
    }


def test_every_form_leads_to_the_explanation() -> None:
    """A person gets one line below the problems, a program the heading of each rule."""
    one, two = make_problem(), make_problem(line=9)

    assert report.tell_uitleg(Problems()) == ""
    assert "regels.md#sleutel-onbekend" in report.tell_uitleg(make_problems(one, two))
    assert "#sleutel-onbekend" in json.loads(report.render_gitlab(make_problems(one)))[0]["content"]["body"]


def test_no_problems_is_still_valid_output() -> None:
    """The forms for machines can be read when all is well."""
    assert json.loads(report.render_gitlab(Problems())) == []
    assert json.loads(report.render_json(Problems()))["problems"] == []
    assert report.render_github(Problems()) == ""
    assert report.render_text(Problems(), lambda _path, _line: None) == "geen fouten\n"


def test_line_reader_reads_under_the_root_only(tmp_path: Path) -> None:
    """Lines come from files of the root; a link, path or file that leads out of it gives nothing."""
    root = tmp_path / "stad"
    root.mkdir()
    (tmp_path / "geheim").write_text("wachtwoord\n", encoding="utf-8")
    (root / "wijk.yaml").write_bytes(b"\xef\xbb\xbfnaam: caf\xe9\r\nslug: x\x0by\n")
    (root / "link.yaml").symlink_to(tmp_path / "geheim")
    (root / "lus.yaml").symlink_to(root / "lus.yaml")
    read_line = report.make_line_reader(root)

    assert read_line("wijk.yaml", 1) == "naam: caf\ufffd"
    assert read_line("wijk.yaml", 2) == "slug: x\x0by"
    assert read_line("wijk.yaml", 99) is None
    assert [read_line(path, 1) for path in ("link.yaml", "lus.yaml", "../geheim", "weg.yaml", "", "a\0b")] == [None] * 6
