// Provisioning, section 3: portal modules that are wrong, as far as that can be seen before anything is read.
import { type Expected, portal, type Refusal } from "./refusal.mts"

const REFERENCE = "docs/portals.md#reference"
const FUNCTIONS = "docs/portals.md#what-functions-may-do"

const things = "things:\n  - name: Secret name\n    colour: red\n"

/** A refusal of this text as the portal's module. */
const refused = (title: string, module: string, manifest: string, ...problems: Expected[]): Refusal => ({
  title,
  files: { "portal.yml": `portal: ./portal.mjs\n${manifest}`, "portal.mjs": module },
  problems,
})

const thing = { collection: '"things"', match: '["name"]', list: '(at) => at.call("list")' }
const object = (members: object): string =>
  `{ ${Object.entries(members)
    .map(([name, text]) => `${JSON.stringify(name)}: ${text}`)
    .join(", ")} }`

/** A small portal with these kinds and other members; each is program text. */
const moduleOf = (kinds: Record<string, object | string>, others: object = {}): string => {
  const texts = Object.entries(kinds).map(([name, kind]) => [
    name,
    typeof kind === "string" ? kind : object(kind),
  ])
  return `export default ${object({
    name: '"Shop"',
    operations:
      '{ list: "GET /things", get: "GET /things/{id}", create: "POST /things", search: "POST /search", change: "PUT /things/{id}", remove: "DELETE /things/{id}" }',
    kinds: object(Object.fromEntries(texts)),
    ...others,
  })}\n`
}

const shape = (title: string, module: string, ...words: string[]): Refusal =>
  refused(
    title,
    module,
    "",
    ...words.map((what) =>
      portal(
        new RegExp(
          `^The portal module portal\\.mjs is not valid.*${escaped(what)}\\. See .*${escaped(REFERENCE)}`,
        ),
      ),
    ),
  )

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")

/** The kind `thing` with other members. */
const kind = (title: string, members: object, ...words: string[]): Refusal =>
  shape(
    title,
    moduleOf({ thing: { ...thing, ...members } }),
    ...words.map((what) => `, kind "thing": ${what}`),
  )

/** A second kind besides `thing`. */
const second = (title: string, members: object, ...words: string[]): Refusal =>
  shape(
    title,
    moduleOf({ thing, other: { list: "() => []", match: '["name"]', ...members } }),
    ...words.map((what) => `, kind "other": ${what}`),
  )

const wrongMember = (name: string, value: string): Refusal =>
  shape(
    `the member ${name} as ${value}`,
    moduleOf({ thing }, { [name]: value }),
    `"${name}" has the wrong type or form`,
  )

const wrongKindMember = (name: string, value: string): Refusal =>
  kind(`a kind's ${name} as ${value}`, { [name]: value }, `"${name}" has the wrong type or form`)

