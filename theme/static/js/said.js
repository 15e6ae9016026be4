// @ts-check
/** The words that the search page says, from the catalogue: <script type="application/json" id="words">. */

/** @type {Record<string, any>} */
const said = JSON.parse(document.getElementById("words")?.textContent || "{}")
const plurals = new Intl.PluralRules(document.documentElement.lang || "ar")

/**
 * @param {string} name
 * @param {Record<string, string | number>} values  for the places %(name)s
 * @returns {string}
 */
export function say(name, values = {}) {
  return filled(String(said[name] ?? name), values)
}

/**
 * @param {string} name
 * @param {number} count
 * @returns {string}  in the form that the count asks for
 */
export function sayCount(name, count) {
  const forms = said[name] ?? {}
  return filled(String(forms[plurals.select(count)] ?? forms.other ?? name), { num: count })
}

/**
 * @param {string} iso  as exact as known
 * @returns {string}
 */
export function sayDate(iso) {
  const [year, month, day] = iso.split("-").map(Number)
  return sayNumber([day, said.months?.[month - 1], year].filter(Boolean).join(" "))
}

/**
 * @param {string | number} text
 * @returns {string}  in the digits of the archive
 */
export function sayNumber(text) {
  return String(text).replace(/[0-9]/g, (digit) => said.digits?.[Number(digit)] ?? digit)
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} values  numbers in the digits of the archive, words as they are
 */
function filled(text, values) {
  const value = (/** @type {string} */ name) => (typeof values[name] === "number" ? sayNumber(values[name]) : String(values[name] ?? ""))
  return text.replace(/%(?:%|\((\w+)\)s)/g, (_, name) => (name ? value(name) : "%"))
}
