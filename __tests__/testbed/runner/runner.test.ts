import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, describe, expect, test } from "@jest/globals"
import { type RunOptions, runAction, runPost } from "./runner.mts"

const folders: string[] = []
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))))

async function fakeAction(main: string, post = ""): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "action-"))
  folders.push(folder)
  await writeFile(
    join(folder, "action.yml"),
    `name: fake
inputs:
  client-id:
    description: no default
  env name:
    default: TOKEN
  timeout:
    default: 10
runs:
  using: node24
  main: main.cjs
  post: post.cjs
`,
  )
  const prelude = 'const { appendFileSync, writeFileSync } = require("node:fs"); const { env } = process;\n'
  await writeFile(join(folder, "main.cjs"), prelude + main)
  await writeFile(join(folder, "post.cjs"), prelude + post)
  return folder
}

const run = async (main: string, options: RunOptions = {}) =>
  runAction({ action: await fakeAction(main), ...options })

/** The variables that the action saw. */
const environment = async (options: RunOptions = {}) =>
  JSON.parse((await run("console.log(JSON.stringify(env))", options)).stdout)

describe("environment", () => {
  test("every declared input is set, with dashes in its name, and to its default if it is not given", async () =>
    expect(await environment({ inputs: { "client-id": "portal" } })).toMatchObject({
      "INPUT_CLIENT-ID": "portal",
      INPUT_ENV_NAME: "TOKEN",
      INPUT_TIMEOUT: "10",
    }))

  test("an input without a default is set to an empty text", async () =>
    expect(await environment()).toHaveProperty("INPUT_CLIENT-ID", ""))

  test("an input that is not declared causes a warning", async () => {
    const { annotations } = await run("", { inputs: { "clientid ": "portal" } })
    expect(annotations.warning).toEqual(["Unexpected input(s) 'clientid '"])
  })

  test("of the machine's own environment only PATH is passed on", async () => {
    process.env.HTTPS_PROXY = "http://proxy.example"
    const variables = await environment()
    delete process.env.HTTPS_PROXY
    expect(variables).toMatchObject({ PATH: process.env.PATH, CI: "true" })
    expect(variables).not.toHaveProperty("HTTPS_PROXY")
    expect(variables.HOME).not.toBe(process.env.HOME)
  })

  test("the caller's variables replace the runner's", async () =>
    expect(await environment({ env: { GITHUB_REPOSITORY: "a/b", NO_PROXY: "c" } })).toMatchObject({
      GITHUB_REPOSITORY: "a/b",
      NO_PROXY: "c",
    }))

  test("RUNNER_DEBUG is set only when debugging", async () => {
    expect(await environment()).not.toHaveProperty("RUNNER_DEBUG")
    expect(await environment({ debug: true })).toHaveProperty("RUNNER_DEBUG", "1")
  })

  test("the event is a JSON file", async () => {
    const { stdout } = await run(
      "console.log(env.GITHUB_EVENT_NAME, require(env.GITHUB_EVENT_PATH).number)",
      {
        eventName: "pull_request",
        event: { number: 7 },
      },
    )
    expect(stdout).toBe("pull_request 7\n")
  })
})

describe("process", () => {
  test("the exit code and arguments are reported", async () => {
    const { exitCode, argv } = await run("process.exitCode = 3", { nodeArgs: ["--no-warnings"] })
    expect(exitCode).toBe(3)
    expect(argv).toEqual([process.execPath, "--no-warnings", expect.stringMatching(/main\.cjs$/)])
  })

  test("a signal can be sent after some milliseconds", async () => {
    const main = 'process.on("SIGINT", () => process.exit(5)); setTimeout(() => {}, 20_000)'
    const { exitCode, durationMs } = await run(main, { signal: { name: "SIGINT", when: 2000 } })
    expect(exitCode).toBe(5)
    expect(durationMs).toBeLessThan(15_000)
  })

  test("a signal can be sent when a promise is fulfilled, and ends an action that does not handle it", async () => {
    const signal = { name: "SIGTERM", when: Promise.resolve() } as const
    expect((await run("setTimeout(() => {}, 20_000)", { signal })).exitCode).toBeNull()
  })

  test("files that are left in RUNNER_TEMP and the workspace are reported", async () => {
    const { files } = await run(
      'writeFileSync(env.RUNNER_TEMP + "/key.pem", "a"); writeFileSync("here", "b")',
    )
    expect(files).toEqual({ "key.pem": "a", here: "b" })
  })
})

