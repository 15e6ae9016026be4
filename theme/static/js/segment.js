// @ts-check
/** One segment of an index, as far as words ask it: docs/search-format.md. Knows nothing of queries or pages. */

import { Cursor, joined, text } from "./bytes.js"
import { sound } from "./files.js"

const LONG = 256 // numbers; a longer list is a file of its own
const KEPT = 256 // files kept in memory

/** @typedef {[string, string][]} Table  a key that is not after the first of a file, the file's name */
/** @typedef {{count: number, numbers?: Uint32Array, impacts?: Uint8Array, name?: string}} List  with nothing but a count: all */
/**
 * @typedef {object} Term  a word in one segment
 * @property {string} text
 * @property {List} documents
 * @property {Map<string, List>} forms  form → places in the term's documents
 * @property {List} titles  places in the term's documents
 */

/** Files are loaded when asked for, and the latest are kept. */
export class Segment {
  /**
   * @param {Uint8Array} root
   * @param {number[]} deleted
   * @param {import("./files.js").Load} load
   */
  constructor(root, deleted, load) {
    const cursor = new Cursor(root)
    this.documents = cursor.varint()
    this.rest = cursor.name()
    this.rows = cursor.name()
    this._lexicon = decodeTable(cursor)
    this.terms = decodeTable(cursor)
    this.decode = (/** @type {Cursor} */ terms) => decodeTerms(terms, this.documents)
    this.deleted = new Set(deleted)
    this._load = load
    /** @type {Map<string, Promise<any>>} */
    this._kept = new Map()
  }

  /**
   * @param {string} skeleton
   * @returns {Promise<Map<string, string>>}  form → lemma, of the shard where the skeleton's forms are
   */
  lexicon(skeleton) {
    return this.shard(this._lexicon, skeleton, decodeLexicon)
  }

  /**
   * @param {string} lemma
   * @returns {Promise<Term | undefined>}
   */
  async term(lemma) {
    return (await this.shard(this.terms, lemma, this.decode)).get(lemma)
  }

  /**
   * @param {List} list
   * @param {number} of  what its numbers are less than
   * @param {number} [weighed]  how many impacts follow them
   * @returns {Promise<List>}  with its numbers, if it is not of all
   */
  async list(list, of, weighed = 0) {
    const { count, name } = list
    return name ? this.loaded(name, (cursor) => ({ count, numbers: cursor.rising(count, of), impacts: cursor.bytes(weighed) })) : list
  }

  /**
   * @param {Term} term
   * @returns {Promise<List>}  its documents, with numbers and impacts
   */
  listOf({ documents }) {
    return this.list(documents, this.documents, documents.count)
  }

  /**
   * @template Kept
   * @param {Table} table
   * @param {string} key
   * @param {(cursor: Cursor) => Map<string, Kept>} decode
   * @returns {Promise<Map<string, Kept>>}  the shard where `key` is, if anywhere
   */
  async shard(table, key, decode) {
    const group = lastNotAfter(table, key)
    const name = group && lastNotAfter(await this.loaded(group, decodeTable), key)
    return name ? this.loaded(name, decode) : new Map()
  }

  /**
   * @template Decoded
   * @param {string} name
   * @param {(cursor: Cursor, bytes: Uint8Array) => Decoded} decode
   * @returns {Promise<Decoded>}
   */
  loaded(name, decode) {
    const kept = this._kept.get(name) ?? this._load(name).then((bytes) => sound(name, () => decode(new Cursor(bytes), bytes)))
    this._kept.delete(name)
    this._kept.set(name, kept)
    kept.catch(() => this._kept.delete(name)) // asked again, it is tried again
    if (this._kept.size > KEPT) this._kept.delete(/** @type {string} */ (this._kept.keys().next().value))
    return kept
  }
}

/**
 * @param {Cursor} cursor
 * @returns {Table}
 */
export function decodeTable(cursor) {
  const keys = []
  for (let count = cursor.varint(); count > 0; count--) keys.push(text(cursor.added()))
  return keys.map((first) => [first, cursor.name()])
}

/**
 * @param {Cursor} cursor
 * @returns {Map<string, string>}  form → lemma
 */
export function decodeLexicon(cursor) {
  const found = new Map()
  for (let keys = cursor.varint(); keys > 0; keys--) {
    const key = cursor.added()
    for (let forms = cursor.varint(); forms > 0; forms--) {
      const form = joined(cursor.string(), key, cursor.string())
      const kept = form.subarray(cursor.varint(), form.length - cursor.varint())
      found.set(text(form), text(joined(kept, cursor.string())))
    }
  }
  return found
}

/**
 * @param {Cursor} cursor
 * @param {number} of  documents of the segment
 * @returns {Map<string, Term>}
 */
export function decodeTerms(cursor, of) {
  /** @type {Term[]} */
  const terms = []
  for (let count = cursor.varint(); count > 0; count--) {
    const key = cursor.added()
    const [documents, titles] = [{ count: cursor.varint() }, { count: cursor.varint() }]
    const forms = new Map()
    for (let left = cursor.varint(); left > 0; left--) forms.set(text(cursor.string()), { count: cursor.varint() })
    terms.push({ text: text(key), documents, forms, titles })
  }
  for (const { documents } of terms) read(documents, cursor, of)
  for (const { documents, forms, titles } of terms) {
    for (const list of [...forms.values(), titles]) if (list.count !== documents.count) read(list, cursor, documents.count)
  }
  for (const { documents } of terms) if (!documents.name) documents.impacts = cursor.bytes(documents.count)
  return new Map(terms.map((term) => [term.text, term]))
}

/**
 * @param {List} list  is given its numbers, or the name of their file
 * @param {Cursor} cursor
 * @param {number} of  what its numbers are less than
 */
function read(list, cursor, of) {
  if (list.count > LONG) list.name = cursor.name()
  else list.numbers = cursor.rising(list.count, of)
}

/**
 * @param {string} a
 * @param {string} b
 * @returns {boolean}  whether a comes before b in the order of code points, which is that of UTF-8
 */
export function before(a, b) {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return (a.codePointAt(at) ?? -1) < (b.codePointAt(at) ?? -1)
}

/**
 * @param {Table} table
 * @param {string} key
 * @returns {string | undefined}  the name of the last file that does not begin after `key`
 */
function lastNotAfter(table, key) {
  return table.findLast(([first]) => !before(key, first))?.[1]
}
