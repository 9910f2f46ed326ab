"""Dutch for people, and Markdown that cannot do harm."""

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from wijkdemocratie import text
from wijkdemocratie.model import TIJDZONE, Deeldatum, Eenheid, Termijn


@pytest.mark.parametrize(
    ("shown", "dag"),
    [
        ("1 maart 2026", date(2026, 3, 1)),
        ("31 december 1999", date(1999, 12, 31)),
        ("14 juli 2021", Deeldatum.model_validate("2021-07-14")),
        ("juli 2021", Deeldatum.model_validate("2021-07")),
        ("2005", Deeldatum.model_validate("2005")),
    ],
)
def test_date(shown: str, dag: date | Deeldatum) -> None:
    """A date is written out in Dutch, without a nought in front, and with no more than is known."""
    assert shown == text.format_datum(dag)


def test_all_names_of_months_and_days() -> None:
    """The Dutch names are our own, whatever the locale."""
    months = [text.format_datum(date(2026, month, 1), jaar=False) for month in range(1, 13)]
    assert [
        *("1 januari", "1 februari", "1 maart", "1 april", "1 mei", "1 juni"),
        *("1 juli", "1 augustus", "1 september", "1 oktober", "1 november", "1 december"),
    ] == months
    days = [text.format_weekdag(date(2026, 11, day)).split()[0] for day in range(23, 30)]
    assert ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"] == days


@pytest.mark.parametrize(
    ("shown", "van", "tot"),
    [
        ("12 januari 2027", date(2027, 1, 12), date(2027, 1, 12)),
        ("1 tot en met 12 januari 2027", date(2027, 1, 1), date(2027, 1, 12)),
        ("30 januari tot en met 2 februari 2027", date(2027, 1, 30), date(2027, 2, 2)),
        ("30 december 2026 tot en met 2 januari 2027", date(2026, 12, 30), date(2027, 1, 2)),
        ("5 januari 2026 tot en met 6 januari 2027", date(2026, 1, 5), date(2027, 1, 6)),
    ],
)
def test_period(shown: str, van: date, tot: date) -> None:
    """A period repeats no month or year that both days share."""
    assert shown == text.format_periode(van, tot)


@pytest.mark.parametrize(
    ("shown", "dag"),
    [
        ("2026-11-23", date(2026, 11, 23)),
        ("2021-07", Deeldatum.model_validate("2021-07")),
        ("2005", Deeldatum.model_validate("2005")),
        ("2026-11-23T19:30+01:00", datetime(2026, 11, 23, 19, 30, tzinfo=TIJDZONE)),
        ("2026-07-01T19:30+02:00", datetime(2026, 7, 1, 17, 30, tzinfo=UTC)),
    ],
)
def test_date_for_machines(shown: str, dag: date | Deeldatum) -> None:
    """`<time datetime>` gets ISO 8601, with the zone of Amsterdam in winter and in summer."""
    assert shown == text.format_iso(dag)


@pytest.mark.parametrize(
    ("shown", "made"),
    [
        ("dinsdag 12 januari 2027, 19.30 uur", text.format_moment(datetime(2027, 1, 12, 19, 30, tzinfo=TIJDZONE))),
        ("09.05 uur", text.format_tijd(datetime(2027, 1, 12, 9, 5, tzinfo=TIJDZONE))),
        ("999", text.format_getal(999)),
        ("20.485", text.format_getal(20485)),
        ("1.234.567", text.format_getal(1234567)),
        ("€\u00a00", text.format_euro(0)),
        ("€\u00a012.500", text.format_euro(12500)),
        ("1 dag", text.format_aantal(1, "dag", "dagen")),
        ("0 dagen", text.format_aantal(0, "dag", "dagen")),
        ("1.200 dagen", text.format_aantal(1200, "dag", "dagen")),
        ("10 werkdagen", text.format_termijn(Termijn(aantal=10, eenheid=Eenheid.WERKDAGEN, bron="x"))),
        ("1 week", text.format_termijn(Termijn(aantal=1, eenheid=Eenheid.WEKEN, bron="x"))),
        ("1 dag", text.format_termijn(Termijn(aantal=1, eenheid=Eenheid.DAGEN, bron="x"))),
        ("nog 9 dagen", text.format_dagen_over(9)),
        ("nog 1 dag", text.format_dagen_over(1)),
        ("alleen vandaag nog", text.format_dagen_over(0)),
        ("1 dag geleden", text.format_dagen_over(-1)),
        ("", text.join_lijst([])),
        ("a", text.join_lijst(["a"])),
        ("a en b", text.join_lijst(["a", "b"])),
        ("a, b en c", text.join_lijst(iter("abc"))),
        ("Het IJ", text.capitalize("het IJ")),
        ("", text.capitalize("")),
    ],
)
def test_words_for_numbers_and_lists(shown: str, made: str) -> None:
    """Numbers, euros, terms, days left and lists read as Dutch."""
    assert shown == made


def test_filters_are_these_functions() -> None:
    """Templates use the functions of this module and nothing else."""
    functions = {
        value for name, value in vars(text).items() if name.startswith(("format_", "render_", "join_", "cap", "end_"))
    }
    assert set(text.FILTERS.values()) <= functions


def read_html(source: str) -> Any:
    return html.fragment_fromstring(str(text.render_markdown(source)), create_parent="div")


