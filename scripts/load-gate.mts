// Preloaded into each run of scripts/load.mts: delays its first line until all other runs have started too.
import { once } from "node:events"
import { connect } from "node:net"

const gate = connect(Number(process.env.LOAD_GATE), "127.0.0.1")
await once(gate, "data")
gate.destroy()
