// Preloaded into the action. Writes to the file named by LOADING which files and which of Node's own modules were loaded.
const { writeFileSync } = require("node:fs")

process.on("exit", () => {
  const node = process.moduleLoadList.map((entry) => entry.split(" ")[1])
  writeFileSync(process.env.LOADING, JSON.stringify({ files: Object.keys(require.cache), node }))
})
