// @ts-check
/** The state of the search page as its address has it: `?q=&person=&sort=&page=`. */

/** @typedef {import("./search.js").Switch} Switch */
/**
 * @typedef {object} State
 * @property {string} query
 * @property {Switch[]} switches
 * @property {"relevance" | "newest" | "oldest"} sort
 * @property {number} page  from 1
 */

export const FACETS = ["person", "place", "organization", "event", "author", "source", "section", "year"]
export const SORTS = /** @type {const} */ (["relevance", "newest", "oldest"])

/**
 * @param {string} search  of an address
 * @returns {State}
 */
export function stateOf(search) {
  const given = new URLSearchParams(search)
  const switches = FACETS.flatMap((field) => given.getAll(field).map((id) => ({ field, id })))
  const sort = SORTS.find((each) => each === given.get("sort"))
  const query = given.get("q") ?? ""
  const page = Math.max(1, Math.floor(Number(given.get("page"))) || 1)
  return { query, switches, sort: sort ?? usual({ query }), page }
}

/**
 * @param {State} state
 * @returns {string}  the search part of its address, "?" and all
 */
export function searchOf(state) {
  const given = new URLSearchParams()
  if (state.query) given.set("q", state.query)
  for (const { field, id } of state.switches) given.append(field, id)
  if (state.sort !== usual(state)) given.set("sort", state.sort)
  if (state.page > 1) given.set("page", String(state.page))
  return `${given}` ? `?${given}` : location.pathname // `size` came with Safari 17
}

/**
 * @param {{query: string}} state
 * @returns {State["sort"]}  with no words nothing is more relevant than another: the newest come first
 */
function usual({ query }) {
  return query.trim() ? "relevance" : "newest"
}
