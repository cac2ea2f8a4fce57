// The download itself: received piece by piece, with its progress, and only whole packets saved.
import { expectedBytes } from "./choice.js";
import { roughSize, size, speed, text } from "./text.js";

const form = document.getElementById("download");
const bar = document.querySelector("#progress progress");
const progressText = document.getElementById("progress-text");
const piecesBytes = 16e6;
const endOfZip = 0x504b0506;

// Not in the live region: a screen reader would read every number.
export function showProgress(received, expected, perSecond) {
  const values = {
    received: size(received),
    expected: roughSize(expected),
    speed: speed(perSecond),
  };
  if (expected > received) {
    bar.max = expected;
    bar.value = received;
    progressText.textContent = text(form, "textProgress", values);
  } else {
    bar.removeAttribute("value");
    progressText.textContent = text(form, "textReceived", values);
  }
}

// Large blobs leave the memory for the disk, so the received pieces become one now and then.
async function receive(response) {
  const expected = expectedBytes();
  const started = performance.now();
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
    showProgress(received, expected, (1000 * received) / (performance.now() - started));
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

// Sends the form to an address, in the way the form itself is sent.
export function send(address, data, signal) {
  const headers = { "Accept-Language": document.documentElement.lang };
  const values = new URLSearchParams(data);
  return form.method === "post"
    ? fetch(address, { method: "POST", body: values, headers, signal })
    : fetch(`${address}?${values}`, { headers, signal });
}

// Returns the name and size of what was saved; an error means that nothing was.
export async function saveBody(response) {
  const blob = await receive(response);
  if (!(await isWhole(blob))) {
    throw new Error("incomplete");
  }
  const name = response.headers.get("Content-Disposition").match(/filename="([^"]+)"/)[1];
  save(blob, name);
  return { name, size: size(blob.size) };
}
