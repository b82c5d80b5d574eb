// Buttons on each quotation that copy it; they are made here, since they do nothing without scripts.

const SHOWN = 2000;

// `say` tells a screen reader what was done.
export function offerCopies(root, say) {
  for (const card of root.querySelectorAll("figure.card[data-quotation]:not([data-copying])")) {
    card.dataset.copying = "";
    const { quotation, cited, title } = card.dataset;
    const doing = card.querySelector(".doing");
    const inMarks = card.querySelector("table") ? quotation : `“${quotation}”`;
    doing.prepend(
      button("Copy with citation", `${inMarks} ${cited}. ${title}`, "The quotation was copied with its citation.", say),
      button("Copy quotation", quotation, "The quotation was copied.", say),
    );
  }
}

function button(name, text, told, say) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: name });
  made.addEventListener("click", async () => {
    const copied = await copy(text);
    made.textContent = copied ? "Copied" : "Not copied";
    say(copied ? told : "The browser doesn’t let this page copy.");
    setTimeout(() => (made.textContent = name), SHOWN);
  });
  return made;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelecting(text);
  }
}

// Where a page isn't served over HTTPS or from this machine, browsers have no clipboard but the old one.
function copyBySelecting(text) {
  const focused = document.activeElement;
  const box = Object.assign(document.createElement("textarea"), { value: text, readOnly: true, className: "unseen" });
  document.body.append(box);
  box.select();
  const copied = document.execCommand("copy");
  box.remove();
  focused?.focus({ preventScroll: true });
  return copied;
}
