// @ts-check
/** Draws what search found. Everything of a document or a query goes in as text, never as HTML. */

import { FACETS, SORTS, searchOf } from "./address.js"
import { excerpt, places, textOf, withMarks } from "./marks.js"
import { say, sayCount, sayDate, sayNumber } from "./said.js"

/** @typedef {import("./address.js").State} State */
/** @typedef {import("./search.js").Archive} Archive */
/** @typedef {import("./search.js").Hit} Hit */
/** @typedef {import("./shown.js").Row} Row */
/**
 * @typedef {object} Answer
 * @property {State} state
 * @property {import("./query.js").Plan} plan
 * @property {Hit[]} hits  all of them
 * @property {Row[]} rows  of the page shown
 * @property {Set<string>} forms  words to mark
 * @property {import("./arabic.js").Arabic} arabic
 * @property {string} root  of the site
 * @property {HTMLElement | null} names  links to entities whose name begins as the query, or which an unknown word of it names
 * @property {string[]} unknown  folded words of the query that no document has
 * @property {string} corrected  the query with unknown words put right, or ""
 * @property {number} pages
 */

const LETTERS = document.dir === "ltr" ? /\p{Script=Latin}/u : /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/
const SUMMARY = 180 // letters of an excerpt
const SHOWN = 8 // values of a facet before "more"
const SMALL = 2000 // documents of an archive whose facets are counted unasked: bigger ones cost more to load

const status = element("status")
const results = element("results")
const facets = element("facets")

/** @param {string} id */
function element(id) {
  return document.getElementById(id) ?? document.createElement("div")
}

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

/** @param {Answer} answer */
export function draw(answer) {
  const { hits, plan, unknown } = answer
  const count = hits.length ? sayCount("articles", hits.length) : say(none(answer))
  const absent = hits.length && unknown.length ? say("absent", { words: typed(answer) }) : ""
  status.replaceChildren(...[count, plan.plain ? say("plain") : "", absent].filter(Boolean).flatMap((text) => [make("span", {}, text), " "])) // without a space two sentences' letters join
  if (answer.corrected) status.append(meant(answer))
  const shown = hits.length ? [order(answer), list(answer), pager(answer)] : [hints(), waysIn()]
  const perhaps = !hits.length || unknown.length > 0 // nothing has all that was asked for: these may be meant
  const head = answer.names && perhaps ? [make("p", { class: "suggested-head" }, say("perhaps"))] : []
  results.replaceChildren(...head, ...(answer.names ? [answer.names] : []), ...shown)
}

/**
 * @param {Answer} answer
 * @returns {string}  the words that no article has, as they were typed
 */
function typed({ arabic, state, unknown }) {
  const words = arabic.words(state.query).map(({ text }) => text)
  return [...new Set(words.filter((text) => unknown.includes(arabic.fold(text))))].join(say("comma"))
}

/**
 * @param {Answer} answer  without hits
 * @returns {string}  the name of the sentence that says what no article has: words, or what else was asked for
 */
function none({ plan, state }) {
  if (![...plan.words, ...plan.required].some(hasWords)) return "none-such"
  return state.switches.length ? "none-here" : "none"
}

/**
 * @param {import("./query.js").Part} part
 * @returns {boolean}
 */
function hasWords(part) {
  return part.kind === "any" ? part.parts.some(hasWords) : part.kind !== "filter" && part.kind !== "days"
}

export function drawStart() {
  status.replaceChildren(make("span", {}, sayCount("start", Number(status.dataset.documents))))
  results.replaceChildren(hints())
  facets.replaceChildren()
}

/** What was found before stays in sight. */
export function drawWaiting() {
  status.replaceChildren(say("searching"))
}

/** @param {any} error  a ShardError, or what a script that could not be loaded threw */
export function drawProblem(error) {
  const kind = error?.kind ?? (/import|module/i.test(error) ? "offline" : "damaged")
  status.replaceChildren(make("span", { class: "problem" }, say(kind === "offline" && navigator.onLine ? "missing" : kind)))
  results.replaceChildren()
  facets.replaceChildren()
}

