import { expect, test } from 'vitest'
import { createScrubber, type Interaction, toNockDefinition } from '../../../src/contract/index.js'
import { judge, people } from './people.js'

interface Parts {
  readonly path?: string
  readonly sent?: string
  readonly headers?: readonly (readonly [string, string])[]
  readonly body?: string | null
}

const json: readonly [string, string] = ['content-type', 'application/json']

const interaction = ({
  path = '/people/42424/report-canary.json',
  sent = '',
  headers = [json],
  body = '{}',
}: Parts): Interaction => ({
  request: {
    method: 'POST',
    url: `https://canary.people.example/api/v1${path}`,
    headers: [['content-type', 'application/x-www-form-urlencoded']],
    body: sent,
  },
  response: { status: 200, headers, body },
})

const bodies = (members: readonly string[]) =>
  members.map((member): [string, Parts] => [member, { body: `{${member}}` }])

const boundary = 'XcanaryX'
const parts = (points: string) =>
  [
    ...[`--${boundary}`, 'Content-Disposition: form-data; name="note"; filename="canary.txt"', 'X-By: canary', ''],
    ...['A canary at 42424242', `--${boundary}`, 'Content-Disposition: form-data; name="points"', '', points],
    ...[`--${boundary}`, 'Content-Disposition: form-data; name=inside', 'Content-Type: application/json', ''],
    ...[`{"points":${points},"canary":"canary 42424242"}`, `--${boundary}--`, ''],
  ].join('\r\n')
const multipart: readonly [string, string] = ['content-type', `multipart/form-data; boundary="${boundary}"`]

const numbers = [
  ...[
    '42424',
    '42424.0',
    '424242.0',
    '4.2424e4',
    '4242400e-2',
    '42424.00',
    '-42424',
    '-42424.0',
    '42424.5',
    '42424.50',
  ],
  ...['42424242424', '424242424242424242424242', '424242424242424242424242.0', '4.24242e400', '-4.2424e-7'],
]

