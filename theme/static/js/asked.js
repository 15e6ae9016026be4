// @ts-check
/** What the search page asks of an archive besides hits: their order in time, facets, names, better spellings. */

/** @typedef {import("./search.js").Archive} Archive */
/** @typedef {import("./search.js").Count} Count */
/** @typedef {import("./search.js").Hit} Hit */
/** @typedef {import("./query.js").Plan} Plan */

const MOST_EXPANDED = 256

/**
 * @param {Archive} archive
 * @param {Hit[]} hits
 * @param {"relevance" | "newest" | "oldest"} order
 * @returns {Promise<Hit[]>}  undated documents last in the orders of time
 */
export async function sorted(archive, hits, order) {
  if (order === "relevance") return hits
  const days = await archive.days()
  const key = order === "newest" ? (/** @type {number} */ day) => -day : (/** @type {number} */ day) => day || Infinity
  return [...hits].sort((a, b) => key(days[a.document]) - key(days[b.document]) || a.document - b.document)
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
      for (const { id, name, documents } of await segment.values(field)) {
        const own = found.get(id) ?? { id, name, count: 0 }
        for (const number of documents) if (among.has(number + archive._offsets[place])) own.count++
        if (own.count) found.set(id, own)
      }
    }),
  )
  return [...found.values()].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
}

/**
 * @param {Archive} archive
 * @param {string} typed
 * @param {number} most
 * @returns {Promise<import("./shards.js").Entry[]>}  names that begin as `typed` does, in most documents first
 */
export async function names(archive, typed, most) {
  const start = archive.arabic.forms(typed).join(" ")
  if (start.length < 2) return []
  /** @type {Map<string, import("./shards.js").Entry>} */
  const found = new Map()
  const entries = await Promise.all(archive.segments.map((segment) => segment.namesFrom(start, MOST_EXPANDED)))
  for (const own of entries) {
    const once = new Map(own.map((entry) => [`${entry.kind}=${entry.id}`, entry]))
    for (const [key, entry] of once) found.set(key, { ...entry, count: entry.count + (found.get(key)?.count ?? 0) })
  }
  return [...found.values()].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)).slice(0, most)
}

/**
 * @param {Archive} archive
 * @param {Plan} plan
 * @returns {Promise<Map<string, string>>}  for words that no document has: the nearest form in the shard that was asked
 */
export async function corrections(archive, plan) {
  /** @type {Map<string, string>} */
  const found = new Map()
  for (const part of plan.words) {
    if (part.kind !== "word" || /^\d/.test(part.form)) continue // no number is misspelt for another
    const lemma = await archive.lemma(part.form)
    const terms = await Promise.all(archive.segments.map((segment) => segment.term(lemma)))
    if (terms.some(Boolean)) continue
    const shards = await Promise.all(archive.segments.map((segment) => segment.lexicon(archive.arabic.skeleton(part.form))))
    const { nearest } = await import("./nearest.js")
    const near = nearest(part.form, shards.flatMap((shard) => [...shard.keys()]))
    if (near) found.set(part.form, near)
  }
  return found
}
