"""The only module that imports Pelican: it renders a `Site` through one generator, and reads the loose pages.

Pelican does the theme and the loose pages. It is run in this process, and whatever it would only log is a reason to
refuse the build.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, TemplateError
from pelican import Pelican
from pelican.generators import ArticlesGenerator, Generator, PelicanTemplateNotFound
from pelican.log import console
from pelican.plugins import signals
from pelican.readers import BaseReader
from pelican.settings import read_settings
from pelican.writers import FileOverwriteFailedError, Writer

from wijkdemocratie.agenda import render_agenda
from wijkdemocratie.bouw import BuildRefusedError, Opbrengst, Progress
from wijkdemocratie.feed import list_bestanden, render_items
from wijkdemocratie.koppen import render_headers
from wijkdemocratie.opendata import list_databestanden, make_datapagina
from wijkdemocratie.pages import (
    INDEX,
    SECURITY_PAD,
    Agendabron,
    Feedbron,
    Pagina,
    Site,
    find_pagina,
    list_agendas,
    list_beelden,
    list_feeds,
    list_lotingbestanden,
    list_oude_paden,
    list_pages,
    list_vindbestanden,
    render_robots,
    render_security,
    render_sitemap,
    render_tekst,
    template_filters,
    template_globals,
)
from wijkdemocratie.problems import Problems
from wijkdemocratie.read.mappen import list_records
from wijkdemocratie.schrijver import Schrijver
from wijkdemocratie.source import read_document
from wijkdemocratie.voorraad import Voorraad
from wijkdemocratie.werkers import spread
from wijkdemocratie.zoekindex import make_zoekindex

SITE, PROGRESS, MADE = "WIJKDEMOCRATIE_SITE", "WIJKDEMOCRATIE_PROGRESS", "WIJKDEMOCRATIE_MADE"
VOORRAAD = "WIJKDEMOCRATIE_VOORRAAD"
"""The settings through which the run of `render_site` reaches the generator and back."""
PROEF = "WIJKDEMOCRATIE_PROEF"
"""The setting of a run that only makes ready; see `Proefdruk`."""

logger = logging.getLogger(__name__)


def connect() -> None:
    """Connect to Pelican's signals. It holds receivers weakly, so they are functions of this module."""
    signals.get_generators.connect(_get_generators)
    signals.get_writer.connect(_get_writer)
    signals.generator_init.connect(_prepare_environment)


def render_site(
    site: Site, settings: Path, content: Path, output: Path, progress: Progress, voorraad: Voorraad | None = None
) -> Opbrengst:
    """Render the whole site into `output`, an empty folder.

    `settings` is pelicanconf.py and `content` the folder with `paginas`. Raises `BuildRefusedError` when a template
    fails, when two pages want one file, and when Pelican logged a warning or worse.
    """
    list_feeds(site)  # which gathers all that happened: pages and feeds are parts of it
    progress.begin("Pagina's maken")
    made: list[Opbrengst] = []
    _run_pelican(site, settings, content, output, {PROGRESS: progress, MADE: made, VOORRAAD: voorraad})
    return made[0]


class Proefdruk:
    """A site of which one page at a time is rendered, when it is asked for: what `serve` shows before all is made.

    The templates and the words in them are those of a build. `scratch` is an empty folder for the loose pages, which
    only Pelican can write.
    """

    def __init__(self, site: Site, settings: Path, content: Path, scratch: Path) -> None:
        """Raises `BuildRefusedError` as `render_site` does, except for what only shows when a page is rendered."""
        self._site, self._scratch, self._top = site, scratch, settings.parent
        ready: list[tuple[SiteGenerator, _LateWriter]] = []
        _run_pelican(site, settings, content, scratch, {PROEF: ready})
        ((self._generator, self._writer),) = ready

    def render(self, pad: str) -> bytes | None:
        """Return the page at an address, or None when there is none. Raises `BuildRefusedError` for its template."""
        name = f"{pad}index.html"
        with _explain_errors(self._top):
            if name in self._writer.waiting:
                self._writer.waiting[name]()
                del self._writer.waiting[name]
            loose = self._scratch / name
            if loose.is_file():
                return loose.read_bytes()
            pagina = make_datapagina(self._site) if pad == "data/" else find_pagina(self._site, pad)
            return self._generator.render(pagina).encode() if pagina else None


class _LateWriter(Writer):
    """Keeps what Pelican wants to write until somebody wants to read it."""

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        super().__init__(output_path, settings)
        self.waiting: dict[str, Callable[[], None]] = {}

    def write_file(self, name: str, *arguments: Any, **options: Any) -> None:
        """Keep the call."""
        self.waiting[name] = partial(super().write_file, name, *arguments, **options)


