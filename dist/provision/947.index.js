module.exports = require("../947.index.js")