test.each([
  ...bodies(numbers.flatMap((number) => ['points', 'salary', 'choice', 'x'].map((name) => `"${name}":${number}`))),
  ...bodies(['"step":42425', '"step":4242400.0', '"step":42424', '"salary":42424.24', '"salary":42424.242']),
  ...bodies(['"big":9424242424242424242', '"big":4242424242424242', '"small":4242424242', '"small":1424242424']),
  ...bodies([
    '"single":4.24242e38',
    '"single":1.424242e38',
    '"depends":{"n":42424,"q":1}',
    '"depends":{"n":24242,"q":1}',
  ]),
  ...bodies(['"unique":[42424,42425,42424]', '"unique":["canary","canary 2"]', '"unique":[424242.0,424242]']),
  ...bodies(['"map":{"x-canary":42424,"canary":1}', '"map":{"x-canary":424242.0}', '"map":{"42424":1}']),
  ...bodies(['"first":"canary"', '"first":"canary","second":42424242', '"canary":{"42424242":["canary"]}']),
  ...bodies(['"customer":"cus_CANARY42424"', '"customer":"CANARY_42424"', '"object":"4242ca4a4ca4a4242ca4a4ca"']),
  ...bodies(['"plate":"CA-424242-D"', '"plate":"CA-424242-E"', '"phone":"+4942424242"', '"phone":"+4242424242"']),
  ...bodies(['"mobile":"9424242424"', '"mobile":"4242424242"', '"mobile":"42424242424"', '"short":"canary 42424242"']),
  ...bodies(['"short":"canary"', '"four":"42.242.42.24"', '"four":"424.242.42.24"', '"six":"4242:ca4a::4242"']),
  ...bodies([
    '"mail":"canary@canary.test"',
    '"mail":"canary"',
    '"host":"xn--mller-kva.canary.test"',
    '"host":"-canary"',
  ]),
  ...bodies(['"lasts":"P42424D"', '"lasts":"42424 days"', '"clock":"14:24:24Z"', '"clock":"42:42:42Z"']),
  ...bodies(['"at":"2031-07-13T04:42:42.4242+02:00"', '"at":"2031-02-30T04:42:42Z"', '"at":"0001-01-01T00:00:00Z"']),
  ...bodies([
    '"day":"2031-07-13"',
    '"day":"2031-07-32"',
    '"at":"2031-07-13 04:42:42Z"',
    '"pointer":"/canary~1canary/0"',
  ]),
  ...bodies(['"pointer":"/canary~2"', '"template":"/canary/{canary}{?canary*}"', '"template":"/canary/{canary"']),
  ...bodies(['"address":"https://canary.test/canary/42424242?c=canary"', '"address":"https://canary.test/%zzcanary"']),
  ...bodies([
    `"address":"https://canary.test/${'canary'.repeat(12)}"`,
    '"image":"https://img.vendor.test/p/canary.png"',
  ]),
  ...bodies([
    '"image":"https://img.vendor.test/q/canary.png"',
    '"relative":"/canary/ü?c=42424242"',
    '"relative":"canary y"',
  ]),
  ...bodies(['"uuid":"ca4a4424-4242-4242-8242-424242424242"', '"uuid":"CANARYca4a4424-4242-4242-8242-424242424242"']),
  ...bodies([
    '"regex":"^[canary]+$"',
    '"regex":"canary("',
    '"note":"\\ud800canary"',
    '"note":"Canary Ünïcode 🐤 42424242"',
  ]),
  ...bodies([
    '"template":"\\ud800canary"',
    '"note":"0042424242"',
    '"note":"424242, 424242"',
    '"note":"4 2 4 2 4 2 4 2"',
  ]),
  ...bodies([`"note":${JSON.stringify(JSON.stringify({ canary: [42424242, { a: 'canary' }], points: 42424 }))}`]),
  ...bodies(['"note":["63616e617279","63616E617279"]', '"note":"Y2FuYXJ5 CANARY="', '"note":"tel:+42424242424"']),
  ...[
    '?page=42424',
    '?page=424242.0',
    '?since=424242424',
    '?since=42424',
    '?since=canary',
    '?canary=42424',
    '?on=true',
  ].map((query): [string, Parts] => [query, { path: `/people/42424/report-canary.json${query}` }]),
  ...[
    '?tags=red,green',
    '?tags=red,canary',
    '?tags=red%2Cgreen',
    '?codes=42424,24242',
    '?codes=42424,424242',
    '?on=canary',
  ].map((query): [string, Parts] => [query, { path: `/people/42424/report-canary.json${query}` }]),
  ...[
    '?filter[points]=42424&filter%5Bcity%5D=canary+by',
    '?filter[points]=424242.0',
    '?filter[canary]=42424',
    '?c',
  ].map((query): [string, Parts] => [query, { path: `/people/42424/report-canary.json${query}` }]),
  ...[
    '/people/424242424242/report-canary.json',
    '/people/42424.0/report-canary.json',
    '/people/canary/report-canary.json',
  ]
    .concat('/people/42424/report-CANARY.json', '/people/42424/report-42424.json', '/people/42424/canary')
    .map((path): [string, Parts] => [path, { path }]),
  ...['phone=%2B4242424242&points=42424.0&flag=true', 'phone=4242424242&points=424242.0', 'phone=%2B424242424&canary=1']
    .concat('canary 42424242', '{"phone":"+4242424242"}', 'phone=canary&phone=canary&flag=canary')
    .map((sent): [string, Parts] => [sent, { sent }]),
  ...['42424', '424242.0', '42424, 24242', '42424,424242', 'canary', 'canary, 42424'].flatMap(
    (value): [string, Parts][] => [
      [`X-Codes: ${value}`, { headers: [json, ['X-Codes', value]] }],
      [`X-Points: ${value}`, { headers: [json, ['X-Points', value]] }],
    ],
  ),
  ...[
    '42424',
    '424242.0',
    'canary',
    'Call 42424242 for a canary',
    '0042424242',
    'a=canary&b=42424242',
    '["canary"',
  ].map((body): [string, Parts] => [`text/plain ${body}`, { headers: [['content-type', 'text/plain']], body }]),
  ...['42424', '42424.0', '424242', 'canary'].map((points): [string, Parts] => [
    `multipart/form-data ${points}`,
    { headers: [multipart], body: parts(points.replace('canary', '"canary"')) },
  ]),
  ['a truncated multipart body', { headers: [multipart], body: parts('42424').slice(0, -20) }],
])('a canary in %s is gone, and the document has the same to say', (_, given) => {
  const real = interaction(given)
  const { scrub, findKept, findLeaks } = createScrubber({ document: people })

  const scrubbed = scrub(real)
  const again = createScrubber({ document: people }).scrub(scrubbed)

  const definition = toNockDefinition(scrubbed)
  expect(JSON.stringify(definition)).not.toMatch(/canary|4242|2424|ca4a4|63616e|Y2Fu|2031-0/i)
  expect(judge(scrubbed)).toEqual(judge(real))
  expect({ kept: findKept(definition), leaks: findLeaks(definition) }).toEqual({ kept: [], leaks: [] })
  expect(scrub(real)).toEqual(scrubbed)
  expect(again).toEqual(scrubbed)
})
