import { describe, expect, test } from 'vitest'
import { createTimeZone } from '../../../src/cli/reading/time-zone.js'
import type { Dimension } from '../../../src/cli/room-sessions-report/dimension.js'
import { formatReportPage } from '../../../src/cli/room-sessions-report/html/page.js'
import { toMoney } from '../../../src/cli/room-sessions-report/money.js'
import type { Overview } from '../../../src/cli/room-sessions-report/overview.js'
import type { SessionReport } from '../../../src/cli/room-sessions-report/report-data.js'
import type { ReportRow, Totals } from '../../../src/cli/room-sessions-report/totals.js'

const totalsOf = (cost: number, given: Partial<Totals> = {}): Totals => ({
  ...{ sessions: 2, inProgress: 0, sessionSeconds: 90, memberSeconds: 180, peakMembers: 2 },
  ...{ sessionCost: toMoney(cost), memberCost: null, recordingCost: null },
  ...given,
})
const rowOf = (groups: string[], cost = 1, given: Partial<Totals> = {}): ReportRow => ({
  groups,
  totals: totalsOf(cost, given),
})
const info = { command: 'room-sessions report', date: '2026-10-02T10:00:00Z' }

function pageOf(given: Partial<SessionReport> = {}, pictures: Partial<Overview> = {}): string {
  const report: SessionReport = {
    ...{ by: ['room'], timeZone: createTimeZone('Europe/Berlin'), period: { since: null, until: null } },
    ...{ rows: [rowOf(['standup'])], total: totalsOf(9), logs: undefined },
    ...given,
  }
  const starts = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  const overview = { days: [rowOf(['2026-10-01'])], rooms: [rowOf(['standup'])], starts, longest: [], ...pictures }
  return formatReportPage(report, overview, info)
}

/** The part of a page under a heading, as the cells of its table rows. */
function rowsOf(page: string, id: string): string[][] {
  const [section = ''] = page.split(`aria-labelledby="${id}"`)[1]?.split('</section>') ?? []
  return [...section.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => cell.replace(/<[^>]*>/g, '')),
  )
}

