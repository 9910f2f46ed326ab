"""Ways to break a small city: named, always the same, and each with the file that the check has to name.

`KINDS` holds them by name. Most are a line of a file in another form; the rest are files that are no files, and tricks
of YAML, of encodings and of file systems.
"""

import os
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

VOORSTEL = "content/voorstellen/ris900001.md"
ADVIES = "content/adviezen/advies-ankerplein.md"
SCAN = "content/wijkscans/havenkwartier.md"
PAGINA = "content/paginas/over.md"
WIJK = "wijken/havenkwartier.yaml"
STAD = "wijken/stad.yaml"
_SOORT = {VOORSTEL: "voorstel", ADVIES: "advies", SCAN: "scan", PAGINA: "pagina", WIJK: "wijk", STAD: "stad"}
FILES = tuple(_SOORT)


class Kapot(NamedTuple):
    """One way: what it does to a root, and the file that is named. `mag` is for what looks odd and is no fault."""

    breek: Callable[[Path], None]
    bestand: str
    mag: bool = False


KINDS: dict[str, Kapot] = {}
"""Every way, by name."""


def _add(name: str, bestand: str, breek: Callable[[Path], None], *, mag: bool = False) -> None:
    if name in KINDS:
        raise ValueError(f"two ways are called {name}")
    KINDS[name] = Kapot(breek, bestand, mag)


def _swap(bestand: str, pattern: str, put: str) -> Callable[[Path], None]:
    """Return a way that replaces the first match of a pattern; it fails where there is none."""

    def breek(root: Path) -> None:
        file = root / bestand
        text = file.read_text(encoding="utf-8")
        made, count = re.subn(pattern, lambda _found: put, text, count=1, flags=re.MULTILINE)
        if not count:
            raise ValueError(f"{bestand} has no {pattern}")
        file.write_bytes(made.encode("utf-8", "surrogatepass"))

    return breek


def _write(bestand: str, content: bytes) -> Callable[[Path], None]:
    def breek(root: Path) -> None:
        file = root / bestand
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    return breek


def _change(bestand: str, change: Callable[[str], str | bytes]) -> Callable[[Path], None]:
    def breek(root: Path) -> None:
        made = change((root / bestand).read_text(encoding="utf-8"))
        (root / bestand).write_bytes(made if isinstance(made, bytes) else made.encode("utf-8", "surrogatepass"))

    return breek


# --- values ---------------------------------------------------------------------------------------------------------

_WAARDEN = {
    "leeg": "",
    "lijst-van-blokken": "[{a: b}]",
    "blok": "{a: b}",
    "aanhalingsteken": '"half',
    "anker": "&x waarde",
    "verwijzing": "*x",
    "soortnaam": "!!python/object:os.system x",
    "script": '"<script>alert(1)</script>"',
    "entiteit": '"&lt;b&gt;"',
    "omgekeerd": '"\\u202Eomgekeerd"',
    "nul": '"\\0"',
}
"""What never belongs behind a key, in whatever file."""

_SLEUTELS = {
    VOORSTEL: ("id", "titel", "soort", "wijken", "samenvatting"),
    ADVIES: ("voorstel", "van", "gevraagd_op", "samenvatting"),
    SCAN: ("wijk", "stand", "afgerond_op", "scenario"),
    PAGINA: ("title", "slug", "summary"),
    WIJK: ("code", "naam", "stadsdeel"),
    STAD: ("naam", "siteurl", "naamruimte", "ondergrens"),
}


def _add_values() -> None:
    for bestand, sleutels in _SLEUTELS.items():
        soort = _SOORT[bestand]
        for sleutel in sleutels:
            for name, waarde in _WAARDEN.items():
                _add(
                    f"{name}-bij-{soort}-{sleutel}", bestand, _swap(bestand, rf"^{sleutel}:.*$", f"{sleutel}: {waarde}")
                )


# --- words that are nearly right ------------------------------------------------------------------------------------

