import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  checkInteractions,
  type Interaction,
  loadDocument,
  parseDocument,
  parseWaivers,
  WaiversError,
} from '../../src/contract/index.js'
import { createWaiverMatcher } from '../../src/contract/waivers/waiver-matcher.js'
import { toVisibleText } from '../../src/text/visible-text.js'
import { listPets, pet, petstore } from './petstore.js'
import { finding } from './reporters/reports.js'

const document = parseDocument(
  `openapi: 3.1.0
info: { title: Petstore, version: '1' }
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: Pets.
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Pet' } }
components:
  schemas:
    Pet:
      type: object
      required: [id, name]
      properties:
        id: { type: integer }
        name: { type: [string, 'null'] }
`,
  'petstore.yaml',
)

const interaction: Interaction = {
  request: { method: 'GET', url: 'https://petstore.example/pets', headers: [] },
  response: {
    status: 200,
    headers: [['content-type', 'application/json']],
    body: '[{"id":1},{"id":"2","name":"Rex"}]',
  },
  source: 'recordings/old/pets.json:2',
}

const check = (waivers: string) =>
  checkInteractions(document, [interaction], { waivers: parseWaivers(waivers, 'waivers.yaml') })

const missingName = `
  - source: old/pets.json
    operationId: listPets
    code: invalid-body
    at: /*
    keyword: required
    rule: /components/schemas/Pet/properties/name
    reason: older than names`
const wrongId = `
  - { at: /1/id, reason: ids were text once }`

const aboutPets = { reason: 'x', definedAt: 'waivers.yaml:1' }
const { source: _source, ...found } = finding({ code: 'invalid-body', at: '/0' })

describe('waived findings', () => {
  test('stay in the report with their reason and no longer count', () => {
    const report = check(`findings:${missingName}${wrongId}`)

    expect(report.verdict).toBe('passed')
    expect(report.summary).toMatchObject({ errors: 0, waived: 2, omitted: 0 })
    expect(report.operations[0]?.errors).toBe(0)
    expect(report.findings.map(({ at, waived }) => [at, waived])).toEqual([
      ['/0', 'older than names'],
      ['/1/id', 'ids were text once'],
    ])
  })

  test('are those alone that a waiver names', () => {
    const report = check(`findings:${missingName}`)

    expect(report.verdict).toBe('failed')
    expect(report.summary).toMatchObject({ errors: 1, waived: 1 })
    expect(report.reasons).toEqual(['1 error'])
  })

  test.each([
    ['another source', 'source: new/pets.json'],
    ['another line of the source', 'source: old/pets.json:3'],
    ['the source without its extension', 'source: old/pets'],
    ['a part of a folder name', 'source: d/pets.json'],
    ['another operation', 'operationId: ""'],
    ['another code', 'code: invalid-header'],
    ['a place above', 'at: ""'],
    ['a place one step below', 'at: /*/*/*'],
    ['another keyword', 'keyword: type*s'],
    ['another rule', 'rule: /components/schemas/Pet'],
    ['characters that mean something in regular expressions', 'at: .+'],
  ])('are not those of %s', (_, pattern) => {
    expect(check(`findings: [{ ${pattern}, reason: x }]`).summary.waived).toBe(0)
  })

  test.each([
    'source: "**"',
    'source: pets.json',
    'source: recordings/*/pets.json',
    'source: old/pets.json:2',
    'at: "**"',
    'rule: /components/**',
    'code: invalid-*',
  ])('are all that %s matches', (pattern) => {
    expect(check(`findings: [{ ${pattern}, reason: x }]`).summary.waived).toBe(2)
  })

  test.each([
    ['a path of Windows', 'C:\\recordings\\old\\pets.json:2', 1],
    ['a recording far down in a file', 'old/pets.json:1234', 1],
    ['a folder with a port in its name', 'old:80/pets.json', 0],
    ['a recording without a source', undefined, 0],
  ])('may be those of %s', (_, source, waived) => {
    const { findReason } = createWaiverMatcher({ findings: [{ ...aboutPets, source: 'old/pets.json' }], coverage: [] })
    const needed = new Set<number>()

    expect(findReason({ ...found, ...(source !== undefined && { source }) }, needed)).toBe(waived ? 'x' : undefined)
    expect([...needed]).toEqual(waived ? [0] : [])
  })

  test('have the reason of the first waiver that matches, and need all that do', () => {
    const waivers = ['invalid-header', 'invalid-body', 'invalid-*'].map((code) => ({
      ...aboutPets,
      code,
      reason: code,
    }))
    const { findReason, unneeded } = createWaiverMatcher({ findings: waivers, coverage: [] })
    const needed = new Set<number>()

    expect(findReason(found, needed)).toBe('invalid-body')
    expect([...needed]).toEqual([1, 2])
    expect(unneeded(needed, new Set())).toHaveLength(1)
  })

  test('that match nothing fail the run, with the line of the waiver', () => {
    const report = check(`findings:${missingName}${wrongId}\n  - { at: /7, reason: gone }`)

    expect(report.verdict).toBe('failed')
    expect(report.reasons).toEqual(['waivers.yaml:10: this waiver is not needed: there is no such finding'])
  })
})

