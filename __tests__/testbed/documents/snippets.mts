// The YAML blocks of the documents: manifests, and parts of workflows, each with the smallest workflow that contains it
// unchanged.
import { readdirSync, readFileSync } from "node:fs"
import yaml from "js-yaml"

export interface Snippet {
  /** File and line, such as `README.md:9`. */
  name: string
  text: string
}

const documents = [
  ...readdirSync(".").filter((name) => name.endsWith(".md")),
  ...readdirSync("docs", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name.replaceAll("\\", "/")}`),
]

const blocks: Snippet[] = documents.flatMap((file) => {
  const document = readFileSync(file, "utf8")
  return [...document.matchAll(/^( *)```ya?ml\b.*\n([\s\S]*?)^ *```$/gm)].map((block) => ({
    name: `${file}:${document.slice(0, block.index).split("\n").length}`,
    text: dedent(block[2]!),
  }))
})

const isManifest = ({ text }: Snippet): boolean => /^portal:/m.test(text)

/** What provisioning reads. */
export const manifests = blocks.filter(isManifest)

/** Workflows, and parts of them. */
export const snippets = blocks.filter((block) => !isManifest(block))

/** The kind of a block of a workflow; the first that fits. */
const shapes = {
  workflow: (keys: string[]) => keys.includes("on") && keys.includes("jobs"),
  jobs: (keys: string[]) => keys.join() === "jobs",
  steps: (_: string[], parsed: unknown) => Array.isArray(parsed),
  job: (keys: string[]) => keys.includes("steps"),
  call: (keys: string[]) => keys.includes("with"),
  inputs: (_: string[], parsed: unknown) =>
    Object.values(parsed as object).every((value) => ["string", "number", "boolean"].includes(typeof value)),
}
type Shape = keyof typeof shapes

function shapeOf({ name, text }: Snippet): Shape {
  const parsed = yaml.load(text)
  const keys = parsed && typeof parsed === "object" && !Array.isArray(parsed) ? Object.keys(parsed) : []
  const shape = (Object.keys(shapes) as Shape[]).find((candidate) => shapes[candidate](keys, parsed))
  if (!shape) throw new Error(`${name} is none of: ${Object.keys(shapes)}`)
  return shape
}

const head = `name: Snippet

on:
  workflow_dispatch:

permissions: {}

concurrency:
  group: snippet
  cancel-in-progress: false
`

const job = `${head}
jobs:
  snippet:
    name: Snippet
    runs-on: ubuntu-latest
`

const credentials = `
token-endpoint: \${{ vars.TOKEN_ENDPOINT }}
client-id: \${{ vars.CLIENT_ID }}`

/** Throws if the block is not YAML. */
export function workflowWith(snippet: Snippet): string {
  const { text } = snippet
  switch (shapeOf(snippet)) {
    case "workflow":
      return text
    case "jobs":
      return `${head}\n${text}`
    case "job":
      return job + indent(4, text)
    case "steps":
      return `${job}    steps:\n${indent(6, text)}`
    case "call": {
      const secrets = `secrets:
  DEVPORTAL_CLIENT_SECRET: \${{ secrets.DEVPORTAL_CLIENT_SECRET }}
  DEVPORTAL_REFRESH_TOKEN: \${{ secrets.DEVPORTAL_REFRESH_TOKEN }}
  DEVPORTAL_ROTATION_TOKEN: \${{ secrets.DEVPORTAL_ROTATION_TOKEN }}
`
      const complete = text.replace(/^with:$/m, `with:${indent(2, `${credentials}\nrun: echo "begun"`)}`)
      return `${head}
jobs:
  snippet:
    name: Snippet
    permissions:
      contents: read # to check out
    uses: org/devportal-token-action/.github/workflows/with-token.yml@v1
${indent(4, complete)}${/^secrets:/m.test(text) ? "" : indent(4, secrets)}`
    }
    case "inputs":
      return `${job}    steps:
      - name: Get a token of a GitHub App
        id: app
        run: echo "token=ghs_of_an_app" >> "$GITHUB_OUTPUT"
      - name: Get an access token
        uses: org/devportal-token-action@v1
        with:${indent(
          10,
          `${credentials}
client-secret: \${{ secrets.CLIENT_SECRET }}
refresh-token: \${{ secrets.PORTAL_REFRESH_TOKEN }}
${text}`,
        )}`
  }
}

const indent = (width: number, text: string): string => text.replace(/^(?=.)/gm, " ".repeat(width))

function dedent(text: string): string {
  const widths = text.match(/^ *(?=\S)/gm) ?? [""]
  return text.replaceAll(new RegExp(`^ {${Math.min(...widths.map(({ length }) => length))}}`, "gm"), "")
}
