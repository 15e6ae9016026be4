// @ts-check
/** Answers a plan from the shards: the same documents, order and scores as Whoosh over the same files. */

import { Arabic } from "./arabic.js"
import { entryOf, loader, parsed } from "./files.js"
import { Segment } from "./segment.js"

/** @typedef {import("./query.js").Part} Part */
/** @typedef {import("./query.js").Plan} Plan */
/** @typedef {import("./segment.js").List} List */
/** @typedef {import("./segment.js").Term} Term */
/**
 * @typedef {object} Found
 * @property {number[]} documents  rising
 * @property {number[]} scores  one for each
 * @property {boolean} [known]  whether the index has what was asked for, were it in deleted documents alone
 */
/** @typedef {{document: number, score: number}} Hit */
/** @typedef {{field: string, id: string}} Switch */
/** @typedef {{id: string, name: string, count: number}} Count */

const MOST = 32 // parts of a query that are read, as in query.js
const NONE = { count: 0 }
const SIGNS = /["“”„«»:*\-−–]/

/**
 * @param {string} folder  address of the index, ending in "/"
 * @returns {Promise<Archive>}
 * @throws {import("./files.js").ShardError}
 */
export async function open(folder) {
  const load = loader(folder)
  const entry = await entryOf(folder)
  const [rules, ...segments] = await Promise.all([
    load(entry.rules),
    ...entry.segments.map(async (/** @type {any} */ { root, deleted }) => new Segment(await load(root), deleted, load)),
  ])
  return new Archive(new Arabic(parsed(rules, entry.rules)), segments, load)
}

/** An index that is open. Documents are numbered through all its segments. */
export class Archive {
  /**
   * @param {Arabic} arabic
   * @param {Segment[]} segments
   * @param {import("./files.js").Load} load
   */
  constructor(arabic, segments, load) {
    this.arabic = arabic
    this.segments = segments
    this._load = load
    this.documents = 0
    this.offsets = segments.map(({ documents }) => (this.documents += documents) - documents)
  }

  /**
   * Words alone are read here, anything more by a module that comes when it is needed.
   * @param {string} query
   * @returns {Promise<Plan>}
   */
  async plan(query) {
    const { rules } = this.arabic
    const special = (/** @type {string} */ chunk) => [chunk, this.arabic.fold(chunk)].some((each) => rules.operators.includes(each))
    if (SIGNS.test(query) || query.split(/\s+/).some(special)) {
      rules.words ??= parsed(await this._load(rules.language), rules.language)
      return (await import("./query.js")).parse(query, this.arabic)
    }
    const forms = [...new Set(this.arabic.forms(query).slice(0, MOST))]
    return { words: forms.map((form) => ({ kind: "word", form })), required: [], excluded: [], plain: false }
  }

  /**
   * @param {Plan} plan
   * @param {Switch[]} switches  facets that are switched on besides
   * @returns {Promise<Hit[]>}  best first, then by number
   */
  async search(plan, switches = []) {
    const { words, required, excluded } = plan
    const plain = words.length && !required.length && !excluded.length && !switches.length
    return ranked(plain ? await this.words(await this.said(plan)) : await (await operators()).search(this, plan, switches))
  }

  /**
   * The words that say something, each lemma once.
   * @param {Plan} plan
   * @param {boolean} more  whether the plan has other parts that score
   * @returns {Promise<Part[]>}
   */
  async said(plan, more = false) {
    const strong = plan.words.filter((part) => part.kind !== "word" || !this.arabic.stopwords.has(part.form))
    const chosen = strong.length || more ? strong : plan.words
    const keys = await Promise.all(
      chosen.map(async (part) => (part.kind === "word" ? `word ${await this.lemma(part.form)}` : JSON.stringify(part))),
    )
    return chosen.filter((_, place) => keys.indexOf(keys[place]) === place)
  }

  /**
   * @param {Part[]} parts
   * @returns {Promise<Found>}  documents with any of them; those with all that the index knows score more
   */
  async words(parts) {
    const found = await Promise.all(parts.map((part) => this.find(part)))
    const scores = new Float64Array(this.documents)
    const met = new Uint8Array(this.documents)
    for (const each of found) {
      each.documents.forEach((document, place) => {
        scores[document] += each.scores[place]
        met[document]++
      })
    }
    const known = found.filter((each) => each.known).length
    const all = known > 1 ? this.arabic.rules.all : 0
    /** @type {number[]} */
    const documents = []
    met.forEach((count, document) => count && documents.push(document))
    return { documents, scores: documents.map((document) => scores[document] + (met[document] === known ? all : 0)) }
  }

  /**
   * @param {Part} part
   * @returns {Promise<Found>}
   */
  async find(part) {
    return part.kind === "word" ? this.word(await this.lemma(part.form), part.form) : (await operators()).find(this, part)
  }

  /**
   * @param {string} lemma
   * @param {string} [form]  that adds to the score where it stands
   * @returns {Promise<Found>}
   */
  async word(lemma, form = "") {
    const terms = await this.terms(lemma)
    const { exact, steps } = this.arabic.rules
    const own = this.idf(terms.map((term) => term?.documents)) / steps[0]
    const more = (this.idf(terms.map((term) => term?.forms.get(form))) * exact) / steps[0]
    /** @type {Found} */
    const found = { documents: [], scores: [], known: terms.some(Boolean) }
    const lists = await Promise.all(this.segments.map((segment, place) => listsOf(segment, terms[place], form)))
    lists.forEach(([{ count, numbers = [], impacts = [] }, having], place) => {
      const weights = new Float64Array(count).fill(having.count === count ? own + more : own)
      having.numbers?.forEach((at) => (weights[at] += more))
      this.gather(found, place, numbers, (at) => weights[at] * impacts[at])
    })
    return found
  }

  /**
   * @param {string} lemma
   * @returns {Promise<(Term | undefined)[]>}  by segment
   */
  terms(lemma) {
    return Promise.all(this.segments.map((segment) => segment.term(lemma)))
  }

  /**
   * @param {Found} found  is given documents of a segment that are not deleted
   * @param {number} place  of the segment
   * @param {Iterable<number>} documents
   * @param {(place: number) => number} score
   */
  gather(found, place, documents, score) {
    const { deleted } = this.segments[place]
    let at = 0
    for (const number of documents) {
      if (!deleted.has(number)) {
        found.documents.push(number + this.offsets[place])
        found.scores.push(score(at))
      }
      at++
    }
  }

  /**
   * @param {({count: number} | undefined)[]} lists  by segment, deleted documents counted
   * @returns {number}  inverse document frequency
   */
  idf(lists) {
    const frequency = lists.reduce((sum, list) => sum + (list?.count ?? 0), 0)
    const steps = this.arabic.rules.steps[1]
    return rounded(steps * (Math.log(this.documents / (frequency + 1)) + 1)) / steps
  }

  /**
   * @param {string} form  folded
   * @returns {Promise<string>}  its lemma: what the index knows of it, else of its readings
   */
  async lemma(form) {
    for (const known of new Set([form, ...this.arabic.readings(form)])) {
      for (const segment of this.segments) {
        const lemma = (await segment.lexicon(this.arabic.skeleton(known))).get(known)
        if (lemma !== undefined) return lemma
      }
    }
    return this.arabic.lightStem(form)
  }
}

/** @returns {Promise<typeof import("./operators.js")>} */
function operators() {
  return import("./operators.js")
}

/**
 * @param {Segment} segment
 * @param {Term | undefined} term
 * @param {string} form
 * @returns {Promise<List[]>}  the documents of the term, and the places of those with the form
 */
async function listsOf(segment, term, form) {
  return term ? Promise.all([segment.listOf(term), segment.list(term.forms.get(form) ?? NONE, term.documents.count)]) : [NONE, NONE]
}

/**
 * @param {Found} found
 * @returns {Hit[]}
 */
function ranked({ documents, scores }) {
  const hits = documents.map((document, place) => ({ document, score: scores[place] }))
  return hits.sort((a, b) => b.score - a.score || a.document - b.document)
}

/**
 * @param {number} number
 * @returns {number}  to the nearest whole, halves to the even one, as Python rounds
 */
function rounded(number) {
  const down = Math.floor(number)
  return number - down === 0.5 ? down + (down % 2) : Math.round(number)
}
