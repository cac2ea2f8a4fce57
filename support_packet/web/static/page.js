// Live progress of the download, and previews without a new page. Everything else works without it.
import { expectedBytes, followChoice, isEmpty, query } from "./choice.js";
import { copy } from "./copy.js";
import { saveBody, send, showProgress } from "./download.js";
import { followPreviews } from "./preview.js";
import { clearResult, showRefusal, showResult, showSaved } from "./result.js";
import { text } from "./text.js";

const form = document.getElementById("download");
const button = document.getElementById("start");
const progress = document.getElementById("progress");
const cancel = document.getElementById("cancel");
const curl = document.getElementById("curl");
let running = null;

function busy(state) {
  running = state;
  button.setAttribute("aria-disabled", String(Boolean(state)));
  progress.hidden = !state;
}

async function download(signal) {
  showProgress(0, expectedBytes(), 0);
  const response = await send(form.action, new FormData(form), signal);
  if (!response.ok) {
    await showRefusal(response);
    return;
  }
  const saved = await saveBody(response);
  await showSaved(saved, response.headers.get("X-Request-Id"));
}

async function start() {
  clearResult();
  if (isEmpty()) {
    showResult("bad", text(form, "textEmpty"));
    return;
  }
  const abort = new AbortController();
  busy(abort);
  try {
    await download(abort.signal);
  } catch {
    showResult("bad", text(form, abort.signal.aborted ? "textCanceled" : "textBroken"));
  } finally {
    busy(null);
  }
}

form.addEventListener("submit", (event) => {
  // Other buttons of the form lead to another view of the page.
  if (event.submitter?.name) {
    return;
  }
  event.preventDefault();
  if (!running) {
    start();
  }
});

cancel.addEventListener("click", () => {
  running?.abort();
  button.focus();
});

curl.hidden = false;
curl.addEventListener("click", async () => {
  const address = new URL(form.dataset.curl, location.href);
  address.search = query();
  const command = [
    "curl --fail --remote-name --remote-header-name",
    `--header "Authorization: Bearer $TOKEN" '${address.href.replaceAll("'", "%27")}'`,
  ].join(" ");
  await copy(command, curl);
});

followChoice();
followPreviews();
