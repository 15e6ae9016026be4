// @ts-check
/** Names offered under the search field while the reader types; choosing one opens its page. */

import { names } from "./asked.js"
import { say } from "./said.js"

const MOST = 6
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
