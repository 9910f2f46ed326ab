/* How near a name is to what somebody typed, forgiving of accents, capitals and slips. vinden.js asks it. */
"use strict";
window.spelling = (() => {
  /* Only letters and digits, without accents, and ij as y: “Leijen-burg” and “leyen burg” are the same. */
  const plain = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/ij/g, "y").replace(/[^a-z0-9]+/g, " ").trim();

  /* The fewest slips (one letter wrong, missing, too many, or two swapped) that make `typed` a beginning of `name`. */
  const slips = (typed, name) => {
    let before = [], row = Array(name.length + 1).fill(0).map((_, index) => index);
    for (let i = 1; i <= typed.length; i++) {
      const next = [i];
      for (let j = 1; j <= name.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (typed[i - 1] !== name[j - 1]));
        if (i > 1 && j > 1 && typed[i - 1] === name[j - 2] && typed[i - 2] === name[j - 1]) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
      }
      [before, row] = [row, next];
    }
    return Math.min(...row);
  };

  /* How far a name is from what was typed; smaller is nearer, Infinity is no match. */
  const measure = (typed, words) => {
    const allowed = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2;
    let best = Infinity;
    words.forEach((_, index) => {
      const name = words.slice(index).join("");
      const later = index ? 1 : 0;
      if (name === typed) best = Math.min(best, later);
      else if (name.startsWith(typed)) best = Math.min(best, 2 + later);
      else if (allowed) {
        const count = slips(typed, name);
        if (count <= allowed) best = Math.min(best, 4 + 2 * count + later);
      }
    });
    return best;
  };

  return { plain, measure };
})();
