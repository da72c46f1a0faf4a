import { beforeAll, describe, expect, test } from 'vitest'
import {
  type Checker,
  createChecker,
  type Finding,
  type Interaction,
  mutate,
  parseDocument,
  scoreMutants,
} from '../../../src/contract/index.js'
import { isExpected } from '../../../src/contract/mutate/search.js'
import { valueFormats } from '../../../src/schema/formats/formats.js'
import { loadReplaceableEngine } from '../../support/replaceable-engine.js'
import { keywords, recorded } from './keywords.js'
import { putThing, things } from './things.js'

const score = scoreMutants(keywords, recorded)
const checked = checkMutants(keywords, recorded)
/** Enough to see that something survives. */
const one = recorded.slice(0, 1)

/** The engine's own checker, blind to some findings. */
function without(isHidden: (finding: Finding) => boolean) {
  return {
    createChecker(document: typeof keywords): Checker {
      const checker = createChecker(document)
      return {
        check(interaction) {
          const result = checker.check(interaction)
          return { ...result, findings: result.findings.filter((finding) => !isHidden(finding)) }
        },
      }
    },
  }
}

/** Each mutant with what the check finds in it: enough to say which would survive if the check were blind to something. */
function checkMutants(document: typeof keywords, interactions: readonly Interaction[]) {
  const checker = createChecker(document)
  return [...mutate(document, interactions)].map((mutant) => ({
    mutant,
    findings: checker.check(mutant.interaction).findings,
  }))
}

function findSurvivors(checked: ReturnType<typeof checkMutants>, isHidden: (finding: Finding) => boolean) {
  return checked
    .filter(({ mutant, findings }) => !findings.some((one) => !isHidden(one) && isExpected(one, mutant.expects)))
    .map(({ mutant }) => mutant)
}

describe('mutants of a document with every keyword', () => {
  test('are all killed, and no conforming variant is refused', () => {
    expect(score.mutants.filter(({ outcome }) => outcome === 'survived')).toEqual([])
    expect(score.refusedVariants).toEqual([])
    expect(score).toMatchObject({ verdict: 'passed', score: 100, survived: 0, refused: 0 })
    expect(score.accepted).toBeGreaterThan(50)
  })

  test('leave unexercised only what no value can break alone, and what was not recorded', () => {
    expect(
      score.unexercised.map(({ operationId, subject, rule, reason }) => [operationId, subject, rule, reason]),
    ).toEqual([
      ['getThing', '200', '/components/schemas/Base/type', 'every value that was tried violates another rule first'],
      ['getThing', '404', '/paths/~1things~1{id}/get/responses/404', 'no valid interaction was recorded for it'],
      [
        'putThing',
        'request body',
        '/components/schemas/Base/type',
        'every value that was tried violates another rule first',
      ],
    ])
  })

  test('exist for every finding code', () => {
    expect(new Set(score.mutants.flatMap(({ expects }) => expects.map(({ code }) => code)))).toEqual(
      new Set([
        ...['undocumented-path', 'undocumented-method', 'undocumented-status', 'undocumented-content-type'],
        ...['undocumented-property', 'missing-content-type', 'missing-header', 'invalid-header', 'invalid-body'],
        ...['unreadable-body', 'undocumented-parameter', 'missing-parameter', 'invalid-parameter', 'not-checked'],
      ]),
    )
  })

  test('exist for every keyword that forbids something', () => {
    const broken = new Set(score.mutants.flatMap(({ expects }) => expects.flatMap(({ keyword }) => keyword ?? [])))

    expect([...broken].sort()).toEqual(
      [
        ...['additionalProperties', 'anyOf', 'const', 'dependentRequired', 'enum', 'exclusiveMaximum'],
        ...['exclusiveMinimum', 'false', 'items', 'unevaluatedProperties'],
        ...['format', 'maxContains', 'maxItems', 'maxLength', 'maxProperties', 'maximum', 'minContains', 'minItems'],
        ...['minLength', 'minProperties', 'minimum', 'multipleOf', 'not', 'oneOf', 'pattern', 'readOnly', 'required'],
        ...['type', 'uniqueItems', 'writeOnly'],
      ].sort(),
    )
  })

  test('have no error beside the one they were made for, unless no value could do that', () => {
    const impure = checked.filter(({ mutant: { expects }, findings }) => {
      const errors = findings.filter(({ severity }) => severity === 'error')
      const isOwn = (finding: Finding) =>
        isExpected(finding, expects) || expects.some(({ rule, at }) => rule === finding.rule && at === finding.at)
      return errors.some((finding) => !isOwn(finding))
    })

    expect(new Set(impure.map(({ mutant }) => mutant.description))).toEqual(
      new Set([
        // The path has a minimum as well, and of three values no four are different.
        'one less than the smallest',
        'too many items at /flags',
        'too many items at body /flags',
      ]),
    )
  })

  test('are the same for the same interactions, and no more for more of them', () => {
    // As text, because to compare so many objects takes longer than to make them.
    const mutantsOf = (interactions: readonly Interaction[]) => JSON.stringify([...mutate(keywords, interactions)])

    expect(mutantsOf([...one, ...one])).toBe(mutantsOf(one))
  })
})

