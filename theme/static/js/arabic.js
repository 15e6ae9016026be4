// @ts-check
/** Arabic words as the index sees them. The rules are tables that come with the index; here are only the loops. */

/**
 * @typedef {object} Rules  as plugins/search/codec/rules.py writes them
 * @property {[string, string]} letters  letters, and what search sees of each
 * @property {string} marks  what is dropped, as in a class of a regular expression
 * @property {[string, string, string, string]} seats  ya with hamza, letters seen as waw, hamza, waw
 * @property {string[]} articles
 * @property {string[]} particles
 * @property {[string, string][]} suffixes  ending, what it gives way to
 * @property {[number, number, number, number]} least  letters that remain: LEAST, LEAST_BETWEEN, LEAST_OF_UNKNOWN, SKELETON
 * @property {string[]} stopwords
 * @property {string[]} operators  folded words that make a query more than words
 * @property {string} language  name of the file with `words`
 * @property {Record<string, [string, string]>} [words]  folded word of the query language: kind, meaning; once it is loaded
 * @property {number} exact
 * @property {number} all
 * @property {[number, number]} steps  of impact and of idf in one
 */

/** @typedef {{text: string, start: number, end: number}} Word */

const PLAIN = /[^\x00-\x7f\u0600-\u06ff]/u

/** Folding, words and affixes by one index's rules. */
export class Arabic {
  /** @param {Rules} rules */
  constructor(rules) {
    const { letters: [letters, folded], marks, seats: [ya, waws, hamza, waw] } = rules
    this.rules = rules
    this.stopwords = new Set(rules.stopwords)
    this._letters = new Map([...letters].map((letter, place) => [letter, folded[place]]))
    this._waw = waw
    this._seat = new RegExp(`${ya}(?=[${marks}]*[${waws}])`, "gu")
    this._hamza = new RegExp(`${hamza}+(?=${waw})`, "gu")
    this._special = new RegExp(`[${letters}${marks}]`, "gu")
    this._word = new RegExp(`[\\p{L}\\p{N}][\\p{L}\\p{N}${marks}]*`, "gu")
    this._prefixes = [...rules.particles, ...rules.articles]
    this._beginnings = new Set(this._prefixes.join(""))
    this._ends = new Set(rules.suffixes.map(([ending]) => ending).join(""))
  }

  /**
   * @param {string} text
   * @returns {string}  marks dropped, letters folded, Latin in lower case
   */
  fold(text) {
    text = text.replace(this._seat, this._waw)
    if (PLAIN.test(text)) {
      text = text.toLowerCase().normalize("NFKD").toLowerCase().replace(/\p{Mn}/gu, "")
    }
    text = text.replace(this._special, (letter) => this._letters.get(letter) ?? "")
    return text.toLowerCase().replace(this._hamza, this._waw)
  }

  /**
   * @param {string} text
   * @returns {Word[]}  in order, with their places in UTF-16 units
   */
  words(text) {
    return [...text.matchAll(this._word)].map((found) => ({
      text: found[0],
      start: found.index,
      end: found.index + found[0].length,
    }))
  }

  /**
   * @param {string} text
   * @returns {string[]}  the folded words
   */
  forms(text) {
    return (text.match(this._word) ?? []).map((word) => this.fold(word))
  }

  /**
   * What a folded word may be a form of, likeliest first; itself not among them.
   * @param {string} form
   * @returns {string[]}
   */
  readings(form) {
    const [least, between] = this.rules.least
    const heads = this._prefixes
      .filter((prefix) => form.startsWith(prefix) && size(form) - size(prefix) >= least)
      .map((prefix) => form.slice(prefix.length))
    return [
      ...heads,
      ...this._withoutSuffix(form, least),
      ...heads.flatMap((head) => this._withoutSuffix(head, between)),
    ]
  }

  /**
   * @param {string} form
   * @returns {string}  without an article, for words that no list knows
   */
  lightStem(form) {
    const least = this.rules.least[2]
    const article = this.rules.articles.find((each) => form.startsWith(each) && size(form) - size(each) >= least)
    return article === undefined ? form : form.slice(article.length)
  }

  /**
   * @param {string} form
   * @returns {string}  what taking affixes off hardly ever touches: the key of the lexicon's shards
   */
  skeleton(form) {
    const least = this.rules.least[3]
    const letters = [...form]
    let start = 0
    let end = letters.length
    while (end - start > least && this._ends.has(letters[end - 1])) end -= 1
    while (end - start > least && this._beginnings.has(letters[start])) start += 1
    return letters.slice(start, end).join("")
  }

  /**
   * @param {string} form
   * @param {number} least
   * @returns {string[]}
   */
  _withoutSuffix(form, least) {
    return this.rules.suffixes
      .filter(([ending]) => form.endsWith(ending) && size(form) - size(ending) >= least)
      .map(([ending, becomes]) => form.slice(0, form.length - ending.length) + becomes)
  }
}

/**
 * @param {string} text
 * @returns {number}  code points
 */
function size(text) {
  return [...text].length
}
