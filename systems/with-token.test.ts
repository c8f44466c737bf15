// The reusable workflow, called as users call it: their script arrives unchanged, and its result reaches their next job.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { gitHubApi } from "../__tests__/testbed/github/api.mts"
import { appToken } from "../__tests__/testbed/github/permissions.mts"
import { startAuthorizationServer } from "../__tests__/testbed/servers/authorization-server.mts"
import { startFaultServer } from "../__tests__/testbed/servers/fault-server.mts"
import { type ActRunner, actRunner, type Options, repositoryName } from "./act.mts"

const caller = readFileSync("systems/workflows/called.yml", "utf8")
const extraSecret = "kept for the script alone"

let runner: ActRunner
let secrets: Record<string, string>
let vars: Record<string, string>
const closing: (() => unknown)[] = []

beforeAll(async () => {
  const server = await startAuthorizationServer()
  runner = actRunner()
  closing.push(server.close, runner.close)
  const { clientId, clientSecret, tokenEndpoint } = server.usageEngine
  secrets = { CLIENT_SECRET: clientSecret, EXTRA_SECRET: extraSecret }
  vars = { TOKEN_ENDPOINT: tokenEndpoint, CLIENT_ID: clientId }
})
afterAll(() => Promise.all(closing.map((close) => close())))

/** Calls the workflow with a script, and checks that no secret is in the log. */
async function call(shell: string, script: string, options: Options = {}) {
  const { succeeded, log } = await runner.run(caller, {
    secrets,
    vars: { ...vars, SCRIPT_SHELL: shell, SCRIPT: script },
    ...options,
  })
  for (const secret of Object.values(secrets)) expect(log).not.toContain(secret)
  expect(log).not.toMatch(/eyJ|ZXlK/)
  return { succeeded, log }
}

const awkward = "a 'b' \"c\" $d $(e) `f` ${{ github.actor }} \\n %0A <&>|;*!? é ☃"

describe("the script", () => {
  test.each([
    [
      "bash",
      `words=(two 'words')
printf '%s\\n' '${awkward.replaceAll("'", "'\\''")}' > /dev/stderr
false | true || echo "pipefail holds"
[[ -f act.mts && \${DEVPORTAL_ACCESS_TOKEN%%.*} == ey* && $EXTRA_SECRET == kept* && -z \${SCRIPT+x} ]]
echo "result=\${#words[@]} words" >> "$GITHUB_OUTPUT"`,
    ],
    [
      "sh",
      `cat <<'END'
${awkward}
END
test -f act.mts -a "\${DEVPORTAL_ACCESS_TOKEN%"\${DEVPORTAL_ACCESS_TOKEN#ey}"}" = ey
echo "result=2 words" >> "$GITHUB_OUTPUT"`,
    ],
    [
      "python",
      `import os
print(r'''${awkward}''')
assert os.path.exists("act.mts") and os.environ["DEVPORTAL_ACCESS_TOKEN"].startswith("ey")
if True:
    with open(os.environ["GITHUB_OUTPUT"], "a") as outputs:
        outputs.write(f"result={1 + 1} words\\n")`,
    ],
    [
      "node --no-warnings {0}",
      `const { appendFileSync, existsSync } = require("node:fs")
console.log(${JSON.stringify(awkward)})
if (!existsSync("act.mts") || !process.env.DEVPORTAL_ACCESS_TOKEN.startsWith("ey")) throw new Error("not there")
appendFileSync(process.env.GITHUB_OUTPUT, "result=2 words\\n")`,
    ],
  ])("in %s is run unchanged, and passes its result to the next job", async (shell, script) => {
    const { succeeded, log } = await call(shell, script)
    expect(log).toContain(awkward)
    expect(log).toMatch(
      /the result is <2 words>, the token expires in 3600 s, at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/,
    )
    expect(succeeded).toBe(true)
  })

  test("cannot print the token, nor its additional secret", async () => {
    const { log } = await call("bash", 'echo "token <$DEVPORTAL_ACCESS_TOKEN> and secret <$EXTRA_SECRET>"')
    expect(log).toContain("token <***> and secret <***>")
  })

  test.each([
    ["bash", "echo begun\nfalse\necho never reached"],
    ["bash", "echo begun\nfalse | true\necho never reached"],
    ["sh", "echo begun\nfalse\necho never reached"],
    ["python", "print('begun', flush=True)\nraise SystemExit(3)"],
  ])("that fails in %s fails the job: %j", async (shell, script) => {
    const { succeeded, log } = await call(shell, script)
    expect(log).toMatch(/\| begun$/m)
    expect(log).not.toMatch(/\| never reached$/m)
    expect(log).not.toContain("the result is")
    expect(succeeded).toBe(false)
  })

  test.each([
    ["Bash", 'echo "begun" && shopt -o pipefail'],
    ["\n sh\r\n", "echo begun; false | true"],
    ["node --require={0} --print 0", 'console.log("begun")'],
  ])("is run when the shell is written as %j", async (shell, script) => {
    const { succeeded, log } = await call(shell, script)
    expect(log).toMatch(/\| begun$/m)
    expect(succeeded).toBe(true)
  })

  async function refused(shell: string, script: string) {
    const { succeeded, log } = await call(shell, script)
    expect(succeeded).toBe(false)
    expect(log).not.toMatch(/\| begun|Get an access token|the result is/m)
    return log
  }

  test.each([
    ["zsh", "is not known"],
    ["\nbash\nnode {0}", "has more than one line"],
    ["bash -s {0}", "from its standard input"],
  ])(
    "in the shell %j is refused before a token is requested, and the known shells are named",
    async (shell, reason) => {
      const log = await refused(shell, "echo begun")
      expect(log).toContain(reason)
      expect(log).toContain(
        'It must be bash, sh, python, pwsh, powershell, or a command with {0} in place of the file, such as "node {0}".',
      )
    },
  )

  test.each(["bash", "pwsh"])(
    "that is empty is refused before a token is requested, in %s",
    async (shell) => {
      expect(await refused(shell, "")).toContain('The input "run" is empty')
    },
  )

  describe("in PowerShell", () => {
    const path = process.env.PATH
    let folder: string
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "powershell-"))
      // They only show which of them was started, and with what script.
      const standIn = `#!/bin/bash
echo "\${0##*/} got <$SCRIPT>, and the additional secret: \${EXTRA_SECRET:+yes}"
echo "result=from \${0##*/}" >> "$GITHUB_OUTPUT"
`
      for (const name of ["pwsh", "powershell"]) writeFileSync(join(folder, name), standIn, { mode: 0o755 })
      process.env.PATH = [folder, path].join(delimiter)
    })
    afterAll(() => {
      process.env.PATH = path
      rmSync(folder, { recursive: true })
    })

    test.each([
      ["pwsh", "pwsh"],
      ["PWSH", "pwsh"],
      [" Pwsh\n", "pwsh"],
      ["powershell", "powershell"],
      ["\r\nPowerShell ", "powershell"],
    ])("written as %j is started by %s, and its result reaches the next job", async (shell, program) => {
      const { succeeded, log } = await call(shell, "Get-Date")
      expect(log.match(/\w+ got <.*/g)).toEqual([`${program} got <Get-Date>, and the additional secret: yes`])
      expect(log).toContain(`the result is <from ${program}>`)
      expect(succeeded).toBe(true)
    })
  })
})

