// The library's page: files are dropped or chosen, sent, and watched while they are read.

import { announcer, cancelJob, followJob, isEnded, jobLine, showProgress, visible } from "./job.js";
import { batches, dropped } from "./library-files.js";

const form = document.getElementById("upload");
const said = document.getElementById("said");
const jobs = document.getElementById("jobs");
const announce = announcer(document.getElementById("status"));
const files = document.getElementById("files");
const folder = document.getElementById("folder");

for (const element of document.querySelectorAll("[data-scripted]")) element.hidden = false;
files.required = false;

// What is being read

function watch(article, id) {
  const shown = [];
  const stop = article.querySelector(".stop");
  article.dataset.job = id;
  stop.onsubmit = (event) => {
    event.preventDefault();
    stop.querySelector("button").disabled = true;
    cancelJob(id);
  };
  followJob(id, (job) => {
    show(article, job, shown);
    announce(job);
    if (!isEnded(job)) return;
    if (stop.contains(document.activeElement)) article.querySelector("summary").focus();
    refresh();
  });
}

function show(article, job, shown) {
  article.dataset.status = job.status;
  article.querySelector("h2").textContent = visible(job.title);
  const line = article.querySelector(".line");
  line.textContent = visible(isEnded(job) && job.items.length ? `${jobLine(job)} ${sum(job.items)}` : jobLine(job));
  line.classList.toggle("refusal", job.status === "failed");
  showProgress(article.querySelector("progress"), job);
  article.querySelector(".stop").hidden = isEnded(job);
  article.querySelector(".files").hidden = job.items.length === 0;
  const list = article.querySelector(".items");
  job.items.forEach((item, place) => {
    const now = JSON.stringify([item, isEnded(job)]);
    if (shown[place] === now) return;
    shown[place] = now;
    const made = row(item, isEnded(job));
    if (list.children[place]) list.children[place].replaceWith(made);
    else list.append(made);
    // The list keeps the file in sight that is being read, as long as nobody reads the list.
    if (item.status === "reading" && !list.matches(":hover, :focus, :focus-within")) {
      list.scrollTop = made.offsetTop - list.offsetTop - list.clientHeight / 2;
    }
  });
}

function row(item, ended) {
  const made = document.createElement("li");
  if (item.status) made.className = item.status;
  const name = Object.assign(document.createElement("strong"), { textContent: visible(item.name), dir: "auto" });
  const detail = item.detail || item.status || (ended ? "not read" : "waiting");
  made.append(name, Object.assign(document.createElement("span"), { textContent: visible(detail) }));
  if (item.address.startsWith("/")) {
    const link = Object.assign(document.createElement("a"), { href: item.address, textContent: "Open" });
    link.append(Object.assign(document.createElement("span"), { className: "unseen", textContent: ` ${visible(item.name)}` }));
    made.append(link);
  }
  return made;
}

const WORDS = { added: "added", updated: "read again", unchanged: "already here", failed: "failed", "": "not read" };

function sum(items) {
  const counts = Object.entries(WORDS).map(([status, words]) => [items.filter((item) => item.status === status).length, words]);
  const told = counts.filter(([count]) => count).map(([count, words]) => `${count} ${words}`);
  return told.length ? `${told.join(", ")}.` : "";
}

async function refresh() {
  const response = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const id of ["held", "size"]) {
    const [now, next] = [document.getElementById(id), page.getElementById(id)];
    // Whoever types or has chosen something in the list is not disturbed.
    if (now && next && !now.contains(document.activeElement)) now.replaceWith(document.adoptNode(next));
  }
}

for (const article of jobs.querySelectorAll("[data-job]")) {
  if (!["done", "failed", "cancelled"].includes(article.dataset.status)) watch(article, article.dataset.job);
}

// What comes in

form.addEventListener("submit", (event) => {
  event.preventDefault();
  take([...files.files].map((file) => ({ file, isChosen: true })).concat([...folder.files].map((file) => ({ file }))));
});

let depth = 0;
const brings = (event) => event.dataTransfer?.types.includes("Files");
const marked = () => form.classList.toggle("over", depth > 0);

document.addEventListener("dragenter", (event) => {
  if (brings(event)) depth += 1;
  marked();
});
document.addEventListener("dragleave", (event) => {
  if (brings(event)) depth = Math.max(0, depth - 1);
  marked();
});
document.addEventListener("dragover", (event) => {
  if (!brings(event)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "copy";
});
document.addEventListener("drop", async (event) => {
  if (!brings(event)) return;
  event.preventDefault();
  depth = 0;
  marked();
  take(await dropped(event.dataTransfer));
});

async function take(found) {
  said.textContent = "";
  const chosen = batches(found, Number(form.dataset.most));
  if (chosen.refusal) said.textContent = chosen.refusal;
  for (const batch of chosen.batches) {
    if (!(await send(batch))) break;
  }
  form.reset();
}

// Sends some files; true once the server has them.
function send(batch) {
  const article = document.getElementById("job").content.firstElementChild.cloneNode(true);
  const [title, line, bar, stop] = ["h2", ".line", "progress", ".stop"].map((part) => article.querySelector(part));
  title.textContent = batch.length === 1 ? `Sending ${visible(batch[0].name)}` : `Sending ${batch.length} files`;
  jobs.prepend(article);
  const request = new XMLHttpRequest();
  const body = new FormData();
  for (const file of batch) body.append("files", file, file.name);
  request.upload.addEventListener("progress", (event) => {
    Object.assign(bar, { max: event.total, value: event.loaded });
    line.textContent = `${megabytes(event.loaded)} of ${megabytes(event.total)} MB.`;
  });
  stop.onsubmit = (event) => {
    event.preventDefault();
    request.abort();
  };
  return new Promise((resolve) => {
    const end = (words) => {
      article.remove();
      if (words) said.textContent = words;
      resolve(!words);
    };
    request.addEventListener("load", () => {
      const answer = parsed(request.responseText);
      if (request.status !== 202) return end(sentence(answer.detail || "the server refused the files"));
      watch(article, answer.id);
      resolve(true);
    });
    request.addEventListener("error", () => end("The files could not be sent: see that Pincite still runs, and that they are still there."));
    request.addEventListener("abort", () => end("The files were not sent."));
    request.open("POST", "/api/v1/documents?background=true");
    request.send(body);
  });
}

const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
const sentence = (line) => `${line[0].toUpperCase()}${line.slice(1)}${/[.!?…]$/.test(line) ? "" : "."}`;

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