/** @param {Answer} answer */
function meant({ corrected, state }) {
  const link = make("a", { href: searchOf({ ...state, query: corrected }), "data-query": corrected }, make("bdi", {}, corrected))
  return make("span", {}, say("meant"), " ", link)
}

function hints() {
  return make("ul", { class: "hints" }, ...["hint-phrase", "hint-not", "hint-field", "hint-prefix"].map((name) => make("li", {}, ...dated(say(name)))))
}

/** @returns {HTMLElement}  what the page shows without scripts: the lists, for who found nothing */
function waysIn() {
  const ways = document.querySelector(".no-script ul")?.cloneNode(true) ?? ""
  return make("nav", { class: "ways-in", "aria-label": say("ways") }, make("p", {}, say("ways")), ways)
}

/**
 * @param {string} text
 * @returns {(Node | string)[]}  its dates as they are typed: among Arabic letters 1962-10 is drawn as 10-1962
 */
function dated(text) {
  return text.split(/(\d[\d.-]+)/).map((part, place) => (place % 2 ? make("bdi", { dir: "ltr" }, part) : part))
}

/** @param {Answer} answer */
function order({ state }) {
  const select = /** @type {HTMLSelectElement} */ (make("select", { id: "sort", "data-sort": "" }))
  for (const sort of SORTS) select.append(make("option", { value: sort }, say(sort)))
  select.value = state.sort
  return make("p", { class: "order" }, make("label", { for: "sort" }, say("sort")), " ", select)
}

/** @param {Answer} answer */
function list(answer) {
  return make("ol", { class: "items", role: "list" }, ...answer.rows.map((row) => make("li", {}, item(row, answer))))
}

/**
 * @param {Row} row
 * @param {Answer} answer
 */
function item(row, answer) {
  const { arabic, forms, root, state } = answer
  const title = row.title || row.url
  const link = make("a", { href: `${root}${row.url}${state.query.trim() ? `?q=${encodeURIComponent(state.query)}` : ""}` })
  const titled = places(title, forms, arabic)
  link.append(withMarks(title, titled))
  const marked = places(row.summary, forms, arabic)
  const summary = make("p", { class: "item-summary", ...own(row.summary) }, withMarks(row.summary, marked))
  if (forms.size && !marked.length && !titled.length) awaitExcerpt(summary, `${root}${row.url}`, answer)
  const from = make("p", { class: "item-from" }, ...[row.source, row.section].filter(Boolean).map((name) => make("bdi", {}, name)))
  const date = row.date ? make("time", { datetime: row.date }, sayDate(row.date)) : make("span", { class: "undated" }, say("undated"))
  const text = make("div", { class: "item-text" }, make("h2", { class: "item-title", ...own(title) }, link), summary, from)
  return make("article", { class: "item" }, make("p", { class: "item-date" }, date), text)
}

/**
 * @param {string} text
 * @returns {Record<string, string>}  a direction of its own, where no letter of it runs as the page does
 */
function own(text) {
  return LETTERS.test(text) ? {} : { dir: "auto" }
}

/**
 * The words stand further on in the text than its beginning shows: once the hit is seen, its page,
 * which the reader is about to open, is fetched and the place shown.
 * @param {HTMLElement} summary
 * @param {string} address
 * @param {Answer} answer
 */
function awaitExcerpt(summary, address, { arabic, forms }) {
  const observer = new IntersectionObserver(async ([entry]) => {
    if (!entry.isIntersecting) return
    observer.disconnect()
    try {
      const text = textOf(await (await fetch(address)).text())
      const marked = places(text, forms, arabic)
      if (!marked.length) return
      const part = excerpt(text, marked, SUMMARY)
      summary.replaceChildren(withMarks(part, places(part, forms, arabic)))
    } catch {
      // The beginning of the text stays: it is true, if less telling.
    }
  })
  observer.observe(summary)
}