describe('waived coverage', () => {
  const waivedFindings = `findings:${missingName}${wrongId}\n`

  test('counts neither in the total nor as covered', () => {
    const before = check(waivedFindings).coverage
    const report = check(`${waivedFindings}coverage: [{ kind: array, aspect: empty, reason: never seen }]`)

    expect(report.verdict).toBe('passed')
    expect(report.coverage).toMatchObject({ total: before.total - 1, covered: before.covered })
    expect(report.coverage.entries.filter(({ waived }) => waived)).toMatchObject([
      { aspect: 'empty', waived: 'never seen' },
    ])
  })

  test('has the reason of the first waiver that matches, and needs all that do', () => {
    const report = check(
      `${waivedFindings}coverage: [{ aspect: empty, reason: first }, { kind: array, aspect: empty, reason: second }]`,
    )

    expect(report.reasons).toEqual([])
    expect(report.coverage.entries.flatMap(({ waived = [] }) => waived)).toEqual(['first'])
  })

  test('leaves covered items alone', () => {
    const report = check(`${waivedFindings}coverage: [{ subject: 200 /items/*, reason: x }]`)

    expect(
      report.coverage.entries.filter(({ waived }) => waived).map(({ subject, aspect }) => `${subject} ${aspect}`),
    ).toEqual(['200 /items/name null'])
  })

  test('of an item that is covered fails the run', () => {
    const report = check(`${waivedFindings}coverage: [{ kind: operation, reason: x }]`)

    expect(report.reasons).toEqual(['waivers.yaml:10: this waiver is not needed: no such item is uncovered'])
  })

  test('may be named by words that YAML takes for something else', () => {
    const report = check(`${waivedFindings}coverage: [{ aspect: null, reason: x }]`)

    expect(report.coverage.entries.filter(({ waived }) => waived)).toHaveLength(1)
  })
})

describe('a file of waivers', () => {
  test('may be empty, JSON, or use merge keys', () => {
    const none = { findings: [], coverage: [] }
    const json = JSON.stringify({ coverage: [{ kind: 'page', reason: 'x' }] })
    const merged = parseWaivers('findings:\n  - &a { at: /0, reason: x }\n  - { <<: *a, at: /1 }\n', 'w.yaml')

    expect(parseWaivers('', 'w.yaml')).toEqual(none)
    expect(parseWaivers('findings:\n', 'w.yaml')).toEqual(none)
    expect(parseWaivers(json, 'w.json').coverage).toEqual([{ kind: 'page', reason: 'x', definedAt: 'w.json:1' }])
    expect(merged.findings).toEqual([
      { at: '/0', reason: 'x', definedAt: 'w.yaml:2' },
      { at: '/1', reason: 'x', definedAt: 'w.yaml:3' },
    ])
  })

  test.each([
    ['findings: [', /^w\.yaml:1: .*YAML/],
    ['[]', /^w\.yaml:1: expected an object with findings/],
    ['\nfinding: []', /^w\.yaml:2: unknown list "finding"; expected findings or coverage/],
    ['findings: {}', /^w\.yaml:1: findings: expected a list of waivers/],
    ['findings:\n  - at: /0', /^w\.yaml:2: missing reason/],
    ['findings:\n  - at: /0\n    reason: " "', /^w\.yaml:2: missing reason/],
    ['findings:\n  - at: /0\n    reason: 12', /^w\.yaml:2: missing reason/],
    ['findings:\n  - at: null\n    reason: null', /^w\.yaml:2: missing reason/],
    ['1', /^w\.yaml:1: expected an object with findings, coverage or both/],
    ['findings: []\n<<<<<<< HEAD\n=======\n', /^w\.yaml:2: expected YAML 1\.2 or JSON, .*merge conflict$/],
    ['findings: []\n<<<<<<< Updated upstream\n=======\n', /^w\.yaml:2: .*merge conflict$/],
    ['findings: [\n# <<<<<<< HEAD\n', /^w\.yaml:3: .*YAML(?!.*conflict)/],
    ['findings:\n  - reason: all', /^w\.yaml:2: the waiver matches everything; expected at least one of source/],
    ['coverage:\n  - reason: x\n    at: /0', /^w\.yaml:3: unknown field "at"; expected one of reason, operationId/],
    ['findings:\n  - reason: x\n    at: [/0]', /^w\.yaml:3: at: expected text/],
    ['findings:\n  - text', /^w\.yaml:2: expected a waiver: an object with a reason/],
    ['findings: []\nfindings: []', /^w\.yaml:2: .*duplicate key/],
  ])('that reads %j is refused in one line', (text, message) => {
    expect(() => parseWaivers(text, 'w.yaml')).toThrow(
      expect.objectContaining({
        name: 'WaiversError',
        code: 'invalid-waivers',
        message: expect.stringMatching(message),
      }),
    )
  })
})

