// Asks the engines of npm the bench's questions: node search_engines.mjs <folder with task.json>.
// Each is set up as its own documentation says for Arabic, and a title counts twice where that can be said.
// Prints a line of JSON an engine: {"name", "version", "answers": [[id, …] a question], "seconds"}.

import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"

import { create, insertMultiple, search } from "@orama/orama"
import { stemmer } from "@orama/stemmers/arabic"
import flexsearch from "flexsearch"
import lunr from "lunr"
import MiniSearch from "minisearch"

const FIRST = 10
const require = createRequire(import.meta.url)
const { documents, questions } = JSON.parse(readFileSync(join(process.argv[2], "task.json"), "utf-8"))

function lunrs() {
  require("lunr-languages/lunr.stemmer.support.js")(lunr)
  require("lunr-languages/lunr.ar.js")(lunr)
  const index = lunr(function () {
    this.use(lunr.ar)
    this.ref("id")
    this.field("title", { boost: 2 })
    this.field("text")
    documents.forEach((each) => this.add(each))
  })
  const asked = (query) => index.query((made) => lunr.tokenizer(query).forEach((word) => made.term(word)))
  return (query) => asked(query).map((hit) => hit.ref)
}

function minisearch() {
  const index = new MiniSearch({ fields: ["title", "text"] })
  index.addAll(documents)
  return (query) => index.search(query, { boost: { title: 2 } }).map((hit) => hit.id)
}

async function orama() {
  const index = create({
    schema: { title: "string", text: "string" },
    components: { tokenizer: { language: "arabic", stemming: true, stemmer } },
  })
  await insertMultiple(index, documents)
  return async (query) => (await search(index, { term: query, boost: { title: 2 }, limit: FIRST })).hits.map((hit) => hit.id)
}

function flex() {
  const index = new flexsearch.Document({ document: { id: "id", index: ["title", "text"] }, tokenize: "forward", context: true })
  documents.forEach((each) => index.add(each))
  return (query) => index.search(query, { limit: FIRST, suggest: true, merge: true }).map((hit) => hit.id)
}

const ENGINES = {
  lunr: ["lunr", lunrs],
  MiniSearch: ["minisearch", minisearch],
  Orama: ["@orama/orama", orama],
  FlexSearch: ["flexsearch", flex],
}

for (const [name, [from, make]] of Object.entries(ENGINES)) {
  const began = performance.now()
  const ask = await make()
  const answers = []
  for (const { text } of questions) answers.push((await ask(text)).slice(0, FIRST))
  const { version } = JSON.parse(readFileSync(join("node_modules", from, "package.json"), "utf-8"))
  console.log(JSON.stringify({ name, version, answers, seconds: (performance.now() - began) / 1000 }))
}
