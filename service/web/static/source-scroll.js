// Reading on: the next leaf comes as one scrolls down, and the bar tells which leaf is in view.

import { fetchView } from "./source-fetch.js";
import { watch } from "./source-image.js";
import { zoomLeaves } from "./source-zoom.js";

const AHEAD = "600px";
const MIDDLE = "-45% 0px -45% 0px";

export function readOn(view) {
  if (Number(view.dataset.count) < 2) return;
  const leaves = view.querySelector(".leaves");
  const last = view.querySelector(".turning.last");
  const root = view.closest(".pane");
  const middle = new IntersectionObserver((entries) => {
    if (!view.isConnected) return middle.disconnect();
    const seen = entries.findLast((entry) => entry.isIntersecting);
    if (seen) tell(view, seen.target);
  }, { root, rootMargin: MIDDLE });
  for (const leaf of leaves.children) middle.observe(leaf);

  const end = new IntersectionObserver(async (entries) => {
    if (!view.isConnected) return end.disconnect();
    const next = last.querySelector("a[rel=next]");
    if (!next || !entries.some((entry) => entry.isIntersecting)) return;
    end.unobserve(last);
    try {
      const following = await fetchView(next.href);
      append(view, following, middle);
      end.observe(last);
    } catch {
      // The link to the next leaf stays, and says what is wrong.
    }
  }, { root, rootMargin: `0px 0px ${AHEAD} 0px` });
  end.observe(last);

  view.querySelector(".bar").addEventListener("click", (event) => {
    const step = event.target.closest("a[data-step]");
    const leaf = step && leaves.querySelector(`[data-leaf="${step.dataset.to}"]`);
    if (!leaf) return;
    event.preventDefault();
    leaf.scrollIntoView({ block: "start" });
    tell(view, leaf);
  });
}

function append(view, following, middle) {
  const leaves = view.querySelector(".leaves");
  for (const leaf of [...following.querySelectorAll(".leaf")]) {
    if (leaves.querySelector(`[data-leaf="${leaf.dataset.leaf}"]`)) continue;
    for (const named of leaf.querySelectorAll(".mark[id]")) named.removeAttribute("id");
    leaves.append(leaf);
    zoomLeaves(leaf);
    for (const image of leaf.querySelectorAll(".sheet img")) watch(image);
    middle.observe(leaf);
  }
  view.querySelector(".turning.last").replaceChildren(...following.querySelector(".turning.last").children);
}

// Tells in the bar which leaf is in view, and leads from there to the ones beside it.
function tell(view, leaf) {
  const number = Number(leaf.dataset.leaf);
  const field = view.querySelector("#source-page");
  if (document.activeElement !== field) field.value = leaf.dataset.label;
  const count = Number(view.dataset.count);
  view.querySelector(".go .of").textContent =
    leaf.dataset.label === leaf.dataset.leaf ? `of ${count}` : `(${number} of ${count})`;
  for (const looked of view.querySelectorAll(".bar input[name=leaf]")) looked.value = number;
  lead(view, "previous", number > 1 ? number - 1 : 0);
  lead(view, "next", number < count ? number + 1 : 0);
}

function lead(view, way, number) {
  const old = view.querySelector(`.bar [data-step=${way}]`);
  if (Number(old.dataset.to ?? 0) === number) return;
  const step = document.createElement(number ? "a" : "span");
  step.className = "step";
  step.dataset.step = way;
  step.append(...old.childNodes);
  if (number) {
    step.href = view.dataset.leafAddress.replace("/p/0", `/p/${number}`);
    step.rel = way === "next" ? "next" : "prev";
    Object.assign(step.dataset, { to: number, source: "" });
  }
  const focused = document.activeElement === old;
  old.replaceWith(step);
  if (!focused) return;
  // At the first and the last leaf the focus stays in its place, though there is nothing more to press.
  if (!number) step.tabIndex = -1;
  step.focus({ preventScroll: true });
}
