// The page of work in the background: follows it without loading the page again, and goes to what came of it.

import { STOPPING, announcer, cancelJob, followJob, isEnded, jobLine, showProgress, visible } from "./job.js";

const main = document.getElementById("main");
const line = document.getElementById("line");
const items = document.getElementById("items");
const stop = document.getElementById("stop");
const announce = announcer(document.getElementById("said"));

function shown(item) {
  const row = document.createElement("li");
  const name = document.createElement("strong");
  name.dir = "auto";
  name.textContent = visible(item.name);
  row.append(name);
  if (item.status) row.className = item.status;
  const detail = item.detail || item.status;
  if (detail) row.append(Object.assign(document.createElement("span"), { textContent: visible(detail) }));
  if (item.address.startsWith("/")) {
    row.append(Object.assign(document.createElement("a"), { href: item.address, textContent: "Open" }));
  }
  return row;
}

followJob(main.dataset.job, (job) => {
  line.textContent = visible(jobLine(job));
  line.classList.toggle("refusal", job.status === "failed");
  announce(job);
  showProgress(document.getElementById("progress"), job);
  items.hidden = job.items.length === 0;
  items.replaceChildren(...job.items.map(shown));
  if (!isEnded(job)) return;
  if (job.status === "done" && job.result.startsWith("/")) location.replace(job.result);
  else {
    const hadFocus = stop.contains(document.activeElement);
    stop.remove();
    document.getElementById("onward").hidden = false;
    if (hadFocus) document.querySelector("#onward a").focus();
  }
});

stop.addEventListener("submit", async (event) => {
  event.preventDefault();
  // Not disabled: that would lose the focus.
  stop.querySelector("button").textContent = "Stopping …";
  line.textContent = STOPPING;
  await cancelJob(main.dataset.job);
});
