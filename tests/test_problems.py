"""Problems as values."""

from wijkdemocratie.problems import Location, Problem, Problems, Severity

FIRST = Problem(Location("content/a.md", 2, 5), "regel-een", "eerste")
SECOND = Problem(Location("content/a.md", 10, 1), "regel-een", "tweede", severity=Severity.WAARSCHUWING)
THIRD = Problem(Location("wijken/b.yaml", 1, 1), "regel-twee", "derde")


def test_a_location_reads_as_editors_and_tools_write_it() -> None:
    """Path, line and column stand between colons, so that a terminal makes a link of it."""
    assert "content/a.md:2:5" == str(FIRST.where)


def test_problems_come_sorted_by_place() -> None:
    """The order is that of path, line as a number, and column, whatever the order of finding."""
    problems = Problems()
    problems.extend([THIRD, SECOND, FIRST])

    assert [FIRST, SECOND, THIRD] == list(problems)


def test_a_problem_that_is_found_twice_is_told_once() -> None:
    """Two rules that look at one record do not say the same thing twice."""
    problems = Problems()
    problems.extend([FIRST, FIRST])

    assert [FIRST] == list(problems)
    assert 1 == len(problems)


def test_errors_and_warnings_are_apart() -> None:
    """Only errors stop a build."""
    problems = Problems()
    problems.add(FIRST.where, FIRST.rule, FIRST.message)
    problems.warn(SECOND.where, SECOND.rule, SECOND.message)

    assert [FIRST] == problems.errors
    assert [SECOND] == problems.warnings


def test_hint_is_neither_error_nor_warning() -> None:
    """Nothing that counts errors or warnings sees a hint."""
    problems = Problems()
    problems.hint(Location("content/a.md"), "regel-een", "kan korter", "splits de zin")

    assert [problem.hint for problem in problems.hints] == ["splits de zin"]
    assert problems.errors == []
    assert problems.warnings == []
