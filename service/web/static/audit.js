// The audit: choices act without loading the page again, folded groups come when they are opened, an audit is followed.

import { announcer, cancelJob, followJob, isEnded, jobLine, showProgress, visible } from "./job.js";
import { installPane } from "./pane.js";

const main = document.getElementById("main");
const said = document.getElementById("said");

async function pageAt(address) {
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(`${response.status}`);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

// Choices

let latest = 0;
let shownAt = location.href;

async function show(address, { keep = true } = {}) {
  const turn = (latest += 1);
  const page = await pageAt(address);
  if (turn !== latest) return;
  const found = page.getElementById("found");
  const now = document.getElementById("found");
  if (!found || !now) return location.assign(address);
  const opened = new Set([...now.querySelectorAll(".choices details[open]")].map((part) => part.className));
  for (const part of found.querySelectorAll(".choices details")) part.open ||= opened.has(part.className);
  now.replaceWith(found);
  if (keep) history.pushState(null, "", address);
  shownAt = location.href;
  said.textContent = found.querySelector("#shown").textContent.trim();
}

main.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-choice], a[data-more]");
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  try {
    if ("more" in link.dataset) await more(link);
    else {
      await show(link.href);
      focusOn(link);
    }
  } catch {
    location.assign(link.href);
  }
});

// The choice that was made keeps the focus, now on its new link; one that is gone leaves it to the findings.
function focusOn(link) {
  const links = [...document.querySelectorAll("#found a[data-choice]")];
  const name = (each) => (each.querySelector("span") ?? each).textContent;
  const same = links.find((each) => name(each) === name(link)) ?? links.find((each) => each.hasAttribute("aria-current"));
  same?.focus({ preventScroll: true });
  const top = document.querySelector(".groups").getBoundingClientRect().top;
  const isPicked = link.closest(".kinds") !== null;
  if (top < 0 || (isPicked && top > window.innerHeight / 2)) document.querySelector(".groups").scrollIntoView();
}

window.addEventListener("popstate", () => {
  // The pane has steps of its own, at the same address.
  if (document.getElementById("found") && location.href !== shownAt) show(location.href, { keep: false }).catch(() => location.reload());
});

// Groups

// What stands behind "Show these" and "The next ones" takes the link's place.
async function more(link) {
  const place = link.closest(".turn");
  if (place.dataset.coming) return;
  place.dataset.coming = "yes";
  const page = await pageAt(link.href);
  const group = page.querySelector(".groups .group");
  const coming = [...group.querySelectorAll(":scope > .finding, :scope > .turn")].filter((part) => part.matches(".finding") || part.querySelector("[data-more]"));
  const first = coming.find((part) => part.matches(".finding"));
  const hadFocus = place.contains(document.activeElement);
  place.replaceWith(...coming);
  if (hadFocus) first?.focus({ preventScroll: true });
}

main.addEventListener(
  "toggle",
  (event) => {
    const link = event.target.open && event.target.querySelector(":scope > .turn a[data-more]");
    if (event.target.matches(".group") && link && !event.target.querySelector(".finding")) more(link).catch(() => {});
  },
  true,
);

// The audit itself

const form = document.getElementById("audit-now");
const underWay = document.getElementById("under-way");

function follow(id) {
  const line = document.getElementById("line");
  const bar = document.getElementById("progress");
  const stop = document.getElementById("stop");
  const announce = announcer(said);
  const hadFocus = form.contains(document.activeElement);
  form.hidden = true;
  underWay.hidden = stop.hidden = bar.hidden = false;
  if (hadFocus) stop.focus();
  stop.onclick = () => cancelJob(id);
  followJob(id, (job) => {
    line.textContent = visible(jobLine(job));
    line.classList.toggle("refusal", job.status === "failed");
    showProgress(bar, job);
    announce(job);
    if (!isEnded(job)) return;
    if (job.status === "done") return location.reload();
    const stopped = stop === document.activeElement;
    stop.hidden = true;
    form.hidden = false;
    if (stopped) form.querySelector("button").focus();
  });
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const response = await fetch("/api/v1/audit", { method: "POST", headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error();
    follow((await response.json()).id);
  } catch {
    form.submit(); // The page that the server gives to whoever has no scripts says what is wrong.
  }
});

// A page that was left open looks again how the library stands to the audit, when someone comes back to it.

const LOOK_AGAIN_MS = 3000;
let looked = performance.now();

async function lookAgain() {
  const now = document.getElementById("standing");
  if (!now || document.hidden || !underWay.hidden || performance.now() - looked < LOOK_AGAIN_MS) return;
  looked = performance.now();
  const fresh = (await pageAt("/audit/standing")).getElementById("standing");
  if (!fresh) return;
  if (fresh.dataset.audit !== now.dataset.audit) tellAnother(now);
  else if (fresh.textContent !== now.textContent) {
    now.replaceWith(fresh);
    form.querySelector("button").classList.toggle("quiet", "current" in fresh.dataset);
    said.textContent = fresh.textContent.trim();
  }
}

// The findings on the page are those of an audit before the last one.
function tellAnother(now) {
  const link = Object.assign(document.createElement("a"), { href: location.href, textContent: "Show what it found" });
  link.addEventListener("click", (event) => (event.preventDefault(), location.reload()));
  now.replaceChildren("The library was audited again since this page was opened. ", link, ".");
  now.classList.add("is-old");
  now.removeAttribute("id");
  said.textContent = now.textContent;
}

const look = () => lookAgain().catch(() => {});
window.addEventListener("focus", look);
window.addEventListener("pageshow", (event) => event.persisted && look());
document.addEventListener("visibilitychange", look);

if (underWay?.dataset.job) follow(underWay.dataset.job);
installPane();

// Whoever comes back from a source finds the finding again, in a group that was folded too.
const named = document.getElementById(location.hash.slice(1));
if (named?.matches(".finding")) {
  named.focus();
  // The browser goes to the named place once more when all has come, and may take the focus along.
  window.addEventListener("load", () => named.focus(), { once: true });
}