describe('the head of a page', () => {
  test.each([
    [null, null, 'Room sessions', 'All sessions'],
    ['2026-09-30T22:00:00Z', null, 'Room sessions since 2026-10-01', 'Since 2026-10-01'],
    [null, '2026-10-01T22:00:00Z', 'Room sessions until 2026-10-02', 'Until 2026-10-02'],
    [
      ...([
        '2026-09-30T22:00:00Z',
        '2026-10-01T22:30:00Z',
        'Room sessions from 2026-10-01 until 2026-10-02 00:30',
      ] as const),
      'From 2026-10-01 until 2026-10-02 00:30',
    ],
  ])('names the period from %s until %s in the time zone', (since, until, title, period) => {
    const page = pageOf({ period: { since, until } })
    expect(/<title>(.*?)<\/title>/.exec(page)?.[1]).toBe(title)
    expect(/<p class="period">(.*?)</.exec(page)?.[1]).toBe(period)
  })

  test('names the command and the time of the run', () => {
    expect(pageOf()).toContain('<code>room-sessions report</code><br>2026-10-02 10:00 UTC')
  })

  test('has the totals that are known, with their long titles', () => {
    const totals = [...pageOf().matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(([, title, value]) => [title, value])
    expect(totals).toEqual([
      ['Sessions', '2'],
      ['Session minutes', '1.5'],
      ['Member minutes', '3.0'],
      ['Most members at once', '2'],
      ['Cost of sessions', '$9.0000'],
    ])
  })
})

test('a page without sessions says so, and has no sections', () => {
  const page = pageOf({ total: totalsOf(0, { sessions: 0 }), rows: [] }, { days: [], rooms: [] })
  expect(page).toContain('There are no sessions.')
  expect(page).not.toContain('<h2')
})

describe('the costs by day', () => {
  const days = ['2026-10-01', '2026-10-02', '2026-10-05']

  test('are described by their highest day', () => {
    const page = pageOf({}, { days: days.map((day, index) => rowOf([day], [1, 3, 3][index])) })
    expect(page).toContain(
      '3 days with sessions, from 2026-10-01 to 2026-10-05; the highest cost is $3.0000 on 2026-10-02.',
    )
  })

  test('of one day are described by that day', () => {
    expect(pageOf()).toContain('<desc id="days-text">$1.0000 on 2026-10-01.</desc>')
  })

  test.each([
    [0.03, '$0.03 $0.02 $0.01 $0.00'],
    [0.5, '$0.60 $0.40 $0.20 $0.00'],
    [0.004, '$0.004 $0.003 $0.002 $0.001 $0.000'],
    [2000, '$2,000 $1,500 $1,000 $500 $0'],
  ])('of $%d have a scale in dollars: %s', (cost, scale) => {
    const [, found = ''] =
      /<div class="scale" aria-hidden="true">(.*?)<\/div>/.exec(pageOf({}, { days: [rowOf(['2026-10-01'], cost)] })) ??
      []
    expect([...found.matchAll(/<span>(.*?)<\/span>/g)].map(([, tick]) => tick).join(' ')).toBe(scale)
  })

  test('have a bar for each day, also for those without sessions', () => {
    const page = pageOf({}, { days: days.map((day) => rowOf([day])) })
    const bars = [...page.matchAll(/<title>(2026.*?)<\/title>/g)].map(([, title]) => title)
    expect(bars).toEqual([
      '2026-10-01: $1.0000, 2 sessions, 1.5 min',
      '2026-10-02: $1.0000, 2 sessions, 1.5 min',
      '2026-10-03: no sessions',
      '2026-10-04: no sessions',
      '2026-10-05: $1.0000, 2 sessions, 1.5 min',
    ])
  })

  test('count one session as one', () => {
    expect(pageOf({}, { days: [rowOf(['2026-10-01'], 1, { sessions: 1 })] })).toContain('$1.0000, 1 session, 1.5 min')
  })

  test.each([
    ['2036-10-07', 3660],
    ['2036-10-08', 2],
  ])('have bars for gaps only within ten years: until %s', (last, count) => {
    const page = pageOf({}, { days: [rowOf(['2026-10-01']), rowOf([last])] })
    expect(page.match(/<rect class="bar" x=/g)).toHaveLength(count)
  })

  test('are listed without a total, the latest 200', () => {
    const many = Array.from({ length: 201 }, (_, index) =>
      rowOf([new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10)]),
    )
    const rows = rowsOf(pageOf({}, { days: many }), 'costs')
    expect([rows[0]?.[0], rows[1]?.[0], rows.at(-1)?.[0], rows.length]).toEqual([
      'Day',
      '2026-01-02',
      '2026-07-20',
      201,
    ])
  })
})

describe('the rooms', () => {
  const roomsOf = (count: number) => Array.from({ length: count }, (_, index) => rowOf([`room ${index}`], index))

  test('come by their costs, the highest first, and have bars in proportion', () => {
    const page = pageOf({}, { rooms: [rowOf(['lab'], 1), rowOf(['hall'], 4), rowOf(['free'], 0)] })
    expect(rowsOf(page, 'rooms').map(([name, , cost]) => [name, cost])).toEqual([
      ['hall', '$4.0000'],
      ['lab', '$1.0000'],
      ['free', '$0.0000'],
    ])
    expect([...page.matchAll(/class="bar" width="(.*?)"/g)].map(([, width]) => width)).toEqual(['100', '25', '0'])
  })

  test.each([
    [15, undefined],
    [16, '1 other room is not shown.'],
    [17, '2 other rooms are not shown.'],
  ])('are at most 15 of %i, and the others are counted: %s', (count, note) => {
    const page = pageOf({}, { rooms: roomsOf(count) })
    expect(rowsOf(page, 'rooms')).toHaveLength(15)
    expect(/\d+ other rooms? (is|are) not shown\./.exec(page)?.[0]).toBe(note)
  })
})

test('the longest sessions have a duration, a start in the time zone and an id', () => {
  const start = Date.UTC(2026, 9, 1, 22)
  const longest = [
    { id: 'a', room: 'standup', start, seconds: 3600, isInProgress: true },
    { id: 'b', room: 'lab', start: Number.NaN, seconds: 60, isInProgress: false },
  ]
  expect(rowsOf(pageOf({}, { longest }), 'longest')).toEqual([
    ['Room', 'Duration', 'Started', 'Id'],
    ['standup', '1h 00m so far', '2026-10-02 00:00', 'a'],
    ['lab', '1m 00s', '-', 'b'],
  ])
})

