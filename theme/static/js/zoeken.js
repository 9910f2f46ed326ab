/* The page Zoeken: asks the index of this site (made by Pagefind) and shows what it finds as links. */
"use strict";
(() => {
  const form = document.getElementById("zoeken");
  if (!form) return;
  const { q, wijk, soort } = form.elements;
  const status = document.getElementById("aantal");
  const list = document.getElementById("gevonden");
  const more = document.getElementById("meer");
  const STEP = 10;
  let engine, timer, found = [], shown = 0, turn = 0, answered = null;

  const load = () =>
    (engine ??= import(`${form.dataset.index}pagefind.js`)
      .then(async (made) => { await made.options({ baseUrl: form.dataset.site, excerptLength: 24 }); return made; })
      .catch((reason) => { engine = undefined; throw reason; }));

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    made.className = className;
    made.append(...children);
    return made;
  };

  /* An excerpt is text in which only <mark> is markup; nothing else of it gets through. */
  const highlight = (excerpt) =>
    [...new DOMParser().parseFromString(excerpt, "text/html").body.childNodes].map((part) =>
      part.nodeName === "MARK" ? element("mark", "", part.textContent) : part.textContent);

  const describe = ({ filters }) =>
    [filters.soort?.[0], filters.wijk?.length > 3 ? `${filters.wijk.length} wijken` : filters.wijk?.join(", ")]
      .filter(Boolean).join(" · ");

  const show = async (mine) => {
    const rows = await Promise.all(found.slice(shown, shown + STEP).map((one) => one.data()));
    if (mine !== turn) return null;
    const items = rows.map((row) => {
      const link = element("a", "", row.meta.title);
      link.href = row.url;
      const example = row.filters.voorbeeld ? [" ", element("span", "label voorbeeld", "Voorbeeld")] : [];
      return element("li", "", element("p", "nadruk", link, ...example), element("p", "klein stil", describe(row)),
        element("p", "", ...highlight(row.excerpt)));
    });
    shown += rows.length;
    more.hidden = shown >= found.length;
    list.append(...items);
    return items[0];
  };

  const search = async () => {
    clearTimeout(timer);
    const asked = new URLSearchParams();
    const filters = {};
    for (const field of [q, wijk, soort]) if (field.value.trim()) asked.set(field.id, field.value.trim());
    for (const field of [wijk, soort]) if (field.value) filters[field.id] = field.value;
    const address = asked.toString();
    /* A click leaves the field, which asks again. */
    if (address === answered) return;
    answered = address;
    const mine = ++turn;
    history.replaceState(null, "", address ? `?${address}` : location.pathname);
    let told = "", results = [];
    try {
      if (address) {
        results = (await (await load()).search(asked.get("q"), { filters })).results;
        told = results.length ? `${results.length} gevonden` : "Niets gevonden. Probeer een ander woord, of een van de lijsten.";
      }
      if (mine !== turn) return;
      [found, shown] = [results, 0];
      list.replaceChildren();
      await show(mine);
    } catch {
      answered = null;
      told = "Zoeken lukt nu niet. Kijk in een van de lijsten.";
    }
    if (mine === turn) status.textContent = told;
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  form.addEventListener("change", search);
  form.addEventListener("focusin", () => load().catch(() => {}), { once: true });
  q.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 300); });
  more.addEventListener("click", async () => (await show(turn))?.querySelector("a").focus());

  const given = new URLSearchParams(location.search);
  for (const field of [q, wijk, soort]) field.value = given.get(field.id) ?? "";
  if (soort.value !== (given.get("soort") ?? "")) soort.value = "";
  if (wijk.value !== (given.get("wijk") ?? "")) wijk.value = "";
  if (given.toString()) search();
})();