describe('a fault in the check', () => {
  const codes = [...new Set(score.mutants.flatMap(({ expects }) => expects.map(({ code }) => code)))]
  const broken = [...new Set(score.mutants.flatMap(({ expects: [first] }) => first?.keyword ?? []))]

  test('that never finds a body invalid fails the score', () => {
    const { verdict, survived } = scoreMutants(
      keywords,
      one,
      without((finding) => finding.code === 'invalid-body'),
    )

    expect(verdict).toBe('failed')
    expect(survived).toBeGreaterThan(0)
  })

  test.each(codes)('that never finds %s lets mutants survive', (code) => {
    expect(findSurvivors(checked, (finding) => finding.code === code)).not.toEqual([])
  })

  test.each(broken)('that ignores the keyword %s lets mutants survive', (keyword) => {
    expect(findSurvivors(checked, (finding) => finding.keyword === keyword)).not.toEqual([])
  })

  test('that forgets one required property lets its mutants survive', () => {
    const isHidden = ({ keyword, expected }: Finding) => keyword === 'required' && expected === 'property "name"'
    const survivors = findSurvivors(checked, isHidden)

    expect(survivors.map(({ operationId, description }) => [operationId, description])).toEqual([
      ['getThing', 'without "name"'],
      ['putThing', 'without "name"'],
    ])
  })

  test.each<[string, (finding: Finding) => boolean]>([
    ['looks at the type alone', ({ received }) => received === 'application/xml'],
    ['looks at the subtype alone', ({ received }) => received === 'text/json'],
    ['reads names of parameters in any case', ({ at }) => at === 'query KIND'],
  ])('that %s lets mutants survive', (_, isHidden) => {
    expect(findSurvivors(checked, isHidden)).not.toEqual([])
  })

  test('that names the wrong place or rule lets mutants survive', () => {
    const findKilled = (change: (finding: Finding) => Finding) =>
      checked.filter(({ mutant, findings }) => findings.some((finding) => isExpected(change(finding), mutant.expects)))

    expect(findKilled((finding) => finding)).toHaveLength(checked.length)
    expect(findKilled(({ within, ...finding }) => ({ ...finding, at: `${finding.at}/0` }))).toEqual([])
    expect(findKilled(({ within, ...finding }) => ({ ...finding, rule: '' }))).toEqual([])
  })

  test('that finds too much refuses conforming variants', () => {
    const leapSecond: Finding = {
      ...{ code: 'invalid-body', severity: 'error', at: '/created', rule: '', expected: '', received: '' },
      message: 'no leap seconds',
    }
    const strict = (document: typeof keywords): Checker => {
      const checker = createChecker(document)
      return {
        check(interaction) {
          const { findings } = checker.check(interaction)
          return { findings: interaction.response.body?.includes('T23:59:60Z') ? [...findings, leapSecond] : findings }
        },
      }
    }
    const { verdict, refusedVariants } = scoreMutants(keywords, one, { createChecker: strict })

    expect(verdict).toBe('failed')
    expect(refusedVariants).toMatchObject([{ description: 'a leap second at /created', findings: ['no leap seconds'] }])
  })
})

