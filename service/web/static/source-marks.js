// Marks on the leaves of a document.

const MARGIN = 12;

// Scrolls to a mark; on a narrow screen, where the page is wider than its frame, to where its lines begin.
export function bringIntoView(mark) {
  mark.scrollIntoView({ block: "center", inline: "nearest" });
  const frame = mark.closest(".sheet-scroll");
  if (!frame) return;
  const same = mark.dataset.mark ? `.mark[data-mark="${CSS.escape(mark.dataset.mark)}"]` : ".mark";
  const lefts = [...frame.querySelectorAll(same)].map((place) => place.getBoundingClientRect().left);
  frame.scrollLeft += Math.min(...lefts) - frame.getBoundingClientRect().left - MARGIN;
}
