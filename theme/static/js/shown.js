// @ts-check
/** What is shown of an answer: rows of documents, words to mark, words that nobody wrote. */

import { hex } from "./bytes.js"
import { parsed, sound } from "./files.js"

const NAME = 6 // bytes
const ROWS = 2
const RUN = 64

/** @typedef {import("./query.js").Part} Part */
/** @typedef {import("./query.js").Plan} Plan */
/** @typedef {import("./search.js").Archive} Archive */
/** @typedef {{url: string, title: string, summary: string, date: string, source: string, section: string}} Row */

/**
 * @param {Archive} archive
 * @param {number} document
 * @returns {Promise<Row>}
 */
export async function row(archive, document) {
  const place = archive.offsets.findLastIndex((first) => first <= document)
  const segment = archive.segments[place]
  const number = document - archive.offsets[place]
  const block = Math.floor(number / ROWS)
  const run = Math.floor(block / RUN) * NAME
  const runs = await segment.loaded(segment.rows, (_, bytes) => bytes)
  const name = `${hex(runs.subarray(run, run + NAME))}-${block % RUN}`
  const rows = await segment.loaded(name, (_, bytes) => parsed(bytes, name))
  const [url, title, summary, date, source, section] = sound(name, () => rows[number % ROWS].map(String))
  return { url, title, summary, date, source, section }
}

/**
 * @param {Archive} archive
 * @param {Plan} plan
 * @returns {Promise<Set<string>>}  the folded words that the plan's words stand for: to mark them
 */
export async function forms(archive, plan) {
  const parts = [...(await archive.said(plan)), ...plan.required]
  return new Set((await Promise.all(parts.map((part) => formsOf(archive, part)))).flat())
}

/**
 * @param {Archive} archive
 * @param {Part} part
 * @returns {Promise<string[]>}
 */
export async function formsOf(archive, part) {
  if (part.kind !== "word") return (await import("./operators.js")).formsOf(archive, part)
  const terms = await archive.terms(await archive.lemma(part.form))
  return [part.form, ...terms.flatMap((term) => [...(term?.forms.keys() ?? [])])]
}

/**
 * @param {Archive} archive
 * @param {Plan} plan
 * @returns {Promise<string[]>}  the folded words that no document has, of those that say something
 */
export async function unknown(archive, plan) {
  const forms = plan.words.flatMap((part) => (part.kind === "word" ? [part.form] : []))
  const strong = forms.filter((form) => !archive.arabic.stopwords.has(form))
  const asked = strong.length ? strong : forms
  const known = await Promise.all(asked.map(async (form) => (await archive.terms(await archive.lemma(form))).some(Boolean)))
  return asked.filter((_, place) => !known[place])
}
