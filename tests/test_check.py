"""Rules across records: where each begins to hold and where it stops. The plain breach of each is in `sites/fout`."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from wijkdemocratie.check import REGELS, check_stad
from wijkdemocratie.check.personen import _is_bsn, _is_iban
from wijkdemocratie.problems import Severity
from wijkdemocratie.read import load_stad

KLEIN = Path(__file__).parent / "sites" / "klein"
PEILDATUM = date(2026, 11, 23)

STAD = "wijken/stad.yaml"
HAVEN = "wijken/havenkwartier.yaml"
MOLEN = "wijken/molenwijk.yaml"
ANKERPLEIN = "content/voorstellen/ris900001.md"
KADE = "content/voorstellen/nieuwe-kade.md"
ADVIES = "content/adviezen/advies-ankerplein.md"
KADE_ADVIES = "content/adviezen/advies-kade.md"
OVERSTEEK = "content/adviezen/oversteek-kade.md"
ZONNEDAK = "content/adviezen/zonnedak-werf.md"
WINDMOLENS = "content/adviezen/advies-windmolens.md"
BEGROTING = "content/voorstellen/ris900004.md"
SCAN = "content/wijkscans/havenkwartier.md"

Edit = tuple[str, str, str]


def make_stop(*lines: str) -> str:
    """Return the text of one suspension, before the line that it takes the place of."""
    return "\n    ".join(["opschortingen:\n  - nr: 1", *lines, "reden: Onderzoek.\nsamenvatting"])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the small city to break."""
    return Path(shutil.copytree(KLEIN, tmp_path / "stad"))


def find(root: Path, *edits: Edit, peildatum: date = PEILDATUM) -> list[str]:
    """Return file, rule and sentence of all problems after replacing text in files, each text once; hints aside."""
    for path, old, new in edits:
        file = root / path
        text = file.read_text(encoding="utf-8")
        assert old in text, (path, old)
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
    stad, problems = load_stad(root)
    assert stad is not None
    check_stad(stad, problems, peildatum)
    told = [*problems.errors, *problems.warnings]
    return [f"{problem.where.path} {problem.rule}: {problem.message}" for problem in sorted(told)]


def rules(root: Path, *edits: Edit, peildatum: date = PEILDATUM) -> list[str]:
    return [line.split()[1].rstrip(":") for line in find(root, *edits, peildatum=peildatum)]


def hint(root: Path, *edits: Edit) -> str:
    find(root, *edits)
    stad, problems = load_stad(root)
    assert stad is not None
    check_stad(stad, problems, PEILDATUM)
    (problem,) = [*problems.errors, *problems.warnings]
    return problem.hint


def test_every_rule_says_what_it_asks() -> None:
    """A rule has one sentence for whoever maintains it, and a warning is never one that the site cannot do without."""
    for id_, regel in REGELS.items():
        assert regel.uitleg.endswith("."), id_
        assert id_ == regel.id
    assert {"aanwijzingsbesluit-ontbreekt", "te-klein-getal", "persoonsgegevens"} <= {
        id_ for id_, regel in REGELS.items() if regel.severity is Severity.FOUT
    }


# --- names ---


def test_a_voorstel_with_a_ris_number_is_called_after_it(root: Path) -> None:
    """The id of a council paper is its number in small letters."""
    (root / ANKERPLEIN).rename(root / "content/voorstellen/ankerplein.md")
    edits = (
        ("content/voorstellen/ankerplein.md", "id: ris900001", "id: ankerplein"),
        (ADVIES, "voorstel: ris900001", "voorstel: ankerplein"),
    )

    assert ["bestandsnaam"] == rules(root, *edits)


def test_a_wijk_without_a_place_in_the_list_is_told(root: Path) -> None:
    """The list and the files are held beside each other both ways."""
    assert [f"{HAVEN} wijk-ontbreekt: de wijk “havenkwartier” staat niet in de lijst van wijken/stad.yaml"] == find(
        root, (STAD, "  - havenkwartier\n", "")
    )


