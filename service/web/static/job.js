// Follows work in the background, for the pages that show how far it has come.

const ENDED = new Set(["done", "failed", "cancelled"]);
const POLL_MS = 1500;
const MOST_POLL_MS = 15000;
const ANNOUNCE_MS = 8000;
const SAID_MS = 5000;

const LOST = "The server no longer knows of this work: it was started again, or the work is long over.";

export const STOPPING = "Stopping …";

export const isEnded = (job) => ENDED.has(job.status);

// Calls `onJob(job)` with the job of the API (GET /api/v1/jobs/{id}) at once and each time that it has come further, the
// last time with a status in which it has ended. Gives back a function that stops following. It listens to the server's
// events, and looks from time to time where they don't come through; a page that nobody sees holds no connection.
export function followJob(id, onJob) {
  const address = `/api/v1/jobs/${encodeURIComponent(id)}`;
  let source = null;
  let timer = 0;
  let wait = POLL_MS;
  let over = false;
  let latest = "";

  const stop = () => {
    over = true;
    pause();
    document.removeEventListener("visibilitychange", onVisibility);
  };

  const pause = () => {
    source?.close();
    source = null;
    clearTimeout(timer);
  };

  const tell = (job) => {
    if (over) return;
    const now = JSON.stringify(job);
    if (isEnded(job)) stop();
    if (now !== latest) onJob(job);
    latest = now;
  };

  const listen = () => {
    pause();
    source = new EventSource(`${address}/events`);
    source.addEventListener("job", (event) => {
      wait = POLL_MS;
      tell(JSON.parse(event.data));
    });
    source.addEventListener("error", () => {
      pause();
      timer = setTimeout(look, wait);
    });
  };

  const look = async () => {
    try {
      const response = await fetch(address, { headers: { Accept: "application/json" } });
      if (response.ok) tell(await response.json());
      else if (response.status === 404) tell({ id, status: "failed", problem: LOST, step: "", done: 0, total: 0, ahead: 0, items: [], result: "", title: "" });
    } catch {
      // The server can't be reached: it may come back.
    }
    if (over || document.hidden) return;
    wait = Math.min(wait * 1.6, MOST_POLL_MS);
    listen();
  };

  const onVisibility = () => {
    if (over) return;
    if (document.hidden) pause();
    else look();
  };

  document.addEventListener("visibilitychange", onVisibility);
  listen();
  return stop;
}

// One line for people: "Waiting for 2 others before it", "Reading pages: 3 of 12".
export function jobLine(job) {
  if (job.status === "waiting") return job.ahead ? `Waiting for ${job.ahead} ${job.ahead === 1 ? "other" : "others"} before it.` : "Waiting.";
  if (job.status === "failed") return asSentence(job.problem || "It failed");
  if (job.status === "cancelled") return "This was stopped.";
  if (job.status === "done") return "Done.";
  if (job.stopping) return STOPPING;
  const step = asSentence(job.step || "Working");
  return job.total ? `${step.slice(0, -1)}: ${job.done} of ${job.total}.` : step;
}

// A capital first, unless that is a file's name or a path; a full stop last.
export function asSentence(line) {
  const stopped = /[.!?…]$/.test(line) ? line : `${line}.`;
  const first = line.split(" ", 1)[0].replace(/[.,:;!?…]+$/, "");
  return /[./]/.test(first) ? stopped : stopped[0].toUpperCase() + stopped.slice(1);
}

// Gives a function of a job that tells screen readers of it in `region` (role="status", out of sight): each change of
// status at once, and how far it has come no more often than every eight seconds.
export function announcer(region) {
  let status = "";
  let next = 0;
  return (job) => {
    const now = performance.now();
    if (job.status === status && now < next) return;
    status = job.status;
    next = now + ANNOUNCE_MS;
    region.textContent = visible(jobLine(job));
    // The line that can be seen says it as well: whoever comes upon both later needs only the one.
    if (isEnded(job)) setTimeout(() => region.replaceChildren(), SAID_MS);
  };
}

// Shows a job in a <progress>, by its one measure of the whole where it has one: without a value as long as nobody knows how much there is to do.
export function showProgress(bar, job) {
  bar.hidden = isEnded(job);
  if (typeof job.share === "number") {
    bar.max = 1;
    bar.value = job.share;
  } else if (job.total) {
    bar.max = job.total;
    bar.value = job.done;
  } else bar.removeAttribute("value");
}

// Lets go of the work; gives the job as it then stands.
export async function cancelJob(id) {
  const response = await fetch(`/api/v1/jobs/${encodeURIComponent(id)}`, { method: "DELETE" });
  return response.json();
}

// A name from outside on one line, with U+FFFD for every character that can't be seen or turns others round.
export const visible = (text) =>
  String(text).trim().replace(/\s+/gu, " ").replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, "\ufffd");
