// @ts-check
/** The parts of a query that are more than words: loaded when a query has one. */

import { before } from "./segment.js"
import { formsOf as partForms } from "./shown.js"
import { KINDS, days, positions, termsFrom, value, values } from "./tables.js"

/** @typedef {import("./search.js").Archive} Archive */
/** @typedef {import("./search.js").Found} Found */
/** @typedef {import("./query.js").Part} Part */
/** @typedef {import("./query.js").Plan} Plan */
/** @typedef {import("./segment.js").Segment} Segment */
/** @typedef {import("./tables.js").Value} Value */

const MOST_EXPANDED = 256

/**
 * @param {Archive} archive
 * @param {Plan} plan
 * @param {import("./search.js").Switch[]} switches
 * @returns {Promise<Found>}
 */
export async function search(archive, plan, switches) {
  const required = plan.required.filter((part) => !isFilter(part))
  /** @type {Part[]} */
  const filters = plan.required.filter(isFilter)
  for (const { field, id } of switches) filters.push({ kind: "filter", field, text: id })
  const words = await archive.said(plan, required.length > 0)
  const [musts, passing, excluded] = await Promise.all([
    Promise.all([...required.map((part) => archive.find(part)), ...(words.length ? [archive.words(words)] : [])]),
    filters.length ? allowed(archive, filters) : null,
    Promise.all(plan.excluded.map((part) => archive.find(part))),
  ])
  const masked = new Set(excluded.flatMap((each) => each.documents))
  return only(musts.length ? musts.reduce(both) : every(archive), (document) => (!passing || passing.has(document)) && !masked.has(document))
}

/**
 * @param {Archive} archive
 * @param {Exclude<Part, {kind: "word"}>} part
 * @returns {Promise<Found>}
 */
export async function find(archive, part) {
  switch (part.kind) {
    case "prefix":
      return union((await expanded(archive, part.start)).map((lemma) => archive.word(lemma)))
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
      return union(part.parts.map((each) => archive.find(each)))
  }
}

/**
 * @param {Archive} archive
 * @param {Exclude<Part, {kind: "word"}>} part
 * @returns {Promise<string[]>}  the folded words that the part stands for
 */
export async function formsOf(archive, part) {
  if (part.kind === "any") return (await Promise.all(part.parts.map((each) => partForms(archive, each)))).flat()
  if (part.kind !== "prefix") {
    const forms = part.kind === "phrase" || part.kind === "titled" ? part.forms : []
    return (await Promise.all(forms.map((form) => partForms(archive, { kind: "word", form })))).flat()
  }
  const terms = await Promise.all((await expanded(archive, part.start)).map((lemma) => archive.terms(lemma)))
  return terms.flat().flatMap((term) => [...(term?.forms.keys() ?? [])])
}

/**
 * @param {Part} part
 * @returns {boolean}  whether the part only narrows, and scores nothing
 */
function isFilter(part) {
  return part.kind === "any" ? part.parts.every(isFilter) : part.kind === "filter" || part.kind === "days"
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
  const found = await Promise.all([...groups.values()].map((group) => union(group)))
  return new Set(found.reduce(both).documents)
}

/**
 * @param {Archive} archive
 * @param {string} lemma
 * @returns {Promise<Found>}
 */
async function titled(archive, lemma) {
  const terms = await archive.terms(lemma)
  const score = archive.idf(terms.map((term) => term?.titles))
  /** @type {Found} */
  const found = { documents: [], scores: [] }
  for (const [place, segment] of archive.segments.entries()) {
    const term = terms[place]
    if (!term) continue
    const [documents, titles] = await Promise.all([segment.listOf(term), segment.list(term.titles, term.documents.count)])
    const numbers = documents.numbers ?? []
    archive.gather(found, place, titles.count === term.documents.count ? numbers : Array.from(titles.numbers ?? [], (at) => numbers[at]), () => score)
  }
  return found
}

/**
 * @param {Archive} archive
 * @param {string[]} lemmas
 * @returns {Promise<Found>}
 */