_BIJNA = (
    ("datum-omgekeerd", ADVIES, r"^gevraagd_op:.*$", "gevraagd_op: 01-06-2026"),
    ("datum-in-woorden", ADVIES, r"^gevraagd_op:.*$", "gevraagd_op: 1 juni 2026"),
    ("datum-dertig-februari", ADVIES, r"^gevraagd_op:.*$", "gevraagd_op: 2026-02-30"),
    ("datum-jaar-nul", ADVIES, r"^gevraagd_op:.*$", "gevraagd_op: 0000-01-01"),
    ("datum-jaar-9999", ADVIES, r"^gevraagd_op:.*$", "gevraagd_op: 9999-12-31"),
    ("datum-andere-cijfers", ADVIES, r"^gevraagd_op:.*$", "gevraagd_op: ٢٠٢٦-٠٦-٠١"),
    ("datum-vol-breedte", ADVIES, r"^gevraagd_op:.*$", "gevraagd_op: ２０２６-06-01"),
    ("datum-met-zone", ADVIES, r"^gevraagd_op:.*$", "gevraagd_op: 2026-06-01T00:00:00Z"),
    ("datum-week", ADVIES, r"^gevraagd_op:.*$", "gevraagd_op: 2026-W23-1"),
    ("datum-getal", ADVIES, r"^gevraagd_op:.*$", "gevraagd_op: 20260601"),
    ("datum-negatief", ADVIES, r"^gevraagd_op:.*$", "gevraagd_op: -2026-06-01"),
    ("datum-ver-weg", ADVIES, r"^  datum: 2026-08-10$", "  datum: 2062-08-10"),
    ("datum-verkeerd-om", ADVIES, r"^ingediend_op:.*$", "ingediend_op: 2026-05-01"),
    ("stap-maand-13", VOORSTEL, r"datum: 2026-04-13", "datum: 2026-13"),
    ("stap-op-tijd", VOORSTEL, r"datum: 2026-04-13", "datum: 2026-04-13 19:30"),
    ("stap-zonder-streepje", VOORSTEL, r"^  - nr: 2$", "    nr: 2"),
    ("stap-streepje-geplakt", VOORSTEL, r"^  - nr: 2$", "  -nr: 2"),
    ("stap-nummer-twee-keer", VOORSTEL, r"nr: 2", "nr: 1"),
    ("stap-nummer-nul", VOORSTEL, r"nr: 1", "nr: 0"),
    ("stap-nummer-groot", VOORSTEL, r"nr: 5", "nr: 99999999999999999999"),
    ("stap-nummer-gat", VOORSTEL, r"nr: 5", "nr: 7"),
    ("stap-nummer-komma", VOORSTEL, r"nr: 2", "nr: 2,5"),
    ("stap-nummer-min", VOORSTEL, r"nr: 2", "nr: -2"),
    ("stap-nummer-hex", VOORSTEL, r"nr: 2", "nr: 0x2"),
    ("stap-nummer-exponent", VOORSTEL, r"nr: 2", "nr: 2e0"),
    ("stap-nummer-nan", VOORSTEL, r"nr: 2", "nr: .nan"),
    ("stap-nummer-oneindig", VOORSTEL, r"nr: 2", "nr: .inf"),
    ("stap-fase-onbekend", VOORSTEL, r"fase: participatie", "fase: participatei"),
    ("stap-fase-hoofdletter", VOORSTEL, r"fase: participatie", "fase: Participatie"),
    ("stap-sleutel-onbekend", VOORSTEL, r"fase: participatie", "fase: participatie\n    onzin: ja"),
    ("stap-sleutel-dubbel", VOORSTEL, r"fase: participatie", "fase: participatie\n    fase: participatie"),
    ("stappen-als-tekst", VOORSTEL, r"^stappen:$", "stappen: x\noud:"),
    ("wijk-met-hoofdletter", VOORSTEL, r"\[havenkwartier\]", "[Havenkwartier]"),
    ("wijk-alias", VOORSTEL, r"\[havenkwartier\]", "[De Haven]"),
    ("wijk-onbekend", VOORSTEL, r"\[havenkwartier\]", "[nergens]"),
    ("wijk-twee-keer", VOORSTEL, r"\[havenkwartier\]", "[havenkwartier, havenkwartier]"),
    ("wijk-lijst-in-lijst", VOORSTEL, r"\[havenkwartier\]", "[[havenkwartier]]"),
    ("wijk-lege-lijst-in-lijst", VOORSTEL, r"\[havenkwartier\]", "[[]]"),
    ("wijk-open-haak", VOORSTEL, r"\[havenkwartier\]", "[havenkwartier"),
    ("wijk-puntkomma", VOORSTEL, r"\[havenkwartier\]", "[havenkwartier; molenwijk]"),
    ("buurt-elders", VOORSTEL, r"\[oude-haven\]", "[duinrand-dorp]"),
    ("titel-dubbele-punt", VOORSTEL, r"^titel: Nieuwe", "titel: Nieuw: de"),
    ("titel-apostrof", VOORSTEL, r"^titel: .*$", "titel: 's-Gravenplein"),
    ("titel-hekje", VOORSTEL, r"^titel: .*$", "titel: #plein"),
    ("titel-hekje-midden", VOORSTEL, r"^titel: .*$", "titel: Plein #2"),
    ("titel-apenstaart", VOORSTEL, r"^titel: .*$", "titel: @plein"),
    ("titel-procent", VOORSTEL, r"^titel: .*$", "titel: %plein"),
    ("titel-accent", VOORSTEL, r"^titel: .*$", "titel: `plein`"),
    ("titel-streepje", VOORSTEL, r"^titel: .*$", "titel: - plein"),
    ("titel-vraagteken", VOORSTEL, r"^titel: .*$", "titel: ? plein"),
    ("titel-pijp", VOORSTEL, r"^titel: .*$", "titel: |plein"),
    ("titel-geplakt", VOORSTEL, r"^titel: ", "titel:"),
    ("titel-zonder-punt", VOORSTEL, r"^titel: ", "titel "),
    ("titel-is", VOORSTEL, r"^titel: ", "titel = "),
    ("titel-vaste-spatie", VOORSTEL, r"^titel: ", "titel:\u00a0"),
    ("titel-tab", VOORSTEL, r"^titel: ", "titel:\t"),
    ("titel-twee-regels", VOORSTEL, r"^titel: .*$", "titel: een\ntwee"),
    ("titel-aanhaling-te-veel", VOORSTEL, r"^titel: .*$", 'titel: "een" twee'),
    ("titel-schuine-streep", VOORSTEL, r"^titel: .*$", 'titel: "een \\q"'),
    ("titel-te-lang", VOORSTEL, r"^titel: .*$", "titel: " + "lang " * 400),
    ("titel-alleen-spaties", VOORSTEL, r"^titel: .*$", 'titel: "   "'),
    ("titel-twee-keer", VOORSTEL, r"^titel: .*$", "titel: Een\ntitel: Twee"),
    ("titel-sleutel-hoofdletter", VOORSTEL, r"^titel: ", "Titel: "),
    ("titel-sleutel-aanhaling", VOORSTEL, r"^titel: ", '"titel": '),
    ("titel-sleutel-samengesteld", VOORSTEL, r"^titel: .*$", "? [a, b]\n: c"),
    ("titel-sleutel-leeg", VOORSTEL, r"^titel: ", ": "),
    ("titel-sleutel-getal", VOORSTEL, r"^titel: ", "1: "),
    ("titel-sleutel-null", VOORSTEL, r"^titel: ", "~: "),
    ("titel-samenvoegen", VOORSTEL, r"^titel: .*$", "<<: {titel: x}"),
    ("titel-springt-in", VOORSTEL, r"^titel: ", "  titel: "),
    ("titel-script-los", VOORSTEL, r"^titel: .*$", "titel: <img src=x onerror=alert(1)>"),
    ("titel-sjabloon", VOORSTEL, r"^titel: .*$", "titel: '{{ 7*7 }} {% include x %}'"),
    ("titel-emoji-samengesteld", VOORSTEL, r"^titel: .*$", "titel: 👩‍👩‍👧 plein"),
    ("titel-breedteloze-spatie", VOORSTEL, r"^titel: .*$", "titel: a\u200bb"),
    ("titel-regelscheiding", VOORSTEL, r"^titel: .*$", "titel: a\u2028b"),
    ("titel-vervangteken", VOORSTEL, r"^titel: .*$", "titel: a\ufffeb"),
    ("titel-bel", VOORSTEL, r"^titel: .*$", "titel: a\x07b"),
    ("titel-escape", VOORSTEL, r"^titel: .*$", "titel: a\x1b[31mb"),
    ("titel-isolaat", VOORSTEL, r"^titel: .*$", "titel: a\u2066b"),
    ("ris-zonder-ris", VOORSTEL, r"^ris: RIS900001$", "ris: 900001"),
    ("ris-kleine-letters", VOORSTEL, r"^ris: RIS900001$", "ris: ris900001"),
    ("ris-ander-nummer", VOORSTEL, r"^ris: RIS900001$", "ris: RIS900009"),
    ("ris-andere-cijfers", VOORSTEL, r"^ris: RIS900001$", "ris: RIS٩٠٠٠٠١"),
    ("id-pad", VOORSTEL, r"^id: .*$", "id: ../../etc/passwd"),
    ("id-spaties", VOORSTEL, r"^id: .*$", "id: ris 900001"),
    ("id-ander-bestand", VOORSTEL, r"^id: .*$", "id: ris900002"),
    ("id-accent", VOORSTEL, r"^id: .*$", "id: plein-é"),
    ("id-lang", VOORSTEL, r"^id: .*$", "id: " + "a" * 300),
    ("slug-bezet", VOORSTEL, r"^ris: RIS900001$", "ris: RIS900001\nslug: nieuwe-kade"),
    ("slug-jaar", VOORSTEL, r"^ris: RIS900001$", 'ris: RIS900001\nslug: "2026"'),
    ("vroeger-bezet", VOORSTEL, r"^ris: RIS900001$", "ris: RIS900001\nvroeger: [nieuwe-kade]"),
    ("webadres-zonder-https", VOORSTEL, r"https://www\.waterzande\.example/ankerplein$", "www.waterzande.example"),
    ("webadres-script", VOORSTEL, r"webadres: .*$", "webadres: javascript:alert(1)"),
    ("webadres-spatie", VOORSTEL, r"webadres: .*$", "webadres: https://a.example/a b"),
    ("webadres-mail", VOORSTEL, r"webadres: .*$", "webadres: mailto:iemand@gemeente.example"),
    ("stedelijk-zonder-besluit", VOORSTEL, r"^reikwijdte: .*$", "reikwijdte: stedelijk"),
    ("hele-stad-misschien", VOORSTEL, r"^soort: ", "hele_stad: misschien\nsoort: "),
    ("ja-als-getal", VOORSTEL, r"^soort: ", "voorbeeld: 1\nsoort: "),
    ("bedrag-euro", SCAN, r"bedrag: 12500", "bedrag: € 12.500,-"),
    ("bedrag-punt", SCAN, r"bedrag: 12500", "bedrag: 12.500"),
    ("bedrag-komma", SCAN, r"bedrag: 12500", "bedrag: 12500,50"),
    ("bedrag-woord", SCAN, r"bedrag: 12500", "bedrag: veel"),
    ("bedrag-anders", SCAN, r"bedrag: 12500", "bedrag: 12501"),
    ("optie-ander-scenario", SCAN, r"\[B1, B2\]", "[C1]"),
    ("opties-tekst", SCAN, r"\[B1, B2\]", "B1, B2"),
    ("stand-voor-datum", SCAN, r"^stand: .*$", "stand: gepland"),
    ("code-kort", WIJK, r"^code: .*$", "code: WK1"),
    ("code-kleine-letters", WIJK, r"^code: WK", "code: wk"),
    ("coordinaat-komma", WIJK, r"lon: 4\.", "lon: 4,"),
    ("coordinaat-verwisseld", WIJK, r"lon: 4\.[0-9]+", "lon: 52.05013"),
    ("coordinaat-kort", WIJK, r"lon: 4\.[0-9]+", "lon: 4.30"),
    ("coordinaat-rd", WIJK, r"lon: 4\.[0-9]+", "lon: 81000"),
    ("coordinaat-nan", WIJK, r"lon: 4\.[0-9]+", "lon: .nan"),
    ("tijd-half", WIJK, r"trekking: 2026-12-04 19:30", "trekking: 2026-12-04"),
    ("tijd-punt", WIJK, r"trekking: 2026-12-04 19:30", "trekking: 2026-12-04 19.30"),
    ("tijd-25-uur", WIJK, r"trekking: 2026-12-04 19:30", "trekking: 2026-12-04 25:00"),
    ("tijd-zomertijd", WIJK, r"trekking: 2026-12-04 19:30", "trekking: 2027-03-28 02:30"),
    ("aanmelden-omgekeerd", WIJK, r"tot: 2026-11-29", "tot: 2026-10-01"),
    ("plaatsen-telefoon", WIJK, r"plaatsen: 10", "plaatsen: 0612345678"),
    ("plaatsen-woord", WIJK, r"plaatsen: 10", "plaatsen: tien"),
    ("huis-aan-huis-x", WIJK, r"huis_aan_huis: ja", "huis_aan_huis: x"),
    ("zaad-nul", WIJK, r"zaad: 5123", "zaad: 0"),
    ("klein-getal", WIJK, r"panel: te-klein", "panel: 2"),
    ("stadsdeel-onbekend", WIJK, r"^stadsdeel: .*$", "stadsdeel: nergens"),
    ("ondergrens-vier", STAD, r"^ondergrens: 5$", "ondergrens: 4"),
    ("siteurl-http", STAD, r"^siteurl: https", "siteurl: http"),
    ("naamruimte-zonder-jaar", STAD, r",2026$", ""),
    ("wijk-zonder-bestand", STAD, r"^  - duinrand$", "  - duinrand\n  - nergens"),
    ("wijk-niet-in-lijst", WIJK.replace("havenkwartier", "duinrand"), r"^slug: duinrand$", "slug: duinrand2"),
    ("termijn-nul", STAD, r"aantal: 5$", "aantal: 0"),
    ("termijn-eenheid", STAD, r"eenheid: werkdagen", "eenheid: maanden"),
    ("kaart-pad", STAD, r"^ondergrens: 5$", "ondergrens: 5\nkaart: ../geheim.json"),
    ("huisstijl-pad", STAD, r"^ondergrens: 5$", "ondergrens: 5\nhuisstijl: ../elders"),
    ("kaart-weg", STAD, r"^ondergrens: 5$", "ondergrens: 5\nkaart: weg.geojson"),
    ("pagina-slug-van-de-site", PAGINA, r"^slug: over$", "slug: wijken"),
    ("pagina-slug-pad", PAGINA, r"^slug: over$", "slug: ../index"),
    ("pagina-sjabloon", PAGINA, r"^slug: over$", "slug: over\ntemplate: base"),
    ("pagina-bewaren-als", PAGINA, r"^slug: over$", "slug: over\nsave_as: ../../x.html"),
)