def _run_pelican(site: Site, settings: Path, content: Path, output: Path, ours: dict[str, Any]) -> None:
    """Let Pelican run with our generator, to which `ours` are settings."""
    # By name, because Pelican would also take what stands in folders below, and drafts that begin with a _.
    loose = list_records(content.parent, f"{content.name}/paginas", ".md", Problems())
    overrides = {
        "PATH": str(content),
        "PAGE_PATHS": [path.removeprefix(f"{content.name}/") for path in loose],
        "OUTPUT_PATH": str(output),
        "SITEURL": site.siteurl,
        "THEME_STATIC_PATHS": [],  # written by us, under names that change with their content
        "SITENAME": site.stad.gemeente.sitenaam,
        SITE: site,
        **ours,
    }
    console.quiet = True  # it ends with a count of articles, of which there are none
    with _catch_log() as log:
        try:
            with _explain_errors(settings.parent):
                _start_pelican(read_settings(str(settings), override=overrides))
        except BuildRefusedError as refusal:
            raise BuildRefusedError(*log.lines, *refusal.lines) from refusal
    if log.lines:
        raise BuildRefusedError(*log.lines)


def _start_pelican(settings: dict[str, Any]) -> None:
    """Run Pelican, unless it goes on without us: it only logs that a plugin cannot be loaded."""
    pelican = Pelican(settings)
    if "wijkdemocratie" not in pelican.settings["PLUGINS"]:
        raise BuildRefusedError("de plugin wijkdemocratie is niet geladen; kijk PLUGINS in pelicanconf.py na")
    pelican.run()


class SiteGenerator(Generator):
    """Write what `pages` lists; feeds, calendars and open data as the bytes they are.

    Pelican's own writer would copy its hundreds of settings for each page, and tell of each to plugins of which there
    are none. The loose pages do pass through it.
    """

    def generate_output(self, writer: Writer) -> None:
        """Write all pages, feeds, calendars and open data, and then the sitemap and robots.txt."""
        self.env.make_globals = self._share_globals
        self._kamers: dict[int, Environment] = {}
        if PROEF in self.settings:
            self.settings[PROEF].append((self, writer))
            return
        site: Site = self.settings[SITE]
        progress: Progress = self.settings[PROGRESS]
        schrijver = Schrijver(Path(self.output_path))
        paginas, feeds, agendas = [*list_pages(site), make_datapagina(site)], list_feeds(site), list_agendas(site)
        # What all workers need is made before they part.
        list_oude_paden(site, "")
        for name in self.env.list_templates(filter_func=lambda name: name.endswith(".html")):
            self.env.get_template(name)

        def write_pagina(pagina: Pagina) -> None:
            with _explain_errors(Path(self.settings["THEME"]).parent):
                schrijver.write(pagina.bestand, self.render(pagina).encode())

        spread(write_pagina, paginas, step=progress.step)
        loose: list[tuple[str, None]] = [(page.url, None) for page in self.context["pages"]]
        with make_zoekindex(schrijver.folder, INDEX) if site.met_zoeken else nullcontext():
            self._write_feeds(schrijver, site, feeds, progress)
            progress.begin("Agenda's maken")
            self._write_agendas(schrijver, site, agendas)
            for pad, content in chain(
                list_databestanden(site),
                list_lotingbestanden(site),
                list_beelden(site, self.settings[VOORRAAD]),
                list_vindbestanden(site),
            ):
                schrijver.write(pad, content)
            schrijver.write("sitemap.xml", render_sitemap(site, paginas, loose))
            schrijver.write("robots.txt", render_robots(site))
            if security := render_security(site):
                schrijver.write(SECURITY_PAD, security)
            for pad, content in site.bestanden.bestanden.items():
                schrijver.write(pad, content)
            schrijver.write("_headers", render_headers(met_script=site.bestanden.heeft_script))
            if site.met_zoeken:
                progress.begin("Zoekindex maken")
        self.settings[MADE].append(Opbrengst(len(paginas) + len(loose), len(feeds), len(agendas)))

    def _write_feeds(self, schrijver: Schrijver, site: Site, feeds: Sequence[Feedbron], progress: Progress) -> None:
        progress.begin("Feeds maken")
        known = render_items(site, feeds)

        def write_feed(bron: Feedbron) -> None:
            for pad, xml in list_bestanden(site, bron, known):
                schrijver.write(pad, xml)
                # A page of the archive is found through the feed, so it need not stand at an old address.
                if pad == bron.pad:
                    self._write_oud(schrijver, site, pad, xml)

        spread(write_feed, feeds, step=progress.step)

    def _write_agendas(self, schrijver: Schrijver, site: Site, agendas: Iterable[Agendabron]) -> None:
        for kalender in agendas:
            ics = render_agenda(site, kalender)
            schrijver.write(kalender.pad, ics)
            self._write_oud(schrijver, site, kalender.pad, ics)

    def _share_globals(self, own: Mapping[str, Any] | None) -> Mapping[str, Any]:
        """Give templates what is global as it is: Jinja would chain it to an empty one, and go through both often."""
        return {**self.env.globals, **own} if own else self.env.globals

    def render(self, pagina: Pagina) -> str:
        """Return one page without writing it."""
        env = self.env
        if pagina.woorden:
            env = self._find_kamer(pagina.woorden)
        rendered: str = env.get_template(pagina.template).render(pagina=pagina, **pagina.context)
        return rendered

    def _find_kamer(self, woorden: Mapping[str, Any]) -> Environment:
        """Return where templates know other words. Macros know only what is global, so it has templates of its own.

        Pages that share their words share the room: reading a template takes longer than filling it.
        """
        if id(woorden) not in self._kamers:
            kamer = self.env.overlay(cache_size=-1)
            kamer.globals = {**self.env.globals, **woorden}
            del kamer.make_globals
            self._kamers[id(woorden)] = kamer
        return self._kamers[id(woorden)]

    def _write_oud(self, schrijver: Schrijver, site: Site, pad: str, content: bytes) -> None:
        for oud in list_oude_paden(site, pad):
            schrijver.write(oud, content)


