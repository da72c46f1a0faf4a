/**
 * Checks pages of fifty room sessions beside plain ajv, which parses and validates the same texts.
 *
 * Ajv looks at the schema alone; the check also at path, parameters, credentials, headers, repeated names and undocumented
 * properties. Rounds take turns; medians of them are shown, and of their ratios. CPU time counts what the machine's other
 * work does not disturb, and includes the threads that compile and collect garbage. Run with `npm run bench:contract`, which compiles
 * it before, as a user's code is.
 */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'
import { createChecker, type Interaction, loadDocument } from '../src/contract/index.js'
import { createSandbox } from '../src/sandbox/index.js'

const path = 'openapi/room-sessions.yaml'
const warmUps = 20
const rounds = 40

interface Round {
  readonly wallUs: number
  readonly cpuUs: number
}

const document = await loadDocument(path)
const interactions = await readPages()
const texts = interactions.map(({ response }) => response.body ?? '')
const checker = createChecker(document)
const validate = compileByAjv({ formats: false })
const validateFormats = compileByAjv({ formats: true })

const contenders: Readonly<Record<string, () => boolean>> = {
  'JSON.parse': () => texts.every((text) => JSON.parse(text) !== null),
  ajv: () => texts.every((text) => validate(JSON.parse(text))),
  'ajv + ajv-formats': () => texts.every((text) => validateFormats(JSON.parse(text))),
  check: () => interactions.every((interaction) => checker.check(interaction).findings.length === 0),
}

const measured = new Map(Object.keys(contenders).map((name): [string, Round[]] => [name, []]))
for (let round = 0; round < warmUps + rounds; round++)
  for (const [name, run] of Object.entries(contenders)) {
    const result = measure(name, run)
    if (round >= warmUps) measured.get(name)?.push(result)
  }

const bytes = texts.reduce((sum, text) => sum + text.length, 0) / texts.length
console.log(`${texts.length} pages of ${Math.round(bytes)} characters, ${rounds} rounds, Node ${process.versions.node}`)
console.table(
  Object.fromEntries(
    [...measured].map(([name, own]) => [
      name,
      {
        'pages/s': Math.round(1e6 / median(own.map(({ wallUs }) => wallUs))),
        'CPU µs/page': Math.round(median(own.map(({ cpuUs }) => cpuUs))),
        ...Object.fromEntries(
          ['ajv', 'ajv + ajv-formats'].map((other) => [`rate ÷ ${other}`, rateBeside(own, measured.get(other) ?? [])]),
        ),
      },
    ]),
  ),
)

/** How many pages are done in the CPU time of one page of the other, round by round. */
function rateBeside(own: readonly Round[], other: readonly Round[]): number {
  return Number(median(own.map(({ cpuUs }, round) => (other[round]?.cpuUs ?? Number.NaN) / cpuUs)).toFixed(2))
}

function measure(name: string, run: () => boolean): Round {
  const start = performance.now()
  const before = process.cpuUsage()
  if (!run()) throw new Error(`${name} does not accept the pages`)
  const { user, system } = process.cpuUsage(before)
  return { wallUs: ((performance.now() - start) * 1000) / texts.length, cpuUs: (user + system) / texts.length }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function compileByAjv({ formats }: { formats: boolean }): (value: unknown) => boolean {
  const operation = document.operations.find(({ operationId }) => operationId === 'list_room_sessions')
  if (!operation) throw new Error(`${path} has no operation list_room_sessions`)
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: formats })
  if (formats) addFormats.default(ajv)
  ajv.addSchema(parse(readFileSync(path, 'utf8')), 'document')
  const run = ajv.compile({
    $ref: `document#${operation.node.pointer}/responses/200/content/application~1json/schema`,
  })
  return (value) => run(value) === true
}

/** All pages of a sandbox, with the requests that they answer. */
async function readPages(): Promise<Interaction[]> {
  const sandbox = createSandbox({ sessions: 5000 })
  const { projectId, apiToken } = sandbox.credentials
  const headers = { authorization: `Basic ${btoa(`${projectId}:${apiToken}`)}` }
  const pages: Interaction[] = []
  let url: string | undefined = 'https://example.signalwire.com/api/video/room_sessions?page_size=50'
  while (url !== undefined) {
    const response: Response = await sandbox.fetch(new Request(url, { headers }))
    const body = await response.text()
    pages.push({
      request: { method: 'GET', url, headers: Object.entries(headers) },
      response: { status: response.status, headers: [...response.headers], body },
    })
    url = JSON.parse(body).links.next
  }
  await sandbox.close()
  return pages
}
