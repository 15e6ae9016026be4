// @ts-check
/** Shows where an article names what the reader points at: in the panel, or in the text itself. */

const LIT = "lit"

/** @param {Element} link  to an entity's page @returns {string} the entity's id, "" for another link */
function entityOf(link) {
  const path = new URL(/** @type {HTMLAnchorElement} */ (link).href).pathname
  return /\/(?:people|places|organizations|events)\/([a-z0-9-]+)\/$/.exec(path)?.[1] ?? ""
}

/** @param {string} id @param {boolean} on */
function light(id, on) {
  for (const name of document.querySelectorAll(`.prose [data-entity="${id}"]`)) {
    name.classList.toggle(LIT, on)
  }
}

for (const link of document.querySelectorAll(".panel a, .prose .mention")) {
  const id = entityOf(link)
  if (!id) continue
  for (const [event, on] of [["pointerenter", true], ["pointerleave", false], ["focus", true], ["blur", false]]) {
    link.addEventListener(/** @type {string} */ (event), () => light(id, Boolean(on)))
  }
}
