// Zoom: how large the leaves are shown; remembered in this tab.

const KEY = "pincite.zoom";
const STEPS = [50, 75, 100, 125, 150, 200, 300];
const PIXELS_A_POINT = 96 / 72;

const FITTING = "fit";

function chosenZoom() {
  const zoom = Number(sessionStorage.getItem(KEY));
  return STEPS.includes(zoom) ? String(zoom) : FITTING;
}

export function zoomable(view) {
  const select = view.querySelector("[data-zoom=to]");
  select.value = chosenZoom();
  zoomLeaves(view);
  const choose = (zoom) => {
    sessionStorage.setItem(KEY, zoom);
    select.value = zoom;
    inPlace(view, () => zoomLeaves(view));
  };
  select.addEventListener("change", () => choose(select.value));
  view.querySelector("[data-zoom=in]").addEventListener("click", () => {
    choose(String(STEPS.find((step) => step > shownPercent(view) + 1) ?? STEPS.at(-1)));
  });
  view.querySelector("[data-zoom=out]").addEventListener("click", () => {
    choose(String(STEPS.findLast((step) => step < shownPercent(view) - 1) ?? STEPS[0]));
  });
}

// Shows the leaves under `root` as large as was chosen.
export function zoomLeaves(root) {
  const zoom = chosenZoom();
  const factor = Number(zoom) / 100;
  for (const sheet of root.querySelectorAll(".sheet")) {
    const image = sheet.querySelector("img");
    const width = Math.round(Number(image.getAttribute("width")) * PIXELS_A_POINT * factor);
    sheet.style.width = width ? `${width}px` : "";
    image.sizes = `${width || Math.ceil(sheet.getBoundingClientRect().width)}px`;
  }
  for (const text of root.querySelectorAll(".text")) text.style.fontSize = factor ? `${1.06 * factor}rem` : "";
}

function shownPercent(view) {
  const sheet = view.querySelector(".sheet");
  if (!sheet) return Number(chosenZoom()) || 100;
  const points = Number(sheet.querySelector("img").getAttribute("width"));
  return (100 * sheet.getBoundingClientRect().width) / (points * PIXELS_A_POINT);
}

// What stood in the middle of the window stays there.
function inPlace(view, change) {
  const scroller = view.closest(".pane") ?? document.scrollingElement;
  const middle = window.innerHeight / 2;
  const leaf = [...view.querySelectorAll(".leaf")].findLast((one) => one.getBoundingClientRect().top < middle);
  const before = leaf?.getBoundingClientRect();
  change();
  if (!leaf) return;
  const after = leaf.getBoundingClientRect();
  scroller.scrollTop += after.top + ((middle - before.top) / before.height) * after.height - middle;
}
