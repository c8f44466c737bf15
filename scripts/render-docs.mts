// Takes screenshots of the README and of every page of docs/, as wide as on a desktop and as narrow as on a phone, and
// reports what is cut off. Needs `chromium` and `cmark-gfm`; with the path of mermaid.min.js in MERMAID, diagrams too.
//
//   node scripts/render-docs.mts FOLDER [PAGE…]
import { execFileSync, spawn } from "node:child_process"
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join, resolve } from "node:path"
import { pathToFileURL } from "node:url"

const [folder = "/tmp/pages", ...named] = process.argv.slice(2)
const pages = named.length
  ? named
  : ["README.md", "CONTRIBUTING.md", "SECURITY.md", ...readdirSync("docs").map((name) => `docs/${name}`)]
const widths = { wide: 1200, narrow: 400 }
/** Of one picture; a longer page becomes several. */
const height = 2400

/** About what GitHub's own pages look like. */
const style = `
  body { margin: 0 auto; max-width: 880px; padding: 16px; font: 16px/1.5 "Liberation Sans", sans-serif; color: #1f2328; overflow-wrap: break-word }
  pre { background: #f6f8fa; padding: 16px; overflow: auto; border-radius: 6px; line-height: 1.45 }
  code, pre { font-family: "DejaVu Sans Mono", monospace; font-size: 13.6px }
  :not(pre) > code { background: #818b981f; padding: .2em .4em; border-radius: 6px; white-space: break-spaces }
  table { display: block; width: max-content; max-width: 100%; overflow: auto; border-collapse: collapse }
  th, td { border: 1px solid #d1d9e0; padding: 6px 13px; text-align: left }
  h1, h2 { border-bottom: 1px solid #d1d9e0b3; padding-bottom: .3em }
  a { color: #0969da; text-decoration: none }
  .mermaid { text-align: center; background: none }`

function html(page: string): string {
  const extensions = ["table", "autolink", "strikethrough", "tasklist"].flatMap((name) => ["-e", name])
  const body = execFileSync("cmark-gfm", ["--unsafe", ...extensions, page], { encoding: "utf8" })
  const diagrams = body.replace(
    /<pre><code class="language-mermaid">([\s\S]*?)<\/code><\/pre>/g,
    '<pre class="mermaid">$1</pre>',
  )
  const mermaid = process.env.MERMAID
    ? `<script src="${pathToFileURL(resolve(process.env.MERMAID)).href}"></script><script>mermaid.initialize({ startOnLoad: true })</script>`
    : ""
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>${diagrams}${mermaid}`
}

/** What is wider than its box: tables and code that have to be scrolled, and diagrams with a text too small to read. */
const FINDINGS = `JSON.stringify([...document.querySelectorAll("table, pre:not(.mermaid)")]
  .filter((box) => box.scrollWidth > box.clientWidth + 1)
  .map((box) => box.tagName.toLowerCase() + " " + box.scrollWidth + "/" + box.clientWidth + ": " + box.innerText.trim().slice(0, 60).replaceAll("\\n", " "))
  .concat([...document.querySelectorAll(".mermaid svg")].map((svg) => [svg, svg.getBoundingClientRect().width / svg.viewBox.baseVal.width])
    .filter(([, scale]) => scale < 0.6).map(([, scale]) => "diagram at " + Math.round(scale * 100) + " %")))`

const scratch = mkdtempSync(join(tmpdir(), "render-"))
const browser = spawn("chromium", [
  "--headless=new",
  "--no-sandbox",
  "--remote-debugging-port=0",
  `--user-data-dir=${scratch}`,
  "about:blank",
])
try {
  const { call, loaded } = await connect()
  mkdirSync(folder, { recursive: true })
  for (const page of pages) {
    const file = join(scratch, "page.html")
    writeFileSync(file, html(page))
    for (const [name, width] of Object.entries(widths)) {
      await call("Emulation.setDeviceMetricsOverride", {
        width,
        height: 800,
        deviceScaleFactor: 1,
        mobile: false,
      })
      const done = loaded()
      await call("Page.navigate", { url: pathToFileURL(file).href })
      await done
      await new Promise((drawn) =>
        setTimeout(drawn, readFileSync(page, "utf8").includes("```mermaid") ? 1500 : 100),
      )
      const { result } = await call("Runtime.evaluate", { expression: FINDINGS })
      for (const finding of JSON.parse(result.value)) console.log(`${page} ${name}: ${finding}`)
      const { cssContentSize } = await call("Page.getLayoutMetrics", {})
      for (let top = 0, part = 1; top < cssContentSize.height; top += height, part++) {
        const clip = { x: 0, y: top, width, height: Math.min(height, cssContentSize.height - top), scale: 1 }
        const { data } = await call("Page.captureScreenshot", { clip, captureBeyondViewport: true })
        writeFileSync(
          join(folder, `${basename(page, ".md")}-${name}-${part}.png`),
          Buffer.from(data, "base64"),
        )
      }
    }
  }
} finally {
  browser.kill()
  await new Promise((gone) => browser.once("exit", gone))
  rmSync(scratch, { recursive: true, force: true })
}

/** Speaks the DevTools protocol with the browser's first page. */
async function connect() {
  const address = await new Promise<string>((found) => {
    let printed = ""
    browser.stderr.on("data", (chunk) => {
      printed += chunk
      const [, host] = /DevTools listening on ws:\/\/([^/]+)/.exec(printed) ?? []
      if (host) found(host)
    })
  })
  const targets = (await (await fetch(`http://${address}/json`)).json()) as {
    type: string
    webSocketDebuggerUrl: string
  }[]
  const socket = new WebSocket(targets.find(({ type }) => type === "page")!.webSocketDebuggerUrl)
  await new Promise((open) => socket.addEventListener("open", open))
  // biome-ignore lint/suspicious/noExplicitAny: the answers of the protocol
  const waiting = new Map<number, (result: any) => void>()
  const events = new Map<string, () => void>()
  socket.addEventListener("message", ({ data }) => {
    const { id, method, result } = JSON.parse(String(data))
    if (id) waiting.get(id)?.(result)
    else events.get(method)?.()
  })
  let count = 0
  // biome-ignore lint/suspicious/noExplicitAny: the answers of the protocol
  const call = (method: string, params: object): Promise<any> =>
    new Promise((answered) => {
      waiting.set(++count, answered)
      socket.send(JSON.stringify({ id: count, method, params }))
    })
  const loaded = () => new Promise<void>((done) => events.set("Page.loadEventFired", done))
  await call("Page.enable", {})
  return { call, loaded }
}
