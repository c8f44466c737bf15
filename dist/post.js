require("./index.js").post()
