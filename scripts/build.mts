// Builds dist/ from src/: tsc checks and emits the modules, ncc bundles them, and the licenses of all bundled packages are collected.
import { execFileSync } from "node:child_process"
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { parseSync } from "@babel/core"

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

/** A copy of a package without its comments, which are half of some. Its code is the same, byte for byte. */
function copyPackage(name: string): void {
  const folder = `build/node_modules/${name}`
  cpSync(`node_modules/${name}`, folder, { recursive: true })
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    if (/\.[cm]?js$/.test(file)) {
      const path = `${folder}/${file}`
      writeFileSync(path, withoutComments(readFileSync(path, "utf8")))
    }
}

function withoutComments(code: string): string {
  const file = parseSync(code, { sourceType: "unambiguous", configFile: false, babelrc: false })
  let shown = ""
  let at = 0
  for (const { start, end, value } of file?.comments ?? []) {
    // This comment tells the bundler which code it may leave out.
    if (/^[@#]__/.test(value.trim())) continue
    const before = /[ \t]*$/.exec(code.slice(at, start!))![0].length
    const after = /^[ \t]*\n/.exec(code.slice(end!))?.[0].length
    const isAlone = after !== undefined && code[start! - before - 1] === "\n"
    shown += code.slice(at, isAlone ? start! - before : start!)
    // In the middle of a line, a comment of several lines ends a statement just as a line break does.
    if (!isAlone) shown += value.includes("\n") ? "\n" : " "
    at = end! + (isAlone ? after : 0)
  }
  return shown + code.slice(at)
}

const equalFiles = (a: string, b: string): boolean => readFileSync(a).equals(readFileSync(b))

rmSync("build", { recursive: true, force: true })
run("node_modules/typescript/bin/tsc", "-p", "tsconfig.json")
for (const name of bundled(".")) copyPackage(name)
// No module of the toolkit has side effects, but its package.json does not say so. When it does, the bundler leaves out
// what is not used: the summary, OIDC and platform modules, and @actions/exec, which only the last one needs.
const toolkit = "build/node_modules/@actions/core"
writeFileSync(`${toolkit}/package.json`, JSON.stringify({ ...manifest(toolkit), sideEffects: false }))
const bundle = (entry: string, folder: string) =>
  run("node_modules/@vercel/ncc/dist/ncc/cli.js", "build", entry, "-o", folder, "--quiet")
bundle("build/token/index.js", "build/dist")
bundle("build/provision/index.js", "build/dist/provision")
// A chunk that is in both bundles is stored only once, since every runner downloads the archive.
for (const name of readdirSync("build/dist/provision"))
  if (existsSync(`build/dist/${name}`) && equalFiles(`build/dist/${name}`, `build/dist/provision/${name}`))
    writeFileSync(`build/dist/provision/${name}`, `module.exports = require("../${name}")\n`)
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
