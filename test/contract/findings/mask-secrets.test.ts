import { expect, test } from 'vitest'
import { maskFinding } from '../../../src/contract/findings/mask-finding.js'
import { maskSecrets } from '../../../src/contract/findings/mask-secrets.js'
import { checkInteractions } from '../../../src/contract/index.js'
import { formatReport, reportFormats } from '../../../src/contract/reporters/format-report.js'
import { base, listPets, petstore } from '../petstore.js'
import { failedReport, finding } from '../reporters/reports.js'

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'

test.each([
  ['a JWT', `got ${jwt} instead`, 'got *** instead'],
  ['a JWT that was cut', 'got eyJhbGciOiJIUzI1NiJ9.eyJzd…', 'got ***…'],
  ['a bearer token', 'Bearer abcDEF-123.456', 'Bearer ***'],
  ['basic credentials', 'basic cHJvamVjdDp0b2tlbg==', 'basic ***'],
  ['user information in a URL', 'https://project:secret@example.com/a', 'https://***@example.com/a'],
  ['a key by its prefix', 'PT0f3a5c7e9b1d2f4a6c8e0b1d3f5a7c9e1b3d5f7a9c', '***'],
  ['a page token by its prefix', '"PA22dc5b02-6f0a-4d4b-8d6a-0f1e2d3c4b5a"', '"***"'],
  [
    'a page token by its name',
    '/pets?page_number=1&page_token=abc&page_size=2',
    '/pets?page_number=1&page_token=***&page_size=2',
  ],
  [
    'a later parameter of an encoded query',
    'next=%2Fpets%3Fa%3D1%26page_token%3Dabc',
    'next=%2Fpets%3Fa%3D1%26page_token%3D***',
  ],
  [
    'short names in an encoded query, but no name that only ends like one',
    'next=%2Fpets%3Fsig%3Dabc%26monkey%3Dbanana%26key%3Dabc',
    'next=%2Fpets%3Fsig%3D***%26monkey%3Dbanana%26key%3D***',
  ],
  ['an encoded query', 'next=%2Fpets%3Fpage_token%3Dabc%26x', 'next=%2Fpets%3Fpage_token%3D***%26x'],
  [
    'the signature of a link',
    '?X-Amz-Credential=AK&X-Amz-Date=1&X-Amz-Signature=ff',
    '?X-Amz-Credential=***&X-Amz-Date=1&X-Amz-Signature=***',
  ],
  [
    'short names of a signature',
    '?Expires=1&Signature=a/b+c=&sig=d%2F&Key-Pair-Id=K',
    '?Expires=1&Signature=***&sig=***&Key-Pair-Id=***',
  ],
  ['a member of JSON', '{"password": "hunter2", "name": "Rex"}', '{"password": "***", "name": "Rex"}'],
  ['short names in JSON', '{"key" :\t"abc","sig"  :  "abc"}', '{"key" :\t"***","sig"  :  "***"}'],
  ['a short name of JSON in JSON', '{\\"key\\": \\"k-1\\"}', '{\\"key\\": \\"***\\"}'],
  ['basic credentials that are letters alone', 'Basic YWJjOmRlZg', 'Basic ***'],
  ['basic credentials that are not base64', 'Basic user12', 'Basic ***'],
  ['a member of JSON in JSON', '{\\"api_key\\":\\"k-1\\"}', '{\\"api_key\\":\\"***\\"}'],
  ['a query in a query', 'to=https://example.com?token=abc', 'to=https://example.com?token=***'],
  [
    'values that commas separate',
    'token[]=a,token[]=b and key=x,y, sig=z',
    'token[]=***,token[]=*** and key=*** sig=***',
  ],
  ['short names of lists', 'sig[]=a1&key[0]=b2&monkey[]=c3', 'sig[]=***&key[0]=***&monkey[]=c3'],
  ['a header as text', 'Cookie: session=1; other=2', 'Cookie: ***'],
])('masks %s', (_, text, masked) => {
  expect(maskSecrets(text)).toBe(masked)
  expect(maskSecrets(masked)).toBe(masked)
})

const secretNames = [
  ...['access_token', 'clientSecret', 'password', 'passwd', 'passphrase', 'pwd', 'X-Signature', 'credential', 'apiKey'],
  ...['api-key', 'access_key', 'accessKey', 'private-key', 'privateKey', 'Authorization', 'cookie', 'jwt', 'hmac'],
  ...['sig', 'auth', 'key', 'policy', 'Key-Pair-Id'],
]
test.each(secretNames)('a value named %s is masked in a query, a list, JSON and an encoded query', (name) => {
  const written = (value: string) => `?${name}=${value}&${name}[]=${value} {"${name}":"${value}"} %3F${name}%3D${value}`

  expect(maskSecrets(written('a1'))).toBe(written('***'))
})

test.each([
  ...['sk_live_a1b2c3d4', 'pk_test_a1b2c3d4', 'rk_live_a1b2c3d4', 'sk-a1b2c3d4a1b2c3d4', 'xoxb-a1b2c3d4e5'],
  ...['ghp_a1b2c3d4a1b2c3d4a1b2', 'gho_a1b2c3d4a1b2c3d4a1b2', 'ghs_a1b2c3d4a1b2c3d4a1b2', 'AKIAA1B2C3D4E5F6'],
])('the key %s is masked by how it begins', (key) => {
  expect(maskSecrets(`the key ${key}, sent`)).toBe('the key ***, sent')
})