const shapes: Refusal[] = [
  shape(
    "no default export",
    "export const portal = {}\n",
    "its default export must be an object: export default { name, operations, kinds }",
  ),
  shape(
    "a function as default export",
    "export default () => ({})\n",
    "its default export must be an object: export default { name, operations, kinds }",
  ),
  shape(
    "a list as default export",
    "export default []\n",
    "its default export must be an object: export default { name, operations, kinds }",
  ),
  shape(
    "nothing but an empty object",
    "export default {}\n",
    '"name" is missing',
    '"operations" is missing',
    '"kinds" is missing',
  ),
  shape(
    "members that a portal does not have",
    moduleOf({ thing }, { operation: "{}", zzzzzzzz: "1" }),
    '"operation" is not a member that a portal module has, perhaps "operations"',
    '"zzzzzzzz" is not a member that a portal module has',
  ),
  wrongMember("name", '""'),
  wrongMember("name", "5"),
  wrongMember("headers", '"organization-id"'),
  wrongMember("headers", "[5]"),
  wrongMember("operations", '["GET /things"]'),
  wrongMember("operations", '{ list: "/things" }'),
  wrongMember("operations", '{ list: "get /things" }'),
  wrongMember("operations", '{ list: "HEAD /things" }'),
  wrongMember("operations", '{ list: "GET things" }'),
  wrongMember("operations", '{ list: "GET /things?all=1" }'),
  wrongMember("operations", '{ list: "GET /things/{id" }'),
  wrongMember("operations", '{ list: "GET https://portal.example/things" }'),
  wrongMember("inferred", '"list"'),
  wrongMember("secretFields", '"secret"'),
  wrongMember("secrets", "[]"),
  wrongMember("error", "{}"),
  wrongMember("login", "() => {}"),
  wrongMember("login", "{ request() {} }"),
  wrongMember("login", "{ request() {}, token() {}, other() {} }"),
  wrongMember("kinds", "{}"),
  wrongMember("kinds", "[]"),
  shape(
    "an inferred operation that there is not",
    moduleOf({ thing }, { inferred: '["lsit"]' }),
    ', inferred: there is no operation "lsit"',
  ),
  shape("a kind that is none", moduleOf({ thing: "null" }), 'kind "thing": it must be an object'),

  kind(
    "members that a kind does not have",
    { lists: "() => []", zzzzzz: '"x"' },
    '"lists" is not a member that a portal module has, perhaps "list"',
    '"zzzzzz" is not a member that a portal module has',
  ),
  kind("a kind without list", { list: "undefined" }, '"list" is missing'),
  ...["portal", "options", "operations", "state", "store", "x-things", ""].map((name) =>
    wrongKindMember("collection", JSON.stringify(name)),
  ),
  ...["list", "items", "next", "find", "read", "id", "fields", "check", "create", "update", "delete"].map(
    (name) => wrongKindMember(name, '"text"'),
  ),
  ...["state", "conflict", "once"].map((name) => wrongKindMember(name, "{}")),
  ...["single", "shownOnce", "etag"].map((name) => wrongKindMember(name, "1")),
  ...["takes", "sentOnly", "updateOnly", "unordered", "after", "again"].map((name) =>
    wrongKindMember(name, '"name"'),
  ),
  ...['"name"', '["a.b"]', '["a[]"]', '["a?b"]', "[5]"].map((value) => wrongKindMember("match", value)),
  ...["[]", "{ tags: 5 }"].map((value) => wrongKindMember("keyed", value)),
  ...["[]", "{ owner: 5 }", '{ owner: { kind: "thing" } }', '{ owner: { kind: "a", of: "b", in: "c" } }'].map(
    (value) => wrongKindMember("references", value),
  ),
  wrongKindMember("in", "5"),

  kind("no match field", { match: "undefined" }, '"match" must name a field that is always compared'),
  kind(
    "only an optional match field",
    { match: '["name?"]' },
    '"match" must name a field that is always compared',
  ),
  kind("a single with a match field", { single: "true" }, '"match" has no meaning for a single'),
  kind(
    "again of a list, and without create",
    { again: '["thing"]' },
    '"again" names "thing", which is not nested in the same kind',
    '"again" is only for a single',
    '"again" needs "create"',
  ),
  kind("updateOnly without update", { updateOnly: '["name"]' }, '"updateOnly" needs "update"'),
  kind("shownOnce without once", { shownOnce: "true" }, '"shownOnce" needs "once"'),
  kind("a kind within itself", { in: '"thing"' }, '"in" leads back to the kind itself'),
  kind("a kind within none", { in: '"shop"' }, '"in" names "shop", no kind of this portal'),
  shape(
    "kinds within each other",
    moduleOf({ a: { ...thing, in: '"b"' }, b: { ...thing, in: '"a"' }, c: { ...thing, in: '"a"' } }),
    ', kind "a": "in" leads back to the kind itself',
    ', kind "b": "in" leads back to the kind itself',
    ', kind "c": "in" leads back to the kind itself',
  ),
  second(
    "after a kind that there is not, and after one elsewhere",
    { in: '"thing"', after: '["nothing", "thing"]' },
    '"after" names "nothing", no kind of this portal',
    '"after" names "thing", which is not nested in the same kind',
  ),
  shape(
    "two kinds of one collection",
    moduleOf({ thing, other: thing }),
    'kind "thing": another kind has the collection "things" too',
    'kind "other": another kind has the collection "things" too',
  ),
  second(
    "references to nothing, to itself by name only, and through nothing",
    { references: '{ a: "nothing", b: { kind: "thing", of: "c" } }' },
    '"references" names "nothing", no kind of this portal',
    '"b" has "of": "c", neither a reference field nor a kind above',
  ),
  shape(
    "references to a single, to something nested, and through something else",
    moduleOf({
      thing,
      part: { ...thing, in: '"thing"', collection: '"parts"' },
      setting: { in: '"thing"', single: "true", list: "() => undefined" },
      other: {
        match: '["name"]',
        list: "() => []",
        references: '{ s: "setting", p: "part", o: "other", q: { kind: "part", of: "o" } }',
      },
    }),
    ', kind "other": "s" refers to "setting", a single, which has no name',
    ', kind "other": "p" refers to "part", which is nested in "thing": say with "of" which one',
    ', kind "other": "q" has "of": "o", but "part" is not nested in that',
  ),
]

