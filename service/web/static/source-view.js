// A view of a source made handy, once it stands in the page. Without this it works as plain links and forms.

import { watch } from "./source-image.js";
import { bringIntoView } from "./source-marks.js";
import { readOn } from "./source-scroll.js";
import { offerLinks } from "./source-words.js";
import { zoomable } from "./source-zoom.js";

// `quotations` are the addresses of the answer's quotations in order, `at` the place of the one that is shown.
export function mount(view, quotations = [], at = -1) {
  for (const part of view.querySelectorAll("[data-scripted]")) part.hidden = false;
  zoomable(view);
  offerLinks(view);
  readOn(view);
  offerQuotations(view, quotations, at);
  for (const image of view.querySelectorAll(".sheet img")) watch(image);
  const current = view.querySelector(".hits [aria-current]");
  if (current) current.closest(".hits").scrollTop = current.offsetTop - current.closest(".hits").offsetTop - 40;
  showMark(view);
}

function showMark(view) {
  const mark = view.querySelector("#hit") ?? view.querySelector("#mark");
  const pane = view.closest(".pane");
  leaveRoomForBar(view.querySelector(".bar"), pane);
  // What can't be shown is said above the leaves: that is to be seen first.
  if (view.querySelector(".refusal")) return;
  if (mark) bringIntoView(mark);
  else if (pane && view.querySelector(".leaf")?.dataset.leaf !== "1") view.querySelector(".leaf").scrollIntoView();
}

// What is scrolled to must not come to lie under the bar, which stays in its place on wide screens.
function leaveRoomForBar(bar, pane) {
  const style = getComputedStyle(bar);
  if (style.position !== "sticky") return;
  const scroller = pane ?? document.documentElement;
  scroller.style.scrollPaddingTop = `${bar.offsetHeight + (Number.parseFloat(style.top) || 0) + 8}px`;
}

function offerQuotations(view, quotations, at) {
  const steps = view.querySelector("[data-quotation-steps]");
  if (!steps || at < 0 || quotations.length < 2) return;
  const link = (place, key, words) => {
    const made = document.createElement(quotations[place] ? "a" : "span");
    made.className = "step";
    made.append(Object.assign(document.createElement("span"), { className: "step-words", textContent: words }));
    made.dataset.quotation = key;
    if (quotations[place]) Object.assign(made, { href: quotations[place] }).dataset.source = "";
    return made;
  };
  const count = Object.assign(document.createElement("span"), { className: "of", textContent: `${at + 1} of ${quotations.length}` });
  const name = Object.assign(document.createElement("span"), { className: "step-name", textContent: "Quotation" });
  name.setAttribute("aria-hidden", "true");
  steps.append(name, link(at - 1, "previous", "Previous quotation"), count, link(at + 1, "next", "Next quotation"));
  steps.hidden = false;
}

const KEYS = {
  n: "a[data-quotation=next]",
  p: "a[data-quotation=previous]",
  j: ".bar [data-step=next]",
  k: ".bar [data-step=previous]",
  "+": "[data-zoom=in]",
  "-": "[data-zoom=out]",
};

// Keys for the view within `frame`, which work while the focus is in it and not in a field.
export function listenForKeys(frame) {
  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea")) return stepThroughHits(event);
    const field = event.key === "s" ? frame.querySelector("#source-find") : null;
    const control = field ?? (KEYS[event.key] && frame.querySelector(KEYS[event.key]));
    if (!control) return;
    event.preventDefault();
    event.stopPropagation();
    if (field) field.select();
    else control.click();
  });
}

// Enter in the search field goes on to the next place, as long as the words are the same; with Shift to the one before.
function stepThroughHits(event) {
  const field = event.target;
  if (event.key !== "Enter" || field.id !== "source-find" || field.value.trim() !== field.defaultValue) return;
  const step = field.closest(".view").querySelector(event.shiftKey ? "[data-hit=previous]" : "[data-hit=next]");
  if (!step) return;
  event.preventDefault();
  step.click();
}
