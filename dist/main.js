require("./index.js").main()
