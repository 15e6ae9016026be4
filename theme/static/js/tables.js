// @ts-check
/** What of a segment only some queries ask: places of words, facets, names, days. Loaded when one does. */

import { Cursor, text } from "./bytes.js"
import { before, decodeTable } from "./segment.js"
import { ShardError, sound } from "./files.js"

export const KINDS = ["person", "place", "organization", "event"]

/** @typedef {import("./segment.js").Segment} Segment */
/** @typedef {import("./segment.js").Table} Table */
/** @typedef {import("./segment.js").Term} Term */
/** @typedef {{days: string, positions: Table, values: Table, names: Table}} Rest */
/** @typedef {{field: string, id: string, name: string, documents: Uint32Array}} Value */
/** @typedef {{key: string, kind: string, id: string, name: string, count: number}} Entry  a name under one of its beginnings */

/**
 * @param {Segment} segment
 * @param {string} start
 * @param {number} most
 * @returns {Promise<Term[]>}  the terms that begin with `start`, in order
 */
export async function termsFrom(segment, start, most) {
  const terms = from(segment, segment.terms, start, segment.decode)
  return beginning(terms, (term) => term.text, start, most)
}

/**
 * @param {Segment} segment
 * @param {Term} term
 * @returns {Promise<Uint32Array[]>}  where the term stands in each of its documents
 */
export async function positions(segment, term) {
  const stream = (await segment.shard((await rest(segment)).positions, term.text, decodePositions)).get(term.text)
  if (!stream) throw new ShardError("damaged", "positions")
  const cursor = new Cursor(stream)
  return sound("positions", () => Array.from({ length: term.documents.count }, () => cursor.gaps(cursor.varint())))
}

/**
 * @param {Segment} segment
 * @param {string} field
 * @param {string} id
 * @returns {Promise<Value | undefined>}
 */
export async function value(segment, field, id) {
  const key = `${field}=${id}`
  return (await segment.shard((await rest(segment)).values, key, decodeValues)).get(key)
}

/**
 * @param {Segment} segment
 * @param {string} field
 * @returns {Promise<Value[]>}  all values of a facet
 */
export async function values(segment, field) {
  const found = from(segment, (await rest(segment)).values, `${field}=`, decodeValues)
  return beginning(found, (each) => `${each.field}=${each.id}`, `${field}=`, Infinity)
}

/**
 * @param {Segment} segment
 * @param {string} start
 * @param {number} most
 * @returns {Promise<Entry[]>}  the names that begin so, in order
 */
export async function namesFrom(segment, start, most) {
  const found = from(segment, (await rest(segment)).names, start, decodeNames)
  return beginning(found, (entry) => entry.key, start, most)
}

/**
 * @param {Segment} segment
 * @returns {Promise<number[]>}  the day of each document, yyyymmdd, 0 for an undated one
 */
export async function days(segment) {
  return segment.loaded((await rest(segment)).days, (cursor) => decodeDays(cursor, segment.documents))
}

/**
 * @param {Segment} segment
 * @returns {Promise<Rest>}
 */
function rest(segment) {
  return segment.loaded(segment.rest, (cursor) => {
    cursor.string() // the average length, for the writer alone
    const days = cursor.name()
    cursor.bytes(12) // two files of the writer's
    return { days, positions: decodeTable(cursor), values: decodeTable(cursor), names: decodeTable(cursor) }
  })
}

/**
 * @template Found
 * @param {Segment} segment
 * @param {Table} table
 * @param {string} key
 * @param {(cursor: Cursor) => {values(): Iterable<Found>}} decode
 * @returns {AsyncGenerator<Found>}  what the shards have from the one where `key` is or would be
 */
async function* from(segment, table, key, decode) {
  for (const group of since(table, key)) {
    for (const name of since(await segment.loaded(group, decodeTable), key)) yield* (await segment.loaded(name, decode)).values()
  }
}

/**
 * @param {Table} table
 * @param {string} key
 * @returns {string[]}  the names of the last file that does not begin after `key`, and of all after it
 */
function since(table, key) {
  return table.slice(Math.max(0, table.findLastIndex(([first]) => !before(key, first)))).map(([, name]) => name)
}

/**
 * @template Found
 * @param {AsyncGenerator<Found>} all  in the order of their keys
 * @param {(each: Found) => string} keyOf
 * @param {string} start
 * @param {number} most
 * @returns {Promise<Found[]>}  those whose key begins with `start`
 */
async function beginning(all, keyOf, start, most) {
  /** @type {Found[]} */
  const found = []
  for await (const each of all) {
    if (keyOf(each).startsWith(start)) found.push(each)
    else if (before(start, keyOf(each))) break
    if (found.length === most) break
  }
  return found
}

/**
 * @param {Cursor} cursor
 * @returns {Map<string, Uint8Array>}
 */
export function decodePositions(cursor) {
  /** @type {[string, number][]} */
  const heads = []
  for (let count = cursor.varint(); count > 0; count--) heads.push([text(cursor.added()), cursor.varint()])
  return new Map(heads.map(([word, length]) => [word, cursor.bytes(length)]))
}

/**
 * @param {Cursor} cursor
 * @returns {Map<string, Value>}
 */
export function decodeValues(cursor) {
  /** @type {[string, string, number][]} */
  const heads = []
  for (let count = cursor.varint(); count > 0; count--) {
    heads.push([text(cursor.added()), text(cursor.string()), cursor.varint()])
  }
  return new Map(
    heads.map(([own, name, count]) => {
      const at = own.indexOf("=")
      const id = own.slice(at + 1)
      return [own, { field: own.slice(0, at), id, name: name || id, documents: cursor.gaps(count) }]
    }),
  )
}

/**
 * @param {Cursor} cursor
 * @returns {Entry[]}
 */
export function decodeNames(cursor) {
  const found = []
  for (let count = cursor.varint(); count > 0; count--) {
    const key = cursor.added()
    const kind = KINDS[cursor.varint()]
    if (!kind) throw new RangeError()
    found.push({ key: text(key), kind, id: text(cursor.string()), name: text(cursor.string()), count: cursor.varint() })
  }
  return found
}

/**
 * @param {Cursor} cursor
 * @param {number} documents  of the segment: a damaged file may speak of billions
 * @returns {number[]}
 */
export function decodeDays(cursor, documents) {
  /** @type {number[]} */
  const days = []
  for (let runs = cursor.varint(); runs > 0; runs--) {
    const day = cursor.varint()
    let count = cursor.varint()
    if (days.length + count > documents) throw new RangeError()
    while (count-- > 0) days.push(day)
  }
  return days
}
