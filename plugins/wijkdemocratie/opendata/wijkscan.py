"""The tables of wijkscans and of what they cost."""

from __future__ import annotations

from wijkdemocratie.model import Gesprekspartner, Kostenpost, Ondersteuning, Optie, Rol, Scanstand, Scenario, Wijkscan
from wijkdemocratie.pages import Site

from .kolom import DAG, GEHEEL, JA_NEE, TEKST, Kolom, keuze, keuzes
from .tabel import Tabel, list_vaste_kolommen


def make_wijkscans(site: Site) -> Tabel:
    """Return the table of scans: a wijk without a scan has no row."""
    stad = site.stad

    def add_up(scan: Wijkscan, *, structureel: bool) -> int | None:
        # Unknown is something else than nothing: a scan without costs has told none.
        found = [kosten.bedrag for kosten in scan.kosten if kosten.structureel is structureel]
        return sum(found) if scan.kosten else None

    return Tabel(
        "wijkscans",
        "Wijkscans",
        "De wijkscan per wijk: hoe ver zij is, wat eruit kwam en wat het kost. Een wijk zonder scan heeft geen rij.",
        (
            *list_vaste_kolommen(
                site, lambda scan: stad.wijk[scan.wijk].code, lambda scan: scan, lambda scan: scan.voorbeeld
            ),
            Kolom("wijkcode", TEKST, "De wijk.", lambda scan: stad.wijk[scan.wijk].code),
            keuze("stand", Scanstand, "Hoe ver de scan is.", lambda scan: scan.stand),
            Kolom("begonnen_op", DAG, "De dag waarop de scan begon.", lambda scan: scan.begonnen_op, leeg=True),
            Kolom("afgerond_op", DAG, "De dag waarop de scan klaar was.", lambda scan: scan.afgerond_op, leeg=True),
            keuzes(
                "gesproken_met", Gesprekspartner, "Met wat voor partijen is gesproken.", lambda scan: scan.gesproken_met
            ),
            keuze("scenario", Scenario, "De uitkomst.", lambda scan: scan.scenario, leeg=True),
            keuzes("opties", Optie, "Wat er is gekozen.", lambda scan: scan.opties),
            keuzes("rollen", Rol, "De rollen van de bewonersorganisatie.", lambda scan: scan.rollen),
            keuzes("ondersteuning", Ondersteuning, "De hulp waar de wijk om vraagt.", lambda scan: scan.ondersteuning),
            Kolom(
                "kosten_eenmalig",
                GEHEEL,
                "Wat het één keer kost; leeg als niets bekend is.",
                lambda scan: add_up(scan, structureel=False),
                eenheid="hele euro's",
                leeg=True,
            ),
            Kolom(
                "kosten_per_jaar",
                GEHEEL,
                "Wat het elk jaar kost; leeg als niets bekend is.",
                lambda scan: add_up(scan, structureel=True),
                eenheid="hele euro's per jaar",
                leeg=True,
            ),
            Kolom(
                "teruggekoppeld_op",
                DAG,
                "De dag waarop de raad de uitkomst kreeg.",
                lambda scan: scan.teruggekoppeld.datum if scan.teruggekoppeld else None,
                leeg=True,
            ),
            Kolom(
                "teruggekoppeld_ris",
                TEKST,
                "Het RIS-nummer daarvan.",
                lambda scan: scan.teruggekoppeld.ris if scan.teruggekoppeld else None,
                leeg=True,
            ),
        ),
        stad.wijkscans,
        (Wijkscan,),
    )


def make_kosten(site: Site) -> Tabel:
    """Return the table of costs; a row is a scan, the number of a cost and the cost."""
    stad = site.stad
    return Tabel(
        "kosten",
        "Kosten",
        "Wat er volgens de wijkscans nodig is, per wijk en post. Tel eenmalig en per jaar nooit bij elkaar op.",
        (
            *list_vaste_kolommen(
                site,
                lambda rij: f"{stad.wijk[rij[0].wijk].code}:{rij[1]}",
                lambda rij: rij[0],
                lambda rij: rij[0].voorbeeld,
            ),
            Kolom("wijkcode", TEKST, "De wijk.", lambda rij: stad.wijk[rij[0].wijk].code),
            Kolom("stadsdeel", TEKST, "De slug van het stadsdeel.", lambda rij: stad.wijk[rij[0].wijk].stadsdeel),
            Kolom("nr", GEHEEL, "Het hoeveelste bedrag van de wijk het is.", lambda rij: rij[1]),
            keuze("post", Kostenpost, "Waarvoor het geld is.", lambda rij: rij[2].post),
            Kolom("bedrag", GEHEEL, "Het bedrag.", lambda rij: rij[2].bedrag, eenheid="hele euro's"),
            Kolom("structureel", JA_NEE, "true als het elk jaar terugkomt.", lambda rij: rij[2].structureel),
            Kolom("toelichting", TEKST, "Wat er voor dit bedrag gebeurt.", lambda rij: rij[2].toelichting),
        ),
        tuple((scan, nr, kosten) for scan in stad.wijkscans for nr, kosten in enumerate(scan.kosten, start=1)),
        (Wijkscan,),
    )
