// @ts-check
/** On the front page: saves the whole archive on the reader's device, and says how far it is. */

/** @typedef {[string, string, number]} File  path below the site, hash, bytes */
/** @typedef {{build: string, bytes: number, lists: number}} Head  a state of the archive, and how many lists of files it has */
/** @typedef {Head & {files: File[]}} Whole */

const AT_ONCE = 6
const TRIES = 3 // when the archive is renewed meanwhile
const root = new URL("../../../", import.meta.url)
const LIST = new URL("offline.json", root).href
const OWN = `archive ${root.pathname} ` // archives of one owner are of one origin, which has all their caches
const part = /** @type {HTMLElement} */ (document.querySelector("[data-save-archive]"))
const button = /** @type {HTMLButtonElement} */ (part.querySelector("button"))
const progress = /** @type {HTMLProgressElement} */ (part.querySelector("progress"))
const said = /** @type {HTMLElement} */ (part.querySelector("[role=status]"))

/**
 * @param {string} address
 * @returns {Promise<Response>}  as it is now, and not as the browser has it
 */
async function fresh(address) {
  const answer = await fetch(address, { cache: "no-cache" })
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return answer
}

/** @returns {Promise<Head>} */
const now = async () => (await fresh(LIST)).json()

/**
 * @param {Head} head
 * @returns {Promise<Whole>}
 */
async function wholeOf(head) {
  const files = []
  for (let at = 1; at <= head.lists; at++) files.push(...(await (await fresh(new URL(`offline/${at}.json`, root).href)).json()))
  return { ...head, files }
}

/** @param {string} path */
const addressOf = (path) => new URL(path.split("/").map(encodeURIComponent).join("/").replace(/(^|\/)index\.html$/, "$1"), root).href

/** @returns {Promise<[string, Whole] | undefined>}  the name of a cache that is whole, and its list */
async function savedOne() {
  for (const name of await caches.keys()) {
    const found = name.startsWith(OWN) && (await caches.match(LIST, { cacheName: name }))
    if (found) return [name, await found.json()]
  }
}

/**
 * Brings one state of the archive into a cache of its own; what did not change is taken from the last one.
 * @param {Whole} whole
 * @param {[string, Whole] | undefined} last
 */
async function bring(whole, last) {
  const cache = await caches.open(OWN + whole.build)
  const before = new Map(last?.[1].files.map(([path, hash]) => [path, hash]))
  const todo = [...whole.files]
  let done = 0
  const work = async () => {
    for (let file = todo.pop(); file; file = todo.pop()) {
      const [path, hash, bytes] = file
      const address = addressOf(path)
      const own = before.get(path) === hash && last && (await caches.match(address, { cacheName: last[0] }))
      if (!(await cache.match(address))) { // else it came before a try that failed
        await cache.put(address, own || (await fresh(address)))
      }
      progress.value = (done += bytes) / whole.bytes
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

async function save() {
  button.disabled = true
  progress.hidden = false
  said.textContent = "" // what was said before is of another state
  try {
    for (let time = 0; time < TRIES; time++) {
      const whole = await wholeOf(await now())
      const last = await savedOne()
      await bring(whole, last)
      if ((await now()).build !== whole.build) continue // renewed meanwhile: half of it would be of two versions
      const cache = await caches.open(OWN + whole.build)
      await cache.put(LIST, new Response(JSON.stringify(whole)))
      for (const name of await caches.keys()) {
        if (name.startsWith(OWN) && name !== OWN + whole.build) await caches.delete(name)
      }
      say("saved")
      return
    }
    say("failed")
  } catch {
    say("failed")
  } finally {
    button.disabled = false
    progress.hidden = true
  }
}

/** @param {"saved" | "failed" | "renewed"} what */
function say(what) {
  said.textContent = part.dataset[what] ?? ""
}

/** Says how much there is to save, and whether what is saved is of today. */
async function begin() {
  const last = await savedOne()
  const head = await now().catch(() => undefined)
  const begun = button.disabled || said.textContent // the reader was quicker
  if (last && !begun) say(!head || head.build === last[1].build ? "saved" : "renewed")
  if (!head) return
  const number = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-${part.dataset.digits}`, { maximumFractionDigits: 1 })
  button.append(` (${number.format(head.bytes / 1e6)} ${part.dataset.megabytes})`)
}

button.addEventListener("click", save)
if ("caches" in window && navigator.serviceWorker) {
  part.hidden = false
  // Not before the reader comes near: the first screen has its bytes to itself.
  const watch = new IntersectionObserver(([near]) => {
    if (!near.isIntersecting) return
    watch.disconnect()
    begin().catch(() => undefined) // a private window may refuse
  }, { rootMargin: "600px" })
  watch.observe(part)
}