@pytest.mark.parametrize(
    "edit",
    [
        (HAVEN, "id: klankbordgroep-kade", "id: wijkraad-waterkant"),
        (HAVEN, "slug: kade", "slug: klankbordgroep-havenkwartier"),
        (HAVEN, "vroeger: [klankbordgroep-kademuur]", "vroeger: [klankbordgroep-havenkwartier]"),
        (HAVEN, "vroeger: [de-werf]", "vroeger: [molenwijk-noord]"),
        (HAVEN, "vroeger: [visserswijk]", "vroeger: [molenwijk]"),
        (HAVEN, "vroeger: [visserswijk]", "vroeger: [havenkwartier]"),
        (KADE, "vroeger: [kade-oost]", "vroeger: [ris900001]"),
        (KADE, "vroeger: [kade-oost]", "vroeger: ['2019']"),
        (OVERSTEEK, "vroeger: [oversteek]", "vroeger: [cijfers]"),
        (KADE, "wijken: [havenkwartier, molenwijk]", "wijken: [havenkwartier, molenwijk, molenwijk]"),
        (STAD, "slug: zandkant", "slug: waterkant"),
        (STAD, "slug: energie", "slug: verkeersveiligheid"),
        (STAD, "soort: stedelijk", "soort: wijkspecifiek"),
        (STAD, "  - duinrand", "  - molenwijk\n  - duinrand"),
    ],
    ids=lambda edit: edit[2],
)
def test_one_name_is_of_one_thing(root: Path, edit: Edit) -> None:
    """Ids, codes, and addresses of now and before are there once; a year is not free as address of a voorstel."""
    assert "dubbele-id" in rules(root, edit)


def test_the_second_of_two_names_the_first(root: Path) -> None:
    """The editor is sent to the other file."""
    assert "wijken/havenkwartier.yaml op regel" in hint(
        root, (MOLEN, "  - id: loting-molenplein", "  - id: loting-kade\n    slug: loting-molenplein")
    )


# --- references ---


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ((OVERSTEEK, "wijken: [havenkwartier]", "wijken: [havenkwatrier]"), "bedoelde u “havenkwartier”?"),
        ((OVERSTEEK, "wijken: [havenkwartier]", "wijken: [de-haven]"), "bedoelde u “havenkwartier”?"),
        (
            (KADE, "wijken: [havenkwartier, molenwijk]", "wijken: [molenwijk, oude-haven]"),
            "schrijf hier “havenkwartier”",
        ),
        ((ANKERPLEIN, "buurten: [oude-haven]", "buurten: [de-kade]"), "bedoelde u “oude-haven”?"),
        ((ANKERPLEIN, "openbare-buitenruimte", "buitenruimte-openbaar"), "kies uit: energie, openbare-"),
        ((OVERSTEEK, "van: wijkberaad-havenkwartier", "van: wijkberaad"), "bedoelde u “wijkberaad-havenkwartier”?"),
        ((HAVEN, "pool_van: loting-havenkwartier-2026", "pool_van: loting-haven"), "bedoelde u “loting-"),
        ((HAVEN, "voorstel: nieuwe-kade", "voorstel: nieuwekade"), "bedoelde u “nieuwe-kade”?"),
        ((HAVEN, "stadsdeel: waterkant", "stadsdeel: watrkant"), "bedoelde u “waterkant”?"),
        ((STAD, "stadsdeel: waterkant", "stadsdeel: water"), "bedoelde u “waterkant”?"),
    ],
    ids=lambda value: value[2] if isinstance(value, tuple) else "",
)
def test_a_reference_that_leads_nowhere_has_a_tip(root: Path, edit: Edit, expected: str) -> None:
    """Each kind of reference is followed, and a name that residents use leads to the slug."""
    assert expected in hint(root, edit)


def test_what_is_in_a_broken_file_is_not_missed(root: Path) -> None:
    """A record that could not be read is told of once, and not by all that name it."""
    assert ["sleutel-onbekend"] == rules(root, (KADE, "titel:", "titl:"))
    assert {"sleutel-onbekend"} == {*rules(root, (HAVEN, "naam: Havenkwartier", "nam: Havenkwartier"))}


def test_buurten_of_the_whole_city_are_another_rule(root: Path) -> None:
    """A city-wide voorstel that names buurten is odd, and not wrong about the wijk."""
    edit = (BEGROTING, "hele_stad: ja", "hele_stad: ja\nbuurten: [oude-haven]")

    assert ["stad-en-wijk"] == rules(root, edit)


