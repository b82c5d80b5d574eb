// A review: findings and manuscript lead to one another, filters act at once, decisions are kept without reloading.

import { chooseMark, markAt, veilMarks } from "./review-marks.js";
import { asSentence } from "./job.js";
import { installPane } from "./pane.js";

const WIDE = window.matchMedia("(min-width: 64rem)");
const TOLD = ["problem", "doubt"];

const page = document.getElementById("main");
const address = page.dataset.address;
const manuscript = document.getElementById("manuscript");
const findings = document.getElementById("findings");
const filters = document.getElementById("filters");
const shown = document.getElementById("shown");
const none = document.getElementById("none");
const letters = document.getElementById("letters");

const cards = () => [...findings.querySelectorAll("[data-finding]")];
const shownCards = () => cards().filter((card) => !card.hidden);
const chosenCard = () => findings.querySelector("[data-finding][aria-current]");
const markOf = (card) => `mark-${card.dataset.finding}`;
const veiled = () => new Set(cards().filter((card) => card.hidden).map(markOf));

// Leaves come when somebody scrolls near them, and at once when somebody goes there.

const coming = new Map();

function fetched(slot) {
  const number = slot.dataset.unread;
  if (!coming.has(number)) coming.set(number, fetchLeaf(slot, number));
  return coming.get(number);
}

async function fetchLeaf(slot, number, passage = "") {
  try {
    const response = await fetch(`${address}/leaves/${number}${passage}`);
    if (!response.ok) return;
    const leaf = new DOMParser().parseFromString(await response.text(), "text/html").querySelector(".leaf");
    slot.replaceWith(leaf);
    veilMarks(leaf, veiled());
    const card = chosenCard();
    if (card) chooseMark(manuscript, markOf(card));
  } catch {
    coming.delete(number); // The link to the leaf's own page stays.
  }
}

const near = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      near.unobserve(entry.target);
      fetched(entry.target);
    }
  },
  { root: null, rootMargin: "60%" },
);

async function leafThere(number) {
  const slot = manuscript.querySelector(`[data-unread="${number}"]`);
  if (slot) await fetched(slot);
}

// From a finding to its place, and back.

function choose(card, { focus = true } = {}) {
  chosenCard()?.removeAttribute("aria-current");
  card.setAttribute("aria-current", "true");
  if (focus) card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
  if (WIDE.matches) return showPlace(markOf(card), card.dataset.leaf);
}

async function showPlace(name, leaf) {
  await leafThere(leaf);
  const mark = chooseMark(manuscript, name);
  if (!mark) return;
  const box = mark.getBoundingClientRect();
  const frame = manuscript.getBoundingClientRect();
  manuscript.scrollTop += box.top - frame.top - frame.height / 3;
  mark.closest(".sheet-scroll")?.scrollTo({ left: Math.max(0, box.left - frame.left - 24) });
}

function step(by) {
  const list = shownCards();
  if (!list.length) return;
  const at = list.indexOf(chosenCard());
  choose(list[at < 0 ? 0 : Math.min(Math.max(at + by, 0), list.length - 1)]);
}

manuscript.addEventListener("click", (event) => {
  const leaf = event.target.closest(".leaf");
  if (!leaf || event.target.closest("a") || !getSelection().isCollapsed) return;
  const mark = markAt(leaf, event.clientX, event.clientY);
  const card = mark && document.getElementById(mark.dataset.mark.replace("mark-", "finding-"));
  if (!card) return;
  choose(card, { focus: false });
  card.scrollIntoView({ block: "center" });
});

findings.addEventListener("click", (event) => {
  const card = event.target.closest("[data-finding]");
  if (!card) return;
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const place = event.target.closest("a.to-place");
  if (place && plain && WIDE.matches) {
    event.preventDefault();
    goTo(card, place);
  } else if (card !== chosenCard() && !event.target.closest("a:not([data-source]), button, summary, textarea, label")) {
    choose(card, { focus: false });
  }
});

// The finding's own place has a mark; another passage of the manuscript is shown with its leaf.
async function goTo(card, link) {
  await choose(card, { focus: false });
  closePane();
  const target = new URL(link.href);
  const number = target.pathname.split("/").at(-1);
  if (!target.search) return showPlace(markOf(card), number);
  await leafThere(number);
  const leaf = document.getElementById(`leaf-${number}`);
  if (leaf) await fetchLeaf(leaf, number, target.search);
  showPlace("place", number);
}

function closePane() {
  document.querySelector("#pane [data-close]")?.click();
}

// Filters

const standing = (card, wanted) => (wanted ? wanted === "all" || wanted === card.dataset.verdict : TOLD.includes(card.dataset.verdict));

const isWanted = (card) =>
  standing(card, filters.verdict.value) &&
  ["", card.dataset.type].includes(filters.type.value) &&
  ["", card.dataset.decision].includes(filters.decision.value);

function filter() {
  for (const card of cards()) card.hidden = !isWanted(card);
  veilMarks(manuscript, veiled());
  count();
  history.replaceState(history.state, "", `${address}${query()}`);
}

function query() {
  const given = [...new FormData(filters)].filter(([, value]) => value);
  return given.length ? `?${new URLSearchParams(given)}` : "";
}

function count() {
  const now = shownCards().length;
  shown.textContent = `${now} ${now === 1 ? "finding" : "findings"}`;
  none.hidden = now > 0 || cards().length === 0;
}