/** @param {Answer} answer */
function pager({ state, pages }) {
  const nav = make("nav", { class: "pager", "aria-label": say("pages") })
  if (pages < 2) return nav
  const to = (/** @type {number} */ page, /** @type {string} */ name) =>
    make("a", { href: searchOf({ ...state, page }), "data-page": String(page) }, say(name))
  if (state.page > 1) nav.append(to(state.page - 1, "previous"))
  nav.append(make("span", { class: "pager-place" }, say("page", { number: state.page, total: pages })))
  if (state.page < pages) nav.append(to(state.page + 1, "next"))
  return nav
}

/**
 * @param {Archive} archive
 * @param {State} state
 * @param {Hit[]} hits
 * @param {() => boolean} wanted  whether this is still the answer to show
 */
export async function drawFacets(archive, state, hits, wanted) {
  const before = facets.querySelector("details")
  const openNow = before ? before.open : state.switches.length > 0 || (archive.documents <= SMALL && innerWidth >= 960)
  const body = make("div", { class: "facets-body" })
  const panel = /** @type {HTMLDetailsElement} */ (make("details", { class: "narrow" }, make("summary", {}, say("narrow")), body))
  const chips = await chosen(archive, state)
  if (openNow) await fill(body, archive, state, hits)
  if (!wanted()) return
  panel.open = openNow
  panel.addEventListener("toggle", () => {
    if (panel.open && !body.childElementCount) fill(body, archive, state, hits).catch(drawProblem)
  })
  facets.replaceChildren(...(chips ? [chips] : []), ...(hits.length ? [panel] : [])) // of nothing nothing can be narrowed
}

/**
 * @param {Archive} archive
 * @param {State} state
 * @returns {Promise<HTMLElement | "">}  the switches that are on, each a button that turns it off
 */
async function chosen(archive, state) {
  if (!state.switches.length) return ""
  const { value } = await import("./tables.js")
  const chips = await Promise.all(
    state.switches.map(async ({ field, id }) => {
      const values = await Promise.all(archive.segments.map((segment) => value(segment, field, id)))
      const name = called(field, values.find(Boolean)?.name ?? id)
      const label = say("remove", { name })
      return make("button", { type: "button", class: "chip", "data-field": field, "data-id": id, "aria-label": label, title: label }, make("bdi", {}, name), " ×")
    }),
  )
  return make("p", { class: "chips" }, ...chips)
}

/**
 * @param {HTMLElement} body
 * @param {Archive} archive
 * @param {State} state
 * @param {Hit[]} hits
 */
async function fill(body, archive, state, hits) {
  const [{ among, counts }, { span }] = await Promise.all([import("./asked.js"), import("./span.js")])
  const counted = await Promise.all(FACETS.map(async (field) => counts(archive, field, await among(archive, state, field, hits))))
  body.replaceChildren(
    span(archive.arabic, state.query),
    ...FACETS.map((field, place) => facet(field, counted[place], state)).filter((each) => each !== null),
  )
}

/** @param {string} field @param {string} name @returns {string}  as readers see it: a year in the digits of the archive */
function called(field, name) {
  return field === "year" ? sayNumber(name) : name
}

/**
 * @param {string} field
 * @param {import("./search.js").Count[]} counts
 * @param {State} state
 * @returns {HTMLElement | null}
 */
function facet(field, counts, state) {
  if (!counts.length) return null
  if (field === "year") counts.sort((a, b) => (a.id < b.id ? 1 : -1))
  const on = new Set(state.switches.filter((each) => each.field === field).map((each) => each.id))
  const lines = counts.map(({ id, name, count }) => {
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", "data-field": field, "data-id": id }))
    box.checked = on.has(id)
    return make("li", {}, make("label", {}, box, " ", make("bdi", {}, called(field, name)), " ", make("span", { class: "count" }, sayNumber(count))))
  })
  const first = make("ul", { role: "list" }, ...lines.slice(0, SHOWN))
  const group = make("fieldset", { class: `facet kind-${field}` }, make("legend", {}, say(field)), first)
  const rest = lines.slice(SHOWN)
  const open = rest.some((line) => line.querySelector(":checked")) || facets.querySelector(`.kind-${field} [open]`)
  if (rest.length) group.append(make("details", { class: "more", ...(open ? { open: "" } : {}) }, make("summary", {}, say("more")), make("ul", { role: "list" }, ...rest)))
  return group
}
