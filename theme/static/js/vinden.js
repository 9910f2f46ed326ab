/* Find your buurt: as somebody types, a list of links under the field. Without this file the form leads to the list. */
"use strict";
(() => {
  const form = document.querySelector("form[data-namen]");
  if (!form) return;
  const field = form.querySelector("input");
  const status = form.querySelector("[role=status]");
  const list = form.querySelector("ul");
  const { site, namen } = form.dataset;
  const { plain, measure } = window.spelling;
  const MOST = 8;
  const files = {};
  let timer;

  const get = (address) =>
    (files[address] ??= fetch(address).then((answer) =>
      answer.ok ? answer.json() : answer.status === 404 ? null : Promise.reject(answer.status)
    ).catch((reason) => { delete files[address]; throw reason; }));

  const show = (sentence, rows = []) => {
    status.textContent = sentence;
    list.replaceChildren(...rows.map(([name, path, what]) => {
      const item = document.createElement("li"), link = document.createElement("a"), more = document.createElement("span");
      link.href = site + path;
      link.textContent = name;
      more.className = "klein stil";
      more.textContent = what;
      item.append(link, " ", more);
      return item;
    }));
  };

  const search = async () => {
    const typed = plain(field.value).replaceAll(" ", "");
    if (typed.length < 2) return show("");
    try {
      const rows = (await get(namen))
        .map((row) => [measure(typed, plain(row[0]).split(" ")), row])
        .filter(([distance]) => distance < Infinity)
        .sort(([one], [other]) => one - other)
        .map(([, row]) => row);
      const found = rows.filter((row, index) => rows.findIndex((other) => other[1] === row[1]) === index);
      if (!found.length) return show("Niets gevonden. Kijk in de lijst van A tot Z.");
      const count = found.length === 1 ? "1 gevonden" : `${found.length} gevonden`;
      show(found.length > MOST ? `${count}, dit zijn de beste ${MOST}` : count, found.slice(0, MOST));
    } catch {
      show("Dat lukt nu niet. Kijk in de lijst van A tot Z.");
    }
  };

  field.addEventListener("focus", () => get(namen).catch(() => {}), { once: true });
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 150); });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    await search();
    list.querySelector("a")?.focus();
  });
})();
