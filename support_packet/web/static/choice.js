// Which files are ticked: counts them, adds up their sizes, and ticks all of them.
import { number, roughSize } from "./text.js";

const form = document.getElementById("download");
const all = document.getElementById("all");
const boxes = [...form.querySelectorAll("input[type=checkbox][name=only]")];
const available = boxes.filter((box) => !box.disabled);

const chosen = () => boxes.filter((box) => box.checked);

export function expectedBytes() {
  return chosen().reduce((sum, box) => sum + Number(box.dataset.estimate), 0);
}

export function isEmpty() {
  return chosen().length === 0;
}

function show() {
  const count = chosen().length;
  document.getElementById("chosen").textContent = number(count);
  document.getElementById("expected").textContent = roughSize(expectedBytes());
  all.checked = count === available.length;
  all.indeterminate = count > 0 && !all.checked;
}

export function followChoice() {
  all.closest("p").hidden = false;
  all.addEventListener("change", () => {
    available.forEach((box) => {
      box.checked = all.checked;
    });
  });
  form.addEventListener("change", show);
  show();
}

// The address of what is chosen, as an API client would write it.
export function query() {
  // Whose log the page shows makes no difference to the packet.
  const ofPage = ["node", "ticket"];
  const data = [...new FormData(form)].filter(([name, value]) => value && !ofPage.includes(name));
  return new URLSearchParams(data).toString();
}
