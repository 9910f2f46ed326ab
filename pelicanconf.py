"""Pelican's settings: no logic, and nothing that build.py must not count on.

Where the site stands, what is in it and where it goes is passed by build.py; see `wijkdemocratie.adapter`.
"""

from jinja2 import StrictUndefined

PLUGINS = ["wijkdemocratie"]
PLUGIN_PATHS = ["plugins"]
THEME = "theme"

DEFAULT_LANG = "nl"
TIMEZONE = "Europe/Amsterdam"
# Month names are our own. UTF-8, because files are opened in the encoding of the locale; not every system has it.
LOCALE = ["C.UTF-8", "C"]

# Records never pass through Pelican's readers: it skips a faulty file and goes on. Loose pages do, and build.py
# names each of them.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
READERS = {"rst": None, "html": None, "htm": None, "markdown": None, "mkd": None, "mdown": None}
# The default publishes files that begin with a dot.
IGNORE_FILES = [".*", "*~", "#*#", "__pycache__"]

PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
PAGE_LANG_URL = PAGE_URL
PAGE_LANG_SAVE_AS = PAGE_SAVE_AS
PAGE_TRANSLATION_ID = None
DRAFT_PAGE_SAVE_AS = ""
DRAFT_PAGE_LANG_SAVE_AS = ""

# Nothing of a weblog.
DIRECT_TEMPLATES: list[str] = []
PAGINATED_TEMPLATES: dict[str, int] = {}
AUTHOR_SAVE_AS = ""
CATEGORY_SAVE_AS = ""
TAG_SAVE_AS = ""
# The number of an item in these is host, date and path, and cannot be set; ours come from `wijkdemocratie.feed`.
FEED_ALL_ATOM = None
FEED_ALL_RSS = None
FEED_ATOM = None
FEED_RSS = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
CATEGORY_FEED_ATOM = None
CATEGORY_FEED_RSS = None
TAG_FEED_ATOM = None
TAG_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
TRANSLATION_FEED_RSS = None

# Slugs are data, and dates never come from a file name or a guess.
FILENAME_METADATA = ""
PATH_METADATA = ""
FORMATTED_FIELDS: list[str] = []
# Matches nothing: {static} in a link would publish any file it names.
INTRASITE_LINK_REGEX = "(?!)(?P<what>)"
TYPOGRIFY = False

# An empty part of a page must be meant, and text is never markup.
JINJA_ENVIRONMENT = {
    "undefined": StrictUndefined,
    "autoescape": True,
    "auto_reload": False,  # each build is a fresh process: no need to ask for each template whether it changed
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": ["jinja2.ext.i18n"],  # texts that other languages translate; see docs/talen.md
}

# build.py hands over a fresh folder and publishes it as a whole.
DELETE_OUTPUT_DIRECTORY = False
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False