/** Functions of the kind `thing`, called for a declared one. */
const called = (title: string, members: object, name: string, what: string): Refusal =>
  refused(
    title,
    moduleOf({ thing: { ...thing, ...members } }),
    things,
    portal(new RegExp(`^The portal module "Shop" has a defect in thing\\.${name}: ${what}.*${FUNCTIONS}`)),
  )

const reads = (body: string): object => ({ list: body })
const functions: Refusal[] = [
  called(
    "a list that throws",
    reads('() => { throw new RangeError("Secret name") }'),
    "list",
    "it throws RangeError at portal\\.mjs:\\d+:\\d+\\. See",
  ),
  called("a list that throws no error", reads("() => { throw null }"), "list", "it throws Error\\. See"),
  called(
    "a list that throws an error with a name of its own making",
    reads('() => { throw Object.assign(new Error(), { name: "Secret name" }) }'),
    "list",
    "it throws Error at",
  ),
  called(
    "a list whose request throws when it is looked at",
    reads('() => ({ operation: "list", path: "/", get method() { throw new TypeError() } })'),
    "list",
    "what it returns cannot be sent as JSON",
  ),
  ...[
    ['{ "X-A": "a\\nb" }', "X-A"],
    ['{ "X A": "a" }', "X A"],
    ['{ Host: "elsewhere.example" }', "Host"],
    ['{ "content-length": "5" }', "content-length"],
    ['{ "Transfer-Encoding": "chunked" }', "Transfer-Encoding"],
    ['{ "Proxy-Authorization": "x" }', "Proxy-Authorization"],
  ].map(([text, name]) =>
    called(
      `a list with the headers ${text}`,
      reads(`(at) => at.call("list", { headers: ${text} })`),
      "list",
      `its header "${name}" cannot be sent`,
    ),
  ),
  ...["null", "{}", "[{}]"].map((value) =>
    called(
      `a list with the query ${value}`,
      reads(`(at) => at.call("list", { query: { page: ${value} } })`),
      "list",
      'its query parameter "page" must be a text, a number, true, false or a list of such',
    ),
  ),
  called(
    "a list that is async",
    reads("async () => []"),
    "list",
    "it is async, and must return its result at once",
  ),
  called("a list that is async and fails", reads("async () => { throw new Error() }"), "list", "it is async"),
  called(
    "an operation that there is not",
    reads('(at) => at.call("lists")'),
    "list",
    'there is no operation "lists", perhaps "list"',
  ),
  called(
    "an operation of an object's own",
    reads('(at) => at.call("constructor")'),
    "list",
    'there is no operation "constructor"',
  ),
  called(
    "a list by POST",
    reads('(at) => at.call("search", { body: {} })'),
    "list",
    "its request is a POST\\. Only GET may read, or a POST that is called with safe: true",
  ),
  called(
    "a list by PUT that is called safe",
    reads('(at) => at.call("change", { path: { id: 1 }, safe: true })'),
    "list",
    "its request is a PUT",
  ),
  called(
    "a list by DELETE that is called safe",
    reads('(at) => at.call("remove", { path: { id: 1 }, safe: true })'),
    "list",
    "its request is a DELETE",
  ),
  called(
    "a list by POST whose safe is not true",
    reads(
      '() => ({ operation: "search", method: "POST", path: "/search", query: {}, headers: {}, safe: "yes" })',
    ),
    "list",
    "its request is a POST",
  ),
  called(
    "a list by a request made by hand",
    reads(
      '() => ({ operation: "list", method: "DELETE", path: "/things", query: {}, headers: {}, safe: true })',
    ),
    "list",
    "its request is a DELETE",
  ),
  called(
    "a list by a request for an operation that there is not",
    reads('() => ({ operation: "all", method: "GET", path: "/things", query: {}, headers: {} })'),
    "list",
    'there is no operation "all"',
  ),
  ...['""', '"."', '".."', "undefined", "null", "[]"].map((value) =>
    called(
      `a path value that is ${value}`,
      reads(`(at) => at.call("get", { path: { id: ${value} } })`),
      "list",
      'the path parameter "id" of the operation "get" is empty, "\\." or "\\.\\."',
    ),
  ),
  called("a path value that is missing", reads('(at) => at.call("get")'), "list", 'the path parameter "id"'),
  called(
    "a find that writes",
    { find: '(fields, at) => at.call("create", { body: fields })' },
    "find",
    "its request is a POST",
  ),
  called("a find that throws", { find: "({ name }) => name.first.second" }, "find", "it throws TypeError at"),
  called(
    "a create that throws",
    { create: "({ colour }) => colour.a.b" },
    "create",
    "it throws TypeError at",
  ),
  called(
    "a create that returns nothing",
    { create: "() => {}" },
    "create",
    "it must return a request made by at\\.call",
  ),
  called(
    "a create that returns a text",
    { create: '() => "POST /things"' },
    "create",
    "it must return a request",
  ),
  called(
    "a create that returns something else in a list",
    { create: '(f, at) => [at.call("create"), {}]' },
    "create",
    "it must return a request",
  ),
  called(
    "a create that is async",
    { create: 'async (fields, at) => at.call("create")' },
    "create",
    "it is async",
  ),
  called(
    "a create of an unknown operation",
    { create: '(f, at) => at.call("creat")' },
    "create",
    'there is no operation "creat", perhaps "create"',
  ),
  called(
    "a create whose body has no end",
    {
      create:
        '(fields, at) => { const body = { fields }; body.body = body; return at.call("create", { body }) }',
    },
    "create",
    "what it returns cannot be sent as JSON",
  ),
  called(
    "a create whose body JSON does not know",
    { create: '(fields, at) => at.call("create", { body: { count: 1n } })' },
    "create",
    "what it returns cannot be sent as JSON",
  ),
  called("a check that throws", { check: "({ colour }) => colour.a.b" }, "check", "it throws TypeError at"),
  called(
    "a check that returns nothing",
    { check: "() => {}" },
    "check",
    "it must return a list of { field, message }",
  ),
  called("a check that returns texts", { check: '() => ["wrong"]' }, "check", "it must return a list of"),
  called("a check that returns true", { check: "() => true" }, "check", "it must return a list of"),
  called("a check that is async", { check: "async () => []" }, "check", "it is async"),
]

export const moduleRefusals: Refusal[] = [
  ...shapes,
  ...functions,
  refused(
    "one defect, however many resources it concerns",
    moduleOf({ thing: { ...thing, create: "() => {}" } }),
    "things:\n  - name: A\n  - name: B\n",
    portal("has a defect in thing.create"),
  ),
  refused(
    "a defect of a kind that is only referred to",
    moduleOf({
      thing: { ...thing, references: '{ owner: "owner" }' },
      owner: { match: '["name"]', list: '(at) => at.call("create")' },
    }),
    "things:\n  - { name: A, owner: B }\n",
    portal("has a defect in owner.list: its request is a POST"),
  ),
  refused(
    "a nested list that writes, before its parent is known",
    moduleOf({
      thing,
      part: {
        in: '"thing"',
        collection: '"parts"',
        match: '["name"]',
        list: '(at) => at.call("change", { path: { id: at.parent.id } })',
      },
    }),
    "things:\n  - name: A\n    parts: [{ name: B }]\n",
    portal("has a defect in part.list: its request is a PUT"),
  ),
]
