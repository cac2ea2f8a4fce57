// Previews in place, and the way from mask to mask in them.
import { copy } from "./copy.js";
import { send } from "./download.js";

const form = document.getElementById("download");

function step(shown, by) {
  const marks = [...shown.querySelectorAll("mark")];
  const at = marks.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : marks.length - 1) : at + by;
  marks[(next + marks.length) % marks.length]?.focus();
}

const actions = {
  previous: (shown) => step(shown, -1),
  next: (shown) => step(shown, 1),
  wrap: (shown, button) => {
    const wraps = shown.querySelector("pre").classList.toggle("wrap");
    button.setAttribute("aria-pressed", String(wraps));
  },
  copy: (shown, button) => copy(shown.querySelector("pre").textContent, button),
};

function equip(shown) {
  shown.querySelectorAll(".tools, .keys").forEach((element) => {
    element.hidden = false;
  });
  // What happened last is at the end of a log.
  shown.querySelectorAll("[data-newest]").forEach((log) => {
    log.scrollTop = log.scrollHeight;
  });
  const hasMasks = shown.querySelector("mark") !== null;
  shown.querySelectorAll("[data-do=previous], [data-do=next]").forEach((button) => {
    button.hidden = !hasMasks;
  });
  shown.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) {
      actions[button.dataset.do](shown, button);
    }
  });
  shown.addEventListener("keydown", (event) => {
    if (event.target.closest("pre") && "np".includes(event.key)) {
      step(shown, event.key === "n" ? 1 : -1);
    }
  });
}

function mark(button, open) {
  button.setAttribute("aria-expanded", String(open));
  button.value = open ? "" : button.dataset.name;
  button.querySelector(".verb").textContent = open ? button.dataset.hide : button.dataset.show;
}

async function open(row, button) {
  const data = new FormData(form, button);
  const response = await send(form.dataset.page, data);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const shown = page.getElementById(`${row.id}-shown`);
  if (response.ok && shown) {
    row.append(shown);
    equip(shown);
    mark(button, true);
  } else {
    // The page says why: the session may have expired.
    form.requestSubmit(button);
  }
}

export async function toggle(button) {
  const row = button.closest("li");
  const shown = row.querySelector(".shown");
  if (shown) {
    shown.remove();
    mark(button, false);
  } else {
    await open(row, button);
  }
}

export function followPreviews() {
  form.querySelectorAll(".shown").forEach(equip);
  form.querySelectorAll("button[name=preview]").forEach((button) => {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      toggle(button);
    });
  });
}
