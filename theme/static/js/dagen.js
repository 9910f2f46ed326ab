// Puts words about days right on the day of reading. Without it they are right on the day that the page was made.
"use strict";
(() => {
  const day = (iso) => Date.parse(iso.slice(0, 10)) / 864e5;
  const zone = { timeZone: "Europe/Amsterdam", year: "numeric", month: "2-digit", day: "2-digit" };
  const now = day(new Intl.DateTimeFormat("sv-SE", zone).format(new Date()));
  const made = document.querySelector("[data-gemaakt]");
  if (!made || !(now > day(made.dateTime))) return;
  const count = (days) => days.toLocaleString("nl-NL") + (days === 1 ? " dag" : " dagen");
  const tell = (van, tot) =>
    van > 0 ? "over " + count(van)
    : tot < 0 ? count(-tot) + " geleden"
    : tot > 0 ? "nog " + count(tot)
    : van === 0 ? "vandaag" : "alleen vandaag nog";
  /* On a page in another language the words are those of the browser for that language, as CLDR has them. */
  const lang = document.documentElement.lang;
  const foreign = lang === "nl" ? null : new Intl.RelativeTimeFormat(lang, { numeric: "auto" });
  const told = /(nog|over) [\d.]+ dag(en)?|[\d.]+ dag(en)? geleden|alleen vandaag nog|vandaag/i;
  for (const one of document.querySelectorAll("[data-tot]")) {
    const { van, tot, na } = one.dataset;
    const left = day(tot) - now;
    if (left < 0 && na) {
      const card = one.closest("[data-kaart]");
      one.textContent = na;
      if (card) {
        card.classList.add("voorbij");
        for (const gone of card.querySelectorAll("[data-weg]")) gone.remove();
      }
    } else if (foreign) {
      one.textContent = foreign.format(left, "day");
    } else if (!one.children.length) {
      const words = tell(van ? day(van) - now : NaN, left);
      one.textContent = one.textContent.replace(told, (was) =>
        was[0] === was[0].toLowerCase() ? words : words[0].toUpperCase() + words.slice(1));
    }
  }
})();
