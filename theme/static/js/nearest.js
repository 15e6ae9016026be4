// @ts-check
/** The known word nearest to one that nobody wrote: for "did you mean". */

import { textOf } from "./marks.js"
import { row } from "./shown.js"
import { values } from "./tables.js"

/** @typedef {import("./search.js").Archive} Archive */

const LEAST = 3 // letters; a shorter word with one changed is any other
const SOON = 1500 // ms that an article may take to tell how a word is written: the answer waits for it
const LONGEST = 24 // letters; nobody misspells a longer word into sense
// What slips cost, in tenths of a letter. Two of a letter for one, a long vowel left out, a letter for one that sounds or looks like it
// are slips of those who type; another letter at a word's end makes another word, which is spelt as it should be.
const TWICE = 5 // or a vowel inside the word
const ALIKE = 5
const SWAPPED = 6
const VOWEL = 7
const LETTER = 10
const END = 12
const OTHER = 13
const OTHER_END = 15
const MOST = [5, 7, 10, 12, 13, 15] // that a word of 3, 4, … letters may cost: the shorter, the likelier it is another
const PAIRS = "تط دض سص ذز زظ ذظ ضظ قك غج حه خح جح جخ ثس ثت بت بن نت رز شس صض طظ عغ فق دذ غق".split(" ") // alike in sound or shape
const VOWELS = "اوي"
const HARD_G = "غجقك" // one sound of other languages, spelt so in one country and otherwise in the next: غاغارين, جاجارين
// Two words that some write as one: عبدالناصر, أبوظبي, بورسعيد, كوفيد19; clitics are left out.
const JOINED = /^[وفبكل]?(عبد|ابو|بور)(\p{L}{3,})$|^(\p{L}{2,})(\d+)$/u

/**
 * @param {Archive} archive
 * @param {string[]} unknown  folded words that no document has
 * @param {{field: string, text: string}[]} filters  that no document passes
 * @param {string} root  of the site
 * @returns {Promise<Map<string, string>>}  folded word → the nearest that there is, as it is written
 */
export async function corrections(archive, unknown, filters, root) {
  /** @type {Map<string, string>} */
  const found = new Map()
  for (const form of unknown) {
    if (/^\d/.test(form)) continue // no number is misspelt for another
    const two = await apart(archive, form, root)
    if (two) found.set(form, two)
    for (const typed of two ? [] : spellings(form)) {
      const shards = await Promise.all(archive.segments.map((segment) => segment.lexicon(archive.arabic.skeleton(typed))))
      const near = shards.some((shard) => shard.has(typed)) ? typed : nearest(typed, shards.flatMap((shard) => [...shard.keys()]))
      if (!near) continue
      found.set(form, await written(archive, near, root).catch(() => near))
      break
    }
  }
  for (const { field, text } of filters) {
    const all = (await Promise.all(archive.segments.map((segment) => values(segment, field)))).flat()
    const words = all.flatMap(({ name }) => archive.arabic.words(name).map(({ text }) => text))
    const names = new Map(words.map((word) => [archive.arabic.fold(word), word]))
    for (const form of archive.arabic.forms(text)) {
      const near = names.has(form) ? undefined : nearest(form, names.keys())
      if (near) found.set(form, /** @type {string} */ (names.get(near)))
    }
  }
  return found
}

/**
 * @param {string} form
 * @returns {string[]}  itself, and the words that lie elsewhere in the index because they begin with another letter for its sound
 */
function spellings(form) {
  const others = HARD_G.includes(form[0]) && form.length > MOST.length ? [...HARD_G] : []
  return [...new Set([form, ...others.map((letter) => form.replaceAll(form[0], letter))])]
}

/**
 * @param {Archive} archive
 * @param {string} form
 * @param {string} root
 * @returns {Promise<string>}  the two words that it is made of, if documents have them side by side; else ""
 */
