// @ts-check
/** The parts of a query that are more than words: loaded when a query has one. */

import { both } from "./search.js"
import { KINDS } from "./shards.js"

/** @typedef {import("./search.js").Archive} Archive */
/** @typedef {import("./search.js").Found} Found */
/** @typedef {import("./query.js").Part} Part */
/** @typedef {import("./shards.js").Segment} Segment */

const MOST_EXPANDED = 256

/**
 * @param {Archive} archive
 * @param {Exclude<Part, {kind: "word"}>} part
 * @returns {Promise<Found>}
 */
export async function find(archive, part) {
  switch (part.kind) {
    case "prefix":
      return archive._union((await expanded(archive, part.start)).map((lemma) => archive._lemma(lemma)))
    case "phrase":
      return phrase(archive, await Promise.all(part.forms.map((form) => archive.lemma(form))))
    case "titled": {
      const lemmas = new Set(await Promise.all(part.forms.map((form) => archive.lemma(form))))
      return (await Promise.all([...lemmas].map((lemma) => titled(archive, lemma)))).reduce(both)
    }
    case "filter":
      return filter(archive, part.field, part.text)
    case "days":
      return within(archive, part.first, part.last)
    case "any":
      return archive._union(part.parts.map((each) => archive.find(each)))
  }
}

/**
 * A document has many people, but one source, section and year: those are alternatives.
 * @param {Archive} archive
 * @param {Part[]} filters
 * @returns {Promise<Set<number>>}  the documents that pass
 */
export async function allowed(archive, filters) {
  /** @type {Map<string | number, Promise<Found>[]>} */
  const groups = new Map()
  filters.forEach((part, place) => {
    const key = part.kind === "filter" && !KINDS.includes(part.field) ? part.field : place
    groups.set(key, [...(groups.get(key) ?? []), archive.find(part)])
  })
  const found = await Promise.all([...groups.values()].map((group) => archive._union(group)))
  return new Set(found.reduce(both).documents)
}

/**
 * @param {Archive} archive
 * @param {string} lemma
 * @returns {Promise<Found>}
 */
function titled(archive, lemma) {
  return archive._scored(lemma, (term) => term.titles, 1, true)
}

/**
 * @param {Archive} archive
 * @param {string[]} lemmas
 * @returns {Promise<Found>}
 */
async function phrase(archive, lemmas) {
  const all = (await Promise.all(lemmas.map((lemma) => archive._lemma(lemma)))).reduce(both)
  if (lemmas.length === 1 || !all.documents.length) return all
  const found = (await Promise.all(archive.segments.map((segment, place) => near(archive, segment, lemmas, place)))).flat()
  const kept = new Set(found)
  return only(all, (document) => kept.has(document))
}

/**
 * @param {Archive} archive
 * @param {Segment} segment
 * @param {string[]} lemmas
 * @param {number} place  of the segment
 * @returns {Promise<number[]>}  the documents where the words stand one after another
 */
async function near(archive, segment, lemmas, place) {
  const terms = await Promise.all(lemmas.map((lemma) => segment.term(lemma)))
  if (!terms.every((term) => term !== undefined)) return []
  const positions = await Promise.all(terms.map((term) => segment.positions(term)))
  const places = terms.map((term) => new Map(term.documents.map((number, at) => [number, at])))
  return terms[0].documents
    .filter((number) => {
      const own = places.map((each, word) => positions[word][each.get(number) ?? -1])
      if (!own.every(Boolean)) return false
      const sets = own.map((each) => new Set(each))
      return own[0].some((first) => sets.every((each, word) => each.has(first + word)))
    })
    .map((number) => number + archive._offsets[place])
}

/**
 * @param {Archive} archive
 * @param {string} start
 * @returns {Promise<string[]>}
 */
export async function expanded(archive, start) {
  const terms = await Promise.all(archive.segments.map((segment) => segment.termsFrom(start, MOST_EXPANDED)))
  const lemmas = [...new Set(terms.flat().map((term) => term.text))]
  return lemmas.sort(byCodePoints).slice(0, MOST_EXPANDED)
}

/**
 * @param {Archive} archive
 * @param {string} field
 * @param {string} asked
 * @returns {Promise<Found>}
 */
async function filter(archive, field, asked) {
  const exact = await Promise.all(archive.segments.map((segment) => segment.value(field, asked)))
  const found = exact.some(Boolean) ? exact.map((value) => (value ? [value] : [])) : await named(archive, field, asked)
  return archive._union(
    found.map(async (values, place) => {
      const { deleted } = archive.segments[place]
      const numbers = new Set(values.flatMap((value) => value.documents.filter((number) => !deleted.has(number))))
      const documents = [...numbers].sort((a, b) => a - b).map((number) => number + archive._offsets[place])
      return { documents, scores: documents.map(() => 1) }
    }),
  )
}

/**
 * @param {Archive} archive
 * @param {string} field
 * @param {string} asked
 * @returns {Promise<import("./shards.js").Value[][]>}  by segment, the values whose name has the words
 */
async function named(archive, field, asked) {
  const forms = archive.arabic.forms(asked)
  const all = await Promise.all(archive.segments.map((segment) => segment.values(field)))
  return all.map((values) =>
    values.filter((value) => {
      const name = new Set(archive.arabic.forms(value.name))
      return forms.every((form) => name.has(form))
    }),
  )
}

/**
 * @param {Archive} archive
 * @param {number} first
 * @param {number} last
 * @returns {Promise<Found>}
 */
async function within(archive, first, last) {
  const days = await archive.days()
  return only(archive._every(), (document) => days[document] >= first && days[document] <= last)
}

/**
 * @param {Found} found
 * @param {(document: number) => boolean} keep
 * @returns {Found}
 */
function only(found, keep) {
  const places = found.documents.map((_, place) => place).filter((place) => keep(found.documents[place]))
  return { documents: places.map((place) => found.documents[place]), scores: places.map((place) => found.scores[place]) }
}

/**
 * @param {string} a
 * @param {string} b
 */
function byCodePoints(a, b) {
  const [one, other] = [[...a], [...b]]
  const at = one.findIndex((letter, place) => letter !== other[place])
  if (at < 0) return one.length - other.length
  return at >= other.length ? 1 : (one[at].codePointAt(0) ?? 0) - (other[at].codePointAt(0) ?? 0)
}