# --- bodies ---------------------------------------------------------------------------------------------------------

_TEKSTEN = {
    "html": "Een <b>vet</b> woord.",
    "script": "<script>alert(1)</script>",
    "commentaar": "<!-- niet tonen -->",
    "instructie": "<?php echo 1 ?>",
    "link-script": "[x](javascript:alert(1))",
    "link-script-verstopt": "[x](&#106;avascript:alert(1))",
    "link-data": "[x](data:text/html;base64,AAAA)",
    "link-zonder-protocol": "[x](//elders.example/)",
    "link-hekje": "[x](#plek)",
    "link-dood": "[x](../../voorstellen/weg/)",
    "link-dood-noem": "[x][weg]\n\n[weg]: ../../wijken/weg/",
    "beeld": "![x](https://elders.example/a.png)",
    "beeld-noem": "![x][a]\n\n[a]: https://elders.example/a.png",
    "bsn": "Nummer 111222333.",
    "mobiel": "Bel 06-12345678.",
    "iban": "NL91 ABNA 0417 1643 00",
    "mail": "Mail naar iemand@gmail.com.",
    "omgekeerd": "a\u202eb",
    "nul": "a\x00b",
    "conflict": "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> tak",
    "diep": "> " * 2000 + "x",
    "haken": "[" * 5000,
    "sterren": "*" * 5000,
    "tabel": "|a|b|\n|-|-|\n" + "|x|y|\n" * 2000,
}
_MAG_TEKST = {"diep", "haken", "sterren", "tabel"}


