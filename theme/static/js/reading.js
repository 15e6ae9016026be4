// @ts-check
/** Remembers how the reader likes to read: size, colours, contrast. Without it pages follow the device. */

const CHOICES = /** @type {Record<string, string[]>} */ ({
  size: ["small", "large", "larger"],
  scheme: ["light", "dark"],
  contrast: ["more"],
})

/**
 * @param {string} name
 * @returns {string}  the stored choice; "" where nothing is stored or storage is closed to us
 */
function stored(name) {
  try {
    const value = localStorage.getItem(name) ?? ""
    return CHOICES[name].includes(value) ? value : ""
  } catch {
    return ""
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
function store(name, value) {
  try {
    localStorage.setItem(name, value)
  } catch {
    // A private window may refuse: the choice then lasts as long as the page.
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
function show(name, value) {
  document.documentElement.dataset[name] = value
}

function offer() {
  const form = /** @type {HTMLFormElement} */ (document.getElementById("reading"))
  for (const name of Object.keys(CHOICES)) {
    const group = /** @type {RadioNodeList} */ (form.elements.namedItem(name))
    group.value = stored(name)
  }
  form.addEventListener("change", (event) => {
    const { name, value } = /** @type {HTMLInputElement} */ (event.target)
    store(name, value)
    show(name, value)
  })
  for (const button of document.querySelectorAll("[data-reading]")) /** @type {HTMLElement} */ (button).hidden = false
}

for (const name of Object.keys(CHOICES)) show(name, stored(name)) // at once: fetched early so that no page flashes
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", offer)
else offer()

/** Lets the worker keep what is read, this page and what it has loaded among it. */
async function keepReading() {
  await navigator.serviceWorker.register(new URL("../../../offline.js", import.meta.url))
  const worker = (await navigator.serviceWorker.ready).active
  const loaded = performance.getEntriesByType("resource").map((each) => each.name)
  worker?.postMessage({ keep: [location.href.replace(/[?#].*/, ""), ...loaded] })
}

if (navigator.serviceWorker) addEventListener("load", () => keepReading().catch(() => undefined)) // it reads as well without
