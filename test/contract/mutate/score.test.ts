import { describe, expect, test } from 'vitest'
import {
  type Checker,
  conformingVariants,
  createChecker,
  createScorer,
  type Finding,
  type Interaction,
  mutate,
  parseDocument,
  scoreMutants,
} from '../../../src/contract/index.js'
import { isExpected } from '../../../src/contract/mutate/search.js'
import { finding } from '../reporters/reports.js'
import { putThing, things } from './things.js'

/** The checker of this package, with other findings. */
const checkerWith = (change: (findings: readonly Finding[], interaction: Interaction) => readonly Finding[]) => ({
  createChecker(document: typeof small): Checker {
    const checker = createChecker(document)
    return {
      check(interaction) {
        const result = checker.check(interaction)
        return { ...result, findings: change(result.findings, interaction) }
      },
    }
  },
})

const note = finding({ severity: 'note', code: 'not-checked', message: 'a note' })
const other = (message: string) => finding({ message, at: '/elsewhere' })

/** A document with few rules, and an interaction that satisfies them. */
const small = parseDocument(
  `openapi: 3.1.0
info: {title: Small, version: "1"}
paths: {/flag: {get: {responses: {"200": {description: x, content: {application/json: {schema: {type: boolean}}}}}}}}
`,
  'small.yaml',
)
const getFlag: Interaction = {
  request: { method: 'GET', url: 'https://h.example/flag', headers: [] },
  response: { status: 200, headers: [['content-type', 'application/json']], body: 'true' },
  source: 'get-flag.json',
}

describe('the score', () => {
  const variants = [...conformingVariants(small, [getFlag])].length

  test('is 0 without mutants, and nothing was mutated', () => {
    expect(scoreMutants(small, [])).toMatchObject({
      ...{ verdict: 'nothing-mutated', score: 0, killed: 0, survived: 0, accepted: 0, refused: 0 },
      document: { source: 'small.yaml', title: 'Small', version: '1' },
    })
  })

  test('is 100 if all mutants are killed, and a note refuses no variant', () => {
    const result = scoreMutants(
      small,
      [getFlag],
      checkerWith((findings) => [...findings, note]),
    )

    expect(result).toMatchObject({ verdict: 'passed', score: 100, survived: 0, refused: 0, refusedVariants: [] })
    expect([result.killed, result.accepted]).toEqual([result.mutants.length, variants])
    expect(
      result.mutants.every(
        (mutant) => mutant.outcome === 'killed' && !('findings' in mutant) && !('interaction' in mutant),
      ),
    ).toBe(true)
  })

  test('is the share of the killed ones, and a survivor has its first three findings', () => {
    const blind = (findings: readonly Finding[]) =>
      findings.some(({ code }) => code === 'undocumented-status') ? ['a', 'b', 'c', 'd'].map(other) : findings
    const { score, verdict, killed, survived, mutants } = scoreMutants(small, [getFlag], checkerWith(blind))

    expect([verdict, survived, killed]).toEqual(['failed', 4, mutants.length - 4])
    expect(score).toBeCloseTo((100 * killed) / mutants.length)
    expect(mutants.filter(({ outcome }) => outcome === 'survived').map(({ findings }) => findings)).toEqual(
      Array(4).fill(['a', 'b', 'c']),
    )
  })

  test('fails if a variant is refused, although all mutants are killed', () => {
    const strict = (findings: readonly Finding[], { response }: Interaction) =>
      response.headers.some(([name]) => name === 'x-undocumented')
        ? [{ ...other('too strict'), severity: 'warning' as const }]
        : findings

    expect(scoreMutants(small, [getFlag], checkerWith(strict))).toMatchObject({
      ...{ verdict: 'failed', score: 100, accepted: variants - 1, refused: 1 },
      refusedVariants: [{ description: 'an extra header', findings: ['too strict'], source: 'get-flag.json' }],
    })
  })

  test('is the same step by step, and counts what was checked', () => {
    const scorer = createScorer(small)
    const steps = Array.from(scorer.add(getFlag)).length

    expect(scorer.checked).toBe(steps - 1)
    expect(scorer.result()).toEqual(scoreMutants(small, [getFlag]))
    expect(
      Array.from(createScorer(small).add({ ...getFlag, request: { ...getFlag.request, url: '::' } })),
    ).toHaveLength(1)
  })

  test('has the same mutants for an interaction that is added twice', () => {
    expect(scoreMutants(small, [getFlag, getFlag])).toEqual(scoreMutants(small, [getFlag]))
  })
})

