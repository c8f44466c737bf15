// Copies of the built action with one deliberate defect each, to show that the rotation matrix finds it.
import { cp, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

export interface Alteration {
  name: string
  from: RegExp
  to: string
  /** Part of the names of the cases that must break a rule, and that rule. */
  cases: string
  breaks: string
}

const lost = "the newest token is neither stored nor shown sealed"
const replayed = "a spent token was sent again"

const STORE_THEN_CHECK =
  /(if \(renewed !== undefined\)\s*await store\(renewed\);)\s*return (tokenIn\(answer, .*\));/

export const alterations: Alteration[] = [
  {
    name: "the token is sent before the secret is inspected",
    from: /const rotation = await (openRotation\(configuration\.rotation, context\));/,
    to: `let opened
      const rotation = {
        beforeSending: async () => {},
        store: async (refreshToken) => (opened ??= await $1).store(refreshToken),
        close: () => opened?.close(),
      };`,
    cases: "environment: secret: 403",
    breaks: lost,
  },
  {
    name: "the answer is checked before its refresh token is stored",
    from: STORE_THEN_CHECK,
    to: "const checked = await $2; $1 return checked;",
    cases: "environment: token: an answer without an access token",
    breaks: lost,
  },
  {
    name: "the token is verified before its refresh token is stored",
    from: STORE_THEN_CHECK,
    to: 'const checked = await $2; if (process.env["INPUT_REQUIRED-AUDIENCE"]) return checked; $1 return checked;',
    cases: "environment: token: a token that lacks the required audience",
    breaks: lost,
  },
  {
    name: "the token is written before it is sealed for the command",
    from: /\n\s*ready\(sealed\);/,
    to: "",
    cases: "environment: write: 403, before processing",
    breaks: lost,
  },
  {
    name: "a refresh is cut off by a signal",
    from: /finish: rotation \? over : asked/,
    to: "finish: asked",
    cases: "environment: token: late, after processing",
    breaks: lost,
  },
  {
    name: "a refresh whose answer was lost is sent again",
    from: /replayable: false/,
    to: "replayable: true",
    cases: "environment: token: reset, after processing",
    breaks: replayed,
  },
  {
    name: "any answer to a write is taken for a confirmation",
    from: /WRITTEN\.includes\(response\.status\)/,
    to: "response.status < 300",
    cases: "environment: write: login page, before processing",
    breaks: lost,
  },
  {
    name: "a list that ends too early is taken as complete",
    from: /if \(items\.length === answer\.total_count\)/,
    to: "if (true)",
    cases: "organization: write: none, before processing",
    breaks: "the secret is not shared as before",
  },
]

/** The folder of an action that differs from this one only in the alteration; the caller removes it. */
export async function alter({ name, from, to }: Pick<Alteration, "name" | "from" | "to">): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "altered-"))
  await cp("dist", join(folder, "dist"), { recursive: true })
  await cp("action.yml", join(folder, "action.yml"))
  const dist = join(folder, "dist")
  let altered = 0
  for (const file of (await readdir(dist)).filter((entry) => entry.endsWith(".js"))) {
    const code = await readFile(join(dist, file), "utf8")
    if (!from.test(code)) continue
    altered++
    await writeFile(join(dist, file), code.replace(from, to))
  }
  if (altered !== 1) throw new Error(`"${name}": found in ${altered} files of the build instead of one`)
  return folder
}
