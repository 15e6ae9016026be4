// @ts-check
/** Fetches the files of an index, unpacks them, and holds them against their names. */

import { hex, text } from "./bytes.js"

const FORMAT = 3

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

/** @typedef {(name: string) => Promise<Uint8Array>} Load */

/**
 * @param {string} folder  address of the index, ending in "/"
 * @returns {Load}  loads a file by its name and checks what it holds
 */
export function loader(folder) {
  return async (name) => {
    const bytes = await fetched(`${folder}${name.slice(0, 2)}/${name}.bin`)
    try {
      const content = await unpacked(bytes)
      if (await named(content, name)) return content
    } catch {}
    throw new ShardError("damaged", name)
  }
}

/**
 * @param {string} folder
 * @returns {Promise<any>}  the entry file
 */
export async function entryOf(folder) {
  const entry = parsed(await fetched(`${folder}index.json`, { cache: "no-cache" }), "index.json")
  if (entry?.format !== FORMAT) throw new ShardError("version", "index.json")
  return entry
}

/**
 * @param {Uint8Array} bytes
 * @param {string} name
 * @returns {any}
 */
export function parsed(bytes, name) {
  return sound(name, () => JSON.parse(text(bytes)))
}

/**
 * @template Made
 * @param {string} name
 * @param {() => Made} make
 * @returns {Made}  what `make` makes of a file; the file is damaged where it throws
 */
export function sound(name, make) {
  try {
    return make()
  } catch {
    throw new ShardError("damaged", name)
  }
}

/**
 * @param {string} address
 * @param {RequestInit} [how]
 * @returns {Promise<Uint8Array>}
 */
async function fetched(address, how) {
  try {
    const response = await fetch(address, how)
    if (response.ok) return new Uint8Array(await response.arrayBuffer())
  } catch {
    throw new ShardError("offline", address)
  }
  throw new ShardError("missing", address)
}

/**
 * Hosts add and drop Content-Encoding as they like: the content itself says whether it is still packed.
 * @param {Uint8Array} bytes
 * @returns {Promise<Uint8Array>}
 */
async function unpacked(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  const stream = new Blob([/** @type {BlobPart} */ (bytes)]).stream().pipeThrough(new DecompressionStream("gzip"))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/**
 * @param {Uint8Array} content
 * @param {string} name  the content's hash, if there is no "-" in it
 * @returns {Promise<boolean>}  whether the name is right, or cannot be told
 */
async function named(content, name) {
  if (name.includes("-") || !globalThis.crypto?.subtle) return true
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", /** @type {BufferSource} */ (content)))).startsWith(name)
}