describe('a waiver that could never be needed is refused by its line', () => {
  test.each([
    [
      'findings: [{ operationId: listPet, reason: x }]',
      /^waivers\.yaml:1: operationId "listPet" is not in the document; did you mean "listPets"\?$/,
    ],
    [
      'findings: [{ operationId: deleteOwner, reason: x }]',
      /operationId "deleteOwner" is not in the document; expected "listPets"$/,
    ],
    ['findings: [{ code: undocumented-propery, reason: x }]', /did you mean "undocumented-property"\?$/],
    [
      'findings: [{ rule: /components/schemas/Pet/properties/nam, reason: x }]',
      /rule "\/components.*nam" is not in the document; expected a JSON Pointer/,
    ],
    ['coverage:\n  - { operationId: addPet, reason: x }', /^waivers\.yaml:2: operationId "addPet" is not/],
    ['coverage: [{ kind: propery, reason: x }]', /kind "propery".*did you mean "property"\?$/],
    [
      'coverage: [{ kind: array, subject: 200 /items/name, reason: x }]',
      /subject "200 \/items\/name" is not in the document; expected "200"$/,
    ],
    ['coverage: [{ subject: 200 /items/nam, reason: x }]', /did you mean "200 \/items\/name"\?$/],
    [
      'coverage: [{ subject: 200 /items/name, aspect: absent, reason: x }]',
      /aspect "absent" is not in the document; expected one of "non-null", "null"$/,
    ],
  ])('%s', (waivers, message) => {
    expect(() => check(waivers)).toThrow(WaiversError)
    expect(() => check(waivers)).toThrow(message)
  })

  test.each([
    'operationId: list*',
    'operationId: ""',
    'rule: /components/*/Cat',
    'rule: other.yaml#/Cat',
    'rule: ""',
    'keyword: nonsense',
    'at: /nowhere',
  ])('where %s may match something, it may be', (pattern) => {
    expect(() => check(`findings: [{ ${pattern}, reason: x }]`)).not.toThrow()
  })
})

test('a waiver may name a rule in another file of a document with an absolute path', async () => {
  const folder = resolve('test/fixtures/split')
  const split = await loadDocument(`${folder}/api.yaml`)
  const waivers = parseWaivers(`findings: [{ rule: "${folder}/schemas/thing.json#/$defs/id", reason: x }]`, 'w.yaml')

  expect(() => checkInteractions(split, [], { waivers })).not.toThrow()
})

test('a message shows every character of what it quotes', () => {
  const thrown = (waivers: string) => {
    try {
      return check(waivers)
    } catch (error) {
      return error
    }
  }

  for (const text of [
    '"\\u200b\\e[2J": 1',
    'findings: [{ reason: r, operationId: "list\\u061cPets" }]',
    'findings: {"\u202e": [',
  ]) {
    const error = thrown(text)
    if (!(error instanceof WaiversError)) throw new Error('the waivers were accepted')
    expect(error.message).toMatch(/\\u(200b|061c|202e)/)
    expect(error.message).toBe(toVisibleText(error.message))
  }
})

test('a pattern with several stars is compared in one pass, however long the text', () => {
  const name = 'a'.repeat(20_000)
  const body = JSON.stringify([{ id: 1, name: 'Rex', [name]: 1 }])
  const waivers = parseWaivers("findings: [{ at: '/**a**a**a**b', reason: x }]", 'waivers.yaml')

  const report = checkInteractions(document, [{ ...interaction, response: { ...interaction.response, body } }], {
    waivers,
  })

  expect(report.findings.map(({ waived }) => waived)).toEqual([undefined])
})

test('every waiver that matches a finding is needed, and the first gives its reason', () => {
  const waivers = parseWaivers(
    'findings: [{ code: invalid-body, reason: first }, { at: /0/*, reason: second }]',
    'waivers.yaml',
  )
  const { findings, reasons } = checkInteractions(petstore, [listPets({ response: { body: [{ ...pet, id: 'x' }] } })], {
    waivers,
  })
  expect(reasons).toEqual([])
  expect(findings.map(({ waived }) => waived)).toEqual(['first'])
})
