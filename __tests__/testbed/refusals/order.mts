// Provisioning, section 7: all that can be found offline is reported at once, and the first kind of mistake is the code.
import { document, input, manifest, portal, type Refusal } from "./refusal.mts"

const wrong = {
  input: { inputs: { timeout: "0" }, problem: input('"timeout" is "0"') },
  portal: {
    text: 'export default { name: "Shop", operations: { list: "POST /a" }, kinds: { thing: { collection: "things", match: ["name"], list: (at) => at.call("list") } } }',
    problem: portal("has a defect in thing.list: its request is a POST"),
  },
  document: { text: "swagger: '2.0'\n", problem: document("This is a Swagger 2.0 document") },
  manifest: {
    text: "things: [{ name: A }, { name: 1 }]\n",
    problem: manifest("2:31", '"name" must be a text'),
  },
}
const right = wrong.portal.text.replace("POST", "GET")

const row = (
  title: string,
  {
    files,
    inputs,
  }: { files: { module?: string; document?: string; things?: string }; inputs?: Record<string, string> },
  ...problems: Refusal["problems"]
): Refusal => ({
  title,
  files: {
    "portal.yml": `portal: ./portal.mjs\n${files.things ?? "things: [{ name: A }]\n"}`,
    "portal.mjs": files.module ?? right,
    "api.yml": files.document ?? "openapi: 3.0.3\npaths: { /a: { get: { operationId: list } } }\n",
  },
  inputs: { openapi: "api.yml", ...inputs },
  problems,
})

export const orderRefusals: Refusal[] = [
  row(
    "an input, the portal, the document and the manifest",
    {
      files: { module: wrong.portal.text, document: wrong.document.text, things: wrong.manifest.text },
      inputs: wrong.input.inputs,
    },
    wrong.input.problem,
    wrong.portal.problem,
    wrong.document.problem,
    wrong.manifest.problem,
  ),
  row(
    "the portal, the document and the manifest",
    { files: { module: wrong.portal.text, document: wrong.document.text, things: wrong.manifest.text } },
    wrong.portal.problem,
    wrong.document.problem,
    wrong.manifest.problem,
  ),
  row(
    "the document and the manifest",
    { files: { document: wrong.document.text, things: wrong.manifest.text } },
    wrong.document.problem,
    wrong.manifest.problem,
  ),
  row(
    "an input and the manifest",
    { files: { things: wrong.manifest.text }, inputs: wrong.input.inputs },
    wrong.input.problem,
    wrong.manifest.problem,
  ),
  {
    title: "problems of several files, in the order of files, lines and columns",
    files: {
      "portal/b.yml": "portal: usage-engine\nmetrics: []\nmeterTypes: [{ nam: A, name: B }, { name: 1 }]\n",
      "portal/a.yml": "portal: usage-engine\nmeterTypes:\n  - 5\n",
    },
    inputs: { manifest: "portal" },
    problems: [
      { code: "invalid_manifest", at: "portal/a.yml:3:5", words: "meterTypes[0] must be a mapping" },
      { code: "invalid_manifest", at: "portal/b.yml:2:1", words: '"metrics" is not known here' },
      { code: "invalid_manifest", at: "portal/b.yml:3:16", words: '"nam" is not known here' },
      { code: "invalid_manifest", at: "portal/b.yml:3:43", words: '"name" must be a text' },
    ],
  },
]
