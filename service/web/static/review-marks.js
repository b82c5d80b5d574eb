// The marks of findings in a manuscript.

const ofFinding = (root, name) => [...root.querySelectorAll(`[data-mark="${CSS.escape(name)}"]`)];

// Makes the marks of one passage stand out; gives the first of them.
export function chooseMark(root, name) {
  for (const other of root.querySelectorAll(".mark.chosen")) other.classList.remove("chosen");
  const marks = ofFinding(root, name);
  for (const mark of marks) mark.classList.add("chosen");
  return marks[0];
}

// Veils the marks of these passages, and of no others.
export function veilMarks(root, names) {
  for (const mark of root.querySelectorAll(".mark[data-mark]")) mark.classList.toggle("unchosen", names.has(mark.dataset.mark));
}

// The smallest mark that can be seen under a point of the window: words lie over marks, and marks over one another.
export function markAt(leaf, x, y) {
  let best = null;
  let area = Infinity;
  for (const mark of leaf.querySelectorAll(".mark:not(.unchosen)")) {
    for (const box of mark.getClientRects()) {
      const isUnder = box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
      if (isUnder && box.width * box.height < area) [best, area] = [mark, box.width * box.height];
    }
  }
  return best;
}
