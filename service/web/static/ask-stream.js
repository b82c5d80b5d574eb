// Sends a form, and hears what comes back as server-sent events (a POST, which EventSource can't send).

export class Refused extends Error {}

// Calls `on[event](data)` for each event; throws Refused with the server's own line, or an Error where it fell silent.
export async function stream(address, body, on) {
  const headers = { Accept: "text/event-stream, application/problem+json" };
  const response = await fetch(address, { method: "POST", headers, body });
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok || !type.startsWith("text/event-stream")) throw await refusal(response, type);
  for await (const { name, data } of events(response.body)) {
    if (name === "problem") throw new Refused(sentence(data.detail));
    on[name]?.(data);
  }
}

export function fragment(html) {
  return new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
}

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (buffer + value).split("\n\n");
    buffer = parts.pop();
    for (const part of parts) {
      const lines = part.split("\n");
      const name = lines.find((line) => line.startsWith("event: "))?.slice(7);
      const data = lines.find((line) => line.startsWith("data: "))?.slice(6);
      if (name && data) yield { name, data: JSON.parse(data) };
    }
  }
}

async function refusal(response, type) {
  if (!type.includes("json")) return new Refused("The server could not answer.");
  return new Refused(sentence((await response.json()).detail));
}

function sentence(line) {
  const stopped = /[.!?…]$/.test(line) ? line : `${line}.`;
  return `${stopped[0].toUpperCase()}${stopped.slice(1)}`;
}