async function phrase(archive, lemmas) {
  const all = (await Promise.all(lemmas.map((lemma) => archive.word(lemma)))).reduce(both)
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
  const standing = await Promise.all(terms.map((term) => positions(segment, term)))
  const lists = await Promise.all(terms.map(async (term) => (await segment.listOf(term)).numbers ?? []))
  const places = lists.map((numbers) => new Map(Array.from(numbers, (number, at) => [number, at])))
  return Array.from(lists[0])
    .filter((number) => {
      const own = places.map((each, word) => standing[word][each.get(number) ?? -1])
      if (!own.every(Boolean)) return false
      const sets = own.map((each) => new Set(each))
      return own[0].some((first) => sets.every((each, word) => each.has(first + word)))
    })
    .map((number) => number + archive.offsets[place])
}

/**
 * @param {Archive} archive
 * @param {string} start
 * @returns {Promise<string[]>}
 */
export async function expanded(archive, start) {
  const terms = await Promise.all(archive.segments.map((segment) => termsFrom(segment, start, MOST_EXPANDED)))
  const lemmas = [...new Set(terms.flat().map((term) => term.text))]
  return lemmas.sort((a, b) => (before(a, b) ? -1 : 1)).slice(0, MOST_EXPANDED)
}

/**
 * @param {Archive} archive
 * @param {string} field
 * @param {string} asked
 * @returns {Promise<Found>}
 */
async function filter(archive, field, asked) {
  const exact = await Promise.all(archive.segments.map((segment) => value(segment, field, asked)))
  const found = exact.some(Boolean) ? exact.map((one) => (one ? [one] : [])) : await named(archive, field, asked)
  /** @type {Found} */
  const passing = { documents: [], scores: [] }
  found.forEach((own, place) => {
    const numbers = new Set(own.flatMap(({ documents }) => [...documents]))
    archive.gather(passing, place, [...numbers].sort((a, b) => a - b), () => 1)
  })
  return passing
}

/**
 * @param {Archive} archive
 * @param {string} field
 * @param {string} asked
 * @returns {Promise<Value[][]>}  by segment, the values whose name and id have the words, articles taken off: قسم:السياسة is the section سياسة
 */
async function named(archive, field, asked) {
  const { arabic } = archive
  const stems = (/** @type {string} */ text) => arabic.forms(text).map((form) => arabic.lightStem(form))
  const wanted = stems(asked)
  const all = await Promise.all(archive.segments.map((segment) => values(segment, field)))
  return all.map((own) =>
    own.filter(({ id, name }) => {
      const has = new Set(stems(`${name} ${id}`))
      return wanted.every((stem) => has.has(stem))
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
  const all = (await Promise.all(archive.segments.map(days))).flat()
  return only(every(archive), (document) => all[document] >= first && all[document] <= last)
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
 * @param {Archive} archive
 * @returns {Found}  every document that is not deleted
 */
function every(archive) {
  /** @type {Found} */
  const found = { documents: [], scores: [] }
  archive.segments.forEach(({ documents }, place) => archive.gather(found, place, Array(documents).keys(), () => 1))
  return found
}

/**
 * @param {Promise<Found>[]} parts
 * @returns {Promise<Found>}
 */
async function union(parts) {
  return (await Promise.all(parts)).reduce(either, { documents: [], scores: [], known: false })
}

/**
 * @param {Found} a
 * @param {Found} b
 * @returns {Found}  documents of either; scores add up
 */
function either(a, b) {
  /** @type {Found} */
  const found = { documents: [], scores: [], known: a.known || b.known }
  let [i, j] = [0, 0]
  while (i < a.documents.length || j < b.documents.length) {
    const one = a.documents[i] ?? Infinity
    const other = b.documents[j] ?? Infinity
    found.documents.push(Math.min(one, other))
    found.scores.push((one <= other ? a.scores[i++] : 0) + (other <= one ? b.scores[j++] : 0))
  }
  return found
}

/**
 * @param {Found} a
 * @param {Found} b
 * @returns {Found}  documents of both; scores add up
 */
function both(a, b) {
  /** @type {Found} */
  const found = { documents: [], scores: [] }
  let j = 0
  a.documents.forEach((document, i) => {
    while (b.documents[j] < document) j++
    if (b.documents[j] !== document) return
    found.documents.push(document)
    found.scores.push(a.scores[i] + b.scores[j])
  })
  return found
}