@pytest.mark.parametrize(
    "edit",
    [
        (HAVEN, "  - id: klankbordgroep-kade\n", "  - id: klankbordgroep-kade\n    voorbeeld: ja\n"),
        (HAVEN, "  - id: wijkberaad-havenkwartier\n", "  - id: wijkberaad-havenkwartier\n    voorbeeld: ja\n"),
        (HAVEN, "  - id: loting-havenkwartier-2026\n", "  - id: loting-havenkwartier-2026\n    voorbeeld: ja\n"),
        (KADE, "id: nieuwe-kade\n", "id: nieuwe-kade\nvoorbeeld: ja\n"),
    ],
    ids=lambda edit: edit[1].strip(),
)
def test_a_real_record_does_not_lean_on_an_example(root: Path, edit: Edit) -> None:
    """Making an example of something that real records name is told at those records."""
    assert {"voorbeeld-mengt"} == {*rules(root, edit)}


# --- order ---


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("datum: 2026-04-13", "datum: 2026-03", []),
        ("datum: 2026-04-13", "datum: 2026", []),
        ("datum: 2026-04-13", "datum: 2026-03-02", []),
        ("datum: 2026-04-13", "datum: 2026-02", ["stappen-volgorde"]),
        ("nr: 2", "nr: 6", ["stappen-volgorde"]),
        ("nr: 2", "nr: 1", ["stappen-volgorde", "stappen-volgorde"]),
        ("nr: 1", "nr: 0", ["stappen-volgorde"]),
        ("bronnen:", "ingetrokken:\n  datum: 2026-03-01\n  reden: Proef\nbronnen:", ["stappen-volgorde"]),
        ("bronnen:", "ingetrokken:\n  datum: 2026-11-01\n  reden: Proef\nbronnen:", []),
    ],
)
def test_steps_go_forward(root: Path, old: str, new: str, expected: list[str]) -> None:
    """A date that is known in part may fall together with its neighbours; numbers have no gaps and no doubles."""
    assert expected == rules(root, (ANKERPLEIN, old, new))


