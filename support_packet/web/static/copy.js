// Copies a text, and says so on the button that was pressed, until that loses the focus.
import { text } from "./text.js";

const form = document.getElementById("download");

// Browsers have no clipboard for pages that come without encryption.
function copyFromField(content) {
  const field = document.createElement("textarea");
  field.className = "hidden";
  field.value = content;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

export async function copy(content, button) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(content);
  } else {
    copyFromField(content);
    button.focus();
  }
  button.dataset.label ??= button.textContent;
  button.textContent = text(form, "textCopied");
  const reset = () => {
    button.textContent = button.dataset.label;
  };
  button.addEventListener("blur", reset, { once: true });
}
