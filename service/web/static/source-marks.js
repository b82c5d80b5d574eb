// Marks on the leaves of a document.

const MARGIN = 12;

// Scrolls to a mark; on a narrow screen, where the page is wider than its frame, to where its lines begin.
export function bringIntoView(mark) {
  const pane = mark.closest(".pane");
  if (pane) centre(mark, pane);
  else mark.scrollIntoView({ block: "center", inline: "nearest" });
  const frame = mark.closest(".sheet-scroll");
  if (!frame) return;
  const same = mark.dataset.mark ? `.mark[data-mark="${CSS.escape(mark.dataset.mark)}"]` : ".mark";
  const lefts = [...frame.querySelectorAll(same)].map((place) => place.getBoundingClientRect().left);
  frame.scrollLeft += Math.min(...lefts) - frame.getBoundingClientRect().left - MARGIN;
}

// Scrolls the pane alone: the page beside it stays where it is read.
function centre(mark, pane) {
  const { top, height } = mark.getBoundingClientRect();
  const bar = pane.querySelector(".bar")?.offsetHeight ?? 0;
  pane.scrollTop += top + height / 2 - pane.getBoundingClientRect().top - (pane.clientHeight + bar) / 2;
}
