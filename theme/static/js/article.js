// @ts-check
/** On an article's page: copies and saves citations, shares, says on paper when it was read. */
import "./highlight.js"

/**
 * @param {string} name  of a data- attribute
 * @returns {HTMLElement[]}
 */
const all = (name) => [...document.querySelectorAll(`[data-${name}]`)].map((each) => /** @type {HTMLElement} */ (each))

/** @param {string | undefined} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id ?? ""))

/** @param {string | undefined} words  said to those who listen to the page */
function tell(words) {
  for (const place of all("told")) place.textContent = words ?? ""
}

/**
 * @param {HTMLElement} button
 * @param {() => unknown} work
 */
function offer(button, work) {
  button.addEventListener("click", work)
  button.hidden = false
}

/** @param {HTMLElement} button  with data-copy: the id of what it copies */
async function copy(button) {
  const source = part(button.dataset.copy)
  const [place] = all("told")
  try {
    await navigator.clipboard.writeText(source.innerText)
    tell(place.dataset.copied)
    const words = /** @type {Text} */ (button.firstChild)
    const [before, after] = [words.data, place.dataset.copied ?? ""]
    if (before === after) return // pressed twice: it says so already
    words.data = after
    setTimeout(() => (words.data = before), 2000)
  } catch {
    getSelection()?.selectAllChildren(source) // a page without https may not write: the reader can
    tell(place.dataset.notCopied)
  }
}

/** @param {HTMLElement} button  with data-save, data-file, data-kind */
function save(button) {
  const { save, file, kind } = button.dataset
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([part(save).textContent ?? ""], { type: kind }))
  link.download = file ?? ""
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}

function share() {
  const address = document.querySelector("link[rel=canonical]")?.getAttribute("href") ?? location.href
  const title = document.querySelector("h1")?.textContent ?? document.title
  return navigator.share({ title, url: address }).catch(() => undefined) // closed without sharing
}

/** The reader's today, in the months and digits of the archive. */
function sayDay() {
  const now = new Date()
  for (const place of all("day")) {
    const month = place.dataset.months?.split("|")[now.getMonth()]
    const said = `${now.getDate()} ${month} ${now.getFullYear()}`
    place.textContent = said.replace(/[0-9]/g, (digit) => place.dataset.digits?.[Number(digit)] ?? digit)
  }
  for (const place of all("read")) place.hidden = false
}

for (const button of all("copy")) offer(button, () => copy(button))
for (const button of all("save")) offer(button, () => save(button))
if (navigator.share) for (const button of all("share")) offer(button, share)
addEventListener("beforeprint", sayDay)
