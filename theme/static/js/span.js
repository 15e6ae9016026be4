// @ts-check
/** Two dates between which a search is narrowed: they stand in the query, as date:1962-10..1963. */

import { say } from "./said.js"
import { make } from "./search-view.js"

/** @typedef {import("./arabic.js").Arabic} Arabic */

const DAY = "\\d{4}([\\-\\/]\\d{1,2}){0,2}|(\\d{1,2}[\\-\\/]){1,2}\\d{4}"

/**
 * @param {Arabic} arabic  with the words of the language, if the query has any
 * @param {string} query
 * @returns {HTMLElement}  a form; sent, it asks with an event "span" whose detail is the query with its dates
 */
export function span(arabic, query) {
  const { first, last, rest } = parted(arabic, query)
  const inputs = [field("span-from", first), field("span-to", last)]
  const labels = inputs.map(([label]) => label)
  const form = make("form", { class: "facet span" }, make("fieldset", {}, make("legend", {}, say("span")), ...labels, make("button", { class: "press" }, say("span-apply"))))
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const [from, to] = inputs.map(([, input]) => input.value)
    const dates = from || to ? `${say("span-field")}:${from === to ? from : `${from}..${to}`}` : ""
    form.dispatchEvent(new CustomEvent("span", { bubbles: true, detail: `${rest} ${dates}`.trim() }))
  })
  for (const [, input] of inputs) input.addEventListener("input", () => (input.value = arabic.fold(input.value).replace(/[^\d/-]/g, "")))
  return form
}

/**
 * @param {string} name  of what it is called
 * @param {string} value
 * @returns {[HTMLElement, HTMLInputElement]}  the label, with its field
 */
function field(name, value) {
  const given = { value, pattern: DAY, title: say("span-help"), placeholder: "1962-10", size: "10", dir: "ltr", autocomplete: "off" }
  const input = /** @type {HTMLInputElement} */ (make("input", given))
  return [make("label", {}, say(name), " ", input), input]
}

/**
 * @param {Arabic} arabic
 * @param {string} query
 * @returns {{first: string, last: string, rest: string}}  its dates, "" for an end that is open, and what else it asks for
 */
function parted(arabic, query) {
  const { words = {} } = arabic.rules
  const dates = (/** @type {string} */ chunk) => words[arabic.fold(chunk.split(":")[0])]?.[1] === "date" && chunk.includes(":")
  const chunks = query.trim().split(/\s+/)
  const own = chunks.find(dates) ?? ":"
  const [first, last = first] = arabic.fold(own.slice(own.indexOf(":") + 1)).split("..")
  return { first, last, rest: chunks.filter((chunk) => !dates(chunk)).join(" ") }
}
