/*
 * If a page does not start for any reason, shows a message and a button. A classic script in old syntax, so that it runs
 * where the page's own modules do not. The modules mark the page as started when it can be used.
 */
(() => {
  "use strict";
  const PATIENCE = 20000;
  const AFTER_AN_ERROR = 2000;
  const root = document.documentElement;
  const started = () => root.dataset.started !== undefined;

  const look = () => {
    const place = document.getElementById("start-failed");
    place.hidden = started();
    if (place.hidden) return;
    // Set only now, because a live region is announced when its content changes, not when it appears.
    place.querySelector("p").textContent = place.dataset.text;
    document.getElementById("start-again").onclick = () => location.reload();
  };

  const fail = (event) => {
    // A picture that does not load is not a failure, and neither is this warning (ResizeObserver, CSSWG).
    if (event.target instanceof Element && event.target.tagName !== "SCRIPT") return;
    if (/ResizeObserver loop/.test(event.message)) return;
    setTimeout(look, AFTER_AN_ERROR);
  };

  addEventListener("error", fail, true);
  addEventListener("unhandledrejection", fail);
  // The page was only slow.
  new MutationObserver(look).observe(root, { attributeFilter: ["data-started"] });
  setTimeout(look, PATIENCE);
})();