test.each([
  'Basic authentication, Basic authorization or Bearer authentication with a Bearer token',
  'expected Basic credentials',
  '/components/parameters/page_token',
  'query page_size=50&status=completed',
  'c22d24f6-5a47-4597-9a23-c7d01e696b92',
  '2022-01-01T10:00:00Z PT1H30M PAGE_SIZE_1000 PARTICIPANT_NAME_2',
  'https://example.com/a@b?x=1',
  'sha256 of 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  '{"name":"Rex","tag":"PTA","monkey":"banana"}',
  'PARticipants_are_listed PTERODACTYL_1234 PTerodactyls-fly',
])('leaves %s as it is', (text) => {
  expect(maskSecrets(text)).toBe(text)
})

test('stays fast on long texts that nearly match', () => {
  for (const part of ['a', 'a.', ',token=', ',a', 'eyJ', 'P', '"a', 'Bearer ', 'a://', 'PT1', '="', '%3D']) {
    const text = part.repeat(300_000)
    expect(maskSecrets(text).length).toBeGreaterThan(0)
  }
})

test('leaves a text of a million characters whole', () => {
  const text = 'a'.repeat(1_000_000)

  expect(maskSecrets(text) === text).toBe(true)
})

test.each(['"a":"', 'Bearer ', '?a=', '?a=,', '%3Fa%3D', 'PT'])(
  'cuts ten million characters behind %s, and says so',
  (start) => {
    const masked = maskSecrets(start + 'a'.repeat(10_000_000))
    expect(masked.length).toBeLessThanOrEqual(1_000_000)
    expect(masked.endsWith('…') || masked.endsWith('***…')).toBe(true)
  },
)

test.each(reportFormats)('no secret of a recording or document is in the %s format', (format) => {
  const canary = 'canary-canary-0451'
  const link = `https://files.example.com/a.mp4?X-Amz-Signature=${canary}&token=${canary}`
  const findings = [
    finding({ received: `"${link}"`, message: `Received ${link}.` }),
    finding({ at: 'query page_token', received: canary, message: `Received ${canary}.` }),
    finding({ at: '/user/password', received: `"${canary}"`, message: `Received "${canary}".` }),
    finding({ at: '/tokens/0', received: canary, message: `Received ${canary}` }),
    finding({ at: 'header authorization', received: `Bearer ${canary}`, expected: `Bearer ${canary}` }),
    finding({ source: `https://user:${canary}@example.com/pets.json:1`, waived: `Bearer ${canary}` }),
    finding({ rule: `/paths/~1pets?token=${canary}`, operationId: `token=${canary}` }),
  ]
  const report = {
    ...failedReport,
    findings,
    reasons: [`Bearer ${canary}`],
    rules: { '/paths': { source: 'a.yaml', line: 9, lines: [`example: ${link}`, `"secret": "${canary}"`] } },
  }

  expect(formatReport(report, format)).not.toContain(canary)
})

test.each([
  ['null', 'expected integer, received null (type)'],
  ['an array of 2 items', 'expected integer, received an array of 2 items (type)'],
  ['property "max_tokens"', 'property "max_tokens" is deprecated'],
])('shows %s at the place of a secret, because it contains no value', (received, message) => {
  const found = finding({ at: 'body /max_tokens', received, message })
  expect(maskFinding(found)).toBe(found)
})

test.each(['12', '"a null"', '"property \\"a\\""', 'property "a" b'])(
  'masks %s at the place of a secret',
  (received) => {
    expect(maskFinding(finding({ at: 'body /max_tokens', received })).message).toBe('expected a string, received ***')
  },
)

test('only findings, reasons and rules of a report can hold what was received', () => {
  const canary = 'canary0451'
  const pet = { id: canary, [canary]: canary, name: canary, links: { next: canary }, tags: [{ [canary]: 1 }] }
  const interactions = [
    listPets({ request: { url: `${base}/pets?${canary}=${canary}&limit=${canary}`, headers: [[canary, canary]] } }),
    listPets({ request: { url: `${base}/${canary}?token=${canary}`, method: canary } }),
    listPets({ request: { url: `${base}/pets/${canary}` } }),
    listPets({ response: { body: [pet] } }),
    listPets({ response: { body: canary } }),
    listPets({ response: { headers: [['content-type', `text/${canary}`]], body: canary } }),
    listPets({
      response: {
        headers: [
          ['content-type', 'application/json'],
          [canary, canary],
        ],
        body: [pet],
      },
    }),
  ]
  const report = checkInteractions(
    petstore,
    interactions.map((each) => ({ ...each, source: `${canary}.json:2` })),
  )
  const { findings, reasons: _reasons, rules: _rules, ...rest } = report

  expect(JSON.stringify(findings)).toContain(canary)
  expect(JSON.stringify(rest)).not.toContain(canary)
})

test('keeps a finding with its operation when the name of the operation looks like a secret', () => {
  const [first] = failedReport.operations
  const operationId = 'PATCHuser1ById'
  const operations = first ? [{ ...first, operationId }] : []
  const text = formatReport({ ...failedReport, operations, findings: [finding({ operationId })] }, 'text')

  expect(maskSecrets(operationId)).toBe('***')
  expect(text).toContain(`✗ ${operationId}`)
  expect(text).not.toContain('Outside')
})

test('masks the reasons of waivers and the address of the document', () => {
  const link = 'https://user:canary@example.com/a'
  const entries = failedReport.coverage.entries.map((entry) => ({ ...entry, waived: link }))
  const document = { ...failedReport.document, source: link }
  const report = { ...failedReport, document, coverage: { ...failedReport.coverage, entries } }

  for (const format of reportFormats) expect(formatReport(report, format)).not.toContain('canary')
})
