// The reusable workflow has the action's inputs, with the same names and defaults, and its page names them. It never
// succeeds without having run the script.
import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import yaml from "js-yaml"

type Declared = Record<string, { default?: unknown }>

const read = (path: string) => readFileSync(path, "utf8")
const { inputs: ofAction } = yaml.load(read("action.yml")) as { inputs: Declared }
const workflow = yaml.load(read(".github/workflows/with-token.yml")) as {
  on: { workflow_call: { inputs: Declared; secrets: Declared } }
  jobs: Record<string, { steps: { id?: string; with?: Record<string, string>; run?: string }[] }>
}
const { inputs, secrets } = workflow.on.workflow_call
const declared = [...Object.keys(inputs), ...Object.keys(secrets)]

/** A called workflow cannot get GitHub's ID token. */
const names = Object.keys(ofAction).filter((name) => name !== "id-token-audience")

test.each(names)("the workflow has %s and passes it on", (name) => {
  expect(declared).toContain(name)
  if (name in inputs) expect(`${inputs[name]?.default ?? ""}`).toBe(`${ofAction[name]?.default ?? ""}`)
  for (const { steps } of Object.values(workflow.jobs))
    expect(steps.find(({ id }) => id === "token")?.with?.[name]).toMatch(
      new RegExp(`^\\$\\{\\{ (inputs|secrets)\\.${name}\\b`),
    )
})

