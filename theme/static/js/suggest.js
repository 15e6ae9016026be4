// @ts-check
/** Names offered under the search field while the reader types; choosing one opens its page. */

import { say, sayNumber } from "./said.js"
import { namesFrom } from "./tables.js"

/** @typedef {import("./tables.js").Entry} Entry */

const MOST = 6
const MOST_READ = 256
const FOLDERS = /** @type {Record<string, string>} */ ({ person: "people", place: "places", organization: "organizations", event: "events" })

/**
 * @param {import("./search.js").Archive} archive
 * @param {import("./query.js").Plan} plan
 * @param {string} query
 * @param {string[]} unknown  folded words of the query that no document has: another name of somebody, perhaps
 * @param {string} root  of the site
 * @returns {Promise<HTMLElement | null>}  a list of links, null when nobody is named so
 */
export async function suggestions(archive, plan, query, unknown, root) {
  const [only, ...more] = [...plan.words, ...plan.required, ...plan.excluded]
  const asked = only?.kind === "filter" && !more.length ? only.text : query // شخص:بوتين
  if (/[:*]|(^|\s)[-−–]/.test(asked)) return null
  const forms = archive.arabic.forms(asked)
  const begun = await names(archive, forms.join(" "))
  const whole = begun.some(({ name }) => archive.arabic.forms(name).join(" ") === forms.join(" "))
  const dressed = forms.length === 1 && !whole && begun.length < MOST ? forms : [] // لأوكرانيا may be a word of a name, too
  const others = await named(archive, new Set(begun.length ? dressed : [...dressed, ...unknown]))
  const entries = unique([...others, ...begun]).sort(commonest).slice(0, MOST)
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
    number.textContent = sayNumber(count)
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
 * @param {Set<string>} words  folded
 * @returns {Promise<Entry[]>}  whom these words name, alone or as the first of more words, clitics before them or not
 */
async function named(archive, words) {
  const forms = [...words].flatMap((form) => [form, ...archive.arabic.readings(form)])
  const found = await Promise.all(forms.map((form) => names(archive, form, " ")))
  return found.flat()
}

/** @param {Entry[]} entries @returns {Entry[]}  each entity once */
function unique(entries) {
  return [...new Map(entries.map((entry) => [`${entry.kind}=${entry.id}`, entry])).values()]
}

/** @param {Entry} a @param {Entry} b @returns {number}  below 0 where more documents name `a` */
function commonest(a, b) {
  return b.count - a.count || (a.id < b.id ? -1 : 1)
}

/**
 * @param {import("./search.js").Archive} archive
 * @param {string} start  folded words
 * @param {string} [end]  " " where the last of them is whole
 * @returns {Promise<Entry[]>}  names that begin so, in most documents first
 */
async function names(archive, start, end = "") {
  if (start.length < 2) return []
  /** @type {Map<string, Entry>} */
  const found = new Map()
  const entries = await Promise.all(archive.segments.map((segment) => namesFrom(segment, start, MOST_READ)))
  for (const own of entries) {
    const begun = own.filter(({ key }) => `${key} `.startsWith(start + end))
    const once = new Map(begun.map((entry) => [`${entry.kind}=${entry.id}`, entry]))
    for (const [key, entry] of once) found.set(key, { ...entry, count: entry.count + (found.get(key)?.count ?? 0) })
  }
  return [...found.values()]
}