describe("log", () => {
  const log = async (printed: string, options?: RunOptions) =>
    (await run(`process.stdout.write(${JSON.stringify(printed)})`, options)).log

  test.each<[what: string, printed: string, shown: string]>([
    ["plain lines are shown", "one\ntwo\n", "one\ntwo"],
    ["a last line without a line break is shown", "one\ntwo", "one\ntwo"],
    ["CR and CR LF end a line too", "one\rtwo\r\nthree", "one\ntwo\nthree"],
    ["a mask applies to later lines only", "abcd\n::add-mask::abcd\nabcd", "abcd\n***"],
    ["a mask is unescaped", "::add-mask::a%25b%0Acd\na%b cd", "*** ***"],
    [
      "an empty mask causes a warning",
      "::add-mask::",
      "##[warning]Can't add secret mask for empty string in ##[add-mask] command.",
    ],
    ["blanks before a command are ignored", "  ::error::no", "##[error]no"],
    ["a command in the middle of a line is text", "x ::error::no", "x ::error::no"],
    ["a command in the old syntax counts anywhere in a line", "x ##[add-mask]abcd\nabcd", "***"],
    ["an unknown command is text", "::unknown::x", "::unknown::x"],
    ["letter case does not matter", "::ADD-Mask::abcd\nabcd", "***"],
    ["annotations are shown", "::warning title=T::a\n::notice::b", "##[warning]a\n##[notice]b"],
    ["line breaks of an annotation are shown", "::error::a%0Ab", "##[error]a\nb"],
    ["groups are shown", "::group::G\n::endgroup::", "##[group]G\n##[endgroup]"],
    ["debug lines are hidden", "::debug::d", ""],
    [
      "stopped commands are text",
      "::stop-commands::t1\n::error::e\n::t1::\n::notice::n",
      "::stop-commands::t1\n::error::e\n::t1::\n##[notice]n",
    ],
    [
      "a stop token can't be a command",
      "::stop-commands::error\n::notice::n",
      "##[error]Unable to process command '::stop-commands::error' successfully.\n##[notice]n",
    ],
    [
      "commands are echoed after ::echo::on",
      "::echo::on\n::group::G\n::add-mask::abcd",
      "::group::G\n##[group]G\n::add-mask::***",
    ],
    [
      "set-env is refused",
      "::set-env name=A::b",
      "##[error]Unable to process command '::set-env name=A::b' successfully.",
    ],
    [
      "set-output without a name is refused",
      "::set-output::b",
      "##[error]Unable to process command '::set-output::b' successfully.",
    ],
  ])("%s", async (_what, printed, shown) => expect(await log(printed)).toBe(shown))

  test("debug lines are shown when debugging", async () =>
    expect(await log("::debug::one%0Atwo", { debug: true })).toBe("##[debug]one\n##[debug]two"))

  test("known secrets are masked from the start", async () =>
    expect(await log("abcd", { secrets: [" abcd"] })).toBe("***"))

  test("stderr is shown, and its commands are executed", async () => {
    const { log, stderr } = await run('console.error("::add-mask::abcd\\nabcd")')
    expect(log).toBe("***")
    expect(stderr).toBe("::add-mask::abcd\nabcd\n")
  })

  test("annotations and commands are listed", async () => {
    const { annotations, commands } = await run(
      'console.log("::add-mask::abcd\\n::error::1 abcd\\n::notice::2")',
    )
    expect(annotations).toEqual({ error: ["1 ***"], warning: [], notice: ["2"] })
    expect(commands).toEqual(["add-mask", "error", "notice"])
  })

  test("the header shows inputs, masked only when they are known secrets", async () => {
    const inputs = { "client-id": "portal", timeout: "abcd" }
    const { header } = await run("", { inputs, secrets: ["abcd"] })
    expect(header).toBe(
      "##[group]Run fake\nwith:\n  client-id: portal\n  env name: TOKEN\n  timeout: ***\n##[endgroup]",
    )
  })
})

