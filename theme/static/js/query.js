// @ts-check
/** The query language: what a reader types, as a plan. The same reading as plugins/search/query.py. */

/** @typedef {import("./arabic.js").Arabic} Arabic */
/**
 * @typedef {{kind: "word", form: string} | {kind: "prefix", start: string} | {kind: "phrase", forms: string[]}
 *   | {kind: "titled", forms: string[]} | {kind: "filter", field: string, text: string}
 *   | {kind: "days", first: number, last: number} | {kind: "any", parts: Part[]}} Part
 */
/**
 * @typedef {object} Plan
 * @property {Part[]} words  documents that have them all come first, then those that have any
 * @property {Part[]} required
 * @property {Part[]} excluded
 * @property {boolean} plain  the query could not be read and was taken as plain words
 */
/** @typedef {{part: Part | null, negative: boolean, operator: string, arabic: boolean}} Piece */

const MOST = 32
const LEAST_PREFIX = 2
const CHUNK =
  /([-−–](?=\S))?(?:([\p{L}\p{N}_]+):\s*)?(?:["“”„«»]([^"“”„«»]*)(["“”„«»])?|([^\s"“”„«»]+))?/uy

class Unreadable extends Error {}

/**
 * @param {string} query  any text at all
 * @param {Arabic} arabic  with the words of the language
 * @returns {Plan}
 */
export function parse(query, arabic) {
  try {
    return planned(operated(pieces(query, arabic)))
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    const forms = [...new Set(arabic.forms(query))].slice(0, MOST)
    return { words: forms.map((form) => ({ kind: "word", form })), required: [], excluded: [], plain: true }
  }
}

/**
 * @param {string} query
 * @param {Arabic} arabic
 * @returns {Piece[]}
 */
