// Builds dist/ from src/: tsc checks and emits the modules, ncc bundles them, and the licenses of all bundled packages are collected.
import { execFileSync } from "node:child_process"
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"

const run = (tool: string, ...args: string[]) =>
  execFileSync(process.execPath, [tool, ...args], { stdio: ["ignore", "inherit", "inherit"] })

const manifest = (folder: string) => JSON.parse(readFileSync(`${folder}/package.json`, "utf8"))

/** The packages that a bundle may contain: our dependencies and theirs, without the stand-ins of vendor/. */
function bundled(folder: string, found = new Set<string>()): Set<string> {
  for (const name of Object.keys(manifest(folder).dependencies ?? {})) {
    if (found.has(name) || manifest(`node_modules/${name}`).private) continue
    found.add(name)
    bundled(`node_modules/${name}`, found)
  }
  return found
}

/** The licence text of a package. ncc's own list leaves out every module that was merged into another. */
function licenseOf(name: string): string {
  const folder = `node_modules/${name}`
  const { name: published, version, license } = manifest(folder)
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  const text = file
    ? readFileSync(`${folder}/${file}`, "utf8").replaceAll("\r\n", "\n").trim()
    : "(no license file)"
  return `${published} ${version} (${license})\n\n${text}\n`
}

rmSync("build", { recursive: true, force: true })
run("node_modules/typescript/bin/tsc", "-p", "tsconfig.json")
// No module of the toolkit has side effects, but its package.json does not say so. When it does, the bundler leaves out
// what is not used: the summary, OIDC and platform modules, and @actions/exec, which only the last one needs.
const toolkit = "build/node_modules/@actions/core"
cpSync("node_modules/@actions/core", toolkit, { recursive: true })
writeFileSync(`${toolkit}/package.json`, JSON.stringify({ ...manifest(toolkit), sideEffects: false }))
const bundle = (entry: string, folder: string) =>
  run("node_modules/@vercel/ncc/dist/ncc/cli.js", "build", entry, "-o", folder, "--quiet")
bundle("build/token/index.js", "build/dist")
bundle("build/provision/index.js", "build/dist/provision")
// The files that the two action.yml name.
for (const [file, step] of [
  ["main", "main"],
  ["post", "post"],
  ["provision/main", "main"],
])
  writeFileSync(`build/dist/${file}.js`, `require("./index.js").${step}()\n`)
const licenses = [...bundled(".")].sort().map(licenseOf)
writeFileSync("build/dist/licenses.txt", licenses.join(`\n${"-".repeat(80)}\n\n`))
// Replaced at the end, so that a failed build leaves the old one.
rmSync("dist", { recursive: true, force: true })
renameSync("build/dist", "dist")
