"""What one record can be by itself."""

from datetime import UTC, date, datetime

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from wijkdemocratie import model
from wijkdemocratie.model import Deel, Deeldatum, Organisatie, Record, list_verwijzingen
from wijkdemocratie.model.datums import Dag, Moment
from wijkdemocratie.model.velden import Geheel, JaNee, Regel, Ris, Slug, Telling, Webadres
from wijkdemocratie.problems import Location, Problems
from wijkdemocratie.source.knopen import parse_yaml


def read_type(kind: object, value: str) -> object:
    return TypeAdapter(kind).validate_python(value)


def find_fault(kind: object, value: str) -> str:
    """Return the rule and the tip that a value gives."""
    with pytest.raises(ValidationError) as caught:
        read_type(kind, value)
    detail = caught.value.errors()[0]
    return f"{detail['type']}: {detail.get('ctx', {}).get('hint', '')}"


def parse_organisatie(text: str) -> Organisatie:
    data = parse_yaml(text, "wijken/a.yaml", Problems())
    return Organisatie.model_validate(data)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Regel, "  een\n  twee ", "een twee"),
        (Regel, "3 < 4 & “<5 jaar”", "3 < 4 & “<5 jaar”"),
        (Slug, "laak-centraal-2", "laak-centraal-2"),
        (Dag, "2026-11-23", date(2026, 11, 23)),
        (Dag, "2024-02-29", date(2024, 2, 29)),
        (Ris, "RIS310824", "RIS310824"),
        (Ris, "RIS057748VS", "RIS057748VS"),
        (Webadres, "https://gemeente.example/a?b=c#d", "https://gemeente.example/a?b=c#d"),
        (JaNee, "ja", True),
        (JaNee, "Nee", False),
        (JaNee, "true", True),
        (Geheel, "010", 10),
        (Telling, "te-klein", "te-klein"),
        (Telling, "12", 12),
    ],
)
def test_text_becomes_a_value(kind: object, text: str, expected: object) -> None:
    """Each kind of field reads what an editor types."""
    assert expected == read_type(kind, text)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Regel, "een <b>woord</b>", "opmaak-in-tekst: haal de HTML weg"),
        (Regel, "een &nbsp; spatie", "opmaak-in-tekst: haal de HTML weg"),
        (Regel, "<!-- weg -->", "opmaak-in-tekst: haal de HTML weg"),
        (Regel, "x" * 501, "too_long: "),
        (Slug, "Laak", "slug-ongeldig: bedoelde u “laak”?"),
        (Slug, "../laak", "slug-ongeldig: "),
        (Slug, "laak/centraal", "slug-ongeldig: "),
        (Slug, "laak--centraal", "slug-ongeldig: "),
        (Slug, "laak-", "slug-ongeldig: "),
        (Slug, "laak\n", "slug-ongeldig: "),
        (Slug, "x" * 81, "too_long: "),
        (Dag, "23-11-2026", "datum-ongeldig: bedoelde u 2026-11-23?"),
        (Dag, "3/1/2026", "datum-ongeldig: bedoelde u 2026-01-03?"),
        (Dag, "2026-02-30", "datum-ongeldig: kijk de maand en de dag na"),
        (Dag, "2026-1-3", "datum-ongeldig: bedoelde u 2026-01-03?"),
        (Dag, "20266-01-03", "datum-ongeldig: schrijf jaar-maand-dag"),
        (Dag, "0000-01-01", "datum-ongeldig: kies een jaar van 1900"),
        (Dag, "9999-12-31", "datum-ongeldig: kies een jaar van 1900"),
        (Dag, "٢٠٢٦-١١-٢٣", "datum-ongeldig: "),
        (Moment, "2026-11-23", "datum-ongeldig: zet de tijd achter de dag, zoals: 2026-11-23 19:30"),
        (Moment, "2026-11-23 24:00", "datum-ongeldig: schrijf de tijd van 00:00"),
        (Moment, "2026-11-31 19:30", "datum-ongeldig: kijk de maand"),
        (Moment, "2027-03-28 02:30", "datum-ongeldig: kies een tijd voor 02:00 of vanaf 03:00"),
        (Ris, "RIS12", "ris-ongeldig: "),
        (Ris, "ris310824", "ris-ongeldig: "),
        (Ris, "RIS٣١٠٨٢٤", "ris-ongeldig: "),
        (Webadres, "http://gemeente.example/", "webadres-ongeldig: "),
        (Webadres, "javascript:alert(1)", "webadres-ongeldig: "),
        (Webadres, "https://gemeente.example/a b", "webadres-ongeldig: "),
        (Webadres, 'https://gemeente.example/"onclick=', "webadres-ongeldig: "),
        (Webadres, "https://gemeente.example@elders.example/", "webadres-ongeldig: "),
        (JaNee, "yes", "waarde-ongeldig: schrijf: ja"),
        (Geheel, "1.000", "waarde-ongeldig: bedoelde u 1000?"),
        (Geheel, "-1", "waarde-ongeldig: "),
        (Geheel, "1" * 10, "waarde-ongeldig: "),
        (Telling, "te klein", "waarde-ongeldig: "),
        (Deeldatum, "2021-13", "datum-ongeldig: kies een maand"),
        (Deeldatum, "21", "datum-ongeldig: "),
        (Deeldatum, "0000", "datum-ongeldig: kies een jaar"),
        (Deeldatum, "9999-12", "datum-ongeldig: kies een jaar"),
    ],
)
def test_a_wrong_value_is_refused_with_a_tip(kind: object, text: str, expected: str) -> None:
    """What cannot be, what could be read in two ways, and what could run in a page is an error with its own rule."""
    assert find_fault(kind, text).startswith(expected)


