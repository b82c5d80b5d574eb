// A source on a page of its own. Here the address may end in #start-end, which names a passage.

import { fetchView } from "./source-fetch.js";
import { remembered } from "./source-quotations.js";
import { listenForKeys, mount } from "./source-view.js";

const LONGEST_TOLD = 60;
const OWN = new Set(["mark", "hit"]); // fragments of our own links; what they lead to may be on another page
const main = document.querySelector("main.source");

function show(view) {
  const { addresses, at } = remembered(location.href);
  mount(view, addresses, at);
}

// Whether the fragment of the address names a passage, which is then shown.
async function showNamed() {
  const named = /^#(\d+)-(\d+)$/.exec(location.hash);
  if (!named) return tellUnknown();
  const view = main.querySelector(".view");
  try {
    const passage = await fetchView(`${location.pathname}?start=${named[1]}&end=${named[2]}`);
    view.replaceWith(passage);
    show(passage);
    return true;
  } catch (error) {
    refuse(view, error.message);
    return false;
  }
}

// Says so where the address ends in what is neither a passage nor a part of this page.
function tellUnknown() {
  const view = main.querySelector(".view");
  view.querySelector(".refusal[data-fragment]")?.remove();
  const name = location.hash.slice(1);
  const isKnown = !name || OWN.has(name) || document.getElementById(decoded(name));
  if (isKnown || view.querySelector(".refusal")) return false;
  const told = name.length > LONGEST_TOLD ? `${name.slice(0, LONGEST_TOLD)}…` : name;
  refuse(
    view,
    `There is no place “#${told}” in this document: a passage is named by its first and last character, as in #0-120.`,
  );
  return false;
}

function decoded(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function refuse(view, line) {
  const old = view.querySelector(".refusal");
  const told = Object.assign(document.createElement("p"), { className: "refusal", textContent: line });
  told.setAttribute("role", "alert");
  told.dataset.fragment = "";
  if (old) old.replaceWith(told);
  else view.querySelector(".bar").after(told);
}

if (main) {
  listenForKeys(main);
  addEventListener("hashchange", showNamed);
  if (!(await showNamed())) show(main.querySelector(".view"));
}