describe('a part of the check that is switched off', () => {
  const parts = [
    ['pathParameters', 'contract/checks/parameters'],
    ['queryParameters', 'contract/checks/parameters'],
    ['headerParameters', 'contract/checks/parameters'],
    ['credentials', 'contract/checks/credentials'],
    ['requestBody', 'contract/checks/bodies'],
    ['responseHeaders', 'contract/checks/parameters'],
    ['responseBody', 'contract/checks/bodies'],
    ['undocumentedFindings', 'contract/findings/value-findings'],
  ] as const
  let replaceable: Awaited<ReturnType<typeof loadReplaceableEngine>>
  beforeAll(async () => {
    replaceable = await loadReplaceableEngine([...new Set(parts.map(([, file]) => file))])
  })

  test.each(parts)('lets mutants survive, although mutation uses it, too: %s', (name, file) => {
    const { engine, withReplaced } = replaceable

    const { survived, verdict } = withReplaced(
      file,
      () => ({ [name]: () => [] }),
      () => engine.scoreMutants(things, [putThing]),
    )

    expect(verdict).toBe('failed')
    expect(survived).toBeGreaterThan(0)
  })

  test('is the only cause of survivors: with every part there are none', () => {
    expect(replaceable.engine.scoreMutants(things, [putThing])).toMatchObject({ verdict: 'passed', survived: 0 })
  })
})

test.each<[string, object]>([
  ['beside', { required: ['id', 'pin'], properties: { id: { readOnly: true }, pin: { writeOnly: true } } }],
  [
    'in another schema of allOf than',
    { allOf: [{ required: ['id', 'pin'] }, { properties: { id: { readOnly: true }, pin: { writeOnly: true } } }] },
  ],
])('what is defined %s its required has no rule for the other direction', (_, schema) => {
  const content = { 'application/json': { schema } }
  const operation = { requestBody: { content }, responses: { 200: { description: 'x', content } } }
  const document = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { '/account': { put: operation } } }
  const headers = [['content-type', 'application/json']] as const
  const { mutants, unexercised, refusedVariants } = scoreMutants(parseDocument(JSON.stringify(document), 'a.json'), [
    {
      request: { method: 'PUT', url: 'https://h.example/account', headers, body: '{"pin":1}' },
      response: { status: 200, headers, body: '{"id":1}' },
    },
  ])

  expect(mutants.filter(({ description }) => description.startsWith('without "'))).toMatchObject([
    { description: 'without "pin"', outcome: 'killed' },
    { description: 'without "id"', outcome: 'killed' },
  ])
  expect(unexercised).toEqual([])
  expect(refusedVariants).toEqual([])
})

describe('formats', () => {
  const names = Object.keys(valueFormats)
  const numeric = /^u?int|float|double/
  const document = parseDocument(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Formats', version: '1' },
      paths: {
        '/formats': {
          get: {
            operationId: 'getFormats',
            responses: {
              200: {
                description: 'Of each format one.',
                content: {
                  'application/json': {
                    schema: {
                      type: 'object',
                      properties: Object.fromEntries(
                        names.map((format) => [format, { type: numeric.test(format) ? 'number' : 'string', format }]),
                      ),
                    },
                  },
                },
              },
            },
          },
        },
      },
    }),
    'formats.json',
  )
  const interaction: Interaction = {
    request: { method: 'GET', url: 'https://formats.example/formats', headers: [] },
    response: { status: 200, headers: [['content-type', 'application/json']], body: '{}' },
  }

  test('have mutants, all of which are killed', () => {
    expect(scoreMutants(document, [interaction])).toMatchObject({ verdict: 'passed', unexercised: [] })
  })

  const checked = checkMutants(document, [interaction])

  test.each(names)('such as %s let mutants survive when the check is not strict about them', (name) => {
    const survivors = findSurvivors(checked, ({ at }) => at === `/${name}`).filter(
      ({ keyword }) => keyword === 'format',
    )

    expect(survivors.length).toBeGreaterThan(0)
    expect(survivors.every(({ rule }) => rule.includes(`/properties/${name}/`))).toBe(true)
  })
})

describe('interactions that mutants are made of', () => {
  test('are valid: others are left out', () => {
    const [first] = recorded
    const broken = first && { ...first, response: { ...first.response, status: 500 } }

    expect(scoreMutants(keywords, broken ? [broken] : [])).toMatchObject({ verdict: 'nothing-mutated', score: 0 })
  })

  test('are named by their mutants', () => {
    expect(new Set(checked.map(({ mutant }) => mutant.source))).toEqual(new Set(recorded.map(({ source }) => source)))
  })
})
