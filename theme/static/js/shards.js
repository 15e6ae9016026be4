// @ts-check
/** Reads the files that plugins/search/codec wrote: docs/search-format.md. Knows nothing of queries or pages. */

export const FORMAT = 1
export const KINDS = ["person", "place", "organization", "event"]
const NAME_BYTES = 6
const ROWS = 2
const RUN = 64
const KEPT = 96 // shards kept in memory

/** What went wrong with a file: "offline", "missing", "damaged" or "version". */
export class ShardError extends Error {
  /**
   * @param {"offline" | "missing" | "damaged" | "version"} kind
   * @param {string} name
   */
  constructor(kind, name) {
    super(`${kind}: ${name}`)
    this.kind = kind
  }
}

/**
 * @typedef {object} Term  a word in one segment
 * @property {string} text
 * @property {number[]} documents  rising
 * @property {Uint8Array} impacts
 * @property {Map<string, number[]>} forms  form → places in `documents`
 * @property {number[]} titles  places in `documents`
 */
/** @typedef {{field: string, id: string, name: string, documents: number[]}} Value */
/** @typedef {{key: string, kind: string, id: string, name: string, count: number}} Entry  a name under one of its beginnings */
/** @typedef {{first: string, name: string}} Shard */
/** @typedef {{url: string, title: string, summary: string, date: string, source: string, section: string}} Row */
/** @typedef {(name: string) => Promise<Uint8Array>} Load */

/**
 * @param {string} folder  address of the index, ending in "/"
 * @returns {Load}  loads a file by its name and checks what it holds
 */
export function loader(folder) {
  return async (name) => {
    const content = await unpacked(await bytesOf(`${folder}${name.slice(0, 2)}/${name}.bin`, {}), name)
    await verify(content, name)
    return content
  }
}

/**
 * @param {string} folder
 * @returns {Promise<any>}  the entry file
 */
export async function entryOf(folder) {
  const text = new TextDecoder().decode(await bytesOf(`${folder}index.json`, { cache: "no-cache" }))
  const entry = parsed(text, "index.json")
  if (entry?.format !== FORMAT) throw new ShardError("version", "index.json")
  return entry
}

/** One segment of the index. Shards are loaded when asked for, and the latest are kept. */
export class Segment {
  /**
   * @param {any} about  the segment's root
   * @param {number[]} deleted
   * @param {Load} load
   */
  constructor(about, deleted, load) {
    /** @type {number} */
    this.documents = about.documents
    this.deleted = new Set(deleted)
    this._about = about
    this._load = load
    this._kept = new Map()
    this._groups = Object.fromEntries(
      ["lexicon", "terms", "positions", "values", "names"].map((table) => [
        table,
        about[table].map((/** @type {[string, string]} */ [first, name]) => ({ first, name })),
      ]),
    )
  }

  /**
   * @param {string} skeleton
   * @returns {Promise<Map<string, string>>}  form → lemma, of the shard where the skeleton's forms are
   */
  lexicon(skeleton) {
    return this._shard("lexicon", skeleton, decodeLexicon)
  }

  /**
   * @param {string} lemma
   * @returns {Promise<Term | undefined>}
   */
  async term(lemma) {
    return (await this._shard("terms", lemma, decodeTerms)).get(lemma)
  }

  /**
   * @param {string} start
   * @param {number} most
   * @returns {Promise<Term[]>}  the terms that begin with `start`, in order
   */
  async termsFrom(start, most) {
    const found = []
    for await (const shard of this._from("terms", start, decodeTerms)) {
      for (const term of shard.values()) {
        if (term.text.startsWith(start)) found.push(term)
        else if (before(start, term.text)) return found
        if (found.length === most) return found
      }
    }
    return found
  }

  /**
   * @param {Term} term
   * @returns {Promise<number[][]>}  where the term stands in each of its documents
   */
  async positions(term) {
    const stream = (await this._shard("positions", term.text, decodePositions)).get(term.text)
    if (!stream) throw new ShardError("damaged", "positions")
    const cursor = new Cursor(stream)
    return damagedAt("positions", () => term.documents.map(() => cursor.gaps(cursor.varint())))
  }

