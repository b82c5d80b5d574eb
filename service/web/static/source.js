// A source on a page of its own. Here the address may end in #start-end, which names a passage.

import { fetchView } from "./source-fetch.js";
import { remembered } from "./source-quotations.js";
import { listenForKeys, mount } from "./source-view.js";

const main = document.querySelector("main.source");

function show(view) {
  const { addresses, at } = remembered(location.href);
  mount(view, addresses, at);
}

async function showNamed() {
  const named = /^#(\d+)-(\d+)$/.exec(location.hash);
  if (!named) return false;
  const view = main.querySelector(".view");
  const passage = await fetchView(`${location.pathname}?start=${named[1]}&end=${named[2]}`).catch(() => null);
  if (passage) view.replaceWith(passage);
  show(passage ?? view);
  return true;
}

if (main) {
  listenForKeys(main);
  addEventListener("hashchange", showNamed);
  if (!(await showNamed())) show(main.querySelector(".view"));
}