def test_a_moment_is_in_the_netherlands() -> None:
    """A time has its zone, in summer and in winter; of an hour that is there twice it is the first."""
    for text, utc in (
        ("2026-07-01 19:30", datetime(2026, 7, 1, 17, 30, tzinfo=UTC)),
        ("2026-12-01T19:30", datetime(2026, 12, 1, 18, 30, tzinfo=UTC)),
        ("2026-10-25 02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ):
        moment = read_type(Moment, text)
        assert isinstance(moment, datetime)
        assert utc == moment.astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "begin", "einde"),
    [
        ("2021-07-14", date(2021, 7, 14), date(2021, 7, 14)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021-12", date(2021, 12, 1), date(2021, 12, 31)),
        ("2005", date(2005, 1, 1), date(2005, 12, 31)),
        ("2100", date(2100, 1, 1), date(2100, 12, 31)),
    ],
)
def test_a_date_may_be_known_in_part(text: str, begin: date, einde: date) -> None:
    """A month or a year has a first and a last day, and is shown as it was typed."""
    dag = read_type(Deeldatum, text)

    assert isinstance(dag, Deeldatum)
    assert (begin, einde, text) == (dag.begin, dag.einde, str(dag))


def test_a_record_knows_the_place_of_its_values() -> None:
    """The place of a value that is not in the file is that of the nearest thing round it."""
    organisatie = parse_organisatie("id: a\nnaam: A\nwerkgebied:\n  wijken: [b, c]\n")

    assert Location("wijken/a.yaml", 4, 15) == organisatie.place_of("werkgebied", "wijken", 1)
    assert Location("wijken/a.yaml", 4, 3) == organisatie.place_of("werkgebied", "stadsdeel")
    assert Location("wijken/a.yaml", 1, 1) == organisatie.place_of("website") == organisatie.place_of()
    assert Location("wijken/a.yaml", 4, 11) == organisatie.werkgebied.place_of("wijken")


def test_a_slug_is_the_id_unless_given() -> None:
    """Most records have one name; filling in the other loses no place."""
    organisatie = parse_organisatie("id: a\nnaam: A\n")

    assert "a" == organisatie.slug
    assert Location("wijken/a.yaml", 2, 7) == organisatie.place_of("naam")
    assert "b" == parse_organisatie("id: a\nslug: b\nnaam: A\n").slug


def test_texts_are_found_with_their_place() -> None:
    """Every text of a file is there once for the rules that read words."""
    organisatie = parse_organisatie("id: a\nnaam: A\nwerkgebied:\n  wijken: [b]\n")

    assert [
        ("a", Location("wijken/a.yaml", 1, 5)),
        ("A", Location("wijken/a.yaml", 2, 7)),
        ("b", Location("wijken/a.yaml", 4, 12)),
    ] == list(organisatie.list_teksten())


def test_references_are_listed_with_their_steps() -> None:
    """Lists are followed, and what is not there is no reference."""
    organisatie = parse_organisatie("id: a\nnaam: A\nwerkgebied:\n  wijken: [b, c]\n")

    assert [
        (("werkgebied", "wijken", 0), "wijk", "b"),
        (("werkgebied", "wijken", 1), "wijk", "c"),
    ] == list_verwijzingen(organisatie)


def list_models() -> list[type[BaseModel]]:
    found: list[type[BaseModel]] = []
    waiting = [Deel]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        found.append(kind)
    return sorted(
        (kind for kind in found if kind.__module__.startswith(model.__name__) and kind not in (Deel, Record)),
        key=lambda kind: kind.__name__,
    )


@pytest.mark.parametrize("kind", list_models(), ids=lambda kind: kind.__name__)
def test_records_are_closed_and_explained(kind: type[BaseModel]) -> None:
    """No record takes a key that it does not know or can be changed, and every key has a Dutch line for editors."""
    assert "forbid" == kind.model_config["extra"]
    assert kind.model_config["frozen"]
    for name, field in kind.model_fields.items():
        assert field.description, name
        assert field.description[-1] in ".?)", name


def test_no_field_holds_a_resident() -> None:
    """People are counts and bodies are kinds: no field asks for a person."""
    words = ("bewoner", "deelnemer", "geboortedatum", "telefoon", "mail", "adres", "leden", "contact")
    fields = {name for kind in list_models() for name in kind.model_fields if name != "webadres"}

    assert not {name for name in fields if any(word in name for word in words)}
