// The conversation without reloading the page. Everything here also works without it, as plain links and forms.

import { offerCopies } from "./ask-copy.js";
import { followConditions } from "./ask-narrowing.js";
import { fragment, Refused, stream } from "./ask-stream.js";
import { installPane } from "./pane.js";

const WIDE = window.matchMedia("(min-width: 70rem)");
const BETWEEN_LOOKS = 1000;
const MOST_LOOKS = 60;
const SILENT = "The server stopped answering. Is it still running? Your question is still in the box.";

const EMPTY = "There is no question yet: ask something in words.";

const form = document.getElementById("ask");
const box = document.getElementById("question");
const status = document.getElementById("status");
const refusal = document.getElementById("refusal");
const turns = document.getElementById("turns");
const list = document.getElementById("history");
let path = location.pathname;

const say = (line) => (status.textContent = line);
const isFirst = () => form.elements.after === undefined;

async function ask(question) {
  const body = new URLSearchParams(new FormData(form));
  body.set("question", question);
  const asking = placeholder(question);
  let kept = null;
  let answered = false;
  form.setAttribute("aria-busy", "true");
  form.querySelector("#narrowing details")?.removeAttribute("open");
  refusal.textContent = "";
  say("Looking through the library…");
  showWelcome(false);
  turns.append(asking);
  asking.scrollIntoView({ block: "start" });
  try {
    await stream(form.getAttribute("action"), body, {
      kept: (data) => {
        kept = data;
        if (isFirst()) remember(data.address, "pushState");
      },
      found: (data) => {
        asking.lastElementChild.replaceWith(fragment(data.html));
        say("Passages were found. Reading the best of them…");
      },
      turn: (data) => {
        answered = true;
        if (isFirst()) settle(kept, question);
        form.elements.after.value = kept.number;
        document.getElementById("head")?.remove();
        document.getElementById("main").prepend(fragment(kept.head));
        document.getElementById("recent").replaceWith(fragment(kept.history));
        show(fragment(data.html), asking);
      },
    });
    if (!answered) throw new Error(SILENT);
    box.value = "";
  } catch (error) {
    asking.remove();
    showWelcome(true);
    if (kept && isFirst()) remember("/", "replaceState");
    say("");
    box.value = question;
    refuse(error instanceof Refused ? error.message : SILENT);
  } finally {
    form.removeAttribute("aria-busy");
    box.focus({ preventScroll: true });
  }
}

// Emptied first, so that the same line said twice is heard twice.
function refuse(line) {
  refusal.textContent = "";
  requestAnimationFrame(() => (refusal.textContent = line));
}

function showWelcome(is) {
  for (const id of ["welcome", "suggested"]) document.getElementById(id)?.toggleAttribute("hidden", !is);
}

function placeholder(question) {
  const article = Object.assign(document.createElement("article"), { className: "turn" });
  const heading = Object.assign(document.createElement("h2"), { className: "question", dir: "auto", textContent: question });
  const waiting = Object.assign(document.createElement("div"), { className: "found", textContent: "Looking through the library…" });
  article.setAttribute("aria-busy", "true");
  article.append(heading, waiting);
  return article;
}

function show(turn, asking) {
  asking.replaceWith(turn);
  offerCopies(turn, say);
  turn.scrollIntoView({ block: "start" });
  const count = turn.querySelectorAll(".quotes > li").length;
  if (turn.dataset.pending !== undefined) waitFor(turn);
  say(count ? `Answered with ${count} ${count === 1 ? "quotation" : "quotations"}.` : (turn.querySelector(".verdict")?.textContent ?? ""));
}

// The first question makes the page one of a conversation.
function settle(kept, question) {
  document.getElementById("welcome")?.remove();
  document.getElementById("suggested")?.remove();
  form.action = kept.address;
  form.elements.token.remove();
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "after" }));
  document.title = `${question.slice(0, 80)} – Pincite`;
}

function remember(address, how) {
  history[how](null, "", address);
  path = address;
}

// A turn whose answer is still worked out, as after a reload: looked for until it is there.
async function waitFor(turn) {
  for (let look = 0; look < MOST_LOOKS && turn.isConnected; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
    const response = await fetch(turn.dataset.turn).catch(() => null);
    if (!response?.ok) continue;
    const now = fragment(await response.text());
    if (now.dataset.pending !== undefined) continue;
    turn.replaceWith(now);
    offerCopies(now, say);
    return;
  }
}

form.addEventListener("submit", (event) => {
  if (event.submitter?.name === "drop") return;
  event.preventDefault();
  if (form.hasAttribute("aria-busy")) return;
  if (box.value.trim()) ask(box.value);
  else refuse(EMPTY);
});

// What was refused is over once something else is typed.
box.addEventListener("input", () => (refusal.textContent = ""));

document.getElementById("suggested")?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!form.hasAttribute("aria-busy")) ask(event.submitter.value);
});

box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.activeElement?.closest("details.menu[open]");
  if (!menu) return;
  event.preventDefault();
  menu.open = false;
  menu.querySelector("summary").focus();
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

// Going back or forward to an address whose page a script had made out of another one.
const isElsewhere = (shown) => /^\/(c\/|$)/.test(location.pathname) && location.pathname !== shown;
window.addEventListener("popstate", () => isElsewhere(path) && location.reload());
if (isElsewhere(form.getAttribute("action"))) location.reload();

const openOnWide = () => (list.open = WIDE.matches);
WIDE.addEventListener("change", openOnWide);
openOnWide();
offerCopies(document, say);
followConditions(form);
for (const turn of turns.querySelectorAll("[data-pending]")) waitFor(turn);
installPane();