  /**
   * @param {string} field
   * @param {string} id
   * @returns {Promise<Value | undefined>}
   */
  async value(field, id) {
    const key = `${field}=${id}`
    return (await this._shard("values", key, decodeValues)).get(key)
  }

  /**
   * @param {string} field
   * @returns {Promise<Value[]>}  all values of a facet
   */
  async values(field) {
    const start = `${field}=`
    const found = []
    for await (const shard of this._from("values", start, decodeValues)) {
      for (const [key, value] of shard) {
        if (value.field === field) found.push(value)
        else if (before(start, key)) return found
      }
    }
    return found
  }

  /**
   * @param {string} start
   * @param {number} most
   * @returns {Promise<Entry[]>}  the names that begin so, in order
   */
  async namesFrom(start, most) {
    const found = []
    for await (const shard of this._from("names", start, decodeNames)) {
      for (const entry of shard) {
        if (entry.key.startsWith(start)) found.push(entry)
        else if (before(start, entry.key)) return found
        if (found.length === most) return found
      }
    }
    return found
  }

  /**
   * @param {number} number
   * @returns {Promise<Row>}  what is shown of a document
   */
  async row(number) {
    const block = Math.floor(number / ROWS)
    const name = `${this._about.rows[Math.floor(block / RUN)]}-${block % RUN}`
    const rows = await this._loaded(name, (bytes) => parsed(new TextDecoder().decode(bytes), name))
    const row = Array.isArray(rows) ? rows[number % ROWS] : undefined
    if (!Array.isArray(row)) throw new ShardError("damaged", name)
    const [url, title, summary, date, source, section] = row.map(String)
    return { url, title, summary, date, source, section }
  }

  /** @returns {Promise<number[]>}  the day of each document, yyyymmdd, 0 for an undated one */
  days() {
    return this._loaded(this._about.days, (bytes) => decodeDays(bytes, this.documents))
  }

  /**
   * @template Kept
   * @param {string} table
   * @param {string} key
   * @param {(bytes: Uint8Array) => Map<string, Kept>} decode
   * @returns {Promise<Map<string, Kept>>}
   */
  async _shard(table, key, decode) {
    const group = lastNotAfter(this._groups[table], key)
    const shard = group && lastNotAfter(await this._loaded(group.name, decodeTable), key)
    return shard ? this._loaded(shard.name, decode) : new Map()
  }

  /**
   * @template Kept
   * @param {string} table
   * @param {string} key
   * @param {(bytes: Uint8Array) => Kept} decode
   * @returns {AsyncGenerator<Kept>}  the shards from the one where `key` is or would be
   */
  async *_from(table, key, decode) {
    const groups = this._groups[table]
    for (const group of groups.slice(Math.max(0, placeOf(groups, key)))) {
      const shards = await this._loaded(group.name, decodeTable)
      for (const shard of shards.slice(Math.max(0, placeOf(shards, key)))) {
        yield await this._loaded(shard.name, decode)
      }
    }
  }

  /**
   * @template Decoded
   * @param {string} name
   * @param {(bytes: Uint8Array) => Decoded} decode
   * @returns {Promise<Decoded>}
   */
  _loaded(name, decode) {
    const kept = this._kept.get(name) ?? this._load(name).then((bytes) => damagedAt(name, () => decode(bytes)))
    this._kept.delete(name)
    this._kept.set(name, kept)
    kept.catch(() => this._kept.delete(name)) // asked again, it is tried again
    if (this._kept.size > KEPT) this._kept.delete(this._kept.keys().next().value)
    return kept
  }
}

