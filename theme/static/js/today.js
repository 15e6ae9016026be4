// @ts-check
/** On the front page: what this day brought in other years, or the next day that brought anything. */

const MOST = 4
const section = /** @type {HTMLElement | null} */ (document.querySelector("[data-days]"))

/** @returns {number} 1021: the reader's own 21 October */
function today() {
  const now = new Date()
  return (now.getMonth() + 1) * 100 + now.getDate()
}

/**
 * @param {string} given  "10:3,21 12:1"
 * @returns {number[]}  [1003, 1021, 1201]
 */
function daysOf(given) {
  return given.split(" ").flatMap((month) => {
    const [number, days] = month.split(":")
    return days.split(",").map((day) => Number(number) * 100 + Number(day))
  })
}

/**
 * Puts the list of a day into the front page.
 * @param {HTMLElement} section
 * @param {number} day
 * @param {boolean} isToday
 */
async function show(section, day, isToday) {
  const parts = [Math.floor(day / 100), day % 100].map((part) => String(part).padStart(2, "0"))
  const answer = await fetch(`${section.dataset.from}${parts.join("/")}/`)
  if (!answer.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const list = page.querySelector(".items")
  const place = section.querySelector("[data-found]")
  const said = /** @type {HTMLElement | null} */ (section.querySelector("[data-day]"))
  if (!list || !place || !said) return
  for (const each of [...list.children].slice(MOST)) each.remove()
  for (const title of list.querySelectorAll("h2")) {
    const heading = document.createElement("h3")
    heading.className = title.className
    heading.append(...title.childNodes)
    title.replaceWith(heading)
  }
  const link = document.createElement("a")
  link.href = answer.url
  link.textContent = page.querySelector("h1")?.textContent ?? ""
  said.replaceChildren(isToday ? "" : `${section.dataset.next} `, link)
  place.replaceChildren(document.adoptNode(list))
}

function begin() {
  if (!section) return
  const days = daysOf(section.dataset.days ?? "") // in the order of the year
  const day = days.find((each) => each >= today()) ?? days[0]
  show(section, day, day === today()).catch(() => undefined) // offline: the link is there
}

// Once all that the first screen needs is there.
if (document.readyState === "complete") begin()
else addEventListener("load", begin)
