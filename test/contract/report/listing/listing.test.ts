import { describe, expect, test } from 'vitest'
import {
  addKind,
  type Candidate,
  compareListed,
  countKind,
  createListing,
  findKind,
  kindsOf,
  type Listed,
} from '../../../../src/contract/report/listing/listing.js'
import { addNotes, findOnceKey, type OnceNotes, withoutKnown } from '../../../../src/contract/report/listing/once.js'
import { addTally, createTally, listFindings, mergeTallies } from '../../../../src/contract/report/listing/tally.js'
import { listPets, petstore } from '../../petstore.js'
import { finding } from '../../reporters/reports.js'

const reported = { document: petstore, isSecret: () => false }

const listed = (number: number, fields: Partial<Candidate> = {}, index = 0): Listed => ({
  ...{ number, index },
  finding: { ...finding(), ...fields },
})
const numbersOf = (list: readonly Listed[]) => list.map(({ number, index }) => `${number}.${index}`)

describe('a finding is of another kind if it has another', () => {
  const isSame = (fields: Partial<Candidate>, more: Partial<Candidate> = {}) => {
    const listing = createListing(5)
    return (
      findKind(listing, { ...finding(more), ...more }) ===
      findKind(listing, { ...finding({ ...more, ...fields }), ...more, ...fields })
    )
  }

  test.each<[string, Partial<Candidate>]>([
    ['severity', { severity: 'warning' }],
    ['waiver', { waived: 'known' }],
    ['code', { code: 'invalid-header' }],
    ['operation', { operationId: 'getPet' }],
    ['rule', { rule: '/x' }],
    ['keyword', { keyword: 'pattern' }],
    ['place', { at: '/data/0/tag' }],
    ['kind of place', { place: '/*/name' }],
  ])('%s', (_, fields) => {
    expect(isSame(fields)).toBe(false)
  })

  test.each<[string, Partial<Candidate>]>([
    ['index', { at: '/data/7/name' }],
    ['received value', { received: 'true' }],
    ['source', { source: 'b.json:1' }],
    ['request', { request: 'GET /pets' }],
    ['expected value', { expected: 'x' }],
  ])('and not if it has another %s', (_, fields) => {
    expect(isSame(fields)).toBe(true)
  })

  test('received value, if its code is about something that the document does not have', () => {
    const codes = [
      'undocumented-path',
      'undocumented-method',
      'undocumented-status',
      'undocumented-content-type',
    ] as const
    expect(codes.map((code) => isSame({ received: '/b' }, { code, received: '/a' }))).toEqual(Array(4).fill(false))
    expect(isSame({ received: '/pets/2' }, { code: 'undocumented-path', received: '/pets/1' })).toBe(true)
    expect(isSame({ received: '/pets/2' }, { code: 'undocumented-status', received: '/pets/1' })).toBe(false)
    expect(isSame({ received: 'b' }, { code: 'undocumented-property', received: 'a' })).toBe(true)
  })

  test('reason of its waiver is the same kind', () => {
    expect(isSame({ waived: 'other' }, { waived: 'known' })).toBe(true)
  })
})

test('findings of a kind stay listed in the order of the run, up to the maximum, and all count', () => {
  const listing = createListing(3)
  const kind = findKind(listing, finding())
  const { listed: list } = kind
  addKind(listing, kind, { listed: [listed(5), listed(2, {}, 1), listed(2, { count: 4 })], cut: 1 })
  addKind(listing, kind, { listed: [listed(3, { count: 10 })], cut: 2 })

  expect(numbersOf(kind.listed)).toEqual(['2.0', '2.1', '3.0'])
  expect([kind.cut, countKind(kind), kind.listed === list]).toEqual([4, 19, true])
})

