// For comparison: a script without libraries that gets a token over HTTPS, masks it, and writes the same files as the action.
const https = require("node:https")
const { createHash } = require("node:crypto")
const { appendFileSync } = require("node:fs")

const { ENDPOINT, CLIENT_ID, CLIENT_SECRET, AUDIENCE } = process.env
const { GITHUB_OUTPUT, GITHUB_ENV, GITHUB_STATE, GITHUB_STEP_SUMMARY } = process.env

const base64 = (text) => Buffer.from(text).toString("base64")
const mask = (secret) => {
  for (const form of [secret, base64(secret), base64(`${secret}\n`)]) console.log(`::add-mask::${form}`)
}

mask(CLIENT_SECRET)
mask(base64(`${CLIENT_ID}:${CLIENT_SECRET}`))
console.log(`Requesting a token from ${ENDPOINT} as ${CLIENT_ID}`)
const form = new URLSearchParams({
  client_id: CLIENT_ID,
  client_secret: CLIENT_SECRET,
  grant_type: "client_credentials",
  audience: AUDIENCE,
})
const headers = { "content-type": "application/x-www-form-urlencoded", accept: "application/json" }
const request = https.request(
  ENDPOINT,
  { method: "POST", headers, signal: AbortSignal.timeout(10_000) },
  (response) => {
    let body = ""
    response.on("data", (chunk) => {
      body += chunk
    })
    response.on("end", () => {
      const { access_token: token, token_type: type, expires_in: expiresIn } = JSON.parse(body)
      mask(token)
      const expiresAt = new Date(Date.now() + expiresIn * 1000).toISOString()
      const outputs = {
        "access-token": token,
        "token-type": type,
        authorization: `Bearer ${token}`,
        "expires-in": expiresIn,
        "expires-at": expiresAt,
        scope: "",
        "refresh-token": "",
        rotated: false,
        subject: "",
        "token-issuer": "",
        "token-audience": "",
        "token-sha256": createHash("sha256").update(token).digest("hex"),
      }
      const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`)
      appendFileSync(GITHUB_OUTPUT, lines.join(""))
      appendFileSync(GITHUB_ENV, `DEVPORTAL_ACCESS_TOKEN=${token}\n`)
      appendFileSync(GITHUB_STATE, `access-token=${token}\nexpires-at=${expiresAt}\n`)
      appendFileSync(
        GITHUB_STEP_SUMMARY,
        `Access token of ${CLIENT_ID} from ${ENDPOINT} until ${expiresAt}\n`,
      )
      console.log(`Got a token until ${expiresAt}`)
    })
  },
)
request.end(form.toString())
