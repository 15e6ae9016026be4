// @ts-check
/** Answers a plan from the shards: the same documents, order and scores as Whoosh over the same files. */

import { Arabic } from "./arabic.js"
import { nearest } from "./nearest.js"
import { parse } from "./query.js"
import { KINDS, Segment, ShardError, entryOf, loader, parsed } from "./shards.js"

/** @typedef {import("./query.js").Part} Part */
/** @typedef {import("./query.js").Plan} Plan */
/** @typedef {import("./shards.js").Row} Row */
/** @typedef {import("./shards.js").Term} Term */
/** @typedef {{documents: number[], scores: number[]}} Found  documents rising, a score for each */
/** @typedef {{document: number, score: number}} Hit */
/** @typedef {{field: string, id: string}} Switch */
/** @typedef {{id: string, name: string, count: number}} Count */

const MOST_EXPANDED = 256

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
   * @param {string} query
   * @returns {Plan}
   */
  plan(query) {
    return parse(query, this.arabic)
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
      this._allowed(filters),
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

  /**
   * @param {Hit[]} hits
   * @param {"relevance" | "newest" | "oldest"} order
   * @returns {Promise<Hit[]>}  undated documents last in the orders of time
   */
  async sorted(hits, order) {
    if (order === "relevance") return hits
    const days = await this.days()
    const key = order === "newest" ? (/** @type {number} */ day) => -day : (/** @type {number} */ day) => day || Infinity
    return [...hits].sort((a, b) => key(days[a.document]) - key(days[b.document]) || a.document - b.document)
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
   * @param {string} field
   * @param {Hit[]} hits
   * @returns {Promise<Count[]>}  the values that hits have, most hits first
   */
  async counts(field, hits) {
    const among = new Set(hits.map((hit) => hit.document))
    /** @type {Map<string, Count>} */
    const found = new Map()
    await Promise.all(
      this.segments.map(async (segment, place) => {
        for (const { id, name, documents } of await segment.values(field)) {
          const own = found.get(id) ?? { id, name, count: 0 }
          for (const number of documents) if (among.has(number + this._offsets[place])) own.count++
          if (own.count) found.set(id, own)
        }
      }),
    )
    return [...found.values()].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
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
   * @param {string} typed
   * @param {number} most
   * @returns {Promise<import("./shards.js").Entry[]>}  names that begin as `typed` does, in most documents first
   */
  async names(typed, most) {
    const start = this.arabic.forms(typed).join(" ")
    if (start.length < 2) return []
    /** @type {Map<string, import("./shards.js").Entry>} */
    const found = new Map()
    const entries = await Promise.all(this.segments.map((segment) => segment.namesFrom(start, MOST_EXPANDED)))
    for (const own of entries) {
      const once = new Map(own.map((entry) => [`${entry.kind}=${entry.id}`, entry]))
      for (const [key, entry] of once) found.set(key, { ...entry, count: entry.count + (found.get(key)?.count ?? 0) })
    }
    return [...found.values()].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)).slice(0, most)
  }

  /**
   * @param {Plan} plan
   * @returns {Promise<Map<string, string>>}  for words that no document has: the nearest form in the shard that was asked
   */
  async corrections(plan) {
    /** @type {Map<string, string>} */
    const found = new Map()
    for (const part of plan.words) {
      if (part.kind !== "word") continue
      const lemma = await this.lemma(part.form)
      const terms = await Promise.all(this.segments.map((segment) => segment.term(lemma)))
      if (terms.some(Boolean)) continue
      const shards = await Promise.all(this.segments.map((segment) => segment.lexicon(this.arabic.skeleton(part.form))))
      const near = nearest(part.form, shards.flatMap((shard) => [...shard.keys()]))
      if (near) found.set(part.form, near)
    }
    return found
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
    const lemmas = part.kind === "prefix" ? await this._expanded(part.start) : await Promise.all(forms.map((form) => this.lemma(form)))
    const terms = await Promise.all(lemmas.flatMap((lemma) => this.segments.map((segment) => segment.term(lemma))))
    return [...forms, ...terms.flatMap((term) => [...(term?.forms.keys() ?? [])])]
  }

  /**
   * @param {Part} part
   * @returns {Promise<Found>}
   */
  async find(part) {
    switch (part.kind) {
      case "word":
        return this._word(part.form)
      case "prefix":
        return this._union((await this._expanded(part.start)).map((lemma) => this._lemma(lemma)))
      case "phrase":
        return this._phrase(await Promise.all(part.forms.map((form) => this.lemma(form))))
      case "titled": {
        const lemmas = new Set(await Promise.all(part.forms.map((form) => this.lemma(form))))
        return (await Promise.all([...lemmas].map((lemma) => this._titled(lemma)))).reduce(both)
      }
      case "filter":
        return this._filter(part.field, part.text)
      case "days":
        return this._within(part.first, part.last)
      case "any":
        return this._union(part.parts.map((each) => this.find(each)))
    }
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
          part.kind === "word" ? [await this.lemma(part.form)] : part.kind === "prefix" ? await this._expanded(part.start) : []
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
   * @returns {Promise<Found>}
   */
  _titled(lemma) {
    return this._scored(lemma, (term) => term.titles, 1, true)
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

  /**
   * @param {string[]} lemmas
   * @returns {Promise<Found>}
   */
  async _phrase(lemmas) {
    const all = (await Promise.all(lemmas.map((lemma) => this._lemma(lemma)))).reduce(both)
    if (lemmas.length === 1 || !all.documents.length) return all
    const near = (await Promise.all(this.segments.map((segment, place) => this._near(segment, lemmas, place)))).flat()
    const kept = new Set(near)
    return only(all, (document) => kept.has(document))
  }

  /**
   * @param {Segment} segment
   * @param {string[]} lemmas
   * @param {number} place  of the segment
   * @returns {Promise<number[]>}  the documents where the words stand one after another
   */
  async _near(segment, lemmas, place) {
    const terms = await Promise.all(lemmas.map((lemma) => segment.term(lemma)))
    if (!terms.every((term) => term !== undefined)) return []
    const positions = await Promise.all(terms.map((term) => segment.positions(term)))
    const places = terms.map((term) => new Map(term.documents.map((number, at) => [number, at])))
    return terms[0].documents
      .filter((number) => {
        const own = places.map((each, word) => positions[word][each.get(number) ?? -1])
        if (!own.every(Boolean)) return false
        const sets = own.map((each) => new Set(each))
        return own[0].some((first) => sets.every((each, word) => each.has(first + word)))
      })
      .map((number) => number + this._offsets[place])
  }

  /**
   * @param {string} start
   * @returns {Promise<string[]>}
   */
  async _expanded(start) {
    const terms = await Promise.all(this.segments.map((segment) => segment.termsFrom(start, MOST_EXPANDED)))
    const lemmas = [...new Set(terms.flat().map((term) => term.text))]
    return lemmas.sort(byCodePoints).slice(0, MOST_EXPANDED)
  }

  /**
   * @param {string} field
   * @param {string} asked
   * @returns {Promise<Found>}
   */
  async _filter(field, asked) {
    const exact = await Promise.all(this.segments.map((segment) => segment.value(field, asked)))
    const found = exact.some(Boolean) ? exact.map((value) => (value ? [value] : [])) : await this._named(field, asked)
    return this._union(
      found.map(async (values, place) => {
        const { deleted } = this.segments[place]
        const numbers = new Set(values.flatMap((value) => value.documents.filter((number) => !deleted.has(number))))
        const documents = [...numbers].sort((a, b) => a - b).map((number) => number + this._offsets[place])
        return { documents, scores: documents.map(() => 1) }
      }),
    )
  }

  /**
   * @param {string} field
   * @param {string} asked
   * @returns {Promise<import("./shards.js").Value[][]>}  by segment, the values whose name has the words
   */
  async _named(field, asked) {
    const forms = this.arabic.forms(asked)
    const all = await Promise.all(this.segments.map((segment) => segment.values(field)))
    return all.map((values) =>
      values.filter((value) => {
        const name = new Set(this.arabic.forms(value.name))
        return forms.every((form) => name.has(form))
      }),
    )
  }

  /**
   * @param {number} first
   * @param {number} last
   * @returns {Promise<Found>}
   */
  async _within(first, last) {
    const days = await this.days()
    return only(this._every(), (document) => days[document] >= first && days[document] <= last)
  }

  /**
   * A document has many people, but one source, section and year: those are alternatives.
   * @param {Part[]} filters
   * @returns {Promise<Set<number> | null>}  the documents that pass; null when there is nothing to pass
   */
  async _allowed(filters) {
    if (!filters.length) return null
    /** @type {Map<string | number, Promise<Found>[]>} */
    const groups = new Map()
    filters.forEach((part, place) => {
      const key = part.kind === "filter" && !KINDS.includes(part.field) ? part.field : place
      groups.set(key, [...(groups.get(key) ?? []), this.find(part)])
    })
    const found = await Promise.all([...groups.values()].map((group) => this._union(group)))
    return new Set(found.reduce(both).documents)
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
function either(a, b) {
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
function both(a, b) {
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
 * @param {Found} found
 * @param {(document: number) => boolean} keep
 * @returns {Found}
 */
function only(found, keep) {
  const places = found.documents.map((_, place) => place).filter((place) => keep(found.documents[place]))
  return { documents: places.map((place) => found.documents[place]), scores: places.map((place) => found.scores[place]) }
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

/**
 * @param {string} a
 * @param {string} b
 */
function byCodePoints(a, b) {
  const [one, other] = [[...a], [...b]]
  const at = one.findIndex((letter, place) => letter !== other[place])
  if (at < 0) return one.length - other.length
  return at >= other.length ? 1 : (one[at].codePointAt(0) ?? 0) - (other[at].codePointAt(0) ?? 0)
}
