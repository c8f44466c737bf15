// The yardstick: the least a careful script can do to get a token over HTTPS, mask it and hand it on.
const https = require("node:https")
const { appendFileSync } = require("node:fs")

const { ENDPOINT, CLIENT_ID, CLIENT_SECRET, AUDIENCE, GITHUB_OUTPUT, GITHUB_ENV } = process.env
console.log(`::add-mask::${CLIENT_SECRET}`)
const form = new URLSearchParams({
  client_id: CLIENT_ID,
  client_secret: CLIENT_SECRET,
  grant_type: "client_credentials",
  audience: AUDIENCE,
})
const headers = { "content-type": "application/x-www-form-urlencoded", accept: "application/json" }
const request = https.request(ENDPOINT, { method: "POST", headers }, (response) => {
  let body = ""
  response.on("data", (chunk) => {
    body += chunk
  })
  response.on("end", () => {
    const { access_token: token, expires_in: expiresIn } = JSON.parse(body)
    console.log(`::add-mask::${token}`)
    appendFileSync(GITHUB_OUTPUT, `access-token=${token}\nexpires-in=${expiresIn}\n`)
    appendFileSync(GITHUB_ENV, `DEVPORTAL_ACCESS_TOKEN=${token}\n`)
  })
})
request.end(form.toString())
