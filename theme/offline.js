// @ts-check
/// <reference lib="webworker" />
/**
 * The service worker: what was read can be read again without a network.
 * No page is ever mixed of two versions: the theme and the shards of the search index have their
 * content in their names and never change, so each page brings its own, and only pages are fetched anew.
 */
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))

const scope = new URL(worker.registration.scope)
// Archives of one owner are of one origin, which has all their caches.
const OWN = `archive ${scope.pathname} `
const PAGES = `pages ${scope.pathname}`
const ASSETS = `assets ${scope.pathname}`
const MOST = { [PAGES]: 300, [ASSETS]: 900 }
const PAUSE = 500 // ms before asking again
const PATIENCE = 4000 // ms for the network before what is kept is shown
const OFFLINE = new URL("offline.html", scope).href
const WHOLE = new URL("offline.json", scope).href
const INDEX = new URL("search/index.json", scope).href

/** @param {URL} url */
const below = (url) => url.origin === scope.origin && url.pathname.startsWith(scope.pathname)

/** @param {URL} url  whether what it names never changes */
const fixed = (url) => /^(theme\/[0-9a-f]{10}\/|search\/[0-9a-f]{2}\/)/.test(url.pathname.slice(scope.pathname.length))

/** @param {URL} url */
const placeOf = (url) => (fixed(url) ? ASSETS : PAGES)

/**
 * @param {URL} url
 * @param {Response} answer
 */
async function keep(url, answer) {
  if (!answer.ok || answer.type !== "basic" || answer.redirected) return
  const name = placeOf(url)
  const cache = await caches.open(name)
  const plain = new URL(url)
  plain.search = plain.hash = ""
  await cache.delete(plain.href) // put again at the end: the first are the first to go
  await cache.put(plain.href, answer)
  const keys = await cache.keys()
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST[name])).map((key) => cache.delete(key)))
}

/** @returns {Promise<string[]>}  the names of the caches that hold a whole archive: save.js puts its list there last */
async function whole() {
  const begun = (await caches.keys()).filter((name) => name.startsWith(OWN))
  const lists = await Promise.all(begun.map((cacheName) => caches.match(WHOLE, { cacheName })))
  return begun.filter((_, at) => lists[at])
}

/**
 * @param {URL} url
 * @returns {Promise<Response | undefined>}  what is kept of it, the latest read before the archive as saved
 */
async function kept(url) {
  const plain = url.origin + url.pathname
  const saved = await whole()
  const order = plain === INDEX ? [...saved, PAGES] : [placeOf(url), ...saved]
  for (const cacheName of order) {
    const found = await caches.match(plain, { cacheName })
    if (found) return found
  }
}

/** @param {FetchEvent} event  for what never changes */
async function fromDevice(event) {
  const url = new URL(event.request.url)
  const own = await kept(url)
  if (own) return own
  const answer = await fetch(event.request).catch(again(event.request))
  event.waitUntil(keep(url, answer.clone()))
  return answer
}

/**
 * A connection that has just come back fails once more now and then.
 * @param {Request} request
 * @returns {(problem: unknown) => Promise<Response>}
 */
const again = (request) => async (problem) => {
  if (!navigator.onLine) throw problem
  await new Promise((done) => setTimeout(done, PAUSE))
  return fetch(request)
}

/** @param {FetchEvent} event  for pages and the index's entry */
async function fromNetwork(event) {
  const url = new URL(event.request.url)
  const answer = fetch(event.request).then((answer) => {
    event.waitUntil(keep(url, answer.clone()))
    return answer
  })
  answer.catch(() => undefined)
  const late = new Promise((done) => setTimeout(done, PATIENCE))
  const first = await Promise.race([answer, late]).catch(() => undefined)
  if (first) return /** @type {Response} */ (first)
  const own = await kept(url)
  if (own) return own
  return answer.catch(async (problem) => {
    const page = event.request.mode === "navigate" && (await caches.match(OFFLINE))
    if (page) return page
    throw problem
  })
}

async function install() {
  const answer = await fetch(OFFLINE, { cache: "no-cache" })
  const text = await answer.clone().text()
  await keep(new URL(OFFLINE), answer)
  await keepAll([...text.matchAll(/(?:href|src)="([^"]+)"/g)].map((found) => new URL(found[1], OFFLINE).href).filter((url) => fixed(new URL(url))))
  await worker.skipWaiting()
}

/** @param {string[]} addresses  of what a page has loaded before the worker was there */
async function keepAll(addresses) {
  for (const address of addresses) {
    const url = new URL(address)
    if (below(url) && !(await kept(url))) await fetch(url, { cache: "force-cache" }).then((answer) => keep(url, answer))
  }
}

worker.addEventListener("install", (event) => event.waitUntil(install()))
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener("message", (event) => event.waitUntil(keepAll(event.data.keep)))
worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== "GET" || !below(url) || /\/offline(\.js(on)?|\/\d+\.json)$/.test(url.pathname)) return
  // Saving the whole archive (save.js) keeps what it fetches itself.
  if (event.request.cache === "no-cache" && event.request.mode !== "navigate" && url.href !== INDEX) return
  event.respondWith(fixed(url) ? fromDevice(event) : fromNetwork(event))
})
