// Reload this page when the site has been built again. Only the server of `build.py serve` sends this script.
(() => {
  const { stand } = document.currentScript.dataset;
  let source = null;

  // A browser keeps at most six connections to one host: a page that nobody sees gives its own back.
  const listen = () => {
    source?.close();
    source = null;
    if (document.hidden) return;
    source = new EventSource(`/-/stand?na=${stand}`);
    source.onmessage = () => {
      source.close();
      location.reload();
    };
  };

  document.addEventListener("visibilitychange", listen);
  listen();
})();