test("a rotated refresh token is written back to its environment, and the result still arrives", async () => {
  const { wallis, close } = await startAuthorizationServer({ refreshTokens: "single-use" })
  const secret = "DEVPORTAL_REFRESH_TOKEN"
  const github = await gitHubApi({
    repository: repositoryName,
    environment: "portal",
    tokens: { ghs_installation: appToken },
  })
  github.store("environment", secret, { value: wallis.refreshToken })
  const api = await startFaultServer([], { handler: github.handler })
  closing.push(close, api.close)
  const stored = () => github.stored("environment", secret)!.value

  for (const _ of ["first", "second"]) {
    const before = stored()
    const { succeeded, log } = await runner.run(
      readFileSync("systems/workflows/called-rotating.yml", "utf8"),
      {
        secrets: {
          DEVPORTAL_CLIENT_SECRET: wallis.clientSecret,
          DEVPORTAL_REFRESH_TOKEN: before,
          DEVPORTAL_ROTATION_TOKEN: "ghs_installation",
        },
        vars: { TOKEN_ENDPOINT: wallis.tokenEndpoint, CLIENT_ID: wallis.clientId },
        env: { GITHUB_API_URL: api.url("") },
      },
    )
    expect(log).toContain("the result is <ey>")
    expect(succeeded).toBe(true)
    expect(stored()).not.toBe(before)
    for (const value of [wallis.clientSecret, before, stored()]) expect(log).not.toContain(value)
    expect(log).not.toMatch(/eyJ|ZXlK/)
  }
})

test("a secret that the caller did not pass is explained, and the script is not run", async () => {
  const { succeeded, log } = await call("bash", "echo begun", { secrets: { EXTRA_SECRET: extraSecret } })
  expect(log).toContain('"client-secret" is empty')
  expect(log).toContain("A called workflow gets only the secrets that the calling job passes to it.")
  expect(log).not.toMatch(/\| begun$/m)
  expect(succeeded).toBe(false)
})

test("GitHub's ID token is refused, since this workflow cannot have one, and the message names the alternative", async () => {
  const secretless = caller.replace("audience:", "client-authentication: github_id_token\n      audience:")
  const { succeeded, log } = await runner.run(secretless, { vars: { ...vars, SCRIPT: "echo begun" } })
  expect(log).toContain("Use the action itself, in a job of your own")
  expect(log).not.toContain("Get an access token")
  expect(succeeded).toBe(false)
})

test("an empty secret in a fork's pull request is explained by the fork", async () => {
  const head = { ref: "patch", repo: { full_name: "stranger/octo-repo", fork: true } }
  const base = { ref: "main", repo: { full_name: "octo-org/octo-repo" } }
  const { log } = await runner.run(caller.replace("push:\n    branches: [main]", "pull_request:"), {
    event: "pull_request",
    payload: { pull_request: { head, base } },
    vars: { ...vars, SCRIPT_SHELL: "bash", SCRIPT: "true" },
  })
  expect(log).toContain("a pull request from a fork")
})