/** Reads numbers and strings as plugins/search/codec/numbers.py writes them. Throws past the end. */
class Cursor {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this._bytes = bytes
    this._at = 0
  }

  varint() {
    let number = 0
    for (let scale = 1; scale < 2 ** 42; scale *= 128) {
      const byte = this._bytes[this._at++]
      if (byte === undefined) throw new RangeError("past the end")
      number += (byte & 127) * scale
      if (byte < 128) return number
    }
    throw new RangeError("a number without end")
  }

  /** @param {number} count */
  gaps(count) {
    const found = []
    for (let number = -1; found.length < count; found.push(number)) number += this.varint() + 1
    return found
  }

  /** @param {number} count */
  bytes(count) {
    if (this._at + count > this._bytes.length) throw new RangeError("past the end")
    this._at += count
    return this._bytes.subarray(this._at - count, this._at)
  }

  string() {
    return this.bytes(this.varint())
  }

  /** @param {Uint8Array} previous  the string before this one */
  added(previous) {
    const shared = this.varint()
    return joined(previous.subarray(0, shared), this.string())
  }
}

/**
 * @param {Uint8Array} bytes
 * @returns {Shard[]}
 */
function decodeTable(bytes) {
  const cursor = new Cursor(bytes)
  const keys = []
  let key = new Uint8Array()
  for (let count = cursor.varint(); count > 0; count--) keys.push(text((key = cursor.added(key))))
  return keys.map((first) => ({ first, name: hex(cursor.bytes(NAME_BYTES)) }))
}

/**
 * @param {Uint8Array} bytes
 * @returns {Map<string, string>}  form → lemma
 */
export function decodeLexicon(bytes) {
  const cursor = new Cursor(bytes)
  const found = new Map()
  let key = new Uint8Array()
  for (let keys = cursor.varint(); keys > 0; keys--) {
    key = cursor.added(key)
    for (let forms = cursor.varint(); forms > 0; forms--) {
      const form = joined(cursor.string(), key, cursor.string())
      const start = cursor.varint()
      const end = form.length - cursor.varint()
      found.set(text(form), text(joined(form.subarray(start, end), cursor.string())))
    }
  }
  return found
}

/**
 * @param {Uint8Array} bytes
 * @returns {Map<string, Term>}
 */
export function decodeTerms(bytes) {
  const cursor = new Cursor(bytes)
  const heads = []
  let key = new Uint8Array()
  for (let count = cursor.varint(); count > 0; count--) {
    key = cursor.added(key)
    const [documents, titles] = [cursor.varint(), cursor.varint()]
    /** @type {[string, number][]} */
    const forms = []
    for (let left = cursor.varint(); left > 0; left--) forms.push([text(cursor.string()), cursor.varint()])
    heads.push({ text: text(key), documents, titles, forms })
  }
  const documents = heads.map((head) => cursor.gaps(head.documents))
  const lists = heads.map((head) => ({
    forms: new Map(head.forms.map(([form, count]) => [form, places(cursor, count, head.documents)])),
    titles: places(cursor, head.titles, head.documents),
  }))
  return new Map(
    heads.map((head, place) => [
      head.text,
      { text: head.text, documents: documents[place], impacts: cursor.bytes(head.documents), ...lists[place] },
    ]),
  )
}

/**
 * @param {Cursor} cursor
 * @param {number} count
 * @param {number} of
 * @returns {number[]}
 */
function places(cursor, count, of) {
  return count === of ? Array.from({ length: of }, (_, place) => place) : cursor.gaps(count)
}

/**
 * @param {Uint8Array} bytes
 * @returns {Map<string, Uint8Array>}
 */
export function decodePositions(bytes) {
  const cursor = new Cursor(bytes)
  /** @type {[string, number][]} */
  const heads = []
  let key = new Uint8Array()
  for (let count = cursor.varint(); count > 0; count--) heads.push([text((key = cursor.added(key))), cursor.varint()])
  return new Map(heads.map(([word, length]) => [word, cursor.bytes(length)]))
}

/**
 * @param {Uint8Array} bytes
 * @returns {Map<string, Value>}
 */