def test_a_step_that_was_added_later_keeps_its_own_number(root: Path) -> None:
    """The order is that of the dates, and the number that of coming on the site."""
    edits = (
        (ANKERPLEIN, "nr: 5\n", "nr: 2\n"),
        (ANKERPLEIN, "nr: 2\n", "nr: 5\n"),
    )

    assert [] == rules(root, *edits)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("aangekondigd_op: 2026-10-26", "aangekondigd_op: 2026-11-02", []),
        ("aangekondigd_op: 2026-10-26", "aangekondigd_op: 2026-11-03", ["loting-volgorde"]),
        ("    uitnodiging: 2026-11-02\n", "", []),
        ("    uitnodiging: 2026-11-02\n", "    uitnodiging: 2026-11-03\n", ["loting-volgorde"]),
        ("trekking: 2026-12-04 19:30", "trekking: 2026-11-30 00:00", []),
        ("trekking: 2026-12-04 19:30", "trekking: 2026-11-29 23:59", ["loting-volgorde"]),
        ("tot: 2026-11-29", "tot: 2026-11-01", ["periode-omgekeerd"]),
        ("gepubliceerd_op: 2026-02-23", "gepubliceerd_op: 2026-02-20", []),
        ("gepubliceerd_op: 2026-02-23", "gepubliceerd_op: 2026-02-19", ["loting-volgorde"]),
        ("datum: 2026-09-21", "datum: 2026-08-31", ["loting-volgorde"]),
        (
            "    uitkomst:",
            "    afgelast:\n      datum: 2026-02-21\n      reden: Proef\n    uitkomst:",
            ["loting-volgorde"],
        ),
        ("begin: 2026-12-01 19:30", "begin: 2026-12-01 21:30", ["periode-omgekeerd"]),
        ("aangekondigd_op: 2026-11-09", "aangekondigd_op: 2026-11-18", []),
        ("aangekondigd_op: 2026-11-09", "aangekondigd_op: 2026-12-01", ["gebeurtenis-te-vroeg"]),
        (
            "aangekondigd_op: 2026-11-09",
            "aangekondigd_op: 2026-12-02",
            ["bijeenkomst-volgorde", "gebeurtenis-te-vroeg"],
        ),
        ("datum: 2026-11-16", "datum: 2026-10-26", []),
        ("datum: 2026-11-16", "datum: 2026-10-25", ["gebeurtenis-te-vroeg"]),
        ("datum: 2026-11-10", "datum: 2026-10-11", ["bijeenkomst-volgorde"]),
        ("tot: 2028-03-31", "tot: 2026-03-31", ["periode-omgekeerd"]),
        ("nr: 1\n        datum: 2026-11-16", "nr: 2\n        datum: 2026-11-16", ["wijzigingen-nummering"]),
    ],
)
def test_a_draw_and_a_meeting_go_forward(root: Path, old: str, new: str, expected: list[str]) -> None:
    """Two things may be on one day, except the draw and the last day to sign up for it."""
    assert expected == rules(root, (HAVEN, old, new))


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (ADVIES, "ingediend_op: 2026-07-06", "ingediend_op: 2026-06-01", []),
        (ADVIES, "ingediend_op: 2026-07-06", "ingediend_op: 2026-05-31", ["advies-volgorde"]),
        (ADVIES, "ingediend_op: 2026-07-06\n", "", ["advies-volgorde"] * 2),
        (ADVIES, "ontvangstbevestiging: 2026-07-08", "ontvangstbevestiging: 2026-07-05", ["advies-volgorde"]),
        (ADVIES, "ontvangstbevestiging: 2026-07-08", "ontvangstbevestiging: 2026-09-08", []),
        (ADVIES, "  datum: 2026-08-10", "  datum: 2026-07-05", ["advies-volgorde"]),
        (
            OVERSTEEK,
            "samenvatting",
            "punten:\n  - tekst: A\n    uitkomst: overgenomen\nsamenvatting",
            ["advies-volgorde"],
        ),
        (OVERSTEEK, "samenvatting", "punten:\n  - tekst: A\nsamenvatting", []),
        # The clock of this reaction runs from 7 September to 19 October 2026.
        (OVERSTEEK, "samenvatting", make_stop("van: 2026-09-06"), ["opschorting-buiten-klok"]),
        (OVERSTEEK, "samenvatting", make_stop("van: 2026-09-07"), []),
        (OVERSTEEK, "samenvatting", make_stop("van: 2026-10-19"), []),
        (OVERSTEEK, "samenvatting", make_stop("van: 2026-10-20"), ["opschorting-buiten-klok"]),
        (OVERSTEEK, "samenvatting", make_stop("van: 2026-09-08", "tot: 2026-09-07"), ["opschorting-buiten-klok"]),
        (OVERSTEEK, "samenvatting", make_stop("van: 2026-09-10", "klokken: [bevestiging]"), []),
        (
            OVERSTEEK,
            "samenvatting",
            make_stop("van: 2026-09-11", "klokken: [bevestiging]"),
            ["opschorting-buiten-klok"],
        ),
        (OVERSTEEK, "samenvatting", make_stop("van: 2026-09-08", "klokken: [advies]"), ["opschorting-buiten-klok"]),
        (ADVIES, "samenvatting", make_stop("van: 2026-08-10"), []),
        (ADVIES, "samenvatting", make_stop("van: 2026-08-11"), ["opschorting-buiten-klok"]),
        # The second begins after the last day as it was without the first: 23 November, and 5 December with it.
        (ZONNEDAK, "    van: 2026-11-16", "    van: 2026-12-05", []),
        (ZONNEDAK, "    van: 2026-11-16", "    van: 2026-12-06", ["opschorting-buiten-klok"]),
        (ZONNEDAK, "    van: 2026-11-16", "    van: 2026-11-06", ["opschorting-buiten-klok"]),
        (ZONNEDAK, "    tot: 2026-11-06\n", "", ["opschorting-buiten-klok"]),
        (ZONNEDAK, "  - nr: 2", "  - nr: 3", ["wijzigingen-nummering"]),
        (ADVIES, "    motivering: Er komen twee bankjes en geen vier.\n", "", ["reactie-zonder-motivering"]),
        (ADVIES, "    uitkomst: niet-beantwoord\n", "", ["reactie-zonder-motivering"]),
        (ADVIES, "    uitkomst: niet-beantwoord\n", "    uitkomst: niet-beantwoord\n    motivering: Nog niet.\n", []),
        (STAD, "    vanaf: 2026-01-01\n", "", ["termijn-klopt-niet"]),
        (STAD, "      - aantal: 8", "      - vanaf: 2026-01-01\n        aantal: 8", ["termijn-klopt-niet"]),
        (STAD, "      - aantal: 8", "      - vanaf: 2025-12-31\n        aantal: 8", []),
        (STAD, "  bevestiging:\n", "  bevestiging:\n    start: bevestiging\n", ["termijn-klopt-niet"]),
        (STAD, "    vanaf: 2026-01-01\n", "    vanaf: 2026-01-01\n    start: bevestiging\n", []),
        (OVERSTEEK, "ongevraagd: ja\n", "", ["advies-onvolledig"]),
        (OVERSTEEK, "ongevraagd: ja\n", "ongevraagd: ja\ngevraagd_op: 2026-09-01\n", ["advies-onvolledig"]),
        (SCAN, "afgerond_op: 2026-06-30", "afgerond_op: 2026-01-11", ["scan-volgorde"]),
        (SCAN, "  datum: 2026-09-14", "  datum: 2026-06-29", ["scan-volgorde"]),
        ("content/wijkscans/molenwijk.md", "stand: in-uitvoering", "stand: gepland", ["scan-volgorde"]),
    ],
)
def test_papers_go_forward(root: Path, path: str, old: str, new: str, expected: list[str]) -> None:
    """An advice and a scan have a beginning, a middle and an end."""
    assert expected == rules(root, (path, old, new))


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (KADE, "datum: 2026-10-05", "datum: 2026-09-01", []),
        (KADE, "datum: 2026-10-05", "datum: 2026-08-31", ["gebeurtenis-te-vroeg"]),
        (KADE_ADVIES, "gevraagd_op: 2026-09-14", "gevraagd_op: 2026-08-31", ["gebeurtenis-te-vroeg"]),
        (KADE_ADVIES, "gevraagd_op: 2026-09-14", "gevraagd_op: 2026-09-01", []),
        (KADE, "opgenomen_op: 2026-09-01\n", "", []),
        (ADVIES, "datum: 2026-08-17", "datum: 2026-06-01", []),
        (ADVIES, "datum: 2026-08-17", "datum: 2026-05-31", ["gebeurtenis-te-vroeg"]),
    ],
)
def test_a_change_comes_after_its_record(root: Path, path: str, old: str, new: str, expected: list[str]) -> None:
    """A proposal is known from the first day it tells of, and an advice from the question."""
    assert expected == rules(root, (path, old, new))


