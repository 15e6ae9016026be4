// @ts-check
/** Names offered under the search field while the reader types; choosing one opens its page. */

import { say } from "./said.js"
import { namesFrom } from "./tables.js"

/** @typedef {import("./tables.js").Entry} Entry */

const MOST = 6
const MOST_READ = 256
const FOLDERS = /** @type {Record<string, string>} */ ({ person: "people", place: "places", organization: "organizations", event: "events" })

/**
 * @param {import("./search.js").Archive} archive
 * @param {string} query
 * @param {string} root  of the site
 * @returns {Promise<HTMLElement | null>}  a list of links, null when no name begins so
 */
export async function suggestions(archive, query, root) {
  if (/[:"«»“”*]/.test(query)) return null
  const entries = await names(archive, query, MOST)
  if (!entries.length) return null
  const list = document.createElement("ul")
  list.className = "suggested"
  list.setAttribute("role", "list")
  list.setAttribute("aria-label", say("suggested"))
  for (const { kind, id, name, count } of entries) {
    const link = document.createElement("a")
    link.href = `${root}${FOLDERS[kind]}/${encodeURIComponent(id)}/`
    link.className = `kind-${kind}`
    const number = document.createElement("span")
    number.className = "count"
    number.textContent = String(count)
    const bdi = document.createElement("bdi")
    bdi.textContent = name
    link.append(bdi, " ", number)
    const item = document.createElement("li")
    item.append(link)
    list.append(item)
  }
  return list
}

/**
 * @param {import("./search.js").Archive} archive
 * @param {string} typed
 * @param {number} most
 * @returns {Promise<Entry[]>}  names that begin as `typed` does, in most documents first
 */
async function names(archive, typed, most) {
  const start = archive.arabic.forms(typed).join(" ")
  if (start.length < 2) return []
  /** @type {Map<string, Entry>} */
  const found = new Map()
  const entries = await Promise.all(archive.segments.map((segment) => namesFrom(segment, start, MOST_READ)))
  for (const own of entries) {
    const once = new Map(own.map((entry) => [`${entry.kind}=${entry.id}`, entry]))
    for (const [key, entry] of once) found.set(key, { ...entry, count: entry.count + (found.get(key)?.count ?? 0) })
  }
  return [...found.values()].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)).slice(0, most)
}
