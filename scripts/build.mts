// Builds dist/ from src/: tsc checks and emits the modules, ncc bundles each entry with the licenses of all it holds.
import { execFileSync } from "node:child_process"
import { existsSync, rmSync } from "node:fs"

const bin = (tool: string, ...args: string[]) =>
  execFileSync(process.execPath, [tool, ...args], { stdio: ["ignore", "ignore", "inherit"] })

rmSync("build", { recursive: true, force: true })
rmSync("dist", { recursive: true, force: true })
execFileSync("tsc", ["-p", "tsconfig.json"], { stdio: "inherit", shell: process.platform === "win32" })
for (const entry of ["main", "post"].filter((name) => existsSync(`build/${name}.js`))) {
  bin("node_modules/@vercel/ncc/dist/ncc/cli.js", "build", `build/${entry}.js`, "-o", `dist/${entry}`, "--license", "licenses.txt")
}
