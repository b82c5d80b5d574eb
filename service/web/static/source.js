// Brings the marked passage into view.

const MARGIN = 12;

export function markInView(root) {
  const mark = root.querySelector("#mark");
  if (!mark) return;
  mark.scrollIntoView({ block: "center", inline: "nearest" });
  const scroller = mark.closest(".sheet-scroll");
  if (scroller) showLineStarts(scroller);
}

// On a narrow screen the page is wider than the window: show it from where the passage's lines begin.
function showLineStarts(scroller) {
  const lefts = [...scroller.querySelectorAll(".mark")].map((mark) => mark.getBoundingClientRect().left);
  scroller.scrollLeft += Math.min(...lefts) - scroller.getBoundingClientRect().left - MARGIN;
}

if (document.querySelector("main.source")) markInView(document);