def test_changes_follow_their_numbers(root: Path) -> None:
    """A later number has no earlier day: readers would get the two in the wrong order."""
    change = "  - nr: 2\n    datum: {}\n    soort: gecorrigeerd\n    toelichting: Proef.\n"
    first = "wijzigingen:\n"

    assert [] == rules(root, (KADE, first, first + change.format("2026-10-19")))
    assert ["wijzigingen-nummering"] == rules(root, (KADE, "2026-10-19\n    soort: gec", "2026-10-04\n    soort: gec"))


# --- the rules of the game ---


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (WINDMOLENS, "van: wijkraad-waterkant", "van: klankbordgroep-kade", ["advies-op-stedelijk"]),
        (ADVIES, "  motivering: Meer", "  ris: RIS900006\n  # motivering: Meer", ["dubbele-sleutel"]),
        (ADVIES, "  motivering: Meer", "  # motivering: Meer", []),
        (SCAN, "opties: [B1, B2]", "opties: [B1, A2]", ["optie-past-niet"]),
        (SCAN, "scenario: B\n", "", ["scan-onvolledig", "optie-past-niet", "optie-past-niet"]),
        (SCAN, "stand: afgerond", "stand: in-uitvoering", ["scan-volgorde"]),
        (KADE, "    wijken: [molenwijk]\n", "", ["wijziging-onvolledig"]),
        (KADE, "    wijken: [molenwijk]\n", "    wijken: [duinrand]\n", ["wijziging-onvolledig"]),
        (KADE, "soort: wijk-toegevoegd", "soort: gecorrigeerd", ["wijziging-onvolledig"]),
        (KADE, "reikwijdte: wijkoverstijgend", "reikwijdte: stedelijk", ["aanwijzingsbesluit-ontbreekt"]),
        (ANKERPLEIN, "beleidsterrein: openbare-buitenruimte\n", "", []),
        (ANKERPLEIN, "terrein: openbare-buitenruimte", "terrein: energie", ["terrein-niet-wijkspecifiek"]),
        (KADE, "beleidsterrein: verkeersveiligheid", "beleidsterrein: energie", []),
        (STAD, "      stadsdeel: water", "      wijken: [molenwijk]\n      stadsdeel: water", ["werkgebied-ontbreekt"]),
        (STAD, "      stadsdeel: waterkant\n", "      wijken: [molenwijk]\n", []),
        (BEGROTING, "hele_stad: ja\n", "", []),
        (BEGROTING, "hele_stad: ja\n", "hele_stad: ja\nwijken: [duinrand]\n", ["stad-en-wijk"]),
    ],
)  # fmt: skip
def test_the_rules_of_the_proposal_hold(root: Path, path: str, old: str, new: str, expected: list[str]) -> None:
    """What the council proposal asks is asked of every record, and no more than that."""
    assert expected == rules(root, (path, old, new))


