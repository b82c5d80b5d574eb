// The conditions on what is searched, shown as chips that follow the form's fields and can be taken away.

export function followConditions(form) {
  const chips = form.querySelector("#chips");
  const fields = form.querySelector(".conditions");
  if (!chips || !fields) return;
  const show = () => chips.replaceChildren(...conditions(fields).map(({ text, drop }) => chip(text, () => (drop(), show(), focusNext()))));
  const focusNext = () => (chips.querySelector("button") ?? form.querySelector("summary")).focus();
  fields.addEventListener("change", show);
  show();
}

function conditions(fields) {
  const found = [];
  for (const box of fields.querySelectorAll("input[type=checkbox]:checked")) {
    const lead = box.name === "language" ? "in " : "";
    found.push({ text: lead + shortened(box.parentElement.textContent.trim()), drop: () => (box.checked = false) });
  }
  for (const [name, lead] of [["named", ""], ["author", "by "]]) {
    const field = fields.querySelector(`input[name=${name}]`);
    for (const part of parts(field)) {
      found.push({ text: lead + part, drop: () => (field.value = parts(field).filter((other) => other !== part).join("; ")) });
    }
  }
  const [from, to] = ["year_from", "year_to"].map((name) => fields.querySelector(`input[name=${name}]`));
  const years = span(from.value.trim(), to.value.trim());
  if (years) found.push({ text: years, drop: () => (from.value = to.value = "") });
  return found;
}

const parts = (field) => (field?.value ?? "").split(";").map((part) => part.trim()).filter(Boolean);

function span(from, to) {
  if (from && from === to) return `of ${from}`;
  if (from) return to ? `from ${from} to ${to}` : `from ${from} on`;
  return to && `up to ${to}`;
}

const shortened = (text) => (text.length > 80 ? `${text.slice(0, 78).trimEnd()} …` : text);

function chip(text, drop) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "chip" });
  const unseen = Object.assign(document.createElement("span"), { className: "unseen", textContent: "No longer only " });
  button.append(unseen, Object.assign(document.createElement("span"), { dir: "auto", textContent: text }));
  button.addEventListener("click", drop);
  const item = document.createElement("li");
  item.append(button);
  return item;
}
