// @ts-check
/** Where the reader is on the search page: kept when an answer is drawn anew, and when they come back from a hit. */

const HIT = "#results .item-title a"

/** @param {HTMLElement | null | undefined} at */
const focus = (at) => at?.focus({ preventScroll: true })

/**
 * What was chosen is drawn anew: the keyboard goes on from its like, from the first hit of another page or
 * question, or from what narrows the results where a switch is gone.
 * @param {HTMLElement} chosen
 */
export function refocus(chosen) {
  if (document.activeElement !== document.body) return // it is elsewhere already
  const { field, id, page, query } = chosen.dataset
  const like = page || query ? HIT : field ? `input[data-field="${field}"][data-id="${CSS.escape(id ?? "")}"]` : "#sort"
  focus(document.querySelector(like))
  if (document.activeElement === document.body) focus(document.querySelector("#facets summary"))
}

/**
 * A hit is opened: this entry of the history keeps which one, and how far down the screen it was.
 * @param {Event} event
 */
export function left(event) {
  const hit = /** @type {Element} */ (event.target).closest(HIT)
  if (hit) history.replaceState({ hit: hit.getAttribute("href"), top: hit.getBoundingClientRect().top }, "")
}

/** Shows the hit that the reader opened from here where it was: results are drawn after the browser has scrolled. */
export function back() {
  const { hit, top } = history.state ?? {}
  const at = [...document.querySelectorAll(HIT)].find((link) => link.getAttribute("href") === hit)
  if (!at) return
  scrollBy({ top: at.getBoundingClientRect().top - top, behavior: "instant" })
  focus(/** @type {HTMLElement} */ (at))
}
