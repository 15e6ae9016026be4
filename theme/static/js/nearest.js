// @ts-check
/** The known word nearest to one that nobody wrote: for "did you mean". */

/** @typedef {import("./search.js").Archive} Archive */

const LEAST = 3 // letters; a shorter word with one changed is any other
const LONGEST = 24 // letters; nobody misspells a longer word into sense

/**
 * @param {Archive} archive
 * @param {string[]} unknown  folded words that no document has
 * @returns {Promise<Map<string, string>>}  for each the nearest form in the shard that was asked, if there is one
 */
export async function corrections(archive, unknown) {
  const found = new Map()
  for (const form of unknown) {
    if (/^\d/.test(form) || form.length < LEAST) continue // no number is misspelt for another
    const shards = await Promise.all(archive.segments.map((segment) => segment.lexicon(archive.arabic.skeleton(form))))
    const near = nearest(form, shards.flatMap((shard) => [...shard.keys()]))
    if (near) found.set(form, near)
  }
  return found
}

/**
 * @param {string} form
 * @param {Iterable<string>} known
 * @returns {string | undefined}  within one letter's change, or two for a word of six letters and more; of equals one with a
 *   letter more or less, which typing drops and doubles oftener than it takes one for another: for بوتن not بوتا but بوتين
 */
export function nearest(form, known) {
  if (form.length > LONGEST) return undefined
  let best
  let least = form.length < 6 ? 1 : 2
  for (const each of known) {
    if (Math.abs(each.length - form.length) > least || each === form) continue
    const away = distance(form, each)
    const likelier = best === undefined || Math.abs(each.length - form.length) > Math.abs(best.length - form.length)
    if (away < least || (away === least && likelier)) [best, least] = [each, away]
  }
  return best
}

/**
 * Letters added, dropped, changed, or swapped with the next (optimal string alignment).
 * @param {string} a
 * @param {string} b
 * @returns {number}
 */
export function distance(a, b) {
  let older = /** @type {number[]} */ ([])
  let old = Array.from({ length: b.length + 1 }, (_, place) => place)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1)
    }
    ;[older, old] = [old, row]
  }
  return old[b.length]
}
