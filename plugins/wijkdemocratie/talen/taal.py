"""A language that pages are written in. Dutch is the language of the texts themselves, so it needs no catalog."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, format_timedelta
from babel.numbers import format_decimal
from babel.support import NullTranslations
from jinja2 import TemplateRuntimeError
from markupsafe import Markup

from wijkdemocratie.model import TIJDZONE

_FOR_EVER = 10**6  # how many times a unit fits before a larger one takes over: days stay days


class OnvertaaldError(TemplateRuntimeError):
    """A text of which a catalog has no translation. It stops the build, as no page may show it."""


class Strikt(NullTranslations):
    """What a catalog falls back on: nothing."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code

    def gettext(self, message: str) -> str:
        """Refuse the text."""
        raise OnvertaaldError(f"“{message}” staat niet in theme/talen/{self.code}.po; zie docs/talen.md")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002  # as gettext asks
        """Refuse the text."""
        return self.gettext(msgid1)


@dataclass(frozen=True)
class Taal:
    """A language: its code in addresses and in `lang`, how it writes dates and numbers, and its texts."""

    code: str
    locale: Locale
    berichten: NullTranslations = field(repr=False, compare=False)

    @property
    def is_nederlands(self) -> bool:
        """Whether it is the language of the content."""
        return self.code == "nl"

    @property
    def richting(self) -> str:
        """The way it is written: `ltr` or `rtl`."""
        return str(self.locale.text_direction)

    @property
    def og_locale(self) -> str:
        """Its name for Open Graph, which wants a country with it; empty where the catalog names none."""
        return f"{self.locale.language}_{self.locale.territory}" if self.locale.territory else ""

    def gettext(self, tekst: str, /, **waarden: Any) -> Markup:
        """Return the translation with its values, which are escaped. For words outside HTML: `.unescape()`."""
        return Markup(self.berichten.gettext(tekst)) % waarden  # noqa: S704  # only tags of the text itself are let in

    def ngettext(self, enkelvoud: str, meervoud: str, aantal: int, /, **waarden: Any) -> Markup:
        """Return the translation in the plural form that goes with a number."""
        gekozen = self.berichten.ngettext(enkelvoud, meervoud, aantal)
        return Markup(gekozen) % ({"num": aantal} | waarden)  # noqa: S704

    def datum(self, dag: date) -> str:
        """Return “12 January 2027”."""
        return format_date(dag, "long", locale=self.locale)

    def dag_en_datum(self, moment: datetime) -> str:
        """Return “Tuesday 12 January 2027”, for the day that it is in the Netherlands."""
        return format_skeleton("yMMMMEEEEd", moment, tzinfo=TIJDZONE, locale=self.locale)

    def tijd(self, moment: datetime) -> str:
        """Return “19:30”, as it is in the Netherlands."""
        return format_skeleton("Hm", moment, tzinfo=TIJDZONE, locale=self.locale)

    def periode(self, van: date, tot: date) -> str:
        """Return “1–12 January 2027”."""
        return format_interval(van, tot, "yMMMMd", locale=self.locale)

    def dagen(self, aantal: int) -> str:
        """Return “in 9 days”, or the word for today. `theme/js/dagen.js` says the same on a later day."""
        if aantal == 0:
            return str(self.gettext("vandaag").unescape())
        return format_timedelta(
            timedelta(days=aantal), "day", threshold=_FOR_EVER, add_direction=True, locale=self.locale
        )

    def getal(self, number: int) -> str:
        """Return a number as the language writes it."""
        return format_decimal(number, locale=self.locale)


NEDERLANDS = Taal("nl", Locale("nl", "NL"), NullTranslations())
"""The language of the content and of every text in templates: complete by nature."""