describe('the groups', () => {
  test.each<[readonly Dimension[], string, string]>([
    [['room'], 'By room', '1'],
    [['room', 'day'], 'By room and day', '2'],
  ])('by %j have a heading, and a total below all of their columns', (by, heading, columns) => {
    const page = pageOf({ by, rows: [rowOf(by.map((name) => `one ${name}`))] })
    expect(page).toContain(`<h2 id="groups">${heading}</h2>`)
    expect(page).toContain(`<tfoot><tr><th scope="row" colspan="${columns}">Total</th>`)
    const [head = [], row = [], total = []] = rowsOf(page, 'groups')
    expect(row.slice(0, by.length)).toEqual(by.map((name) => `one ${name}`))
    expect([row.length, total.length - 1 + by.length]).toEqual([head.length, head.length])
    expect(total.at(-1)).toBe('$9.0000')
  })

  test('have a total also if there are none, because no session had members', () => {
    const [head, total] = rowsOf(pageOf({ by: ['user'], rows: [] }), 'groups')
    expect([head?.slice(0, 2), total?.slice(0, 2), total?.length]).toEqual([
      ['User', 'Sessions'],
      ['Total', '2'],
      head?.length,
    ])
  })

  test('mark times, which are not broken into lines', () => {
    const page = pageOf({ by: ['room', 'day'], rows: [rowOf(['standup', '2026-10-01'])] })
    expect(page).toContain('<tr><th scope="row">standup</th><th scope="row" class="moment">2026-10-01</th>')
  })

  test.each([
    [200, false],
    [201, true],
  ])('of %i rows list 200, and say so: %s', (count, isSaid) => {
    const page = pageOf({ rows: Array.from({ length: count }, (_, index) => rowOf([`room ${index}`])) })
    expect(rowsOf(page, 'groups')).toHaveLength(1 + 200 + 1)
    expect(page.includes('<p class="note">The total includes rows that are not listed: 1.')).toBe(isSaid)
  })
})

test('the charges of the logs have a section only if the logs were read', () => {
  const log = { day: '2026-10-01', logs: 1, charge: toMoney(1), sessionCost: toMoney(1), beyondSessions: toMoney(0) }
  expect(pageOf()).not.toContain('id="logs"')
  const [head = [], row = []] = rowsOf(pageOf({ logs: [{ ...log, beyondRecordings: null }] }), 'logs')
  expect([row[0], row.length]).toEqual(['2026-10-01', head.length])
})

test('the remarks are listed, and markup in the name of a room is text', () => {
  const page = pageOf({ rows: [rowOf(['<b>lab</b>'])] })
  expect(page).toContain('<li>It is not known whether the cost of a session contains')
  expect(page).toContain('&lt;b&gt;lab&lt;/b&gt;')
})

test.each([
  [200, undefined],
  [201, '1 earlier day is not listed: --by day --format csv lists all of them.'],
  [202, '2 earlier days are not listed: --by day --format csv lists all of them.'],
])('the table of %i days has the latest 200, and counts the others: %s', (count, said) => {
  const dateOf = (index: number) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10)
  const page = pageOf({}, { days: Array.from({ length: count }, (_, index) => rowOf([dateOf(index)])) })
  const rows = rowsOf(page, 'costs').map(([day]) => day)

  expect([rows.length - 1, rows[1], rows.at(-1)]).toEqual([200, dateOf(count - 200), dateOf(count - 1)])
  expect(/<p class="note">([^<]* not listed[^<]*)</.exec(page)?.[1]).toBe(said)
})

test('sections of times say in which time zone they are', () => {
  const notes = [...pageOf().matchAll(/<h2 id="(\w+)">[^<]*<\/h2><p class="note">(.*?)<\/p>/g)]
  expect(notes.map(([, id, note]) => [id, note])).toEqual([
    ['week', 'Number of sessions by weekday and hour, in the time zone Europe/Berlin.'],
    ['longest', 'Times are in the time zone Europe/Berlin.'],
  ])
})

test('groups of two dimensions are named in the heading, and for screen readers', () => {
  const page = pageOf({ by: ['room', 'day'], rows: [rowOf(['standup', '2026-10-01'])] })
  expect(page).toContain('<h2 id="groups">By room and day</h2>')
  expect(page).toMatch(/aria-label="[^"]*by room and day"/)
})
