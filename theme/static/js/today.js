// @ts-check
/** On the front page: what this day brought in other years, taken from the day's own list. */

const MOST = 4
const section = /** @type {HTMLElement} */ (document.querySelector("[data-days]"))

/** @returns {string} "10-21": the reader's own today */
function today() {
  const now = new Date()
  return [now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-")
}

/** @param {string} day */
async function show(day) {
  const answer = await fetch(`${section.dataset.from}${day.replace("-", "/")}/`)
  if (!answer.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const list = page.querySelector(".items")
  const place = section.querySelector("[data-found]")
  if (!list || !place) return
  for (const each of [...list.children].slice(MOST)) each.remove()
  for (const title of list.querySelectorAll("h2")) {
    const heading = document.createElement("h3")
    heading.className = title.className
    heading.append(...title.childNodes)
    title.replaceWith(heading)
  }
  place.replaceChildren(document.adoptNode(list))
  section.hidden = false
}

if (section.dataset.days?.split(" ").includes(today())) show(today()).catch(() => undefined) // offline: it stays hidden
