// The files of a drop or a folder: which of them are sent, and how many at once.

const DOCUMENTS = /\.(?:pdf|docx|x?html?|md|markdown|te?xt)$/i;
const SIDECARS = /\.(?:bib|ris|json)$/i;
const AT_ONCE = 200;

// What was dropped, folders with all that is in them; of several in one drop, in the order of their names.
export async function dropped(transfer) {
  // The entries are gone once this has waited for anything.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => ({ file, isChosen: true }));
  const found = [];
  for (const entry of entries) await gather(entry, found, true);
  return found;
}

async function gather(entry, found, isChosen) {
  if (entry.isFile) {
    const file = await new Promise((resolve) => entry.file(resolve, () => resolve(null)));
    if (file) found.push({ file, isChosen });
    return;
  }
  const reader = entry.createReader();
  const inside = [];
  for (;;) {
    // A folder gives its entries by the hundred, and none once all are given.
    const some = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (!some.length) break;
    inside.push(...some);
  }
  inside.sort((one, two) => (one.name < two.name ? -1 : 1));
  for (const child of inside) if (!child.name.startsWith(".")) await gather(child, found, false);
}

// The files to send together: of folders only what can be read, and each batch with the bibliographies that came along.
// `most` is how many bytes the server takes at once. Gives {batches, refusal}.
export function batches(found, most) {
  const wanted = found.filter(({ file, isChosen }) => isChosen || ((DOCUMENTS.test(file.name) || SIDECARS.test(file.name)) && !file.name.startsWith("."))).map(({ file }) => file);
  if (!wanted.length) return { batches: [], refusal: found.length ? "None of these files is a PDF, Word, HTML, Markdown or text file." : "Choose files or a folder first." };
  const along = wanted.filter((file) => SIDECARS.test(file.name));
  const room = most - size(along) - 1e6;
  const documents = wanted.filter((file) => !SIDECARS.test(file.name));
  const fitting = documents.filter((file) => file.size <= room);
  const made = [];
  for (const file of fitting) {
    const last = made.at(-1);
    if (last && last.length < AT_ONCE && size(last) + file.size <= room) last.push(file);
    else made.push([file]);
  }
  const tooLarge = documents.filter((file) => file.size > room);
  const refusal = tooLarge.length ? `${tooLarge[0].name}${tooLarge.length > 1 ? ` and ${tooLarge.length - 1} more` : ""}: too large, the most is ${Math.floor(room / 1e6).toLocaleString("en")} MB.` : "";
  if (!documents.length) made.push([]);
  return { batches: made.map((batch) => [...batch, ...along]).filter((batch) => batch.length), refusal };
}

const size = (files) => files.reduce((sum, file) => sum + file.size, 0);