document.getElementById("filter").hidden = true;
filters.addEventListener("change", filter);
filters.addEventListener("submit", (event) => event.preventDefault());

page.addEventListener("click", (event) => {
  const link = event.target.closest("#summary a[href*='#findings'], #none a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const wanted = new URL(link.href).searchParams;
  for (const name of ["verdict", "type", "decision"]) filters[name].value = wanted.get(name) ?? "";
  filter();
  findings.scrollIntoView();
});

// Decisions

findings.addEventListener("submit", async (event) => {
  const form = event.target.closest("form.decide");
  if (!form) return;
  event.preventDefault();
  const reason = form.elements.reason;
  if (event.submitter?.value === "dismissed" && !reason.value.trim()) {
    refuse(form, "Say why the finding is dismissed: the reason is kept with it and stands in the report.", reason);
    return;
  }
  const long = [...form.querySelectorAll("[data-most]")].find((field) => field.value.trim().length > Number(field.dataset.most));
  if (long) {
    const used = grouped(long.value.trim().length);
    refuse(form, `The ${long.name} has ${used} characters: shorten it to ${grouped(Number(long.dataset.most))}.`, long);
    return;
  }
  const body = new FormData(form, event.submitter);
  try {
    const response = await fetch(`${form.getAttribute("action").split("?")[0]}?part=1`, {
      method: "POST",
      body: new URLSearchParams(body),
      headers: { Accept: "application/problem+json" },
    });
    if (response.ok) settle(form.closest("[data-finding]"), await response.text());
    else refuse(form, asSentence((await response.json()).detail), document.activeElement);
  } catch {
    refuse(form, "The server can’t be reached, so that nothing was kept. Is it still running?", document.activeElement);
  }
});

// Says beside the finding why a decision wasn't kept; what was typed stays.
function refuse(form, line, field) {
  const refusal = form.querySelector("[data-refusal]");
  field?.closest(".decide details")?.append(refusal);
  refusal.hidden = false;
  refusal.textContent = line;
  field?.focus();
}

const grouped = (number) => number.toLocaleString("en");

// How much room is left, once it gets scarce: the server takes no more, and nothing is cut off silently.
findings.addEventListener("input", (event) => {
  const most = Number(event.target.dataset?.most);
  if (!most) return;
  const room = document.getElementById(event.target.getAttribute("aria-describedby"));
  const used = event.target.value.trim().length;
  room.textContent = used > most ? `${grouped(used)} characters: shorten it to ${grouped(most)}.` : used > most / 2 ? `${grouped(used)} of ${grouped(most)} characters.` : `At most ${grouped(most)} characters.`;
  room.classList.toggle("refusal", used > most);
});

// Esc closes the box for a reason or a note, and what was typed stays in it.
findings.addEventListener("keydown", (event) => {
  const box = event.key === "Escape" && event.target.closest(".decide details[open]");
  if (!box) return;
  event.preventDefault();
  event.stopPropagation();
  box.open = false;
  box.querySelector("summary").focus();
});

function settle(card, html) {
  const part = new DOMParser().parseFromString(html, "text/html").body;
  const list = shownCards();
  const next = list[list.indexOf(card) + 1];
  const fresh = part.querySelector("[data-finding]");
  document.getElementById("summary").replaceWith(part.querySelector("#summary"));
  card.replaceWith(fresh);
  for (const mark of manuscript.querySelectorAll(`[data-mark="${markOf(fresh)}"]`)) {
    const isDismissed = fresh.dataset.decision === "dismissed";
    mark.classList.remove("finding-dismissed", `finding-${fresh.dataset.verdict}`);
    mark.classList.add(isDismissed ? "finding-dismissed" : `finding-${fresh.dataset.verdict}`);
  }
  fresh.hidden = !isWanted(fresh);
  veilMarks(manuscript, veiled());
  count();
  choose(fresh.hidden && next ? next : fresh);
}

// Keys

const isField = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

function onLetter(key, card) {
  if (key === "j") step(1);
  else if (key === "k") step(-1);
  else if (key === "o") card?.querySelector("a[data-source]")?.click();
  else if (key === "a") card?.querySelector("button[value=accepted]")?.click();
  else if (key === "d") {
    const reason = card?.querySelector("textarea[name=reason]");
    if (!reason) return false;
    reason.closest("details").open = true;
    reason.focus();
  } else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
  const card = event.target.closest("[data-finding]");
  const isOnCard = card !== null && event.target === card;
  let done = false;
  if (isOnCard && event.key === "ArrowDown") done = step(1) ?? true;
  else if (isOnCard && event.key === "ArrowUp") done = step(-1) ?? true;
  else if (isOnCard && event.key === "Enter") done = card.querySelector("a.to-place").click() ?? true;
  else if (letters.checked && event.key.length === 1) done = onLetter(event.key, card);
  if (done) event.preventDefault();
});

// Single letters get in the way of some people's tools: they can be switched off, and stay so.
document.getElementById("letters-choice").hidden = false;
letters.checked = localStorage.getItem("review-letters") !== "off";
letters.addEventListener("change", () => localStorage.setItem("review-letters", letters.checked ? "on" : "off"));

// The beginning

for (const slot of manuscript.querySelectorAll("[data-unread]")) near.observe(slot);
installPane();
const named = document.getElementById(location.hash.slice(1));
if (named?.dataset.finding) choose(named);