def test_an_unanswered_advice_is_no_error() -> None:
    """Waiting for an answer is the news of the site, and nothing that an editor can mend."""
    stad, problems = load_stad(KLEIN)
    assert stad is not None
    check_stad(stad, problems, date(2028, 1, 1))

    assert [] == list(problems)


def test_nobody_asked_is_told_while_it_matters(root: Path) -> None:
    """The warning begins with the step after the talks and ends two years later; an advice ends it at once."""
    (root / ADVIES).unlink()

    assert [] == rules(root, peildatum=date(2026, 5, 31))
    assert ["advies-niet-gevraagd"] == rules(root, peildatum=date(2026, 6, 1))
    assert ["advies-niet-gevraagd"] == rules(root, peildatum=date(2028, 12, 9))
    assert [] == rules(root, peildatum=date(2028, 12, 10))


# --- numbers and persons ---


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("uitgenodigd: 800", "uitgenodigd: 96", []),
        ("uitgenodigd: 800", "uitgenodigd: 95", ["uitkomst-telt-niet"]),
        ("geloot: 16", "geloot: 17", ["uitkomst-telt-niet"]),
        ("panel: 6", "panel: 7", ["uitkomst-telt-niet"]),
        ("pool: 31", "pool: 32", ["uitkomst-telt-niet"]),
        ("pool: 12\n", "pool: te-klein\n", []),
        ("panel: 6", "panel: 5", []),
        ("panel: 6", "panel: 4", ["te-klein-getal"]),
        ("panel: 6", "panel: 0", ["te-klein-getal"]),
        ("wijk: 1400", "wijk: 3", ["te-klein-getal"]),
        ("panel: 6", "panel: te-klein", []),
        ("panel: 10", "panel: 13", ["uitkomst-telt-niet"]),
    ],
)
def test_numbers_of_people_add_up_and_are_not_small(root: Path, old: str, new: str, expected: list[str]) -> None:
    """The bound itself may be published, a number under it may not."""
    assert expected == rules(root, (HAVEN, old, new))


