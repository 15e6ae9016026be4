// @ts-check
/** Reads numbers and strings as plugins/search/codec/numbers.py writes them. */

const DENSE = 8 // from one number in so many on, a list is written as bits
const decoder = new TextDecoder()

/** Goes through the bytes of a file. Throws past the end: a damaged file may say anything. */
export class Cursor {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this._bytes = bytes
    this._at = 0
    this._key = bytes
  }

  varint() {
    let number = 0
    for (let scale = 1; scale < 2 ** 42; scale *= 128) {
      const byte = this._bytes[this._at++]
      if (byte === undefined) throw new RangeError()
      number += (byte & 127) * scale
      if (byte < 128) return number
    }
    throw new RangeError()
  }

  /** @param {number} count */
  bytes(count) {
    if (this._at + count > this._bytes.length) throw new RangeError()
    this._at += count
    return this._bytes.subarray(this._at - count, this._at)
  }

  /** @param {number} count */
  gaps(count) {
    this.bytes(count) // a number takes a byte at least
    this._at -= count
    const found = new Uint32Array(count)
    for (let place = 0, number = -1; place < count; place++) found[place] = number += this.varint() + 1
    return found
  }

  /**
   * @param {number} count
   * @param {number} of  what all are less than
   */
  rising(count, of) {
    if (count * DENSE <= of) return this.gaps(count)
    const bits = this.bytes(Math.ceil(of / 8))
    const found = new Uint32Array(Math.min(count, of))
    for (let number = 0, place = 0; number < of; number++) if ((bits[number >> 3] >> (number & 7)) & 1) found[place++] = number
    return found
  }

  string() {
    return this.bytes(this.varint())
  }

  /** The next of sorted strings, of which the first shares nothing with any before it. */
  added() {
    return (this._key = joined(this._key.subarray(0, this.varint()), this.string()))
  }

  name() {
    return hex(this.bytes(6))
  }
}

/**
 * @param {...Uint8Array} parts
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function joined(...parts) {
  return new Uint8Array(parts.flatMap((part) => [...part]))
}

/**
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function text(bytes) {
  return decoder.decode(bytes)
}

/**
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}
