// @ts-check
/** The search page: asks as the reader types, and shows the last answer. */

import { back, left, refocus } from "./place.js"
import { searchOf, stateOf } from "./address.js"
import { draw, drawFacets, drawProblem, drawStart, drawWaiting } from "./search-view.js"

/** @typedef {import("./address.js").State} State */

const PAUSE = 150 // ms without a key before asking
const SETTLED = 1500 // ms without a key after which an answer is worth going back to
const PER_PAGE = 10
const SLOW = 400 // ms without an answer after which the page says that it is searching

const root = new URL("../../../", import.meta.url).href
const title = document.title
const input = /** @type {HTMLInputElement} */ (document.getElementById("q"))
/** @type {Promise<import("./search.js").Archive> | undefined} */
let opened
let asked = 0
let settled = true
let pause = 0

/** The engine and the index come with the first question. @returns {Promise<import("./search.js").Archive>} */
function archive() {
  opened ??= import("./search.js").then(({ open }) => open(`${root}search/`))
  opened.catch(() => (opened = undefined)) // asked again, it is tried again
  return opened
}

/**
 * Answers a state; an answer that comes after a later question is dropped.
 * @param {State} state
 */
async function answer(state) {
  const own = ++asked
  document.title = [state.query.trim(), title].filter(Boolean).join(" | ") // what tells one search from another in tabs, history and bookmarks
  const waiting = setTimeout(() => own === asked && drawWaiting(), SLOW)
  try {
    if (!state.query.trim() && !state.switches.length) return drawStart()
    const [index, shown] = await Promise.all([archive(), import("./shown.js")])
    const plan = await index.plan(state.query)
    const [found, forms] = await Promise.all([index.search(plan, state.switches), shown.forms(index, plan)])
    const hits = state.sort === "relevance" ? found : await (await import("./asked.js")).sorted(index, found, state.sort)
    const pages = Math.ceil(hits.length / PER_PAGE)
    const page = Math.max(1, Math.min(state.page, pages)) // an old address may ask for a page that is no more
    const start = (page - 1) * PER_PAGE
    const rows = await Promise.all(hits.slice(start, start + PER_PAGE).map((hit) => shown.row(index, hit.document)))
    if (own !== asked) return
    const unknown = await shown.unknown(index, plan).catch(() => [])
    const [names, better] = await Promise.all([
      import("./suggest.js").then(({ suggestions }) => suggestions(index, plan, state.query, unknown, root)).catch(() => null),
      corrected(index, unknown, hits.length ? [] : plan.required).catch(() => new Map()),
    ])
    if (own !== asked) return
    clearTimeout(waiting)
    draw({ names, unknown, corrected: withCorrections(state.query, better, index.arabic), state: { ...state, page }, plan, hits, rows, forms, arabic: index.arabic, root, pages })
    await drawFacets(index, state, hits, () => own === asked)
  } catch (error) {
    if (own === asked) drawProblem(error)
  } finally {
    clearTimeout(waiting)
  }
}

/**
 * @param {import("./search.js").Archive} index
 * @param {string[]} unknown
 * @param {import("./query.js").Part[]} required  what nothing passes
 * @returns {Promise<Map<string, string>>}
 */
async function corrected(index, unknown, required) {
  const filters = required.flatMap((part) => (part.kind === "filter" ? [part] : []))
  return unknown.length || filters.length ? (await import("./nearest.js")).corrections(index, unknown, filters, root) : new Map()
}

/**
 * @param {string} query
 * @param {Map<string, string>} corrected  folded form → a word that documents have
 * @param {import("./arabic.js").Arabic} arabic
 * @returns {string}  the query with those words put right, "" when there are none; none is put right to a word that it has
 */
function withCorrections(query, corrected, arabic) {
  if (!corrected.size) return ""
  const words = arabic.words(query)
  const own = new Set(words.map(({ text }) => arabic.fold(text)))
  const right = words.reduceRight((text, { text: word, start, end }) => {
    const better = corrected.get(arabic.fold(word))
    return better === undefined || own.has(arabic.fold(better)) ? text : text.slice(0, start) + better + text.slice(end)
  }, query)
  return right === query ? "" : right
}

/**
 * @param {State} state
 * @param {boolean} keep  whether the present state stays in the history
 * @returns {Promise<void>}  when the answer is shown
 */