describe('rules without a mutant', () => {
  const unexercised = (...interactions: Interaction[]) => {
    const mutants = mutate(things, interactions)
    for (;;) {
      const { done, value } = mutants.next()
      if (done) return value.map(({ subject, keyword, reason, rule }) => `${subject} ${keyword} (${rule}): ${reason}`)
    }
  }
  const operation = '/paths/~1things~1{id}/put'
  const notRecorded = 'no valid interaction was recorded for it'

  test('are listed by the part of the operation that was not recorded', () => {
    expect(unexercised()).toEqual([`request operation (${operation}): ${notRecorded}`])
    expect(unexercised(putThing)).toEqual([`404 response (${operation}/responses/404): ${notRecorded}`])
  })

  test('are those of the request and the other response, if it was refused', () => {
    const refused = { ...putThing, response: { status: 404, headers: [], body: null } }

    expect(unexercised(refused)).toEqual([
      `request request (${operation}): ${notRecorded}`,
      `request body request body (${operation}/requestBody/content/application~1json): ${notRecorded}`,
      `200 response (${operation}/responses/200): ${notRecorded}`,
    ])
  })

  test('are those of a body that was not sent', () => {
    const { body: _, ...request } = putThing.request

    expect(unexercised({ ...putThing, request: { ...request, headers: request.headers.slice(1) } })).toEqual([
      `request body request body (${operation}/requestBody/content/application~1json): ${notRecorded}`,
      `404 response (${operation}/responses/404): ${notRecorded}`,
    ])
  })
})

describe('a finding kills a mutant', () => {
  const expected = { code: 'invalid-body', at: '/a', rule: '/r', keyword: 'type' } as const
  const found = finding({ code: 'invalid-body', at: '/a', rule: '/r', keyword: 'type' })
  test.each<[string, Partial<Finding>, boolean]>([
    ['with the same code, place, rule and keyword', {}, true],
    ['of another code', { code: 'invalid-header' }, false],
    ['at another place', { at: '/b' }, false],
    ['of another rule', { rule: '/s' }, false],
    ['of another keyword', { keyword: 'enum' }, false],
    ['inside of a failed branch', { at: '/a/b', rule: '/s', keyword: 'enum', within: '/r' }, true],
    ['inside of another branch', { at: '/a/b', rule: '/s', keyword: 'enum', within: '/s' }, false],
    ['of the branch elsewhere', { at: '/b', rule: '/s', within: '/r' }, false],
  ])('%s: %j', (_, difference, isKilled) => {
    expect(isExpected({ ...found, ...difference }, [{ ...expected, at: '/z' }, expected])).toBe(isKilled)
  })

  test('with any keyword, if the expected finding has none', () => {
    const { keyword: _, ...rule } = expected

    expect([isExpected(found, [rule]), isExpected(found, [])]).toEqual([true, false])
  })
})

describe.each([
  ['oneOf with a mapping', 'oneOf', { mapping: { a: '#/components/schemas/A', b: '#/components/schemas/B' } }],
  ['oneOf without a mapping', 'oneOf', {}],
  ['anyOf', 'anyOf', {}],
])('the discriminator of %s', (_, keyword, more) => {
  const branch = (kind: object) => ({
    type: 'object',
    required: ['kind'],
    properties: { kind, n: { type: 'integer' } },
  })
  const schema = {
    [keyword]: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }],
    discriminator: { propertyName: 'kind', ...more },
  }
  const content = { 'application/json': { schema } }
  const document = parseDocument(
    JSON.stringify({
      ...{ openapi: '3.1.0', info: { title: 'T', version: '1' } },
      paths: { '/a': { get: { responses: { 200: { description: 'x', content } } } } },
      components: { schemas: { A: branch({ type: 'string', enum: ['a'] }), B: branch({ const: 'b' }) } },
    }),
    'kinds.json',
  )
  const answers = [{ kind: 'a', n: 1 }, { kind: 'b' }].map((value) => ({
    request: { method: 'GET', url: 'https://h.example/a', headers: [] },
    response: { status: 200, headers: [['content-type', 'application/json']] as const, body: JSON.stringify(value) },
  }))

  test('kills mutants with an unknown value', () => {
    expect(scoreMutants(document, answers)).toMatchObject({ survived: 0, refused: 0 })
  })

  test('lets them survive if the check does not report it', () => {
    const { mutants } = scoreMutants(
      document,
      answers,
      checkerWith((findings) => findings.filter((each) => each.keyword !== 'discriminator')),
    )
    const survived = mutants.filter(({ outcome }) => outcome === 'survived').map((each) => each.keyword)
    expect([...new Set(survived)].sort()).toEqual(['const', 'enum', 'type'])
  })
})
