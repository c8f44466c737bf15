// Only for jest: compiles our TypeScript, and the ESM-only @actions packages, to the CommonJS that jest runs.

/** Has the plugin below turn import() into require() too: all that @babel/plugin-transform-dynamic-import does. */
const dynamicImports = {
  pre() {
    this.file.set("@babel/plugin-proposal-dynamic-import", "7.22.11")
  },
}

module.exports = {
  // allExtensions, because this preset by itself leaves .mts alone.
  overrides: [
    {
      test: /\.m?ts$/,
      presets: [["@babel/preset-typescript", { allExtensions: true, allowDeclareFields: true }]],
    },
  ],
  plugins: [dynamicImports, "@babel/plugin-transform-modules-commonjs"],
}