test('of the findings of an interaction, no more than the maximum are kept, the first one with an excerpt', () => {
  const tally = createTally(2)
  const found = [0, 1, 2, 3].map((index) => listed(1, { at: `/${index}`, count: index + 1 }, index))
  listFindings(tally, { found, interaction: listPets({ response: { body: [1, 2, 3, 4] } }) }, reported)
  const [kind] = kindsOf(tally.listing)

  expect(numbersOf(kind?.listed ?? [])).toEqual(['1.0', '1.1'])
  expect(kind?.listed.map(({ excerpt }) => excerpt?.hit)).toEqual([1, undefined])
  expect(kind?.cut).toBe(7)
})

test('a rule has a hundred kinds of places, and one more for the others, in every order', () => {
  const places = Array.from({ length: 130 }, (_, index) => `/p${String(index).padStart(3, 'x')}a`)
  const kindsIn = (order: readonly string[]) => {
    const listing = createListing(2)
    for (const at of order) findKind(listing, finding({ at })).listed.push(listed(1, { at }))
    const kinds = kindsOf(listing)
    return {
      counts: kinds.map(countKind),
      last: kinds.length,
      all: kinds.reduce((sum, kind) => sum + countKind(kind), 0),
    }
  }

  expect(kindsIn(places)).toMatchObject({ last: 101, all: 130 })
  expect(kindsIn(places).counts.at(-1)).toBe(30)
  expect(kindsIn(places.toReversed())).toEqual(kindsIn(places))
})

test('a kind without listed or counted findings is left out', () => {
  const listing = createListing(2)
  findKind(listing, finding())
  findKind(listing, finding({ at: '/cut' })).cut = 1

  expect(kindsOf(listing).map(({ sample }) => sample.at)).toEqual(['/cut'])
})

test('errors come first, then warnings, notes, and what is waived; each in the order of the run', () => {
  const all = [
    listed(1, { waived: 'x' }),
    listed(2, { severity: 'note' }),
    listed(3, { severity: 'warning' }),
    listed(9),
    listed(4, {}, 1),
    listed(4, {}, 0),
  ]

  expect(numbersOf(all.toSorted(compareListed))).toEqual(['4.0', '4.1', '9.0', '3.0', '2.0', '1.0'])
})

describe('a note that a report lists once', () => {
  const note = (fields: Partial<Candidate> = {}): Candidate => ({
    ...finding({ code: 'not-checked', severity: 'note' }),
    ...fields,
  })

  test.each<[string, Partial<Candidate>, boolean]>([
    ['for each index', { at: '/data/9/name' }, true],
    ['for each received value', { received: 'x' }, true],
    ['for each source', { source: 'b.json' }, true],
    ['for another operation', { operationId: 'getPet' }, false],
    ['at another place', { at: '/data/0/tag' }, false],
    ['of another rule', { rule: '/x' }, false],
    ['for another reason', { expected: 'x' }, false],
    ['that is waived', { waived: 'x' }, false],
  ])('is the same %s: %s', (_, fields, isSame) => {
    expect(findOnceKey(note(fields)) === findOnceKey(note())).toBe(isSame)
  })

  test('of the whole run is the same for each operation and place', () => {
    const ofRun = (fields: Partial<Candidate>) =>
      findOnceKey(note({ once: 'run', code: 'deprecated-operation', ...fields }))
    expect(ofRun({ operationId: 'getPet', at: '/x' })).toBe(ofRun({}))
    expect(ofRun({ rule: '/x' })).not.toBe(ofRun({}))
  })

  test('is one that was not checked, or says so; other findings are listed each time', () => {
    expect([finding(), finding({ code: 'deprecated-operation', severity: 'note' })].map(findOnceKey)).toEqual(Array(2))
    const known: OnceNotes = new Map()
    const found = [{ ...listed(1), finding: note() }, listed(1), { ...listed(2), finding: note() }, listed(2)]
    expect(numbersOf(withoutKnown(known, found))).toEqual(['1.0', '1.0', '2.0'])
    expect(known.size).toBe(1)
  })

  const sideOf = (number: number, cut = 0) => {
    const listing = createListing(1)
    const noted = { ...listed(number), finding: note() }
    const kind = findKind(listing, noted.finding)
    if (cut > 0) kind.cut = cut
    else kind.listed.push(noted)
    const once: OnceNotes = new Map([[findOnceKey(noted.finding) ?? '', noted]])
    return { listing, once }
  }
  const countOf = ({ listing }: ReturnType<typeof sideOf>) =>
    kindsOf(listing).reduce((sum, kind) => sum + countKind(kind), 0)

  test.each([
    [1, 2, [1, 0], 1],
    [2, 1, [0, 1], 1],
  ])('in interaction %i of one part and %i of another is kept where it is first', (first, second, counts, kept) => {
    const [one, other] = [sideOf(first), sideOf(second)]
    addNotes(one, other)

    expect([one, other].map(countOf)).toEqual(counts)
    expect([one, other].map(({ listing }) => kindsOf(listing).flatMap((kind) => numbersOf(kind.listed)))).toEqual(
      counts.map((count, index) => (count === 0 ? [] : [`${[first, second][index]}.0`])),
    )
    expect([...one.once.values()].map(({ number }) => number)).toEqual([kept])
  })

  test('is added if the other part does not have it', () => {
    const [one, other] = [sideOf(1), sideOf(2)]
    const empty = { listing: createListing(1), once: new Map() }
    addNotes(empty, other)
    addNotes(one, { listing: createListing(1), once: new Map() })

    expect([one, other].map(countOf)).toEqual([1, 1])
    expect([empty, one].map(({ once }) => [...once.values()].map(({ number }) => number))).toEqual([[2], [1]])
  })

  test('that is counted but not listed is counted once, too', () => {
    const [one, other] = [sideOf(1), sideOf(2, 3)]
    addNotes(one, other)

    expect([one, other].map(countOf)).toEqual([1, 2])
  })
})

