/* Find your buurt: as somebody types, a list of links under the field. Without this file the form leads to the list. */
"use strict";
(() => {
  const form = document.querySelector("form[data-namen]");
  if (!form) return;
  const field = form.querySelector("input");
  const status = form.querySelector("[role=status]");
  const list = form.querySelector("ul");
  const { site, namen, postcodes } = form.dataset;
  const { plain, measure } = window.spelling;
  const MOST = 8;
  const files = {};
  let timer, turn = 0;

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

  const byPostcode = async ([, digits, letters]) => {
    if (digits.length < 4 || !letters) return ["Typ uw hele postcode, zoals 2531 AB."];
    const part = await get(`${postcodes}${digits}.json`);
    const rows = (part?.postcodes[letters] ?? []).map((number) => part.buurten[number]);
    if (!rows.length) return ["Deze postcode kennen wij niet. Kijk in de lijst van A tot Z."];
    return [rows.length === 1 ? "1 gevonden" : `Deze postcode ligt in ${rows.length} buurten. Kies de uwe.`, rows];
  };

  const byName = async (typed) => {
    const rows = (await get(namen))
      .map((row) => [measure(typed, plain(row[0]).split(" ")), row])
      .filter(([distance]) => distance < Infinity)
      .sort(([one], [other]) => one - other)
      .map(([, row]) => row);
    const found = rows.filter((row, index) => rows.findIndex((other) => other[1] === row[1]) === index);
    if (!found.length) return ["Niets gevonden. Kijk in de lijst van A tot Z."];
    const most = found.length > MOST ? `, dit zijn de beste ${MOST}` : "";
    return [`${found.length} gevonden${most}`, found.slice(0, MOST)];
  };

  const search = async () => {
    const mine = ++turn;
    const code = postcodes && field.value.toUpperCase().match(/^\s*([1-9]\d{0,3})\s?([A-Z]{2})?\s*$/);
    const typed = plain(field.value).replaceAll(" ", "");
    let answer = ["Dat lukt nu niet. Kijk in de lijst van A tot Z."];
    try {
      answer = code ? await byPostcode(code) : typed.length < 2 ? [""] : await byName(typed);
    } catch { /* no connection: the sentence above */ }
    if (mine === turn) show(...answer);
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