function pieces(query, arabic) {
  /** @type {Piece[]} */
  const found = []
  let at = 0
  while (at < query.length) {
    CHUNK.lastIndex = at
    const match = CHUNK.exec(query)
    if (!match || match[0] === "") {
      at += (query.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
      continue
    }
    at += match[0].length
    const negative = match[1] !== undefined
    found.push(...chunk(match, arabic).map((piece) => ({ ...piece, negative })))
  }
  return found.slice(0, MOST)
}

/**
 * @param {RegExpExecArray} match
 * @param {Arabic} arabic
 * @returns {Piece[]}
 */
function chunk(match, arabic) {
  const [, , field, quoted, closed, bare] = match
  const [kind, meaning] = (field !== undefined && language(arabic, arabic.fold(field))) || ["", ""]
  if (quoted !== undefined && closed === undefined) throw new Unreadable()
  if (field !== undefined && kind === "field") return [piece(fielded(meaning, quoted ?? bare ?? "", arabic))]
  return inWords(field ?? "", bare ?? "", quoted, arabic)
}

/**
 * @param {string} ahead  what stood before a colon that is none of the language's
 * @param {string} bare
 * @param {string | undefined} quoted
 * @param {Arabic} arabic
 * @returns {Piece[]}
 */
function inWords(ahead, bare, quoted, arabic) {
  /** @type {Piece[]} */
  const found = arabic.forms(ahead).map(word)
  if (quoted !== undefined) {
    const forms = arabic.forms(quoted)
    return forms.length ? [...found, piece({ kind: "phrase", forms })] : found
  }
  const latin = /^[\x00-\x7f]*$/.test(bare)
  const [kind, meaning] = language(arabic, latin ? bare : arabic.fold(bare)) ?? ["", ""]
  if (!ahead && kind === "operator") return [{ part: null, negative: false, operator: meaning, arabic: !latin }]
  const forms = arabic.forms(bare)
  if (forms.length === 1 && bare.endsWith("*") && [...forms[0]].length >= LEAST_PREFIX) {
    return [...found, piece({ kind: "prefix", start: forms[0] })]
  }
  return [...found, ...forms.map(word)]
}

/**
 * @param {string} field
 * @param {string} value
 * @param {Arabic} arabic
 * @returns {Part}
 */
function fielded(field, value, arabic) {
  const forms = arabic.forms(value)
  if (!forms.length) throw new Unreadable()
  if (field === "title") return { kind: "titled", forms }
  if (field === "date" || (field === "year" && !/^\d{4}$/.test(arabic.fold(value)))) return days(arabic.fold(value))
  return { kind: "filter", field, text: value }
}

/**
 * @param {string} value  2016, 2016-05, 2016-05-03, 3/5/2016, 2016-2018, or a range of two of them: either may be missing, or the later first
 * @returns {Part}
 */
function days(value) {
  value = value.replace(/^(\d{4})[-−–](?=\d{4}$)/, "$1..")
  const at = value.indexOf("..")
  const [from, to] = at < 0 ? [value, value] : [value.slice(0, at), value.slice(at + 2)]
  const [first, last] = [from ? day(from, "0") : 0, to ? day(to, "9") : 99999999]
  return first <= last ? { kind: "days", first, last } : { kind: "days", first: day(to, "0"), last: day(from, "9") }
}

/**
 * @param {string} date
 * @param {string} missing  the digit for what is not said
 * @returns {number}
 */
function day(date, missing) {
  const parts = date.split(/[-/]/)
  if (parts.at(-1)?.length === 4) parts.reverse()
  if (!/^\d{4}(-\d{1,2}){0,2}$/.test(parts.join("-"))) throw new Unreadable()
  return Number(parts.map((part) => part.padStart(2, "0")).join("").padEnd(8, missing))
}

/**
 * Takes the operators out: what they join is required, alternatives become one part.
 * @param {Piece[]} read
 * @returns {[string, Piece][]}  role ("", "required") and piece
 */
function operated(read) {
  /** @type {[string, Piece][]} */
  const found = []
  for (let at = 0; at < read.length; at++) {
    const [now, next] = [read[at], read[at + 1]]
    if (!now.operator) found.push(["", now])
    else if (operates(now, found.at(-1)?.[1], next)) {
      operate(now.operator, found, next)
      at++
    } else if (!now.arabic) throw new Unreadable()
  }
  return found
}

/**
 * @param {Piece} now
 * @param {Piece | undefined} last
 * @param {Piece | undefined} next
 * @returns {boolean}
 */
function operates(now, last, next) {
  if (!next?.part || next.negative) return false
  if (now.operator === "not") return !now.arabic || marked(next)
  if (!last?.part || last.negative) return false
  return now.operator === "or" || !now.arabic || (marked(last) && marked(next))
}

/** @param {Piece} each */
function marked(each) {
  return each.part?.kind !== "word"
}

/**
 * @param {string} operator
 * @param {[string, Piece][]} found
 * @param {Piece} next
 */
function operate(operator, found, next) {
  if (operator === "not") {
    found.push(["", { ...next, negative: true }])
    return
  }
  const [role, last] = /** @type {[string, Piece]} */ (found.pop())
  if (operator === "and") {
    found.push(["required", last], ["required", next])
    return
  }
  const parts = last.part?.kind === "any" ? last.part.parts : [/** @type {Part} */ (last.part)]
  found.push([role || "required", piece({ kind: "any", parts: [...parts, /** @type {Part} */ (next.part)] })])
}

/**
 * @param {[string, Piece][]} read
 * @returns {Plan}
 */
function planned(read) {
  /** @type {Record<string, Map<string, Part>>} */
  const found = { words: new Map(), required: new Map(), excluded: new Map() }
  for (const [given, { part, negative }] of read) {
    if (!part) continue
    const own = part.kind === "word" || part.kind === "prefix" ? "words" : "required"
    const role = negative ? "excluded" : given || own
    const key = JSON.stringify(part)
    if (!found[role].has(key)) found[role].set(key, part)
  }
  const [words, required, excluded] = [found.words, found.required, found.excluded].map((map) => [...map.values()])
  return { words, required, excluded, plain: false }
}

/**
 * @param {Arabic} arabic
 * @param {string} name
 * @returns {[string, string] | undefined}
 */
function language(arabic, name) {
  const { words = {} } = arabic.rules
  return Object.hasOwn(words, name) ? words[name] : undefined
}

/**
 * @param {Part} part
 * @returns {Piece}
 */
function piece(part) {
  return { part, negative: false, operator: "", arabic: false }
}

/**
 * @param {string} form
 * @returns {Piece}
 */
function word(form) {
  return piece({ kind: "word", form })
}
