// Reload this page when there is something else to see. Only the server of `build.py serve` sends this script.
(() => {
  const { stand, bezig } = document.currentScript.dataset;
  let source = null;
  let query = `na=${stand}${bezig === undefined ? "" : "&bezig=1"}`;

  // A browser keeps at most six connections to one host: a page that nobody sees gives its own back.
  const listen = () => {
    source?.close();
    source = null;
    if (document.hidden) return;
    source = new EventSource(`/-/stand?${query}`);
    source.onmessage = () => {
      source.close();
      location.reload();
    };
    // The whole site is there; this page showed it already.
    source.addEventListener("klaar", () => {
      query = `na=${stand}`;
      document.getElementById("bouwbezig")?.remove();
    });
  };

  document.addEventListener("visibilitychange", listen);
  listen();
})();