def _add_bodies() -> None:
    for bestand in (VOORSTEL, ADVIES, SCAN, PAGINA):
        for name, tekst in _TEKSTEN.items():
            _add(
                f"tekst-{name}-in-{_SOORT[bestand]}",
                bestand,
                _change(bestand, lambda text, tekst=tekst: f"{text}\n{tekst}\n"),  # type: ignore[misc]
                mag=name in _MAG_TEKST,
            )


# --- whole files ----------------------------------------------------------------------------------------------------


def _head(text: str, put: str) -> str:
    """Put something before the first key."""
    return text.replace("---\n", f"---\n{put}", 1) if text.startswith("---\n") else put + text


def _nest(text: str, depth: int = 3000) -> str:
    return text.replace("\n", f"\ndiep: {'[' * depth}{']' * depth}\n", 1)


_BESTANDEN: dict[str, Callable[[str], str | bytes]] = {
    "leeg": lambda _text: "",
    "alleen-spaties": lambda _text: "  \n \n",
    "alleen-commentaar": lambda text: "---\n# niets\n---\n" if text.startswith("---") else "# niets\n",
    "alleen-streepjes": lambda _text: "---\n---\n",
    "een-streep": lambda _text: "---\n",
    "binair": lambda _text: bytes(range(256)) * 8,
    "nullen": lambda _text: b"\0" * 4096,
    "utf16": lambda text: text.encode("utf-16"),
    "utf16-zonder-merk": lambda text: text.encode("utf-16-le"),
    "utf32": lambda text: text.encode("utf-32"),
    "windows": lambda text: text.replace("e", "é").encode("cp1252"),
    "bom": lambda text: "\ufeff" + text,
    "dubbele-bom": lambda text: "\ufeff\ufeff" + text,
    "afgekapt-teken": lambda text: text.encode() + b"\xe2\x82",
    "te-lang-gecodeerd": lambda text: text.encode() + b"\xc0\xaf",
    "surrogaat": lambda text: text + "\ud800",
    "te-groot": lambda text: text + "a\n" * 600_000,
    "lange-regel": lambda text: text.replace(": ", ": " + "x" * 200_000, 1),
    "diep-genest": _nest,
    "word": lambda _text: b"PK\x03\x04" + bytes(range(256)),
    "pdf": lambda _text: b"%PDF-1.7\n\xe2\xe3\xcf\xd3",
    "png": lambda _text: b"\x89PNG\r\n\x1a\n\0\0",
    "json": lambda _text: '{"titel": "x"}',
    "xml": lambda _text: '<?xml version="1.0"?><titel/>',
    "conflict": lambda text: text.replace("\n", "\n<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> tak\n", 1),
    "conflict-half": lambda text: text.replace("\n", "\n>>>>>>> tak\n", 1),
    "twee-documenten": lambda text: text.replace("\n", "\n...\n---\n", 1) if text[0] != "-" else text[4:],
    "richtlijn": lambda text: (
        text.replace("---\n", "---\n%YAML 1.1\n", 1) if text[0] == "-" else f"%YAML 9.9\n---\n{text}"
    ),
    "lachen": lambda text: text.replace("\n", "\na: &a [x,x,x,x,x,x,x,x,x]\nb: [*a,*a,*a,*a,*a,*a]\n", 1),
    "lijst": lambda text: "---\n- a\n- b\n---\n" if text[0] == "-" else "- a\n- b\n",
    "losse-tekst": lambda text: "---\nalleen tekst\n---\n" if text[0] == "-" else "alleen tekst\n",
    "regels-mac": lambda text: text.replace("\n", "\r"),
    "regels-windows": lambda text: text.replace("\n", "\r\n"),
    "tabs": lambda text: re.sub(r"^(---\n)?", "\\1\t", text, count=1) + "\ta: b\n",
    "halve-inspringing": lambda text: text.replace("\n", "\n   scheef: ja\n  schever: ja\n", 1),
    "onbekende-sleutel": lambda text: (
        text.replace("\n", "\nonzin: ja\n", 1) if text[0] == "-" else f"onzin: ja\n{text}"
    ),
    "accenten-sleutel": lambda text: text.replace("\n", "\n`x`: ja\n", 1),
}


