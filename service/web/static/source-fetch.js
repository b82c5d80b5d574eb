// Views of sources, fetched; those that are likely to be looked at next, beforehand.

const MOST_KEPT = 12;
const KEPT_FOR = 30_000; // milliseconds: a document may be read anew, or removed
const kept = new Map();

// The view at the address of a source, as a new element. Throws with a line for people.
export async function fetchView(address) {
  const page = new DOMParser().parseFromString(await pageAt(address), "text/html");
  const view = page.querySelector(".view");
  if (!view) throw new Error("The server could not show this source.");
  return view;
}

// Fetches a view and its first marked page image, for a link that is about to be followed.
export async function preload(address) {
  try {
    const view = await fetchView(address);
    const image = view.querySelector(".leaf:has(.mark) img") ?? view.querySelector(".leaf img");
    if (image) Object.assign(new Image(), { sizes: image.sizes, srcset: image.srcset });
  } catch {
    // Whoever follows the link is told what went wrong.
  }
}

function pageAt(address) {
  const { pathname, search } = new URL(address, location.href);
  const key = pathname + search;
  if (!kept.has(key)) {
    kept.set(key, fetchPage(key));
    kept.get(key).catch(() => kept.delete(key));
    setTimeout(() => kept.delete(key), KEPT_FOR);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
  }
  return kept.get(key);
}

async function fetchPage(address) {
  const response = await fetch(address, { headers: { Accept: "application/problem+json" } }).catch(() => {
    throw new Error("The server can’t be reached. Is it still running?");
  });
  const body = await response.text();
  const isProblem = (response.headers.get("content-type") ?? "").includes("json");
  if (!isProblem) return body;
  const line = JSON.parse(body).detail;
  throw new Error(`${line[0].toUpperCase()}${line.slice(1)}.`);
}
