// @ts-check
/** Marks words in text, whole as they are written. Builds nodes: nothing found ever becomes HTML. */

/** @typedef {import("./arabic.js").Arabic} Arabic */

const NOTES = ".footnote-ref, .footnote-backref" // a footnote's number in the text, and its way back: no words

/**
 * @param {string} text
 * @param {Set<string>} forms  folded words to mark
 * @param {Arabic} arabic
 * @returns {[number, number][]}  where the words to mark stand in `text`
 */
export function places(text, forms, arabic) {
  return arabic
    .words(text)
    .filter((word) => forms.has(arabic.fold(word.text)))
    .map((word) => [word.start, word.end])
}

/**
 * @param {string} text
 * @param {[number, number][]} marked
 * @returns {DocumentFragment}  `text` with its marked places in <mark>
 */
export function withMarks(text, marked) {
  const fragment = document.createDocumentFragment()
  let at = 0
  for (const [start, end] of marked) {
    const mark = document.createElement("mark")
    mark.textContent = text.slice(start, end)
    fragment.append(text.slice(at, start), mark)
    at = end
  }
  fragment.append(text.slice(at))
  return fragment
}

/**
 * The part of a text round the place with most marks.
 * @param {string} text
 * @param {[number, number][]} marked
 * @param {number} most  letters
 * @returns {string}
 */
export function excerpt(text, marked, most) {
  let best = 0
  let count = 0
  marked.forEach(([start], place) => {
    const near = marked.slice(place).filter(([, end]) => end - start <= most).length
    if (near > count) [best, count] = [start, near]
  })
  const from = best > most / 3 ? text.indexOf(" ", best - Math.floor(most / 3)) + 1 : 0
  const until = text.length - from > most ? text.lastIndexOf(" ", from + most) : text.length
  return (from > 0 ? "… " : "") + text.slice(from, Math.max(until, best)) + (until < text.length ? " …" : "")
}

/**
 * @param {string} html  of an article's page
 * @returns {string}  its text, as the index was given it
 */
export function textOf(html) {
  const text = new DOMParser().parseFromString(html, "text/html").getElementById("text")
  for (const each of text?.querySelectorAll(NOTES) ?? []) each.remove()
  return (text?.textContent ?? "").replace(/\s+/g, " ").trim()
}

/**
 * Marks words in an element, through links inside words.
 * @param {Element} element
 * @param {Set<string>} forms
 * @param {Arabic} arabic
 */
export function markIn(element, forms, arabic) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  /** @type {[Text, number][]} */
  const nodes = []
  let text = ""
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode)
    if (node.parentElement?.closest(NOTES)) continue
    nodes.push([node, text.length])
    text += node.data
  }
  const marked = places(text, forms, arabic)
  for (const [node, first] of nodes) {
    const own = marked
      .map(([start, end]) => /** @type {[number, number]} */ ([start - first, end - first]))
      .filter(([start, end]) => end > 0 && start < node.length)
      .map(([start, end]) => /** @type {[number, number]} */ ([Math.max(0, start), Math.min(node.length, end)]))
    if (own.length) node.replaceWith(withMarks(node.data, own))
  }
}
