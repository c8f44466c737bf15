// Texts that try to be more than text where they are shown: in a log, an annotation, a summary, a file.
import { token } from "../portal/model.mts"

export const hostileTexts: Record<string, string> = {
  "a runner command": "x\n::error title=taken over::by the portal\n::set-output name=changed::no",
  "a runner command after a carriage return": "x\r::stop-commands::over\r\n  ::add-mask::Charging",
  "commands of the older syntax": "x ##[error]by the portal ##[add-mask]Charging ##[command]rm -rf /",
  "a command in the name of a field": "::warning file=portal.yml,line=1::x",
  markup: '</code></pre><script>alert(1)</script><img src=x onerror="alert(1)"><a href="//e.example">x</a>',
  markdown:
    "\n\n# Title\n[x](https://e.example) **b** ![i](https://e.example/i.png) | a | `c` ~~~ @octocat #1",
  "escape sequences":
    "\u001b[2J\u001b[31mred\u001b]8;;https://e.example\u0007link\u001b]8;;\u001b\\\u009b1A\u001bc\b\u007f",
  "text that runs backwards, and what cannot be seen":
    "\u202etxt.exe\u2066a\u2069\u200b\u00ad\ufeff\u{e0041}",
  "other line ends": "x\u2028::error::y\u2029::error::z\u0085::error::w\u000b\u000c::error::v",
  "no characters at all": "\u0000\u0001\ud800x\udfff",
  "an expression": "${{ secrets.GITHUB_TOKEN }} $(id) `id` %0A::error::x %250A",
  "a megabyte": `${"long ".repeat(200_000)}\n::error::end`,
  "the token": `you sent ${token}, in base64 ${Buffer.from(token).toString("base64")}`,
  "a token of somebody else": `eyJhbGciOiJIUzI1NiJ9.${Buffer.from('{"sub":"x"}').toString("base64url")}.c2ln`,
}
