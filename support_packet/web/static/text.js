// Numbers, sizes and texts in the language of the page, which the server has translated.
const root = document.documentElement;
// One kind of digits on a page: the server writes these.
const language = `${root.lang}-u-nu-latn`;
const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];

function inUnits(bytes, perSecond, digits) {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  // The short form of English has no plural of bytes.
  const unitDisplay = step || perSecond ? "short" : "long";
  const format = { style: "unit", unit: `${units[step]}${perSecond}`, unitDisplay, ...digits };
  return new Intl.NumberFormat(language, format).format(bytes / 1000 ** step);
}

export function size(bytes) {
  return inUnits(bytes, "", { maximumFractionDigits: 1 });
}

export function roughSize(bytes) {
  return inUnits(bytes, "", { maximumSignificantDigits: 2 });
}

export function speed(bytesPerSecond) {
  return inUnits(bytesPerSecond, "-per-second", { maximumSignificantDigits: 2 });
}

export function number(value) {
  return new Intl.NumberFormat(language).format(value);
}

// From right to left, a value is isolated, so that its parts keep their order.
function isolated(value) {
  return root.dir === "rtl" ? `\u2068${value}\u2069` : value;
}

export function text(element, name, values = {}) {
  return element.dataset[name].replace(/\{(\w+)\}/g, (_, key) => isolated(values[key]));
}