class PaginaReader(BaseReader):
    """Read a loose page as `read` checked it: the same YAML, and Markdown through the same filter as all text.

    Pelican's own reader lets HTML through, guesses dates, and lets a page choose its file and template.
    """

    enabled = True
    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the HTML and the metadata. What is wrong is logged, and refuses the build."""
        content = Path(self.settings["PATH"])
        path = Path(source_path).relative_to(content.parent).as_posix()
        problems = Problems()
        document = read_document(content.parent, path, problems)
        for problem in problems:
            logger.error("%s: %s", problem.where, problem.message)
        if document is None:
            return "", {"title": path, "slug": "fout"}
        return render_tekst(self.settings[SITE], document.body, named=True), dict(document.kop)


def _get_generators(pelican: Pelican) -> type[SiteGenerator]:
    """Give Pelican our generator, and every environment that it makes from now on our words."""
    pelican.settings["JINJA_FILTERS"] = template_filters(pelican.settings[SITE])
    pelican.settings["JINJA_GLOBALS"] = template_globals(pelican.settings[SITE])
    pelican.settings["READERS"] = {**pelican.settings["READERS"], "md": PaginaReader}
    return SiteGenerator


def _get_writer(pelican: Pelican) -> type[Writer] | None:
    return _LateWriter if PROEF in pelican.settings else None


def _prepare_environment(generator: Generator) -> None:
    """Keep only the templates of our theme: a missing one would otherwise come from Pelican's own, unnoticed.

    The generator of articles cannot be left out. It has none to write, yet it asks for their templates.
    Values in a text that is translated are handed to `gettext` by name (`newstyle`), and are escaped there.
    """
    generator.env.newstyle_gettext = True
    if isinstance(generator, ArticlesGenerator):
        generator.env.loader = FunctionLoader(lambda _: "")
    else:
        generator.env.loader = generator.env.loader.loaders[0]


class _LogCatcher(logging.Handler):
    """Keeps every record of WARNING or above as a line for the person who builds."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record; ours are Dutch already."""
        own = record.name == logger.name
        self.lines.append(record.getMessage() if own else f"Pelican meldt: {record.getMessage()}")
        if record.exc_info and record.exc_info[1]:
            self.lines[-1] += f" ({record.exc_info[1]})"


@contextmanager
def _catch_log() -> Iterator[_LogCatcher]:
    """Listen on the root logger, where all of Pelican's records end up."""
    catcher = _LogCatcher()
    logging.getLogger().addHandler(catcher)
    try:
        yield catcher
    finally:
        logging.getLogger().removeHandler(catcher)


@contextmanager
def _explain_errors(top: Path) -> Iterator[None]:
    """Turn what a faulty theme or a collision raises into a sentence with the place in the template."""
    try:
        yield
    except (TemplateError, PelicanTemplateNotFound) as error:
        frames = traceback.extract_tb(error.__traceback__)
        own = [(frame.filename, frame.lineno) for frame in frames if frame.filename.endswith(".html")]
        place = _name_template(own[-1:] or [(getattr(error, "filename", None), getattr(error, "lineno", None))], top)
        raise BuildRefusedError(f"{place}{type(error).__name__}: {error}") from error
    except FileOverwriteFailedError as error:
        raise BuildRefusedError(f"er zijn twee pagina's voor één adres: {error}") from error


def _name_template(places: Iterable[tuple[str | None, int | None]], top: Path) -> str:
    for filename, line in places:
        if filename:
            path = Path(filename)
            shown = path.relative_to(top).as_posix() if path.is_relative_to(top) else path.name
            return f"{shown}:{line}: " if line else f"{shown}: "
    return ""