async function apart(archive, form, root) {
  const forms = (JOINED.exec(form) ?? []).slice(1).filter(Boolean)
  if (!forms.length || !(await archive.find({ kind: "phrase", forms })).documents.length) return ""
  return (await Promise.all(forms.map((each) => written(archive, each, root).catch(() => each)))).join(" ")
}

/**
 * The index has words as search sees them, without hamzas: «الهدنه» is shown to nobody.
 * @param {Archive} archive
 * @param {string} form
 * @param {string} root
 * @returns {Promise<string>}  the form as the newest document that has it writes it
 */
async function written(archive, form, root) {
  const lemma = await archive.lemma(form)
  const [own, word] = await Promise.all([archive.word(lemma, form), archive.word(lemma)])
  const place = own.scores.findIndex((score, at) => score > word.scores[at]) // the very form adds to its word
  if (place < 0) return form
  const { title, summary, url } = await row(archive, own.documents[place])
  const found = (/** @type {string} */ text) => archive.arabic.words(text).find((each) => archive.arabic.fold(each.text) === form)?.text
  const said = found(`${title} ${summary}`) ?? found(textOf(await page(`${root}${url}`))) ?? form
  return said.replace(new RegExp(`[${archive.arabic.rules.marks}]`, "gu"), "")
}

/**
 * @param {string} address
 * @returns {Promise<string>}
 */
async function page(address) {
  return (await fetch(address, { signal: AbortSignal.timeout(SOON) })).text()
}

/**
 * @param {string} form
 * @param {Iterable<string>} known
 * @returns {string | undefined}  the one that is likeliest to have been meant, if any is likely
 */
export function nearest(form, known) {
  if (form.length < LEAST || form.length > LONGEST) return undefined
  let most = MOST[Math.min(form.length - LEAST, MOST.length - 1)]
  let best
  for (const each of known) {
    const cost = Math.abs(each.length - form.length) > 2 || each === form ? Infinity : slips(form, each)
    if (cost < most || (cost === most && best === undefined)) [best, most] = [each, cost]
  }
  return best
}

/**
 * @param {string} typed
 * @param {string} known
 * @returns {number}  what it costs to have typed one for the other: letters added, dropped, changed, or swapped with the next
 */
export function slips(typed, known) {
  let older = /** @type {number[]} */ ([])
  let old = [0]
  for (let j = 0; j < known.length; j++) old.push(old[j] + single(known, j))
  for (let i = 0; i < typed.length; i++) {
    const row = [old[0] + single(typed, i)]
    for (let j = 0; j < known.length; j++) {
      row.push(Math.min(old[j + 1] + single(typed, i), row[j] + single(known, j), old[j] + changed(typed, i, known, j)))
      if (i && j && typed[i] === known[j - 1] && typed[i - 1] === known[j]) row[j + 1] = Math.min(row[j + 1], older[j - 1] + SWAPPED)
    }
    ;[older, old] = [old, row]
  }
  return old[known.length]
}

/**
 * @param {string} word
 * @param {number} at
 * @returns {number}  what it costs that the other word lacks this letter
 */
function single(word, at) {
  if (word[at] === word[at - 1] || word[at] === word[at + 1]) return TWICE
  const inside = at > 0 && at < word.length - 1
  if (inside && VOWELS.includes(word[at])) return TWICE
  return inside ? LETTER : END
}

/**
 * @param {string} typed
 * @param {number} i
 * @param {string} known
 * @param {number} j
 * @returns {number}  what it costs that one letter stands for the other
 */
function changed(typed, i, known, j) {
  const [a, b] = [typed[i], known[j]]
  if (a === b) return 0
  if (PAIRS.includes(a + b) || PAIRS.includes(b + a)) return ALIKE
  if (!(i + j) || (i === typed.length - 1 && j === known.length - 1)) return OTHER_END
  return VOWELS.includes(a) && VOWELS.includes(b) ? VOWEL : OTHER
}