function go(state, keep) {
  const address = searchOf(state)
  if (keep) history.pushState(null, "", address)
  else history.replaceState(null, "", address)
  input.value = state.query
  clearTimeout(pause)
  settled = keep
  return answer(state)
}

/** The reader typed: ask after a pause; the answer before stays in the history if it was looked at. */
function typed() {
  archive().catch(() => undefined) // loads while the reader types on
  clearTimeout(pause)
  pause = window.setTimeout(() => {
    const state = stateOf(location.search)
    const keep = settled && input.value !== state.query
    go(stateOf(searchOf({ ...state, query: input.value, sort: "relevance", page: 1 })), keep)
    settled = false
    pause = window.setTimeout(() => (settled = true), SETTLED)
  }, PAUSE)
}

/** @param {SubmitEvent} event */
function submitted(event) {
  event.preventDefault()
  clearTimeout(pause)
  const state = stateOf(location.search)
  if (input.value !== state.query) go(stateOf(searchOf({ ...state, query: input.value, page: 1 })), true)
  settled = true
}

/**
 * A switch, the order or a page was chosen: the elements carry the change in data attributes.
 * @param {Event} event
 */
function chosen(event) {
  const target = /** @type {HTMLElement} */ (event.target)
  const from = /** @type {HTMLElement | null} */ (target.closest("[data-field], [data-page], [data-sort], [data-query]"))
  const byChange = from instanceof HTMLInputElement || from instanceof HTMLSelectElement
  if (!from || (event.type === "change") !== byChange) return
  event.preventDefault()
  const state = stateOf(location.search)
  const { field, id = "", page, query } = from.dataset
  const next = { ...state, page: Number(page ?? 1) }
  if (query) next.query = query
  else if (from instanceof HTMLSelectElement) next.sort = /** @type {State["sort"]} */ (from.value)
  else if (field) next.switches = switched(state.switches, { field, id })
  void go(next, true).then(() => refocus(from))
  if (page) document.getElementById("status")?.scrollIntoView({ block: "start" })
}

/**
 * @param {State["switches"]} switches
 * @param {State["switches"][number]} one
 */
function switched(switches, one) {
  const rest = switches.filter(({ field, id }) => field !== one.field || id !== one.id)
  return rest.length < switches.length ? rest : [...switches, one]
}

/** Dates were chosen. @param {Event} event */
function spanned(event) {
  const query = /** @type {CustomEvent<string>} */ (event).detail
  void go({ ...stateOf(location.search), query, page: 1 }, true).then(() => /** @type {HTMLElement} */ (document.querySelector(".span button") ?? input).focus())
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  const at = document.activeElement
  const typing = at instanceof HTMLInputElement || at instanceof HTMLSelectElement || at instanceof HTMLTextAreaElement
  if (event.key === "/" && !typing) {
    event.preventDefault()
    input.select()
    input.focus()
  } else if (event.key === "Escape" && at !== input) input.focus()
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") step(event, at)
}

/**
 * Arrows go from the field to the first hit, from hit to hit, and back.
 * @param {KeyboardEvent} event
 * @param {Element | null} at
 */
function step(event, at) {
  const links = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#results .suggested a, #results .item-title a")])
  const place = links.findIndex((link) => link === at)
  if (!links.length || (place < 0 && at !== input)) return
  const next = place + (event.key === "ArrowDown" ? 1 : -1)
  if (next >= links.length || (place < 0 && event.key === "ArrowUp")) return
  event.preventDefault()
  ;(links[next] ?? input).focus()
}

/** Shows what the address asks for. */
function restore() {
  const state = stateOf(location.search)
  input.value = state.query
  clearTimeout(pause)
  settled = true
  void answer(state).then(back)
}

/** The connection is back: asks once more, and keeps what the reader typed meanwhile. */
function again() {
  const state = stateOf(location.search)
  if (input.value === state.query) void answer(state)
  else typed()
}

input.addEventListener("input", typed)
input.form?.addEventListener("submit", submitted)
document.addEventListener("keydown", pressed)
document.addEventListener("click", chosen)
document.addEventListener("click", left)
document.addEventListener("change", chosen)
document.addEventListener("span", spanned)
window.addEventListener("popstate", restore)
window.addEventListener("online", again)
restore()