def test_a_hidden_number_cannot_be_worked_out(root: Path) -> None:
    """When all but one group are known, the total gives the last away."""
    edits = ((HAVEN, "panel: 6", "panel: te-klein"), (HAVEN, "panel: 10", "panel: 14"))
    assert [f"{HAVEN} te-klein-getal: dit aantal is uit te rekenen met het totaal en de andere groepen"] == find(
        root, *edits
    )

    assert [] == rules(root, (HAVEN, "panel: 14", "panel: te-klein"))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("123456782", "een burgerservicenummer"),
        ("1234.56.782", "een burgerservicenummer"),
        ("123 456 782", "een burgerservicenummer"),
        ("NL91 ABNA 0417 1643 00", "een rekeningnummer"),
        ("NL91ABNA0417164300", "een rekeningnummer"),
        ("BE68 5390 0754 7034 EN MEER", "een rekeningnummer"),
        ("06-12345678", "een mobiel telefoonnummer"),
        ("06 12 34 56 78", "een mobiel telefoonnummer"),
        ("+31 6 12345678", "een mobiel telefoonnummer"),
        ("+31(0)6-12345678", "een mobiel telefoonnummer"),
        ("0031612345678", "een mobiel telefoonnummer"),
        ("j.jansen@gmail.com", "een privé-mailadres"),
        ("iemand@HOTMAIL.nl", "een privé-mailadres"),
        ("iemand@ziggo.nl", "een privé-mailadres"),
    ],
)
def test_what_points_at_a_person_is_found_in_every_text(root: Path, text: str, what: str) -> None:
    """Front matter, bodies, wijk files and stad.yaml are all read; in a body the very place is told."""
    sentence = f"persoonsgegevens: hier lijkt {what} te staan, en de site noemt geen gegevens van personen"
    assert [f"{KADE} {sentence}", f"{HAVEN} {sentence}", f"{STAD} {sentence}"] == find(
        root,
        (KADE, "De nieuwe kade ligt er in 2028.", f"De nieuwe kade ligt er in 2028.\n\nMeer: {text}."),
        (HAVEN, "Het wijkberaad houdt elke maand open huis.", f'"Het wijkberaad: {text}"'),
        (STAD, "De wijkraad spreekt voor het hele stadsdeel Waterkant.", f'"De wijkraad: {text}"'),
    )
    stad, problems = load_stad(root)
    assert stad is not None
    check_stad(stad, problems, PEILDATUM)
    first = next(iter(problems)).where
    assert (7, f"Meer: {text}.") == (
        first.column,
        (root / KADE).read_text(encoding="utf-8").split("\n")[first.line - 1],
    )


@pytest.mark.parametrize(
    "text",
    [
        "123456789",
        "000000000",
        "RIS310824 en BU05183620 en WK051836",
        "070 353 3000",
        "1234567820",
        "https://gemeente.example/123456782",
        "€ 123.456.782",
        "NL00 ABNA 0417 1643 00",
        "info@gemeente.example",
        "info@gmail.community.example",
        "2006-12-34 56 78",
        "12 345 678 mensen",
    ],
)
def test_what_looks_like_it_is_left_in_peace(root: Path, text: str) -> None:
    """A number that fails its proof, a code, an address of an organisation, and a number in a link are fine."""
    assert [] == rules(root, (KADE, "De nieuwe kade ligt er in 2028.", f"Meer: {text}."))


def test_the_proofs_are_those_of_the_norms() -> None:
    """The 11-proof and the remainder by 97 hold for the numbers that the norms give as examples."""
    assert _is_bsn("111222333")
    assert not _is_bsn("111222334")
    assert _is_iban("GB29NWBK60161331926819")
    assert not _is_iban("GB29NWBK60161331926818")


# --- waivers ---


def waive(rule: str, path: str, tot: str = "2026-12-31") -> Edit:
    waiver = f"\nontheffingen:\n  - regel: {rule}\n    bestand: {path}\n    reden: Een proef\n    tot: {tot}\n"
    return (STAD, "\norganisaties:\n", f"{waiver}\norganisaties:\n")


def test_a_waiver_silences_one_rule_in_one_file(root: Path) -> None:
    """The same rule still holds elsewhere, and other rules in the same file do too."""
    edits = (
        (SCAN, "opties: [B1, B2]", "opties: [A1]"),
        ("content/wijkscans/molenwijk.md", "stand: in-uitvoering", "stand: in-uitvoering\nscenario: B\nopties: [C1]"),
        (SCAN, "begonnen_op: 2026-01-12", "begonnen_op: 2026-07-12"),
    )
    assert ["optie-past-niet", "optie-past-niet", "scan-volgorde"] == sorted(rules(root, *edits))

    found = find(root, waive("optie-past-niet", SCAN))

    assert [f"{SCAN} scan-volgorde", "content/wijkscans/molenwijk.md optie-past-niet"] == [
        line.partition(":")[0] for line in found
    ]


