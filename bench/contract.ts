/**
 * Checks pages of fifty items beside plain ajv, which parses and validates the same text: rounds in turn, their ratio.
 *
 * Ajv looks at the schema alone; the check also at path, parameters, headers, repeated names and undocumented properties.
 * Run with `npx tsx bench/contract.ts`.
 */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'
import { createChecker, type Interaction, loadDocument } from '../src/contract/index.js'

const path = 'openapi/room-sessions.yaml'
const rounds = 15
const pagesPerRound = 200

const document = await loadDocument(path)
const operation = document.operations.find(({ operationId }) => operationId === 'list_room_sessions')
if (!operation) throw new Error(`${path} has no operation list_room_sessions`)
const page = toPage()
const interaction: Interaction = {
  request: { method: 'GET', url: 'https://example.signalwire.com/api/video/room_sessions?page_size=50', headers: [] },
  response: { status: 200, headers: [['Content-Type', 'application/json']], body: page },
}

const checker = createChecker(document)
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema(parse(readFileSync(path, 'utf8')), 'document')
const validate = ajv.compile({
  $ref: `document#${operation.place.pointer}/responses/200/content/application~1json/schema`,
})

const contenders = {
  ajv: () => validate(JSON.parse(page)),
  check: () => checker.check(interaction).findings.length === 0,
}

for (const run of Object.values(contenders)) if (!run()) throw new Error('The page is not accepted')
const ratios: number[] = []
for (let round = 0; round < rounds; round++) {
  const ajvRate = pagesPerSecond(contenders.ajv)
  const checkRate = pagesPerSecond(contenders.check)
  ratios.push(checkRate / ajvRate)
  console.log(
    `${round + 1}: ajv ${ajvRate.toFixed(0)} pages/s, check ${checkRate.toFixed(0)} pages/s, ratio ${(checkRate / ajvRate).toFixed(2)}`,
  )
}
console.log(
  `median ratio ${ratios.toSorted((a, b) => a - b)[Math.floor(rounds / 2)]?.toFixed(2)} of ${page.length} bytes a page`,
)

function pagesPerSecond(run: () => boolean): number {
  const start = performance.now()
  for (let count = 0; count < pagesPerRound; count++) run()
  return pagesPerRound / ((performance.now() - start) / 1000)
}

function toPage(): string {
  const recording = JSON.parse(readFileSync('test/recordings/documented/list_room_sessions.200.json', 'utf8'))
  const { links, data } = recording[0].response
  return JSON.stringify({
    links,
    data: Array.from({ length: 50 }, (_, index) => ({ ...data[0], name: `meeting ${index}` })),
  })
}
