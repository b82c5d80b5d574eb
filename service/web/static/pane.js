// The pane: on wide screens a source opens beside the page that links to it.
//
// Needs <div class="desk" id="desk"><main id="main">…</main><aside class="pane" id="pane" tabindex="-1" hidden></aside></div>.
// Links to sources are a[data-source]; those of one answer stand in an element with data-quotations, or in one article.
//
// Opening it is a step in the window's history, reading on in it is not: "Back" closes it, "Forward" opens it again.
// The address stays that of the page; the entries' states have a `pane`: the address of the source, "" where it is closed.

import { fetchView, preload } from "./source-fetch.js";
import { isOfPassage, remember } from "./source-quotations.js";
import { listenForKeys, mount } from "./source-view.js";

const WIDE = window.matchMedia("(min-width: 70rem)");
const GOING_BACK = 500; // milliseconds that a step back in the history may take

export function installPane() {
  const desk = document.getElementById("desk");
  const pane = document.getElementById("pane");
  if (!desk || !pane) return;
  let opener = null;
  let latest = 0;
  let shown = "";
  let leaving = null;

  async function open(address, { isNew = true } = {}) {
    const turn = (latest += 1);
    const from = sameControl(pane);
    const view = await fetchView(address).catch((error) => refusal(error.message));
    await leaving;
    if (turn !== latest) return;
    if (isNew) keep(address, { isStep: pane.hidden });
    shown = address;
    pane.replaceChildren(view);
    pane.hidden = false;
    desk.dataset.pane = "open";
    (from && pane.querySelector(from) ? pane.querySelector(from) : pane).focus({ preventScroll: true });
    pane.scrollTop = 0;
    if (view.matches("[data-source-view]")) {
      const { addresses, at } = remember(opener, address);
      mount(view, addresses, at);
    }
  }

  function openedBy(link) {
    opener?.removeAttribute("aria-current");
    opener = link;
    opener?.setAttribute("aria-current", "true");
  }

  function close() {
    if (pane.hidden) return;
    latest += 1;
    pane.hidden = true;
    pane.replaceChildren();
    delete desk.dataset.pane;
    shown = "";
    const link = opener;
    openedBy(null);
    link?.focus();
  }

  // As "Back" does, but at once.
  function closeAndGoBack() {
    const { pane: isKept, isWithin } = history.state ?? {};
    close();
    if (isWithin) keep("", {});
    else if (isKept) leaving = stepBack().then(() => (leaving = null));
  }

  function openAgain(address) {
    openedBy(linkTo(desk, pane, address));
    open(address, { isNew: false });
  }

  function follow({ state }) {
    if (state?.pane) {
      if (WIDE.matches && state.pane !== shown) openAgain(state.pane);
    } else if (state?.pane === "") close();
    // A link within the page was followed, beside which the source stays open.
    else if (shown) keep(shown, { isWithin: true });
  }

  desk.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-source]");
    if (link && !event.defaultPrevented && isPlain(event)) {
      if (!WIDE.matches) return remember(link, link.href);
      event.preventDefault();
      const same = pane.contains(link) ? sameQuotation(desk, pane, link) : link;
      if (same) openedBy(same);
      open(link.href);
    } else if (event.target.closest("[data-close]")) closeAndGoBack();
  });
  pane.addEventListener("submit", (event) => {
    if (!event.target.closest(".view")) return;
    event.preventDefault();
    const { action } = event.target;
    open(`${action}?${new URLSearchParams(new FormData(event.target))}`);
  });
  for (const kind of ["pointerover", "focusin"]) {
    desk.addEventListener(kind, (event) => {
      const link = event.target.closest?.("a[data-source]");
      if (link && WIDE.matches) preload(link.href);
    });
  }
  listenForKeys(pane);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || pane.hidden || event.defaultPrevented) return;
    if (event.target.closest?.("input[type=search]")?.value) return;
    closeAndGoBack();
  });
  window.addEventListener("popstate", follow);
  if (history.state?.pane && WIDE.matches) openAgain(history.state.pane);
}

// Keeps in the history which source is open: in an entry of its own, or in the one that there is.
function keep(address, { isStep = false, isWithin = history.state?.isWithin && !isStep }) {
  if (isStep) history.replaceState({ ...history.state, pane: "" }, "");
  history[isStep ? "pushState" : "replaceState"]({ ...history.state, pane: address, isWithin }, "");
}

// The page may have put what it shows into the address since: that stays.
async function stepBack() {
  const here = location.href;
  await new Promise((resolve) => {
    window.addEventListener("popstate", resolve, { once: true });
    setTimeout(resolve, GOING_BACK);
    history.back();
  });
  if (location.href !== here) history.replaceState(history.state, "", here);
}

function isPlain(event) {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}

// The link of the page to the quotation that a step in the pane leads to.
function sameQuotation(desk, pane, step) {
  if (!("quotation" in step.dataset)) return null;
  return linkTo(desk, pane, step.href);
}

// The link of the page to this source, or else to its passage.
function linkTo(desk, pane, address) {
  const links = [...desk.querySelectorAll("a[data-source]")].filter((link) => !pane.contains(link));
  return links.find((link) => link.href === address) ?? links.find((link) => isOfPassage(link.href, address)) ?? null;
}

// Where the focus stands in the pane, as a selector: after a step it stays on the same control.
function sameControl(pane) {
  const control = document.activeElement;
  if (!pane.contains(control) || control === pane) return "";
  if (control.id) return `#${CSS.escape(control.id)}`;
  for (const name of ["step", "quotation", "hit"]) {
    if (control.dataset[name]) return `a[data-${name}="${CSS.escape(control.dataset[name])}"]`;
  }
  return "";
}

function refusal(line) {
  const view = Object.assign(document.createElement("div"), { className: "view" });
  const close = Object.assign(document.createElement("button"), { type: "button", className: "tool close", textContent: "Close" });
  close.dataset.close = "";
  const bar = Object.assign(document.createElement("div"), { className: "bar" });
  bar.append(close);
  const told = Object.assign(document.createElement("p"), { className: "refusal", textContent: line });
  told.setAttribute("role", "alert");
  view.append(bar, told);
  return view;
}
