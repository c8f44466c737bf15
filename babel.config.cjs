// Only for jest: compiles our TypeScript, and the ESM-only @actions packages, to the CommonJS that jest runs.
module.exports = {
  // allExtensions, because this preset by itself leaves .mts alone.
  overrides: [
    {
      test: /\.m?ts$/,
      presets: [["@babel/preset-typescript", { allExtensions: true, allowDeclareFields: true }]],
    },
  ],
  plugins: ["@babel/plugin-transform-modules-commonjs"],
}
