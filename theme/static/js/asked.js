// @ts-check
/** What the search page asks of an archive besides hits: their order in time, and facets. */

import { KINDS, days, values } from "./tables.js"

/** @typedef {import("./search.js").Archive} Archive */
/** @typedef {import("./search.js").Count} Count */
/** @typedef {import("./search.js").Hit} Hit */

/**
 * @param {Archive} archive
 * @param {Hit[]} hits
 * @param {"relevance" | "newest" | "oldest"} order
 * @returns {Promise<Hit[]>}  undated documents last in the orders of time
 */
export async function sorted(archive, hits, order) {
  if (order === "relevance") return hits
  const all = (await Promise.all(archive.segments.map(days))).flat()
  const key = order === "newest" ? (/** @type {number} */ day) => -day : (/** @type {number} */ day) => day || Infinity
  return [...hits].sort((a, b) => key(all[a.document]) - key(all[b.document]) || a.document - b.document)
}

/**
 * A document has one source, one section, one year: who chose one and chooses another asks for both. So of these is told
 * what there would be, were none of them chosen. Of people a document has many: who chooses two asks for those with both.
 * @param {Archive} archive
 * @param {import("./address.js").State} state
 * @param {string} field
 * @param {Hit[]} hits  of that state
 * @returns {Promise<Hit[]>}  those to count the field's values in
 */
export async function among(archive, state, field, hits) {
  const switches = state.switches.filter((each) => each.field !== field)
  if (KINDS.includes(field) || switches.length === state.switches.length) return hits
  return archive.search(await archive.plan(state.query), switches)
}

/**
 * @param {Archive} archive
 * @param {string} field
 * @param {Hit[]} hits
 * @returns {Promise<Count[]>}  the values that hits have, most hits first
 */
export async function counts(archive, field, hits) {
  const among = new Set(hits.map((hit) => hit.document))
  /** @type {Map<string, Count>} */
  const found = new Map()
  await Promise.all(
    archive.segments.map(async (segment, place) => {
      for (const { id, name, documents } of await values(segment, field)) {
        const own = found.get(id) ?? { id, name, count: 0 }
        for (const number of documents) if (among.has(number + archive.offsets[place])) own.count++
        if (own.count) found.set(id, own)
      }
    }),
  )
  return [...found.values()].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
}
