// The words of a document as they stand in its leaves: copied as they read, and linked to by their offsets.

const LONGEST_PASSAGE = 20000;

// The selected characters of the document, { start, end }, counted as the server counts; null where there are none.
export function selectedSpan(root) {
  const pieces = [...selectedPieces(root)].filter((piece) => piece.text.trim());
  if (!pieces.length) return null;
  const start = Math.min(...pieces.map((piece) => piece.start + leading(piece.text)));
  const end = Math.max(...pieces.map((piece) => piece.start + length(piece.text.trimEnd())));
  return end - start <= LONGEST_PASSAGE ? { start, end } : null;
}

// What is selected of each line or stretch of text under `root`, in the order of the page.
function* selectedPieces(root) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(root)) return;
  for (const holder of root.querySelectorAll("[data-start]")) {
    const node = holder.firstChild;
    if (!node || !range.intersectsNode(node)) continue;
    const from = range.startContainer === node ? range.startOffset : 0;
    const to = range.endContainer === node ? range.endOffset : node.length;
    if (from >= to) continue;
    const start = Number(holder.dataset.start) + length(node.data.slice(0, from));
    yield { start, text: node.data.slice(from, to), after: to === node.length ? (holder.dataset.after ?? "") : "" };
  }
}

// The server counts characters, scripts count those beyond the first 65,536 twice.
const length = (text) => [...text].length;
const leading = (text) => length(text) - length(text.trimStart());

// Offers links to the passage and to what is selected, and copies lines as the running text that they are.
export function offerLinks(view) {
  for (const button of view.querySelectorAll("[data-copy-link]")) {
    button.addEventListener("click", () => copyLink(view, button.dataset.copyLink));
  }
  const leaves = view.querySelector(".leaves");
  const offer = view.querySelector("[data-selection]");
  const button = offer.querySelector("button");
  let selected = null;
  const look = () => {
    if (!view.isConnected) return document.removeEventListener("selectionchange", look);
    selected = selectedSpan(leaves);
    offer.hidden = !selected;
    // In its place, so that nothing moves while one selects.
    for (const other of view.querySelectorAll("[data-copy-link]")) other.hidden = Boolean(selected);
  };
  document.addEventListener("selectionchange", look);
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    if (selected) copyLink(view, `${view.dataset.document}#${selected.start}-${selected.end}`);
  });
  leaves.addEventListener("copy", (event) => {
    const pieces = [...selectedPieces(leaves)];
    if (!pieces.length || !event.target.closest?.(".sheet") || !event.clipboardData) return;
    event.clipboardData.setData("text/plain", pieces.map((piece) => piece.text + piece.after).join("").trim());
    event.preventDefault();
  });
}

async function copyLink(view, address) {
  const told = view.querySelector(".told");
  const link = new URL(address, location.href).href;
  told.textContent = "";
  try {
    await navigator.clipboard.writeText(link);
    told.textContent = "Link copied.";
  } catch {
    // Browsers let pages of other machines write to the clipboard only over HTTPS.
    told.textContent = link;
  }
}
