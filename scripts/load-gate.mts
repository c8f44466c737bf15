// Preloaded into each run of scripts/load.mts: holds it before its first line until all others are there too.
import { once } from "node:events"
import { connect } from "node:net"

const gate = connect(Number(process.env.LOAD_GATE), "127.0.0.1")
await once(gate, "data")
gate.destroy()
