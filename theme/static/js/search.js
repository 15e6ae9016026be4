// @ts-check
/** Answers a plan from the shards: the same documents, order and scores as Whoosh over the same files. */

import { Arabic } from "./arabic.js"
import { Segment, ShardError, entryOf, loader, parsed } from "./shards.js"

/** @typedef {import("./query.js").Part} Part */
/** @typedef {import("./query.js").Plan} Plan */
/** @typedef {import("./shards.js").Row} Row */
/** @typedef {import("./shards.js").Term} Term */
/** @typedef {{documents: number[], scores: number[]}} Found  documents rising, a score for each */
/** @typedef {{document: number, score: number}} Hit */
/** @typedef {{field: string, id: string}} Switch */
/** @typedef {{id: string, name: string, count: number}} Count */

const MOST = 32 // parts of a query that are read, as in query.js
const SIGNS = /["“”„«»:*\-−–]/

/**
 * @param {string} folder  address of the index, ending in "/"
 * @returns {Promise<Archive>}
 * @throws {ShardError}
 */
export async function open(folder) {
  const [entry, load] = [await entryOf(folder), loader(folder)]
  const json = async (/** @type {string} */ name) => parsed(new TextDecoder().decode(await load(name)), name)
  const [rules, ...roots] = await Promise.all([
    json(entry.rules),
    ...entry.segments.map((/** @type {any} */ each) => json(each.root)),
  ])
  try {
    const segments = roots.map((root, place) => new Segment(root, entry.segments[place].deleted, load))
    return new Archive(new Arabic(rules), segments)
  } catch {
    throw new ShardError("damaged", "index.json")
  }
}

/** An index that is open. Documents are numbered through all its segments. */
export class Archive {
  /**
   * @param {Arabic} arabic
   * @param {Segment[]} segments
   */
  constructor(arabic, segments) {
    this.arabic = arabic
    this.segments = segments
    let first = 0
    this._offsets = segments.map((segment) => (first += segment.documents) - segment.documents)
    this.documents = first
  }

  /**
   * Words alone are read here, anything more by a module that comes when it is needed.
   * @param {string} query
   * @returns {Promise<Plan>}
   */
  async plan(query) {
    const { language } = this.arabic.rules
    const special = (/** @type {string} */ chunk) => Object.hasOwn(language, chunk) || Object.hasOwn(language, this.arabic.fold(chunk))
    if (SIGNS.test(query) || query.split(/\s+/).some(special)) return (await import("./query.js")).parse(query, this.arabic)
    const forms = new Set(this.arabic.forms(query).slice(0, MOST))
    return { words: [...forms].map((form) => ({ kind: "word", form })), required: [], excluded: [], plain: false }
  }

  /**
   * @param {Plan} plan
   * @param {Switch[]} switches  facets that are switched on besides
   * @returns {Promise<Hit[]>}  best first, then by number
   */
  async search(plan, switches = []) {
    const required = plan.required.filter((part) => !isFilter(part))
    /** @type {Part[]} */
    const filters = plan.required.filter(isFilter)
    for (const { field, id } of switches) filters.push({ kind: "filter", field, text: id })
    const wanted = await this._said(plan, required.length > 0)
    const [musts, words, allowed, excluded] = await Promise.all([
      Promise.all(required.map((part) => this.find(part))),
      wanted.length ? this._words(wanted) : null,
      filters.length ? operators().then(({ allowed }) => allowed(this, filters)) : null,
      Promise.all(plan.excluded.map((part) => this.find(part))),
    ])
    if (words) musts.push(words)
    const found = musts.length ? musts.reduce(both) : this._every()
    const masked = new Set(excluded.flatMap((each) => each.documents))
    return found.documents
      .map((document, place) => ({ document, score: found.scores[place] }))
      .filter(({ document }) => (!allowed || allowed.has(document)) && !masked.has(document))
      .sort((a, b) => b.score - a.score || a.document - b.document)
  }

  /** @returns {Promise<number[]>}  the day of every document, yyyymmdd */
  async days() {
    return (await Promise.all(this.segments.map((segment) => segment.days()))).flat()
  }

  /**
   * @param {number} document
   * @returns {Promise<Row>}
   */
  row(document) {
    const place = this._offsets.findLastIndex((first) => first <= document)
    return this.segments[place].row(document - this._offsets[place])
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

  /**
   * @param {Plan} plan
   * @returns {Promise<Set<string>>}  the folded words that the plan's words stand for: to mark them
   */
  async forms(plan) {
    const parts = [...(await this._said(plan, false)), ...plan.required.filter((part) => !isFilter(part))]
    return new Set((await Promise.all(parts.map((part) => this._formsOf(part)))).flat())
  }

  /**
   * @param {Part} part
   * @returns {Promise<string[]>}
   */
  async _formsOf(part) {
    if (part.kind === "any") return (await Promise.all(part.parts.map((each) => this._formsOf(each)))).flat()
    const forms = part.kind === "word" ? [part.form] : "forms" in part ? part.forms : []
    const lemmas = part.kind === "prefix" ? await (await operators()).expanded(this, part.start) : await Promise.all(forms.map((form) => this.lemma(form)))
    const terms = await Promise.all(lemmas.flatMap((lemma) => this.segments.map((segment) => segment.term(lemma))))
    return [...forms, ...terms.flatMap((term) => [...(term?.forms.keys() ?? [])])]
  }

  /**
   * @param {Part} part
   * @returns {Promise<Found>}
   */
  async find(part) {
    return part.kind === "word" ? this._word(part.form) : (await operators()).find(this, part)
  }

  /**
   * The words that say something, each lemma once.
   * @param {Plan} plan
   * @param {boolean} more  whether the plan has other parts that score
   * @returns {Promise<Part[]>}
   */
  async _said(plan, more) {
    const strong = plan.words.filter((part) => part.kind !== "word" || !this.arabic.stopwords.has(part.form))
    const chosen = strong.length ? strong : more ? [] : plan.words
    const keys = await Promise.all(
      chosen.map(async (part) => (part.kind === "word" ? `word ${await this.lemma(part.form)}` : JSON.stringify(part))),
    )
    return chosen.filter((_, place) => keys.indexOf(keys[place]) === place)
  }

  /**
   * @param {Part[]} parts
   * @returns {Promise<Found>}
   */
  async _words(parts) {
    const found = await Promise.all(parts.map((part) => this.find(part)))
    const known = await this._known(parts, found)
    if (known.length > 1) {
      const all = known.reduce(both)
      found.push({ documents: all.documents, scores: all.documents.map(() => this.arabic.rules.all) })
    }
    return found.reduce(either)
  }

  /**
   * @param {Part[]} parts
   * @param {Found[]} found  of each part
   * @returns {Promise<Found[]>}  of those parts that the index has, were it in deleted documents alone
   */
  async _known(parts, found) {
    const has = await Promise.all(
      parts.map(async (part, place) => {
        if (found[place].documents.length) return true
        const lemmas =
          part.kind === "word" ? [await this.lemma(part.form)] : part.kind === "prefix" ? await (await operators()).expanded(this, part.start) : []
        const terms = await Promise.all(lemmas.flatMap((lemma) => this.segments.map((segment) => segment.term(lemma))))
        return terms.some(Boolean)
      }),
    )
    return found.filter((_, place) => has[place])
  }

  /**
   * @param {string} form
   * @returns {Promise<Found>}
   */
  async _word(form) {
    const lemma = await this.lemma(form)
    const [own, exact] = await Promise.all([
      this._lemma(lemma),
      this._scored(lemma, (term) => term.forms.get(form) ?? [], this.arabic.rules.exact),
    ])
    return either(own, exact)
  }

  /**
   * @param {string} lemma
   * @returns {Promise<Found>}
   */
  _lemma(lemma) {
    return this._scored(lemma, (term) => term.documents.map((_, place) => place), 1)
  }

  /**
   * @param {string} lemma
   * @param {(term: Term) => number[]} places  of the documents meant, in the term's list
   * @param {number} boost
   * @param {boolean} flat  whether frequency does not count
   * @returns {Promise<Found>}
   */
  async _scored(lemma, places, boost, flat = false) {
    const terms = await Promise.all(this.segments.map((segment) => segment.term(lemma)))
    const chosen = terms.map((term) => (term ? places(term) : []))
    const idf = this._idf(chosen.reduce((sum, own) => sum + own.length, 0))
    /** @type {Found} */
    const found = { documents: [], scores: [] }
    terms.forEach((term, segment) => {
      for (const place of chosen[segment]) {
        const number = /** @type {Term} */ (term).documents[place]
        if (this.segments[segment].deleted.has(number)) continue
        found.documents.push(number + this._offsets[segment])
        const impact = flat ? 1 : /** @type {Term} */ (term).impacts[place] / this.arabic.rules.steps[0]
        found.scores.push(idf * impact * boost)
      }
    })
    return found
  }

  /**
   * @param {number} frequency  in how many documents, deleted ones counted
   * @returns {number}
   */
  _idf(frequency) {
    const steps = this.arabic.rules.steps[1]
    return rounded(steps * (Math.log(this.documents / (frequency + 1)) + 1)) / steps
  }

  /** @returns {Found}  every document that is not deleted */
  _every() {
    const documents = this.segments.flatMap((segment, place) =>
      Array.from({ length: segment.documents }, (_, number) => number)
        .filter((number) => !segment.deleted.has(number))
        .map((number) => number + this._offsets[place]),
    )
    return { documents, scores: documents.map(() => 1) }
  }

  /**
   * @param {Promise<Found>[]} parts
   * @returns {Promise<Found>}
   */
  async _union(parts) {
    return (await Promise.all(parts)).reduce(either, { documents: [], scores: [] })
  }
}

/** @returns {Promise<typeof import("./operators.js")>} */
function operators() {
  return import("./operators.js")
}

/**
 * @param {Part} part
 * @returns {boolean}  whether the part only narrows, and scores nothing
 */
function isFilter(part) {
  return part.kind === "any" ? part.parts.every(isFilter) : part.kind === "filter" || part.kind === "days"
}

/**
 * @param {Found} a
 * @param {Found} b
 * @returns {Found}  documents of either; scores add up
 */
export function either(a, b) {
  /** @type {Found} */
  const found = { documents: [], scores: [] }
  let [i, j] = [0, 0]
  while (i < a.documents.length || j < b.documents.length) {
    const one = a.documents[i] ?? Infinity
    const other = b.documents[j] ?? Infinity
    found.documents.push(Math.min(one, other))
    found.scores.push((one <= other ? a.scores[i++] : 0) + (other <= one ? b.scores[j++] : 0))
  }
  return found
}

/**
 * @param {Found} a
 * @param {Found} b
 * @returns {Found}  documents of both; scores add up
 */
export function both(a, b) {
  /** @type {Found} */
  const found = { documents: [], scores: [] }
  let j = 0
  a.documents.forEach((document, i) => {
    while (b.documents[j] < document) j++
    if (b.documents[j] !== document) return
    found.documents.push(document)
    found.scores.push(a.scores[i] + b.scores[j])
  })
  return found
}

/**
 * @param {number} number
 * @returns {number}  to the nearest whole, halves to the even one, as Python rounds
 */
function rounded(number) {
  const down = Math.floor(number)
  if (number - down !== 0.5) return Math.round(number)
  return down % 2 ? down + 1 : down
}
