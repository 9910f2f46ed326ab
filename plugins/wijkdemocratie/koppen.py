"""The headers that belong to each kind of file: one table, from which `_headers` and the include of nginx are made."""

from __future__ import annotations

from collections.abc import Mapping

PAGINA = "public, max-age=60, must-revalidate"
BESTAND = "public, max-age=300, must-revalidate"
VAST = "public, max-age=31536000, immutable"
"""For what has a hash in its name: it never changes."""

_VASTE_MAPPEN = ("beelden", "theme")
_NIETS, _EIGEN = "'none'", "'self'"
_BELEID = {
    "default-src": _NIETS,
    "style-src": _EIGEN,
    "img-src": _EIGEN,
    "font-src": _EIGEN,
    "form-action": _EIGEN,
    "base-uri": _NIETS,
    "frame-ancestors": _NIETS,
}
_BELEID_SCRIPT = {
    "script-src": _EIGEN,
    "connect-src": _EIGEN,
}
"""What is let through besides, as soon as the theme has a script."""

_BELEID_VAN: dict[str, dict[str, str]] = {
    # A page that needs more than the others gets a line here: its path, and what differs for it.
    "zoeken/": {"script-src": "'self' 'wasm-unsafe-eval'"},
}

OVERAL = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}
HSTS = "max-age=31536000"

OPEN = {
    "xml": "",
    "ics": "text/calendar; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "json": "",
    "jsonld": "application/ld+json",
    "geojson": "application/geo+json",
    "ndjson": "application/x-ndjson",
}
"""What programs on other sites may read: the ending, and the kind where a static host would not know it."""

_STATISCH_BOVEN = """\
# Wat een dienst voor statische sites meestuurt (Netlify, Cloudflare Pages en wie dezelfde vorm leest).
# Een pad kan bij meer regels passen: de kopregels komen dan bij elkaar. Daarom staat elke kopregel voor een pad maar
# op één plaats. Pagina's staan hier niet: daar laten deze diensten al bij elk bezoek vragen of ze nog kloppen.
"""


def render_beleid(*, met_script: bool, pad: str = "") -> str:
    """Return the Content-Security-Policy of a page."""
    beleid = _BELEID | (_BELEID_SCRIPT | _BELEID_VAN.get(pad, {}) if met_script else {})
    return "; ".join(f"{name} {value}" for name, value in beleid.items())


def render_headers(*, met_script: bool) -> bytes:
    """Return `_headers`, which stands at the top of the site."""
    beleid = "Content-Security-Policy"
    rules: list[tuple[str, Mapping[str, str]]] = [
        (
            "/*",
            {beleid: render_beleid(met_script=met_script), **OVERAL, "Strict-Transport-Security": HSTS},
        )
    ]
    if met_script:
        # `!` takes away what a rule above it gave; without that both would hold, and the strictest wins.
        rules += [
            (f"/{pad}*", {f"! {beleid}": "", beleid: render_beleid(met_script=True, pad=pad)}) for pad in _BELEID_VAN
        ]
    rules += [
        (
            f"/*.{ending}",
            {**({"Content-Type": kind} if kind else {}), "Cache-Control": BESTAND, "Access-Control-Allow-Origin": "*"},
        )
        for ending, kind in OPEN.items()
    ]
    rules += [
        ("/*/feed.xml", {"Content-Type": "application/rss+xml; charset=utf-8"}),
        *((f"/{folder}/*", {"Cache-Control": VAST}) for folder in _VASTE_MAPPEN),
        # Files of the search index that have none of the endings above.
        *((pattern, {"Cache-Control": BESTAND}) for pattern in ("/*.pagefind", "/*.pf_meta", "/zoeken/index/*.js")),
    ]
    blocks = [
        "\n".join([pattern, *(f"  {name}: {value}" if value else f"  {name}" for name, value in headers.items())])
        for pattern, headers in rules
    ]
    return "\n\n".join([_STATISCH_BOVEN + "\n" + blocks[0], *blocks[1:]]).encode() + b"\n"


def render_nginx(*, met_script: bool) -> str:
    """Return the lines for nginx that say the same. A value that is empty is not sent."""
    own = "".join(
        f'if ($uri ~ "/{pad}") {{\n    set $beleid "{render_beleid(met_script=True, pad=pad)}";\n}}\n'
        for pad in (_BELEID_VAN if met_script else ())
    )
    safe = "\n".join(f"add_header {name} {value} always;" for name, value in OVERAL.items())
    return f"""\
# Een pagina mag een minuut worden bewaard, al het andere vijf minuten; daarna vraagt een browser of het nog klopt.
# Opmaak, scripts en plaatjes van de site hebben een naam die verandert met de inhoud: die mogen altijd blijven.
set $bewaren "{PAGINA}";
if ($uri ~ "\\.[a-z_]+$") {{
    set $bewaren "{BESTAND}";
}}
if ($uri ~ "/(?:{"|".join(_VASTE_MAPPEN)})/.+\\.[0-9a-f]{{10}}\\.[a-z0-9]+$") {{
    set $bewaren "{VAST}";
}}
if ($uri ~ "\\.html$") {{
    set $bewaren "{PAGINA}";
}}
add_header Cache-Control $bewaren always;

# Feeds, agenda's en gegevens zijn er ook voor programma's op andere sites. Een lege waarde stuurt nginx niet mee.
set $voor_wie "";
if ($uri ~ "\\.({"|".join(OPEN)})$") {{
    set $voor_wie "*";
}}
add_header Access-Control-Allow-Origin $voor_wie always;

# Niets van elders, en geen script of opmaak in de pagina zelf.
set $beleid "{render_beleid(met_script=met_script)}";
{own}add_header Content-Security-Policy $beleid always;
{safe}

# Alleen bij https. Staat er een andere server voor, dan hoort deze regel daar.
set $alleen_https "";
if ($scheme = https) {{
    set $alleen_https "{HSTS}";
}}
add_header Strict-Transport-Security $alleen_https always;
"""
