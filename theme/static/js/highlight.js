// @ts-check
/** On an article's page that was reached from search (?q=): marks the words, goes to the first. */

const query = new URLSearchParams(location.search).get("q")
if (query) mark(query).catch(() => undefined) // the article reads as well without marks

/** @param {string} query */
async function mark(query) {
  const [{ open }, { forms }, { markIn }] = await Promise.all([import("./search.js"), import("./shown.js"), import("./marks.js")])
  const archive = await open(new URL("../../../search/", import.meta.url).href)
  const words = await forms(archive, await archive.plan(query))
  for (const element of document.querySelectorAll("h1, .lead, #text > *")) markIn(element, words, archive.arabic)
  const first = document.querySelector("#text mark")
  if (first && !location.hash) first.scrollIntoView({ block: "center" })
}