export function decodeValues(bytes) {
  const cursor = new Cursor(bytes)
  /** @type {[string, string, number][]} */
  const heads = []
  let key = new Uint8Array()
  for (let count = cursor.varint(); count > 0; count--) {
    heads.push([text((key = cursor.added(key))), text(cursor.string()), cursor.varint()])
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
 * @param {Uint8Array} bytes
 * @returns {Entry[]}
 */
export function decodeNames(bytes) {
  const cursor = new Cursor(bytes)
  const found = []
  let key = new Uint8Array()
  for (let count = cursor.varint(); count > 0; count--) {
    key = cursor.added(key)
    const kind = KINDS[cursor.varint()]
    if (!kind) throw new RangeError("no such kind")
    found.push({ key: text(key), kind, id: text(cursor.string()), name: text(cursor.string()), count: cursor.varint() })
  }
  return found
}

/**
 * @param {Uint8Array} bytes
 * @param {number} documents  of the segment: a damaged file may speak of billions
 * @returns {number[]}
 */
export function decodeDays(bytes, documents) {
  const cursor = new Cursor(bytes)
  const days = []
  for (let runs = cursor.varint(); runs > 0; runs--) {
    const day = cursor.varint()
    let count = cursor.varint()
    if (days.length + count > documents) throw new RangeError("more documents than the segment has")
    while (count-- > 0) days.push(day)
  }
  return days
}

/**
 * @param {string} a
 * @param {string} b
 * @returns {boolean}  whether a comes before b in the order of code points, which is that of UTF-8
 */
export function before(a, b) {
  if (!/[\ud800-\udfff]/.test(a + b)) return a < b
  const [one, other] = [[...a], [...b]]
  const at = one.findIndex((letter, place) => letter !== other[place])
  if (at < 0) return one.length < other.length
  return at < other.length && (one[at].codePointAt(0) ?? 0) < (other[at].codePointAt(0) ?? 0)
}

/**
 * @param {Shard[]} shards
 * @param {string} key
 * @returns {number}  the place of the last that does not begin after `key`, -1 for none
 */
function placeOf(shards, key) {
  let low = 0
  let high = shards.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (before(key, shards[middle].first)) high = middle
    else low = middle + 1
  }
  return low - 1
}

/**
 * @param {Shard[]} shards
 * @param {string} key
 * @returns {Shard | undefined}
 */
function lastNotAfter(shards, key) {
  return shards[placeOf(shards, key)]
}

/**
 * @param {string} address
 * @param {RequestInit} how
 * @returns {Promise<Uint8Array>}
 */
async function bytesOf(address, how) {
  let response
  try {
    response = await fetch(address, how)
    if (response.ok) return new Uint8Array(await response.arrayBuffer())
  } catch {
    throw new ShardError("offline", address)
  }
  throw new ShardError("missing", address)
}

/**
 * Hosts add and drop Content-Encoding as they like: the content itself says whether it is still packed.
 * @param {Uint8Array} bytes
 * @param {string} name
 * @returns {Promise<Uint8Array>}
 */
async function unpacked(bytes, name) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    const stream = new Blob([/** @type {BlobPart} */ (bytes)]).stream().pipeThrough(new DecompressionStream("gzip"))
    return new Uint8Array(await new Response(stream).arrayBuffer())
  } catch {
    throw new ShardError("damaged", name)
  }
}

/**
 * @param {Uint8Array} content
 * @param {string} name  the content's hash, if there is no "-" in it
 */
async function verify(content, name) {
  if (name.includes("-") || !globalThis.crypto?.subtle) return
  const digest = await crypto.subtle.digest("SHA-256", /** @type {BufferSource} */ (content))
  if (hex(new Uint8Array(digest, 0, NAME_BYTES)) !== name) throw new ShardError("damaged", name)
}

/**
 * @template Made
 * @param {string} name
 * @param {() => Made} make
 * @returns {Made}
 */
function damagedAt(name, make) {
  try {
    return make()
  } catch {
    throw new ShardError("damaged", name)
  }
}

/**
 * @param {string} json
 * @param {string} name
 * @returns {any}
 */
export function parsed(json, name) {
  return damagedAt(name, () => JSON.parse(json))
}

/**
 * @param {...Uint8Array} parts
 * @returns {Uint8Array<ArrayBuffer>}
 */
function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const decoder = new TextDecoder()

/**
 * @param {Uint8Array} bytes
 * @returns {string}
 */
function text(bytes) {
  return decoder.decode(bytes)
}

/**
 * @param {Uint8Array} bytes
 * @returns {string}
 */
function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}
