// A port to which no connection ever opens: its process never accepts, and its queue is full.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { connect } from "node:net"

const listen = `
  const server = require("node:net").createServer().listen(0, "127.0.0.1", 1, () =>
    process.stdout.write(String(server.address().port), () =>
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)))`

export async function startSilentHost(): Promise<{ port: number; close: () => void }> {
  const child = spawn(process.execPath, ["-e", listen], { stdio: ["ignore", "pipe", "inherit"] })
  const [port] = await once(child.stdout, "data")
  // A backlog of 1 holds two connections; what comes after them is not even refused.
  const waiting = Array.from({ length: 4 }, () => connect(Number(port), "127.0.0.1").on("error", () => {}))
  await Promise.all(waiting.slice(0, 2).map((socket) => once(socket, "connect")))
  return {
    port: Number(port),
    close: () => {
      for (const socket of waiting) socket.destroy()
      child.kill("SIGKILL")
    },
  }
}
