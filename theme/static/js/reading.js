// @ts-check
/** Remembers how the reader likes to read: the colours, for now. Without it pages follow the device. */

const SCHEMES = ["auto", "light", "dark"]
const KEY = "scheme"

/** @returns {string} the stored choice; "auto" where nothing is stored or storage is closed to us */
function stored() {
  try {
    const scheme = localStorage.getItem(KEY) ?? "auto"
    return SCHEMES.includes(scheme) ? scheme : "auto"
  } catch {
    return "auto"
  }
}

/** @param {string} scheme */
function store(scheme) {
  try {
    localStorage.setItem(KEY, scheme)
  } catch {
    // A private window may refuse: the choice then lasts as long as the page.
  }
}

/** @param {string} scheme */
function show(scheme) {
  document.documentElement.dataset.scheme = scheme
}

/** @param {HTMLButtonElement} control  a hidden button whose data-auto, data-light, data-dark say each state in words */
function offer(control) {
  const name = (/** @type {string} */ scheme) => {
    control.ariaLabel = control.title = control.dataset[scheme] ?? scheme
  }
  control.addEventListener("click", () => {
    const next = SCHEMES[(SCHEMES.indexOf(document.documentElement.dataset.scheme ?? "auto") + 1) % SCHEMES.length]
    store(next)
    show(next)
    name(next)
  })
  name(stored())
  control.hidden = false
}

function offerAll() {
  for (const control of document.querySelectorAll("button[data-scheme-control]")) {
    offer(/** @type {HTMLButtonElement} */ (control))
  }
}

show(stored()) // at once: this script is fetched early so that no page flashes in the wrong colours
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", offerAll)
else offerAll()

/** Lets the worker keep what is read, this page and what it has loaded among it. */
async function keepReading() {
  await navigator.serviceWorker.register(new URL("../../../offline.js", import.meta.url))
  const worker = (await navigator.serviceWorker.ready).active
  const loaded = performance.getEntriesByType("resource").map((each) => each.name)
  worker?.postMessage({ keep: [location.href.replace(/[?#].*/, ""), ...loaded] })
}

if (navigator.serviceWorker) addEventListener("load", () => keepReading().catch(() => undefined)) // it reads as well without