def test_markdown_of_an_editor() -> None:
    """Paragraphs, emphasis, lists, quotes, tables and links of the web come through."""
    tree = read_html(
        "Een *zin* met [een link](https://example.nl/?a=1&b=2).\n\n- een\n- twee\n\n"
        "> citaat\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    )
    assert ["p", "ul", "blockquote", "table"] == [element.tag for element in tree]
    assert ["zin"] == tree.xpath("//em/text()")
    assert ["https://example.nl/?a=1&b=2"] == tree.xpath("//a/@href")
    assert ["een", "twee"] == tree.xpath("//li/text()")


@pytest.mark.parametrize("fence", ["```", "~~~", "```html", "``` { .html #boef lang=en }"])
def test_a_fence_is_code(fence: str) -> None:
    """What is in it is shown as it is, and nothing of its first line comes through as an attribute."""
    [block] = read_html(f"{fence}\n<b>a</b>\n\n[klik](//boef.example/x)\n{fence[:3]}")
    assert (block.tag, [child.tag for child in block.iter()]) == ("pre", ["pre", "code"])
    assert [{}, {}] == [dict(element.attrib) for element in block.iter()]
    assert "<b>a</b>\n\n[klik](//boef.example/x)" == block.text_content().strip()


@pytest.mark.parametrize("target", ["//b.example", "/\\b.example", "\\\\b.example", "\\b", "/&#9;/b.example"])
def test_a_link_to_another_host_in_disguise_is_no_link(target: str) -> None:
    """Only its words are left."""
    assert "<p>Zie <em>dit</em>.</p>" == str(text.render_markdown(f"Zie [*dit*]({target})."))


@pytest.mark.parametrize(
    ("tags", "source"),
    [
        (["h2"], "# Kop"),
        (["h2"], "## Kop"),
        (["h2"], "###### Kop"),
        (["h2", "h3", "h2"], "# Kop\n\n## Kop\n\n# Kop"),
        (["h2", "h3", "h2"], "## Kop\n\n### Kop\n\n## Kop"),
        (["h3", "h2"], "### Kop\n\n## Kop"),
        (["h2"], "<h1>Kop</h1>"),
        (["h2", "h3"], "# Kop\n\n#### Kop"),
        (["h2", "pre"], "## Kop\n\n    <h1>code</h1>"),
    ],
)
def test_headings_begin_below_that_of_the_page(tags: list[str], source: str) -> None:
    """The highest heading of a text is an h2, whether its editor writes # or ##: the h1 is the title of the page."""
    assert tags == [element.tag for element in read_html(source)]


def test_headings_go_as_deep_as_the_page_asks() -> None:
    """A text below an h2 of its page begins at h3, and nothing gets deeper than HTML has headings for."""
    source = "# Kop\n\n## Kop\n\n### Kop"
    for level, tags in ((3, ["h3", "h4", "h5"]), (5, ["h5", "h6", "h6"])):
        tree = html.fragment_fromstring(str(text.render_markdown(source, level)), create_parent="div")
        assert tags == [element.tag for element in tree]


def test_text_with_one_heading_twice_has_no_double_ids() -> None:
    """Headings get no id, so that a text can never clash with the page round it."""
    assert [] == read_html("# Kop\n\n# Kop\n").xpath("//@id")


HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//kwaad.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<p style="position:fixed" class="x" id="y" onclick="alert(1)">x</p>',
    '<a href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    '[x](https://example.nl "titel" onclick="alert(1)")',
    '[x](https://example.nl/"onmouseover="alert(1))',
    "![x](https://kwaad.example/pixel.gif)",
    "![x](x.gif)",
    "<javascript:alert(1)>",
    '<iframe src="https://kwaad.example"></iframe>',
    '<form action="https://kwaad.example"><input name="bsn"></form>',
    '<meta http-equiv="refresh" content="0;url=https://kwaad.example">',
    '<link rel="stylesheet" href="https://kwaad.example/x.css">',
    '<base href="https://kwaad.example/">',
    "<style>body{display:none}</style>",
    "<!-- --!><script>alert(1)</script> -->",
    "<h1>Nog een titel</h1>",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<p>\x00<script>alert(1)</script>",
    "[x]: javascript:alert(1)\n\n[x]",
    '| a |\n|---|\n| <td background="https://kwaad.example"> |',
]
ALLOWED = {
    *("p", "br", "hr", "strong", "em", "code", "pre", "blockquote", "a", "ul", "ol", "li", "dl", "dt", "dd"),
    *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_markdown_does_nothing(source: str) -> None:
    """Whatever is tried: no element outside plain text, no attribute but a web address, nothing loaded or run."""
    tree = read_html(f"Voor.\n\n{source}\n\nNa.")
    for element in tree.iterdescendants():
        assert element.tag in ALLOWED
        assert set(element.attrib) <= {"href", "rel", "title"}
        # As a browser reads it: tabs fall out, capitals do not count, and what has no scheme stays on the site.
        assert urlsplit(urljoin("https://site.example/", element.get("href", ""))).scheme in {"https", "http"}


def test_only_our_own_pictures_are_shown() -> None:
    """A picture below ../beelden/ stays, with its words; any other falls away."""
    tree = read_html('![Een <b> "plein"](../beelden/plein-1.png "Titel") ![x](../beelden/../x.png) ![y](beelden/y.png)')
    assert [{"alt": 'Een <b> "plein"', "src": "../beelden/plein-1.png", "title": "Titel"}] == [
        dict(image.attrib) for image in tree.iterdescendants("img")
    ]


def test_text_round_hostile_markup_stays() -> None:
    """What is refused falls away; the words before and after it do not."""
    shown = read_html("Voor.\n\n<script>alert(1)</script>\n\nNa.").text_content()
    assert ["Voor.", "Na."] == shown.split()
