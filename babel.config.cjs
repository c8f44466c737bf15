// Only for jest: compiles our TypeScript, and the ESM-only @actions packages, to the CommonJS that jest runs.
module.exports = {
  presets: [["@babel/preset-typescript", { allowDeclareFields: true, rewriteImportExtensions: false }]],
  plugins: ["@babel/plugin-transform-modules-commonjs"],
}