def _add_files() -> None:
    for bestand in FILES:
        for name, change in _BESTANDEN.items():
            mag = name == "regels-windows"
            _add(f"bestand-{name}-{_SOORT[bestand]}", bestand, _change(bestand, change), mag=mag)


# --- the file system ------------------------------------------------------------------------------------------------


def _replace(bestand: str, make: Callable[[Path], object]) -> Callable[[Path], None]:
    def breek(root: Path) -> None:
        (root / bestand).unlink()
        make(root / bestand)

    return breek


def _bind(path: Path) -> None:
    here = os.open(path.parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(f"/proc/self/fd/{here}/{path.name}")  # the path itself may be too long for a socket
    os.close(here)


_DINGEN: dict[str, Callable[[Path], object]] = {
    "map": lambda path: path.mkdir(),
    "pijp": os.mkfifo,
    "contactpunt": _bind,
    "koppeling-buiten": lambda path: path.symlink_to("/etc/hostname"),
    "koppeling-relatief-buiten": lambda path: path.symlink_to("../../../../../../../../etc/hostname"),
    "koppeling-nergens": lambda path: path.symlink_to("weg.md"),
    "koppeling-naar-zichzelf": lambda path: path.symlink_to(path.name),
    "koppeling-naar-map": lambda path: path.symlink_to("."),
    "koppeling-apparaat": lambda path: path.symlink_to("/dev/zero"),
    "koppeling-proces": lambda path: path.symlink_to("/proc/self/environ"),
}

_NAMEN = {
    "naam-spatie": "content/voorstellen/een plan.md",
    "naam-hoofdletter": "content/voorstellen/Plan.md",
    "naam-regeleinde": "content/voorstellen/een\nplan.md",
    "naam-escape": "content/voorstellen/\x1b[31m.md",
    "naam-omgekeerd": "content/voorstellen/\u202eplan.md",
    "naam-lang": f"content/voorstellen/{'a' * 240}.md",
    "naam-vreemd": "content/voorstellen/\udcff.md",
    "naam-word": "content/voorstellen/plan.docx",
    "naam-tekst": "content/voorstellen/plan.md.txt",
    "naam-yml": "wijken/nieuw.yml",
    "naam-kopie": "content/voorstellen/ris900001 (1).md",
    "naam-reserve": "content/voorstellen/ris900001.md.bak",
    "map-onbekend": "content/voorstelen/plan.md",
    "map-dieper": "content/voorstellen/dieper/plan.md",
}


def _add_things() -> None:
    for bestand in (VOORSTEL, PAGINA, WIJK, STAD):
        for name, make in _DINGEN.items():
            _add(f"{name}-{_SOORT[bestand]}", bestand, _replace(bestand, make))
    for name, bestand in _NAMEN.items():
        told = {"map-onbekend": "content/voorstelen", "map-dieper": "content/voorstellen/dieper"}.get(name, bestand)
        _add(name, told, _write(bestand, b"---\nid: plan\n---\n"))
    for bestand, named in ((STAD, STAD), (PAGINA, PAGINA), (SCAN, ""), (WIJK, STAD)):
        _add(f"weg-{_SOORT[bestand]}", named, lambda root, bestand=bestand: (root / bestand).unlink(), mag=not named)  # type: ignore[misc]


# --- tables and other files -----------------------------------------------------------------------------------------

_POSTCODES = "wijken/postcodes.csv"
_POOL = "content/lotingen/loting-kade/pool.csv"

_TABELLEN = (
    ("postcodes-leeg", _POSTCODES, b""),
    ("postcodes-kop", _POSTCODES, b"a,b\n"),
    ("postcodes-waarde", _POSTCODES, b"PC6,buurt\n99,BU99990301\n"),
    ("postcodes-buurt", _POSTCODES, b"PC6,buurt\n9999XA,BU00000000\n"),
    ("postcodes-binair", _POSTCODES, bytes(range(128, 256))),
    ("postcodes-nullen", _POSTCODES, b"PC6,buurt\n\0\0\0\n"),
    ("postcodes-aanhaling", _POSTCODES, b'PC6,buurt\n"9999XA,BU99990301\n'),
    ("pool-los", _POOL, b"nummer,woonwijk\n1,a\n"),
    ("pool-binair", _POOL, bytes(range(256))),
)


def _add_tables() -> None:
    for name, bestand, content in _TABELLEN:
        _add(name, bestand if bestand == _POSTCODES else "content/lotingen", _write(bestand, content))
    for name, content in {
        "kaart-leeg": b"",
        "kaart-geen-json": b"{",
        "kaart-diep": b"[" * 100_000,
        "kaart-getal": b"1",
        "kaart-nan": b'{"features": [NaN]}',
        "kaart-zonder-code": b'{"features": [{}]}',
        "kaart-rd": b'{"features":[{"properties":{"code":"WK999901"},"geometry":{"type":"Polygon","coordinates":'
        b"[[[81000,455000],[81001,455000],[81001,455001]]]}}]}",
        "kaart-oneindig": b'{"features":[{"properties":{"code":"WK999901"},"geometry":{"type":"Polygon",'
        b'"coordinates":[[[1e999,52],[4,52],[4,53]]]}}]}',
        "kaart-groot-getal": b'{"features":[{"properties":{"code":' + b"9" * 5000 + b"}}]}",
    }.items():

        def breek(root: Path, content: bytes = content) -> None:
            _swap(STAD, r"^ondergrens: 5$", "ondergrens: 5\nkaart: grenzen.geojson")(root)
            (root / "wijken" / "grenzen.geojson").write_bytes(content)

        _add(name, "wijken/grenzen.geojson", breek)


def list_names(*, mag: bool) -> Iterator[str]:
    """Yield the names of the ways that are no fault, or of those that are."""
    return (name for name, way in KINDS.items() if way.mag is mag)


_add_values()
for _naam, _bestand, _patroon, _tekst in _BIJNA:
    _add(
        _naam, _bestand, _swap(_bestand, _patroon, _tekst), mag=_naam in {"titel-sjabloon", "titel-emoji-samengesteld"}
    )
_add_bodies()
_add_files()
_add_things()
_add_tables()
