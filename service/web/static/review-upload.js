// A manuscript is chosen or dropped, and watched while it is checked. Without scripts the form and /jobs do the same.

import { STOPPING, announcer, asSentence, cancelJob, followJob, isEnded, jobLine, showProgress } from "./job.js";

const form = document.getElementById("begin");
const list = document.getElementById("under-way");
const dropHere = document.getElementById("drop-here");
const announce = announcer(document.getElementById("status"));
const pattern = document.getElementById("job-shown");

// A row for a job, or for a file that is on its way.
function row(title) {
  const item = pattern.content.cloneNode(true).firstElementChild;
  item.querySelector("strong").textContent = title;
  item.querySelector("[data-stop]").hidden = true;
  return item;
}

function say(item, line, wrong = false) {
  const step = item.querySelector(".step");
  step.textContent = line;
  step.classList.toggle("wrong", wrong);
}

function watch(item, id, whenDone) {
  const bar = item.querySelector("progress");
  const stop = item.querySelector("[data-stop]");
  stop.hidden = false;
  stop.addEventListener("click", () => {
    say(item, STOPPING);
    cancelJob(id);
  });
  followJob(id, (job) => {
    say(item, jobLine(job), job.status === "failed");
    showProgress(bar, job);
    announce(job);
    if (!isEnded(job)) return;
    stop.remove();
    if (job.status === "done") whenDone(item, job);
  });
}

function link(item, job) {
  const open = document.createElement("a");
  open.href = job.result;
  open.textContent = "Read the review";
  item.append(open);
}

async function send(file, whenDone) {
  const item = row(file.name);
  list.append(item);
  say(item, "On its way…");
  const body = new FormData();
  body.append("file", file);
  try {
    const response = await fetch("/api/v1/reviews", { method: "POST", body });
    const answer = await response.json();
    if (!response.ok) throw new Error(asSentence(answer.detail));
    watch(item, answer.job.id, whenDone);
  } catch (error) {
    item.querySelector("progress").remove();
    say(item, error instanceof TypeError ? "The server can’t be reached. Is it still running?" : error.message, true);
  }
}

// One manuscript leads to its review; of several each gets a link.
function sendAll(files) {
  const whenDone = files.length === 1 ? (_, job) => location.assign(job.result) : link;
  for (const file of files) send(file, whenDone);
}

form.addEventListener("submit", (event) => {
  const files = [...form.elements.file.files];
  if (!files.length) return;
  event.preventDefault();
  sendAll(files);
  form.reset();
});

// The page that the upload came from may have been left and found again meanwhile.
for (const old of list.querySelectorAll("[data-job]")) {
  const item = row(old.querySelector("strong").textContent);
  old.replaceWith(item);
  watch(item, old.dataset.job, link);
}

const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
dropHere.hidden = false;
form.elements.file.multiple = true;
document.addEventListener("dragover", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  form.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) form.classList.remove("dropping");
});
document.addEventListener("drop", (event) => {
  form.classList.remove("dropping");
  if (!carriesFiles(event)) return;
  event.preventDefault();
  sendAll([...event.dataTransfer.files]);
});
