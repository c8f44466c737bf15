// Makes a fresh checkout ready for `npm start` and `npm test`: installs when the lockfile is newer than
// node_modules, builds when dist is missing. Plain CommonJS, because it must run on any version of Node.
const { execSync } = require("node:child_process")
const { existsSync, statSync } = require("node:fs")

const run = (command) => execSync(command, { stdio: ["ignore", "inherit", "inherit"] })
const installed = "node_modules/.package-lock.json"

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync("package-lock.json").mtimeMs) {
  run("npm ci --no-fund --no-audit --loglevel=error")
}
if (!existsSync("dist/main.js")) run("npm run --silent build")
