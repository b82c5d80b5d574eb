// The conversation without reloading the page. Everything here also works without it, as plain links and forms.

import { markInView } from "./source.js";

const WIDE = window.matchMedia("(min-width: 70rem)");
const MOST_TURNS = 12;
const LONGEST_ADDRESS = 16000;

const form = document.getElementById("ask");
const box = document.getElementById("question");
const status = document.getElementById("status");
const turns = document.getElementById("turns");
const desk = document.getElementById("desk");
const pane = document.getElementById("pane");
let opener = null;

const asked = () => [...form.querySelectorAll("input[name=q]")].map((field) => field.value);

const query = (questions) => new URLSearchParams(questions.map((question) => ["q", question])).toString();

function kept(questions) {
  const latest = questions.slice(-MOST_TURNS);
  while (latest.length > 1 && query(latest).length > LONGEST_ADDRESS) latest.shift();
  return latest;
}

async function fragment(address) {
  const response = await fetch(address, { headers: { Accept: "application/problem+json, text/html;q=0.9" } });
  const body = await response.text();
  if (response.ok) return new DOMParser().parseFromString(body, "text/html").body.firstElementChild;
  throw new Error(detail(response, body));
}

function detail(response, body) {
  const type = response.headers.get("content-type") ?? "";
  if (!type.includes("json")) return "The server could not answer.";
  const line = JSON.parse(body).detail;
  return `${line[0].toUpperCase()}${line.slice(1)}.`;
}

function remember(questions) {
  for (const field of form.querySelectorAll("input[name=q]")) field.remove();
  for (const question of questions) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "q", value: question });
    form.prepend(field);
  }
  form.prepend(...[...form.querySelectorAll("input[name=q]")].reverse());
  form.action = `/#turn-${questions.length + 1}`;
  history.replaceState(null, "", `/?${query(questions)}`);
}

async function ask(question) {
  const questions = kept([...asked(), question]);
  form.setAttribute("aria-busy", "true");
  status.textContent = "Looking through the library…";
  try {
    const turn = await fragment(`/turn?${query(questions)}`);
    document.getElementById("welcome")?.remove();
    while (turns.children.length >= questions.length) turns.firstElementChild.remove();
    turns.append(turn);
    renumber(questions);
    document.getElementById("anew").hidden = false;
    remember(questions);
    document.title = `${question.slice(0, 80)} – Pincite`;
    box.value = "";
    status.textContent = "";
    turn.scrollIntoView({ block: "start" });
  } catch (error) {
    status.textContent = error instanceof TypeError ? "The server can’t be reached. Is it still running?" : error.message;
  } finally {
    form.removeAttribute("aria-busy");
    box.focus({ preventScroll: true });
  }
}

function renumber(questions) {
  [...turns.children].forEach((turn, index) => {
    turn.id = `turn-${index + 1}`;
    turn.setAttribute("aria-labelledby", `question-${index + 1}`);
    turn.querySelector(".question").id = `question-${index + 1}`;
    for (const link of turn.querySelectorAll("a[data-source]")) leadBack(link, index + 1, questions);
  });
}

// A source's address carries the whole conversation, so that one can go back to it.
function leadBack(link, number, questions) {
  const address = new URL(link.href);
  address.searchParams.set("turn", number);
  address.searchParams.delete("q");
  for (const question of questions) address.searchParams.append("q", question);
  link.href = address.href;
}

async function open(link) {
  const address = new URL(link.href);
  try {
    const view = await fragment(`${address.pathname.replace(/^\/d\//, "/pane/")}${address.search}`);
    if (!pane.contains(link)) opener = link;
    pane.replaceChildren(view);
    pane.hidden = false;
    desk.dataset.pane = "open";
    for (const other of turns.querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
    opener?.setAttribute("aria-current", "true");
    pane.focus({ preventScroll: true });
    pane.scrollTop = 0;
    markInView(pane);
  } catch {
    location.assign(link.href);
  }
}

function close() {
  pane.hidden = true;
  pane.replaceChildren();
  delete desk.dataset.pane;
  opener?.removeAttribute("aria-current");
  opener?.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (box.value.trim() && !form.hasAttribute("aria-busy")) ask(box.value);
});

box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

desk.addEventListener("click", (event) => {
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const link = event.target.closest("a[data-source]");
  if (link && plain && WIDE.matches) {
    event.preventDefault();
    open(link);
  } else if (event.target.closest("[data-close]")) close();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !pane.hidden) close();
});