describe("command files", () => {
  const append = (file: string, text: string) =>
    `appendFileSync(env.GITHUB_${file}, ${JSON.stringify(text)});`

  test("set outputs, env, state and path", async () => {
    const result = await run(
      append("OUTPUT", "a=1=2\n\nb<<END\ntwo\nlines\nEND\nc<<E\nE\n") +
        append("ENV", "TOKEN<<X\nt\nX\n") +
        append("STATE", "s=3\n") +
        append("PATH", "/bin\n"),
    )
    expect(result.outputs).toEqual({ a: "1=2", b: "two\nlines", c: "" })
    expect(result.env).toEqual({ TOKEN: "t" })
    expect(result.state).toEqual({ s: "3" })
    expect(result.path).toEqual(["/bin"])
  })

  test("are shown in a debug log, masked", async () => {
    const main = append("OUTPUT", "a<<E\n1\nabcd\nE\n") + append("ENV", "B=2\n") + append("STATE", "c=3\n")
    expect((await run(`console.log("::add-mask::abcd"); ${main}`, { debug: true })).log).toBe(
      "##[debug]B='2'\n##[debug]Save intra-action state c = 3\n##[debug]Set output a = 1\n##[debug]***",
    )
  })

  test.each([
    ["without a delimiter", "a<<E\n1", "Invalid value. Matching delimiter not found 'E'"],
    ["without a value", "a\n", "Invalid format 'a'"],
  ])("%s cause an error", async (_what, text, message) => {
    const { annotations } = await run(append("OUTPUT", text))
    expect(annotations.error).toEqual(["Unable to process file command 'output' successfully.", message])
  })

  test("cannot set NODE_OPTIONS", async () => {
    const { annotations, env } = await run(append("ENV", "NODE_OPTIONS=x\nA=1\n"))
    expect(annotations.error).toEqual([
      "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.",
    ])
    expect(env).toEqual({ A: "1" })
  })

  test("for the summary are masked line by line", async () => {
    const main = `console.log("::add-mask::abcd%0Aefgh"); ${append("STEP_SUMMARY", "abcd\n| efgh |\n")}`
    const { summary, rawSummary } = await run(main)
    expect(summary).toBe("***\n| *** |\n")
    expect(rawSummary).toBe("abcd\n| efgh |\n")
  })
})

describe("post step", () => {
  test("gets state, exported variables, inputs and masks of the main step", async () => {
    const main =
      'console.log("::add-mask::abcd"); appendFileSync(env.GITHUB_STATE, "id=1\\n"); appendFileSync(env.GITHUB_ENV, "TOKEN=abcd\\n")'
    const post = 'console.log(env.STATE_id, env.TOKEN, env["INPUT_CLIENT-ID"]); process.exit(4)'
    const action = await fakeAction(main, post)
    const result = await runPost(await runAction({ action, inputs: { "client-id": "portal" } }))
    expect(result).toMatchObject({ exitCode: 4, log: "1 *** portal", env: { TOKEN: "abcd" } })
    expect(result.header).toContain("env:\n  TOKEN: ***")
  })

  test("can have other options", async () => {
    const action = await fakeAction("", "console.log(env.A)")
    expect((await runPost(await runAction({ action }), { env: { A: "1" } })).log).toBe("1")
  })

  test("must be declared in action.yml", async () => {
    const action = await fakeAction("")
    await writeFile(join(action, "action.yml"), "name: fake\nruns: { using: node24, main: main.cjs }\n")
    await expect(runPost(await runAction({ action }))).rejects.toThrow("action.yml has no runs.post")
  })
})
