import { describe, expect, test } from 'vitest'
import {
  createReporter,
  formatReport,
  type Interaction,
  MergeError,
  mergeReports,
  parseDocument,
  type Report,
  type Reporter,
  type ReportOptions,
  type UnreadableRecording,
} from '../../src/contract/index.js'
import { base, listPets, pet, petstore } from './petstore.js'

/** A recording: what is in one file, in order. */
interface Recording {
  readonly path: string
  readonly unreadable: readonly UnreadableRecording[]
  readonly interactions: readonly Interaction[]
}

/** Numbers below a limit, the same for the same seed (mulberry32). */
function createRandom(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

const kinds: readonly ((n: number, origin: string) => Interaction)[] = [
  (_, origin) => listPets({ request: { url: `${origin}/v1/pets` } }),
  (n, origin) => listPets({ request: { url: `${origin}/v1/pets` }, response: { body: [{ id: n, name: n }] } }),
  (n, origin) =>
    listPets({
      request: { url: `${origin}/v1/pets` },
      response: { body: Array(n % 6).fill({ id: 'x', [`p${n}`]: 1 }) },
    }),
  (n, origin) => listPets({ request: { url: `${origin}/v1/pets` }, response: { body: [{ ...pet, [`name${n}`]: 1 }] } }),
  (n, origin) => listPets({ request: { url: `${origin}/v1/stray${n % 7}` } }),
  (_, origin) => listPets({ request: { url: `${origin}/v1/pets`, headers: [] } }),
  (n, origin) =>
    listPets({ request: { url: `${origin}/v1/pets/${n}` }, response: { status: n % 2 ? 200 : 302, body: pet } }),
  (n, origin) => listPets({ request: { url: `${origin}/v1/pets?unknown${n % 3}=1` } }),
  () => listPets({ request: { url: 'data:text/plain,x' } }),
  () => listPets({ request: { url: '/relative' } }),
]

function makeRecordings(random: (limit: number) => number, origins: readonly string[], most = 200): Recording[] {
  const folders = ['live', 'documented', 'other']
  return Array.from({ length: 1 + random(15) }, (_, index) => {
    const path = `recordings/${folders[random(3)]}/${String(index).padStart(3, '0')}.json`
    return {
      path,
      unreadable: Array.from({ length: random(6) === 0 ? 1 + random(3) : 0 }, (_, line) => ({
        ...{ source: `${path}:${line + 1}`, pointer: `/${line}`, expected: 'an entry', received: 'a number' },
      })),
      interactions: Array.from({ length: random(9) }, (_, line) => {
        const origin = origins[random(origins.length)] ?? ''
        const interaction = kinds[random(kinds.length)]?.(random(most), origin) ?? listPets()
        return { ...interaction, source: `${path}:${line + 1}` }
      }),
    }
  }).sort((one, other) => (one.path < other.path ? -1 : 1))
}

function check(recordings: readonly Recording[], options: ReportOptions): Report {
  const reporter = createReporter(petstore, options)
  addAll(reporter, recordings)
  return reporter.report()
}

function addAll(reporter: ReturnType<typeof createReporter>, recordings: readonly Recording[]): void {
  for (const { unreadable, interactions } of recordings) {
    for (const each of unreadable) reporter.addUnreadable(each)
    for (const each of interactions) reporter.add(each)
  }
}

const toJson = (report: Report) => formatReport(report, 'json')
const fromJson = (text: string): Report => JSON.parse(text)

const known = 'https://eu.petstore.example'
const waivers = {
  findings: [
    { code: 'undocumented-property', at: '/0/name1*', reason: 'known', definedAt: 'w.yaml:1' },
    { source: '00*.json', code: 'invalid-body', reason: 'old', definedAt: 'w.yaml:2' },
    { code: 'missing-header', reason: 'never', definedAt: 'w.yaml:3' },
  ],
  coverage: [
    { kind: 'response', reason: 'rare', definedAt: 'w.yaml:4' },
    { operationId: 'listPets', kind: 'operation', reason: 'sent', definedAt: 'w.yaml:5' },
  ],
}

const runs: readonly (readonly [string, readonly string[], ReportOptions])[] = [
  ['the host of a server', [known], {}],
  ['the host of a server and others', [known, 'http://localhost:3000', 'https://cdn.example'], {}],
  ['one other host', ['http://localhost:3000'], { failOn: 'note', minCoverage: 30 }],
  ['several other hosts', ['http://localhost:3000', 'http://localhost:4000', 'https://cdn.example/x'], {}],
  ['hosts without a documented path', ['https://cdn.example/x', 'https://ads.example/y'], {}],
  ['few listed findings', [known], { maxFindings: 3 }],
  ['waivers', [known, 'https://cdn.example'], { waivers }],
  ['given servers', [known, 'http://localhost:3000'], { servers: ['http://localhost:3000/v1'] }],
]

describe.each(runs)('with %s', (_, origins, options) => {
  test.each([1, 2, 3, 4])('the reports of random shards give that of one run (seed %i)', (seed) => {
    const random = createRandom(seed * 1000 + origins.length)
    const recordings = makeRecordings(random, origins)
    const count = 1 + random(5)
    const shards = Array.from({ length: count }, (): Recording[] => [])
    for (const recording of recordings) shards[random(count)]?.push(recording)
    const reports = shards.map((shard, index) => ({
      source: `${index}.json`,
      report: fromJson(toJson(check(shard, options))),
    }))
    const expected = toJson(check(recordings, options))

    expect(toJson(mergeReports(reports))).toBe(expected)
    // In pairs, and in another order.
    const [first, ...others] = reports.toReversed()
    const inPairs = others.reduce(
      (merged, next) => ({ source: 'merged', report: fromJson(toJson(mergeReports([merged, next]))) }),
      first ?? { source: '', report: check([], options) },
    )
    expect(toJson(mergeReports([inPairs]))).toBe(expected)
  })

  test.each([7, 8, 9, 10])('the parts of a run, checked apart, give the report of the run (seed %i)', (seed) => {
    const random = createRandom(seed)
    const recordings = makeRecordings(random, origins)
    const reporters = [0, 1, 2].map(() => createReporter(petstore, options))
    // Each takes the next recording, as threads do.
    for (const [index, recording] of recordings.entries()) {
      const taken = reporters[random(reporters.length)]
      taken?.startPart(index)
      if (taken) addAll(taken, [recording])
    }
    const [reporter, ...others] = reporters as [Reporter, ...Reporter[]]
    for (const other of others) reporter.addState(structuredClone(other.state()))

    const expected = toJson(check(recordings, options))
    expect(toJson(reporter.report())).toBe(expected)
    expect(toJson(reporter.report())).toBe(expected)
  })
})

test('what cannot be read is in order, also of parts that have no interactions', () => {
  const recordings = makeRecordings(createRandom(5), [known]).map((each, index) => ({
    ...each,
    unreadable: [0, 1, 2].map((line) => ({
      ...{ source: `${each.path}:${line + 1}`, pointer: `/${line}`, expected: 'an entry', received: 'a number' },
    })),
    interactions: index % 4 === 0 ? each.interactions : [],
  }))
  const reporter = createReporter(petstore)
  for (const [index, recording] of recordings.entries()) {
    const other = createReporter(petstore)
    other.startPart(index)
    addAll(other, [recording])
    reporter.addState(other.state())
  }

  expect(toJson(reporter.report())).toBe(toJson(check(recordings, {})))
})

test('more places of a rule and more hosts than are listed are the same in every split', () => {
  const origins = Array.from({ length: 150 }, (_, index) => `http://h${index * 7919}.example`)
  const random = createRandom(1)
  const recordings = Array.from({ length: 12 }, () => makeRecordings(random, origins, 5000)).flat()
  const named = recordings.map((each, index) => ({ ...each, path: `r/${String(index).padStart(5, '0')}.json` }))
  const whole = named.map(({ path, interactions }) => ({
    ...{ path, unreadable: [] },
    interactions: interactions.map((each, line) => ({ ...each, source: `${path}:${line + 1}` })),
  }))
  const reports = [0, 1, 2].map((shard) => ({
    source: `${shard}.json`,
    report: fromJson(
      toJson(
        check(
          whole.filter((_, index) => index % 3 === shard),
          {},
        ),
      ),
    ),
  }))

  expect(toJson(mergeReports(reports))).toBe(toJson(check(whole, {})))
})

describe('the options of a merge', () => {
  const recordings = makeRecordings(createRandom(42), [known])
  const [one, other] = [recordings.slice(0, 5), recordings.slice(5)].map((part, index) => ({
    source: `${index}.json`,
    report: check(part, index === 0 ? { failOn: 'warning', minCoverage: 10 } : {}),
  }))
  const reports = [one, other].flatMap((each) => each ?? [])

  test('are the strictest of the reports, unless others are given', () => {
    expect(toJson(mergeReports(reports))).toBe(toJson(check(recordings, { failOn: 'warning', minCoverage: 10 })))
    expect(toJson(mergeReports(reports, { failOn: 'note', minCoverage: 99 }))).toBe(
      toJson(check(recordings, { failOn: 'note', minCoverage: 99 })),
    )
  })

  test('may be less strict than the reports', () => {
    expect(toJson(mergeReports(reports, { failOn: 'error', minCoverage: 0 }))).toBe(toJson(check(recordings, {})))
  })

  test('may have a baseline, also where the reports had another', () => {
    const updated = mergeReports(reports, { baseline: 'update' })
    const again = mergeReports([{ source: 'updated.json', report: fromJson(toJson(updated)) }])

    expect(updated.summary).toMatchObject({ errors: 0, warnings: 0, notes: updated.summary.notes })
    expect(updated.summary.baseline).toBeGreaterThan(0)
    expect(toJson(again)).toBe(toJson(mergeReports(reports)))
  })
})

describe('what cannot be merged', () => {
  const report = check([], {})
  const { merge, ...byHand } = report
  const other = parseDocument('openapi: 3.1.0\ninfo: {title: Other, version: "1"}\npaths: {}\n', 'other.yaml')

  test.each([
    [[], 'expected at least one report'],
    [[{ source: 'a.json', report: byHand }], 'a.json: expected a report with the member "merge"'],
    [
      [
        { source: 'a.json', report },
        { source: 'b.json', report: createReporter(other).report() },
      ],
      'b.json: expected a report of Petstore',
    ],
  ])('is refused in one line', (reports, message) => {
    expect(() => mergeReports(reports)).toThrow(MergeError)
    expect(() => mergeReports(reports)).toThrow(message)
  })
})

test('findings that another shard hides are merged in the order of the run, not of the severities', () => {
  const toRecording = (path: string, urls: readonly string[]): Recording => ({
    ...{ path, unreadable: [] },
    interactions: urls.map((url, line) => ({ ...listPets({ request: { url } }), source: `${path}:${line + 1}` })),
  })
  const local = 'http://localhost:3000/v1'
  const recordings = [
    toRecording('a.json', [`${local}/pets?unknown=1`, `${local}/stray`]),
    toRecording('b.json', ['https://cdn.example/x/v1/pets']),
  ]
  const reports = recordings.map((recording) => ({
    source: `${recording.path}.report`,
    report: fromJson(toJson(check([recording], {}))),
  }))

  expect(toJson(mergeReports(reports))).toBe(toJson(check(recordings, {})))
})

test('a report is not much larger for what merging needs', () => {
  const report = check(makeRecordings(createRandom(3), [known]), {})
  const { merge, ...rest } = report

  expect(toJson(report).length - toJson(rest).length).toBeLessThan(1000)
})

test('a waiver that one report needed is needed in the merge, whatever waivers the other reports have', () => {
  const waiversOf = (...codes: readonly string[]) => ({
    findings: codes.map((code) => ({ code, reason: 'known', definedAt: `${code}.yaml:1` })),
    coverage: [],
  })
  const reportOf = (interaction: Interaction, ...codes: readonly string[]) => {
    const reporter = createReporter(petstore, { waivers: waiversOf(...codes) })
    reporter.add(interaction)
    return reporter.report()
  }
  const invalid = listPets({ response: { body: [{ id: 1 }] } })
  const stray = listPets({ request: { url: `${base}/stray` } })
  const reports = [
    { source: 'a.json', report: reportOf(invalid, 'invalid-body', 'missing-header') },
    { source: 'b.json', report: reportOf(stray, 'undocumented-path') },
  ]

  expect(mergeReports(reports).reasons).toEqual([
    'missing-header.yaml:1: this waiver is not needed: there is no such finding',
  ])
})
