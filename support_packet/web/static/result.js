// What became of a download, in the bar: how it went, what was removed, and what is missing.
import { send } from "./download.js";
import { text } from "./text.js";

const form = document.getElementById("download");
const box = document.getElementById("result");

function element(name, content, children = []) {
  const made = document.createElement(name);
  made.textContent = content;
  made.append(...children);
  return made;
}

function list(lines) {
  return element(
    "ul",
    "",
    lines.map((line) => element("li", line)),
  );
}

export function clearResult() {
  box.replaceChildren();
}

export function showResult(look, ...children) {
  box.className = look;
  box.replaceChildren(
    ...children.map((child) => (typeof child === "string" ? element("p", child) : child)),
  );
}

async function report(requestId) {
  const ticket = form.elements.ticket?.value;
  const response = await send(form.dataset.report + requestId, ticket ? { ticket } : {});
  // Without a report nothing is known of the packet, also not that it had no secrets.
  return response.ok ? response.json() : {};
}

export async function showSaved(saved, requestId) {
  const headline = text(form, "textDone", saved);
  const { result, warnings, problems, summary } = await report(requestId).catch(() => ({}));
  if (!summary) {
    showResult("good", headline);
    return;
  }
  const lines = [headline];
  if (result !== "complete") {
    lines.push(text(form, "textCut"));
  } else if (warnings) {
    lines.push(text(form, "textWarnings"));
  }
  if (problems.length) {
    lines.push(list(problems.map(({ what, why }) => `${what}: ${why}`)));
  }
  lines.push(summary.length ? list(summary) : text(form, "textClean"));
  showResult(warnings || result !== "complete" ? "some" : "good", ...lines);
}

function login() {
  const link = element("a", text(form, "textLink"));
  Object.assign(link, { href: form.dataset.login, target: "_blank", rel: "noreferrer" });
  return element("p", "", [link]);
}

export async function showRefusal(response) {
  // A ticket for the break-glass token has no login: the server's own words say what to do.
  if (response.status === 401 && !form.elements.ticket) {
    showResult("bad", text(form, "textLogin"), login());
    return;
  }
  const body = await response.json().catch(() => ({}));
  const message = body.message ?? `HTTP ${response.status}`;
  showResult("bad", text(form, "textFailed", { message }));
}