test('a note of several tallies is listed once, where it is first', () => {
  const tallyOf = (number: number) => {
    const tally = createTally(5)
    const note = { ...listed(number), finding: finding({ code: 'not-checked', severity: 'note' }) }
    findKind(tally.listing, note.finding).listed.push(note)
    tally.once.set(findOnceKey(note.finding) ?? '', note)
    return tally
  }
  const tallies = [tallyOf(2), tallyOf(1), tallyOf(3)]
  const merged = mergeTallies(tallies, 5)

  expect(kindsOf(merged.listing).map((kind) => numbersOf(kind.listed))).toEqual([['1.0']])
  expect(tallies).toEqual([tallyOf(2), tallyOf(1), tallyOf(3)])
})

test('tallies are added up, and stay as they are', () => {
  const tallyOf = (number: number, waiver: number) => {
    const tally = createTally(5)
    Object.assign(tally, { interactions: 3, checked: 2 })
    tally.operations.set('listPets', { interactions: 2, withFindings: 1 })
    tally.neededWaivers.add(waiver)
    tally.listing.excerpts.set('/x', { source: 'a.yaml', line: 1, lines: [] })
    findKind(tally.listing, finding()).listed.push(listed(number))
    return tally
  }
  const [one, other] = [tallyOf(2, 0), tallyOf(1, 3)]
  const merged = mergeTallies([one, other], 5)
  const [kind] = kindsOf(merged.listing)

  expect(merged).toMatchObject({ interactions: 6, checked: 4 })
  expect([...merged.operations]).toEqual([['listPets', { interactions: 4, withFindings: 2 }]])
  expect([...merged.neededWaivers]).toEqual([0, 3])
  expect([...merged.listing.excerpts.keys()]).toEqual(['/x'])
  expect(kind?.listed.map(({ number, origin }) => [number, origin])).toEqual([
    [1, 1],
    [2, 0],
  ])
  expect(one).toEqual(tallyOf(2, 0))
  addTally(one, other)
  expect(one).toMatchObject({ interactions: 6, checked: 4 })
})
