"""Who may do what about a proposal, and under which version of the definitions."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from made_site import PEILDATUM, MadeSite
from wijkdemocratie.model import (
    Beleidsterrein,
    Fase,
    Mandaat,
    Reikwijdte,
    Stad,
    Stuksoort,
    Voorstel,
    find_begrip,
)
from wijkdemocratie.select import Adviesplicht, Beslisser, read_beslisser, read_mandaat, select_bekend

ALTIJD, ONDUIDELIJK, MAG = Adviesplicht.ALTIJD, Adviesplicht.ONDUIDELIJK, Adviesplicht.MAG


def change(voorstel: Voorstel, **fields: Any) -> Voorstel:
    """Return the proposal with other fields."""
    return voorstel.model_copy(update=fields)


@pytest.mark.parametrize(
    ("voorstel", "beslisser", "plicht", "rights", "zonder", "organisaties"),
    [
        pytest.param(
            *("ris900001", Beslisser.COLLEGE, ALTIJD),
            # The group of the kade has its mandate here too, for what fits its subject.
            {"klankbordgroep-havenkwartier": Mandaat.ADVISEREN, "klankbordgroep-kade": Mandaat.MEEBESLUITEN},
            *([], ["wijkberaad-havenkwartier", "wijkraad-waterkant"]),
            id="wijkspecifiek",
        ),
        pytest.param(
            *("nieuwe-kade", Beslisser.ONBEKEND, MAG),
            {
                "klankbordgroep-havenkwartier": Mandaat.ADVISEREN,
                # On more than one wijk it advises, whatever it may do in its own.
                "klankbordgroep-kade": Mandaat.ADVISEREN,
                "klankbordgroep-molenplein": Mandaat.ADVISEREN,
            },
            *([], ["wijkraad-waterkant", "wijkberaad-havenkwartier"]),
            id="wijkoverstijgend; who was asked comes first",
        ),
        pytest.param(
            *("ris900002", Beslisser.RAAD, Adviesplicht.GEEN_TAAK),
            {"klankbordgroep-havenkwartier": None, "klankbordgroep-kade": None},
            *(["duinrand"], ["wijkraad-waterkant", "wijkberaad-havenkwartier"]),
            id="stedelijk",
        ),
        pytest.param(
            *("ris900004", Beslisser.RAAD, Adviesplicht.ONBEKEND),
            {
                "klankbordgroep-havenkwartier": None,
                "klankbordgroep-kade": None,
                "klankbordgroep-molenplein": None,
            },
            *(["duinrand"], ["wijkberaad-havenkwartier", "wijkraad-waterkant"]),
            id="unknown",
        ),
        pytest.param(
            *("werf-woningen", Beslisser.ONBEKEND, ONDUIDELIJK),
            {"klankbordgroep-havenkwartier": Mandaat.ADVISEREN, "klankbordgroep-kade": Mandaat.ADVISEREN},
            *([], ["wijkberaad-havenkwartier", "wijkraad-waterkant"]),
            id="of one wijk, without a field of policy",
        ),
    ],
)
def test_who_may_do_what(
    klein: Stad,
    voorstel: str,
    beslisser: Beslisser,
    plicht: Adviesplicht,
    rights: dict[str, Mandaat | None],
    zonder: list[str],
    organisaties: list[str],
) -> None:
    """Who decides, whether the gemeente must ask, on which step each group stands, and who else may advise."""
    found = read_mandaat(klein, klein.voorstel[voorstel], PEILDATUM)
    assert (beslisser, plicht) == (found.beslisser, found.plicht)
    assert rights == {recht.groep.id: recht.trede for recht in found.groepen}
    assert zonder == [wijk.slug for wijk in found.zonder]
    assert organisaties == [org.id for org in found.organisaties]
    stands = {recht.groep.id: trede for trede, rechten in found.trap for recht in rechten}
    assert {name: trede for name, trede in rights.items() if trede} == stands


def test_the_trap_has_every_step_from_high_to_low(klein: Stad) -> None:
    """The four steps are drawn whoever stands on them."""
    found = read_mandaat(klein, klein.voorstel["ris900001"], PEILDATUM)
    assert ["zelf-besluiten", "meebesluiten", "adviseren", "raadplegen"] == [trede.value for trede, _ in found.trap]


def test_a_group_that_is_only_consulted_is_not_lifted(klein: Stad) -> None:
    """The bound of what is not surely of the wijk lowers a mandate, and never raises one."""
    wijken = tuple(
        wijk.model_copy(
            update={
                "klankbordgroepen": tuple(
                    groep.model_copy(update={"mandaat": Mandaat.RAADPLEGEN}) for groep in wijk.klankbordgroepen
                )
            }
        )
        for wijk in klein.wijken
    )
    stad = replace(klein, wijken=wijken)
    for name in ("ris900001", "nieuwe-kade"):
        for recht in read_mandaat(stad, stad.voorstel[name], PEILDATUM).groepen:
            assert (Mandaat.RAADPLEGEN, False) == (recht.trede, recht.is_beperkt)


def test_a_wijk_without_a_group(klein: Stad) -> None:
    """There is nobody to ask, and the wijk is named."""
    voorstel = change(klein.voorstel["ris900001"], wijken=("duinrand",), buurten=())
    found = read_mandaat(klein, voorstel, PEILDATUM)
    assert (ALTIJD, (), ()) == (found.plicht, found.groepen, found.organisaties)
    assert ["duinrand"] == [wijk.slug for wijk in found.zonder]


def test_a_group_begins_and_ends(klein: Stad) -> None:
    """Before its term it is to come; after it only what it was asked for keeps it here, and its wijk has none."""
    ankerplein = klein.voorstel["ris900001"]
    early = read_mandaat(klein, ankerplein, date(2026, 3, 31))
    assert date(2026, 4, 1) == next(
        recht.begint for recht in early.groepen if recht.groep.id == "klankbordgroep-havenkwartier"
    )
    late = read_mandaat(klein, ankerplein, date(2028, 4, 1))
    assert ["klankbordgroep-havenkwartier", "klankbordgroep-kade"] == [recht.groep.id for recht in late.groepen]
    unasked = change(ankerplein, id="other")
    assert ["klankbordgroep-kade"] == [
        recht.groep.id for recht in read_mandaat(klein, unasked, date(2028, 4, 1)).groepen
    ]


@pytest.mark.parametrize(
    ("beslisser", "soort", "fasen"),
    [
        (Beslisser.RAAD, Stuksoort.PLAN, [Fase.COLLEGEBESLUIT, Fase.RAADSBESLUIT]),
        (Beslisser.COLLEGE, Stuksoort.PLAN, [Fase.COLLEGEBESLUIT, Fase.COMMISSIE]),
        (Beslisser.ONBEKEND, Stuksoort.PLAN, [Fase.RAADSBEHANDELING]),
        (Beslisser.ONBEKEND, Stuksoort.BRIEF_WETHOUDER, []),
        (Beslisser.RAAD, Stuksoort.MOTIE, []),
        (Beslisser.RAAD, Stuksoort.BEGROTING, []),
        (Beslisser.COLLEGE, Stuksoort.RAADSVOORSTEL, [Fase.COLLEGEBESLUIT]),
    ],
)
def test_who_decides(klein: Stad, beslisser: Beslisser, soort: Stuksoort, fasen: list[Fase]) -> None:
    """The steps say it; else the kind of paper does, where only the council can; else nobody has said so."""
    step = klein.voorstel["ris900001"].stappen[0]
    stappen = tuple(step.model_copy(update={"fase": fase}) for fase in fasen)
    assert beslisser is read_beslisser(change(klein.voorstel["ris900001"], soort=soort, stappen=stappen))


# --- versions ---


@pytest.mark.parametrize(
    ("voorstel", "versie", "is_later", "nieuwste"),
    [
        pytest.param("ris900001", 1, False, 2, id="mapped on 2 March 2026, before the second version"),
        pytest.param("molenplein", 2, False, None, id="without a day of mapping: its first step"),
        pytest.param("werf-woningen", 1, True, 2, id="of 2023, before there was any definition"),
        pytest.param("ris900002", 1, False, None, id="a word with one version"),
    ],
)
def test_version_of_the_day_of_the_mapping(
    klein: Stad, voorstel: str, versie: int, is_later: bool, nieuwste: int | None
) -> None:
    """A proposal keeps the definition under which it was mapped, and the page says when another holds now."""
    found = read_mandaat(klein, klein.voorstel[voorstel], PEILDATUM).gebruikt
    assert found is not None
    assert (versie, is_later) == (found.begrip.versie, found.is_later)
    assert nieuwste == (found.nieuwste and found.nieuwste.versie)


def test_a_redefinition_does_not_rewrite_history(klein: Stad) -> None:
    """A new version, and a field of policy that is not of the wijk any more, change nothing for what was mapped."""
    gemeente = klein.gemeente
    first = find_begrip(gemeente.begrippen, "wijkspecifiek")
    assert first is not None
    newer = first.model_copy(update={"versie": 3, "vanaf": gemeente.begrippen[1].vanaf, "omschrijving": "Anders."})
    terreinen = tuple(
        terrein.model_copy(update={"herzieningen": gemeente.beleidsterreinen[1].herzieningen})
        for terrein in gemeente.beleidsterreinen
    )
    later = gemeente.model_copy(update={"begrippen": (*gemeente.begrippen, newer), "beleidsterreinen": terreinen})
    changed = replace(klein, gemeente=later)

    before = read_mandaat(klein, klein.voorstel["ris900001"], PEILDATUM)
    after = read_mandaat(changed, changed.voorstel["ris900001"], PEILDATUM)
    assert (before.plicht, before.gebruikt and before.gebruikt.begrip) == (
        after.plicht,
        after.gebruikt and after.gebruikt.begrip,
    )
    assert after.terrein_is_herzien
    # What is mapped after it has the new meaning.
    new = change(
        klein.voorstel["ris900001"],
        indeling=klein.voorstel["ris900001"].indeling.model_copy(update={"datum": date(2026, 11, 2)}),
    )
    mapped = read_mandaat(changed, new, PEILDATUM)
    assert ONDUIDELIJK is mapped.plicht
    assert mapped.gebruikt is not None
    assert ("Anders.", None) == (mapped.gebruikt.begrip.omschrijving, mapped.gebruikt.nieuwste)


@pytest.mark.parametrize(
    ("dag", "expected"),
    [(date(2026, 9, 30), True), (date(2026, 10, 1), False), (None, False), (date(1990, 1, 1), True)],
)
def test_a_field_of_policy_on_a_day(klein: Stad, dag: date | None, expected: bool) -> None:
    """The first decision holds until the day of the revision."""
    terrein: Beleidsterrein = klein.gemeente.beleidsterreinen[1]
    assert expected is terrein.is_wijkspecifiek_op(dag)


def test_a_definition_of_later_is_not_known_yet(klein: Stad) -> None:
    """On the day before, the second version and the revision are nowhere to be seen."""
    for dag, versies, herzieningen in ((date(2026, 8, 31), [1], 0), (date(2026, 10, 1), [1, 2], 1)):
        gemeente = select_bekend(klein, dag).gemeente
        assert versies == [item.versie for item in gemeente.begrippen if item.soort == "wijkspecifiek"]
        assert herzieningen == len(gemeente.beleidsterreinen[1].herzieningen)


# --- on the page ---


def read_part(site: MadeSite, pad: str) -> str:
    """Return the words of the facts and of the part about the mandate on the page of a proposal."""
    words = site.pages[pad].xpath("//main")[0].text_content()
    return " ".join(words.split())


def test_page_says_which_version(bouw_klein: MadeSite) -> None:
    """With its day and source, and what holds now."""
    words = read_part(bouw_klein, "voorstellen/ris900001/")
    assert "Omschrijving: versie 1, van januari 2024. Bron: Spelregels van Waterzande." in words
    assert "Nu geldt versie 2, sinds 1 september 2026." in words
    assert "Toen was er nog geen omschrijving" in read_part(bouw_klein, "voorstellen/werf-woningen/")


def test_page_draws_the_step_in_words(bouw_klein: MadeSite) -> None:
    """The step of each group is told in text, and not by colour alone."""
    steps = bouw_klein.pages["voorstellen/ris900001/"].xpath("//ol[contains(@class, 'trap')]/li")
    texts = [" ".join(step.text_content().split()) for step in steps]
    assert 4 == len(texts)
    assert ["Trede 4", "Trede 3", "Trede 2", "Trede 1"] == [text[:7] for text in texts]
    assert [False, True, True, False] == ["voor dit plan" in text for text in texts]
    assert "Klankbordgroep Havenkwartier Om advies gevraagd op 1 juni 2026" in texts[2]


@pytest.mark.parametrize(
    ("pad", "words"),
    [
        ("voorstellen/ris900001/", "Ja, altijd."),
        ("voorstellen/nieuwe-kade/", "Nee, maar het mag."),
        ("voorstellen/ris900002/", "Aanwijzing van de windmolens als stedelijk plan, 20 mei 2025"),
        ("voorstellen/ris900002/", "Een klankbordgroep heeft hier geen eigen taak."),
        ("voorstellen/ris900004/", "Dat kan nog niemand zeggen."),
        ("voorstellen/werf-woningen/", "Dat staat niet vast."),
    ],
)
def test_page_says_what_follows(bouw_klein: MadeSite, pad: str, words: str) -> None:
    """Each reikwijdte has its answer."""
    assert words in read_part(bouw_klein, pad)


def test_page_names_the_wijken_without_a_group(bouw_haag: MadeSite) -> None:
    """Who has nobody to speak for it is told so, and only where a group would have a say."""
    words = read_part(bouw_haag, "voorstellen/voorbeeld-fietsroute/")
    assert "Bouwlust en Vrederust heeft voor zover wij weten nog geen klankbordgroep." in words
    assert "nog geen klankbordgroep" not in read_part(bouw_haag, "voorstellen/voorbeeld-snelle-trams/")


def test_a_group_decides_with_the_gemeente(klein: Stad, haag: Stad, bouw_haag: MadeSite) -> None:
    """On a plan of its own wijk a group with that mandate does; a group for one subject only where it has a part."""
    assert read_mandaat(haag, haag.voorstel["voorbeeld-buurthuis"], PEILDATUM).beslist_mee
    assert "Een klankbordgroep beslist hier mee" in read_part(bouw_haag, "voorstellen/voorbeeld-buurthuis/")
    ankerplein = klein.voorstel["ris900001"]
    assert not read_mandaat(klein, ankerplein, PEILDATUM).beslist_mee
    own = next(advies for advies in klein.adviezen if advies.id == "advies-ankerplein")
    asked = replace(klein, adviezen=(own.model_copy(update={"van": "klankbordgroep-kade"}),))
    assert read_mandaat(asked, ankerplein, PEILDATUM).beslist_mee


def test_no_group_consults(bouw_klein: MadeSite, bouw_haag: MadeSite) -> None:
    """A group is consulted: “mag raadplegen” says it the wrong way round."""
    for site in (bouw_klein, bouw_haag):
        assert not [pad for pad, page in site.pages.items() if "mag raadplegen" in page.text_content()]


def test_every_proposal_of_the_shipped_city(haag: Stad, bouw_haag: MadeSite) -> None:
    """Each page has the part; only a stedelijk one has a decision that makes it so, and no trap."""
    for voorstel in haag.voorstellen:
        page = bouw_haag.pages[f"voorstellen/{voorstel.slug}/"]
        assert 1 == len(page.xpath("//h2[@id='mandaat']")), voorstel.id
        stedelijk = voorstel.reikwijdte is Reikwijdte.STEDELIJK
        assert stedelijk == bool(page.xpath("//dt[starts-with(., 'Stedelijk door')]")), voorstel.id
        assert not (stedelijk and page.xpath("//ol[contains(@class, 'trap')]")), voorstel.id
