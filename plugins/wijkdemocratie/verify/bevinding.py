"""What verification found: sentences, each with the pages where it holds."""

from __future__ import annotations

from dataclasses import dataclass, field

_SHOWN = 3


@dataclass(slots=True)
class Bevindingen:
    """Findings of one run. A fault in the frame of every page is one finding with many pages."""

    _found: dict[str, list[str]] = field(default_factory=dict)

    def add(self, sentence: str, page: str = "") -> None:
        """Keep one finding; `page` is the file where it stands, where that tells more than the sentence."""
        pages = self._found.setdefault(sentence, [])
        if page and page not in pages[-1:]:
            pages.append(page)

    def list_sentences(self) -> list[str]:
        """Return each finding once, with the first pages where it holds."""
        return [_join(sentence, pages) for sentence, pages in self._found.items()]


def _join(sentence: str, pages: list[str]) -> str:
    if not pages:
        return sentence
    shown = ", ".join(pages[:_SHOWN])
    more = len(pages) - _SHOWN
    word = "pagina" if more == 1 else "pagina's"
    rest = f" en nog {more} {word}" if more > 0 else ""
    return f"{sentence} (in {shown}{rest})"