test("the page about it names every input and secret", () => {
  const page = read("docs/reusable-workflow.md")
  expect(declared.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
})

describe("a call", () => {
  const { steps } = workflow.jobs.script!
  const step = (id: string) => steps.find((candidate) => candidate.id === id)?.run ?? ""

  // Windows has another bash before this one on its path.
  const bash = process.platform === "win32" ? "C:/Program Files/Git/bin/bash.exe" : "bash"

  let scratch: string
  beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), "with-token-"))
  })
  afterAll(() => rmSync(scratch, { recursive: true }))

  /** Runs a step as GitHub does, with standard input at its end. */
  function runStep(id: string, env: Record<string, string>) {
    const [file, output] = [join(scratch, "step.sh"), join(scratch, "output")]
    writeFileSync(file, step(id))
    rmSync(output, { force: true })
    const { status, stdout, stderr } = spawnSync(bash, ["--noprofile", "--norc", "-eo", "pipefail", file], {
      env: { ...process.env, RUNNER_TEMP: scratch, GITHUB_OUTPUT: output, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      encoding: "utf8",
    })
    return { status, log: stdout + stderr, output: existsSync(output) ? readFileSync(output, "utf8") : "" }
  }

  const check = (shell: string, script: string) => runStep("shell", { SCRIPT: script, SCRIPT_SHELL: shell })

  function call(shell: string, script: string) {
    const checked = check(shell, script)
    if (checked.status !== 0) return checked
    const [, command = ""] = /^command=(.*)\n$/.exec(checked.output) ?? []
    return runStep("script", { SCRIPT: script, SCRIPT_COMMAND: command })
  }

  const inBash = 'echo "begun in $0" && [ -z "${SCRIPT+x}${SCRIPT_COMMAND+x}" ] && shopt -o pipefail'
  const inSh = 'set +u; echo "begun in $0"; case $- in *e*) ;; *) exit 1; esac'
  const inNode = 'console.log("begun in", __filename, process.argv.length)'

  test.each([
    ["bash", inBash],
    ["Bash", inBash],
    ["BASH", inBash],
    ["  bash\t", inBash],
    ["\nbash", inBash],
    ["bash\r\n", inBash],
    ["sh", inSh],
    ["Sh\n", inSh],
    ["node {0}", inNode],
    ["\nnode {0}", inNode],
    ["\r\n\tnode {0}\r\n", inNode],
    ["node\t{0}", inNode],
    ["node   --no-warnings  {0}  -  -s", inNode],
    ["node --require={0} --print 0", inNode],
    ["env FILE={0} bash -eo pipefail {0} {0}", `${inBash} && [ "$FILE" = "$0" ] && [ "$1" = "$0" ]`],
  ])("with the shell %j runs the script", (shell, script) => {
    const { status, log } = call(shell, script)
    expect(log).toMatch(/^begun in .*script\.\w{6}\b/m)
    expect(log).not.toContain("::error::")
    expect(status).toBe(0)
  })

  test.each([
    ["", "is not known"],
    [" \t", "is not known"],
    ["\n\r\n", "is not known"],
    ["zsh", "is not known"],
    ["cmd", "is not known"],
    ["bash,sh", "is not known"],
    ["bash -e", "is not known"],
    ["bash\u00a0", "is not known"],
    ["node {1}", "is not known"],
    ["node { 0 }", "is not known"],
    ["{0}", "names no program"],
    ["  {0}\n", "names no program"],
    ["./{0}", "names no program"],
    ["node\n{0}", "has more than one line"],
    ["true\nnode {0}", "has more than one line"],
    ["bash\r{0}", "has more than one line"],
    ["\nbash\n\nnode {0}\n", "has more than one line"],
    // The shell does not remove these quotes, so the program would evaluate a text constant, and succeed.
    [`node --eval "require('{0}')"`, "contains quotation marks"],
    [`python -c 'exec(open("{0}").read())'`, "contains quotation marks"],
    ["node --eval '{0}'", "contains quotation marks"],
    ["node --eval `{0}`", "contains quotation marks"],
    // These ignore the file.
    ["bash -s {0}", "from its standard input"],
    ["Bash -es {0}", "from its standard input"],
    ["/bin/sh -e -s {0}", "from its standard input"],
    ["env bash --norc -s -- {0}", "from its standard input"],
    ["python - {0}", "from its standard input"],
    ["node --no-warnings - --file={0}", "from its standard input"],
    ["cmd {0}", "cannot run the file"],
    ["CMD.exe /c {0}", "cannot run the file"],
    ["pwsh -File {0}", "cannot run the file"],
    ["powershell -NoProfile {0}", "cannot run the file"],
  ])("with the shell %j is refused before a token is requested", (shell, reason) => {
    const { status, log, output } = check(shell, "echo begun")
    expect(log).toMatch(/^::error::[^\n]*\n$/)
    expect(log).toContain(reason)
    expect(log).toContain('or a command with {0} in place of the file, such as "node {0}".')
    expect({ status, output }).toEqual({ status: 1, output: "" })
    const ids = steps.map(({ id }) => id)
    expect(ids.indexOf("shell")).toBeLessThan(ids.indexOf("token"))
  })

  test.each(["", " ", "\t", "\n\n", "\r\n"])("with the script %j is refused", (script) => {
    const { status, log } = check("bash", script)
    expect(log).toContain('::error::The input "run" is empty')
    expect(status).toBe(1)
  })

  test.each([
    ["no-such-program {0}"],
    ["-a {0} true"],
    ["-c {0}"],
    ["bash -c {0}"],
    ["bash --file={0}"],
    ["node --file={0}"],
    ["node {0}.js"],
    [". {0}"],
    ["A=1 bash {0}"],
    ["$SHELL {0}"],
  ])("with the command %j, which cannot run the file, fails", (shell) => {
    const { status, log } = call(shell, "echo begun")
    expect(log).not.toMatch(/^begun/m)
    expect(status).toBeGreaterThan(0)
  })

  test("without a command fails, because nothing was run", () => {
    expect(runStep("script", { SCRIPT: "echo begun", SCRIPT_COMMAND: "" })).toMatchObject({ status: 1 })
  })

  test("ends although the script reads from standard input, and so does a shell that it starts", () => {
    const { status, log } = call("bash", "echo begun; cat; bash; read -r line || echo ended")
    expect(log).toBe("begun\nended\n")
    expect(status).toBe(0)
  })

  test.each(["bash", "BASH\n", "sh", "node {0}"])("in %j fails if the script fails", (shell) => {
    const { status } = call(shell, shell.startsWith("node") ? "process.exit(3)" : "(exit 3)\ntrue")
    expect(status).toBe(3)
  })

  test.each(["pwsh", "PowerShell"])("in %s is left to that program, in any case", (shell) => {
    expect(check(` ${shell}\n`, "Get-Date")).toMatchObject({ status: 0, output: `command=${shell}\n` })
  })

  test("that needs an ID token is refused, and the message names the alternative", () => {
    const { run = "" } = steps[0]!
    expect(run).toContain(
      "::error::This workflow has no ID token: it would have to declare id-token: write, and then every caller would have to grant it. Use the action itself, in a job of your own with that permission: see https://github.com/org/devportal-token-action/blob/v1/docs/secretless.md#in-a-called-workflow.",
    )
  })
})
