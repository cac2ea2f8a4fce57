// Live progress of the download, and previews without a new page. Everything else works without it.
"use strict";

const form = document.getElementById("download");
const button = form.querySelector("button");
const bar = form.querySelector("progress");
const progress = document.getElementById("progress");
const progressText = document.getElementById("progress-text");
const result = document.getElementById("result");
const boxes = [...form.querySelectorAll("input[type=checkbox]")];
const language = document.documentElement.lang;
const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
const piecesBytes = 16e6;
const endOfZip = 0x504b0506;
let running = false;

function size(bytes, digits = { maximumFractionDigits: 1 }) {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const format = { style: "unit", unit: units[step], ...digits };
  return new Intl.NumberFormat(language, format).format(bytes / 1000 ** step);
}

function roughSize(bytes) {
  return size(bytes, { maximumSignificantDigits: 2 });
}

function expectedBytes() {
  const chosen = boxes.filter((box) => box.checked === (box.name === "include"));
  return chosen.reduce((sum, box) => sum + Number(box.dataset.estimate), 0);
}

function text(name, values = {}) {
  return form.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

function showResult(...lines) {
  const paragraphs = lines.map((line) =>
    Object.assign(document.createElement("p"), { textContent: line }),
  );
  result.replaceChildren(...paragraphs);
}

function busy(state) {
  running = state;
  button.setAttribute("aria-disabled", String(state));
  progress.hidden = !state;
}

// Not in the live region: a screen reader would read every number.
function showProgress(received, expected) {
  const values = { received: size(received), expected: roughSize(expected) };
  if (expected > received) {
    bar.max = expected;
    bar.value = received;
    progressText.textContent = text("textProgress", values);
  } else {
    bar.removeAttribute("value");
    progressText.textContent = text("textReceived", values);
  }
}

// Large blobs leave the memory for the disk, so the received pieces become one now and then.
async function receive(response) {
  const expected = expectedBytes();
  const reader = response.body.getReader();
  const blobs = [];
  let pieces = [];
  let waiting = 0;
  let received = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    pieces.push(step.value);
    waiting += step.value.length;
    received += step.value.length;
    if (waiting > piecesBytes) {
      blobs.push(new Blob(pieces));
      pieces = [];
      waiting = 0;
    }
    showProgress(received, expected);
  }
  return new Blob([...blobs, ...pieces], { type: "application/zip" });
}

// A proxy may end a broken answer as if it were complete.
async function isWhole(blob) {
  const end = await blob.slice(-22).arrayBuffer();
  return end.byteLength === 22 && new DataView(end).getUint32(0) === endOfZip;
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

function removed(file) {
  const kinds = JSON.parse(form.dataset.kinds);
  const number = new Intl.NumberFormat(language);
  const counts = Object.entries(file.kinds).map(
    ([kind, count]) => `${number.format(count)} ${kinds[kind] ?? kind}`,
  );
  const list = new Intl.ListFormat(language, { type: "conjunction" });
  return text("textRemoved", { file: file.name, secrets: list.format(counts) });
}

async function removalSummary(requestId) {
  const response = await fetch(form.dataset.report + requestId);
  if (!response.ok) {
    return [];
  }
  const report = await response.json();
  const files = report.files.filter((file) => Object.keys(file.removed).length);
  const lines = files.length ? files.map(removed) : [text("textClean")];
  if (report.result !== "complete") {
    lines.unshift(text("textCut"));
  } else if (report.warnings) {
    lines.unshift(text("textWarnings"));
  }
  return lines;
}

async function failure(response) {
  const body = await response.json().catch(() => ({}));
  return text("textFailed", { message: body.message ?? `HTTP ${response.status}` });
}

async function download() {
  const query = new URLSearchParams(new FormData(form));
  showResult();
  showProgress(0, expectedBytes());
  const response = await fetch(`${form.action}?${query}`, {
    headers: { "Accept-Language": language },
  });
  if (!response.ok) {
    showResult(await failure(response));
    return;
  }
  const blob = await receive(response);
  if (!(await isWhole(blob))) {
    throw new Error("incomplete");
  }
  const name = response.headers.get("Content-Disposition").match(/filename="([^"]+)"/)[1];
  save(blob, name);
  const summary = await removalSummary(response.headers.get("X-Request-Id")).catch(() => []);
  showResult(text("textDone", { name, size: size(blob.size) }), ...summary);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (running) {
    return;
  }
  busy(true);
  try {
    await download();
  } catch {
    showResult(text("textBroken"));
  } finally {
    busy(false);
  }
});

form.addEventListener("change", () => {
  document.getElementById("expected").textContent = roughSize(expectedBytes());
});

for (const link of document.querySelectorAll("a.preview")) {
  const details = link.closest("details");
  details.addEventListener("toggle", async () => {
    if (!details.open || !link.isConnected) {
      return;
    }
    const response = await fetch(link.href);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const shown = page.getElementById(link.closest("li").id)?.querySelector("details");
    if (response.ok && shown) {
      details.replaceChildren(details.querySelector("summary"), ...[...shown.children].slice(1));
    }
  });
}