def test_a_waiver_holds_through_its_last_day(root: Path) -> None:
    """After that day the rule counts again, and the waiver itself is told of."""
    edits = ((SCAN, "opties: [B1, B2]", "opties: [A1]"), waive("optie-past-niet", SCAN, "2026-11-23"))

    assert [] == rules(root, *edits)
    assert ["optie-past-niet", "ontheffing-verlopen"] == rules(root, peildatum=date(2026, 11, 24))


def test_a_rule_that_the_site_needs_cannot_be_waived(root: Path) -> None:
    """A waiver for it is told of and does nothing, so that no build can fall over it."""
    edits = (
        (KADE, "wijken: [havenkwartier, molenwijk]", "wijken: [molenwijk, zee]"),
        waive("verwijzing-onbekend", KADE),
    )

    assert ["verwijzing-onbekend", "ontheffing-onbekend"] == rules(root, *edits)


def test_a_waiver_names_a_file_that_is_there(root: Path) -> None:
    """A slip in the path would leave the rule in force in silence."""
    assert "bedoelde u “content/wijkscans/havenkwartier.md”?" == hint(
        root, waive("optie-past-niet", "content/wijkscan/havenkwartier.md")
    )


@pytest.mark.parametrize(
    ("was", "expected"), [("openbaar: ja", []), ("openbaar: ja, plaats: Zaal 1", ["oude-datum-ontbreekt"])]
)
def test_correction_may_tell_that_a_meeting_was_open(root: Path, was: str, expected: list[str]) -> None:
    """It may say nothing else: a date or a place that changed is a move."""
    text = (root / HAVEN).read_text(encoding="utf-8")
    before, _, meeting = text.partition("  - id: open-avond-kade\n")
    first = meeting.index("    wijzigingen:\n") + len("    wijzigingen:\n")
    told = f"      - {{nr: 2, datum: 2026-11-20, soort: gecorrigeerd, toelichting: Proef., was: {{{was}}}}}\n"
    changed = f"{before}  - id: open-avond-kade\n{meeting[:first]}{told}{meeting[first:]}"
    (root / HAVEN).write_text(changed, encoding="utf-8")
    assert expected == rules(root)


def test_two_letters_are_kept_for_languages(root: Path) -> None:
    """The page of a wijk in English stands where a buurt of two letters would; three letters are free."""
    two, three = (MOLEN, "slug: molenwijk-noord", "slug: en"), (MOLEN, "slug: en", "slug: eng")
    assert f"{MOLEN} dubbele-id: “en” is bij elke wijk al een webadres van de site" in find(root, two)
    assert not [line for line in find(root, three) if "webadres van de site" in line]


def test_who_never_used_fmt_gets_one_hint(tmp_path: Path) -> None:
    """A list of all files helps nobody: one line says how many there are, and what mends them."""
    shutil.copytree(KLEIN, tmp_path, dirs_exist_ok=True)
    for number in range(25):
        page = f"---\nsummary: Een proef.\nslug: proef-{number}\ntitle: Proef {number}\n---\nTekst.\n"
        (tmp_path / f"content/paginas/proef-{number}.md").write_text(page, encoding="utf-8")
    stad, problems = load_stad(tmp_path)
    assert stad is not None
    check_stad(stad, problems, PEILDATUM)
    (hint,) = problems.hints
    assert re.search(r"en zo zijn er \d\d bestanden", hint.message)
    assert hint.hint.startswith("typ: build.py fmt (")


def test_address_of_another_site_without_its_beginning(tmp_path: Path) -> None:
    """A browser would look for a page of our own that is called so."""
    shutil.copytree(KLEIN, tmp_path, dirs_exist_ok=True)
    page = tmp_path / "content/paginas/over.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\nZie [het RIS](www.elders.example/ris).\n", encoding="utf-8")
    stad, problems = load_stad(tmp_path)
    assert stad is not None
    check_stad(stad, problems, PEILDATUM)
    assert ["schrijf: https://www.elders.example/ris"] == [problem.hint for problem in problems.errors]
