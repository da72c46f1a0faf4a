import { describe, expect, test } from 'vitest'
import { createChangesView, createLiveView, createOnceView } from '../../../src/cli/room-sessions-watch/view.js'
import type { RoomSessionChange, WatchedSession } from '../../../src/client/index.js'
import { createSession, uuid } from '../../support/changing-space.js'
import { createTestContext, createTestScreen, type TestScreen } from '../test-context.js'

const noon = Date.UTC(2026, 9, 1, 12)
const base = { id: 'c1', time: '2026-10-01T11:59:58.123Z', sessionId: uuid(1), roomName: 'standup' }
const limit = { of: 'cost', above: 5 } as const
const started: RoomSessionChange = { ...base, type: 'session.started', session: null }

const watched = (given: object = {}): WatchedSession => {
  const session = {
    ...createSession(1).session,
    name: 'standup',
    display_name: null,
    start_time: '2026-10-01T11:00:00Z',
    ...given,
  }
  return { session: session as WatchedSession['session'], present: 3 } // the properties that a view shows
}

function createTested(screen: { isTTY?: boolean; columns?: number; rows?: number } = { isTTY: true, columns: 120 }) {
  let time = noon
  const stdout: TestScreen = Object.assign(
    createTestScreen(screen),
    screen.rows === undefined ? {} : { rows: screen.rows },
  )
  const stderr = createTestScreen()
  const take = (one = stdout) => {
    const { text } = one
    one.text = ''
    return text.replaceAll('\u001b', '␛')
  }
  return {
    context: createTestContext({ stdout, stderr, now: () => new Date(time), env: { NO_COLOR: '1' } }),
    wait: (ms: number) => {
      time += ms
    },
    take: () => take(),
    takeError: () => take(stderr),
    /** The lines of the frame that was written last. */
    frame: () =>
      take()
        .replace(/^.*␛\[H/s, '')
        .replace(/␛\[J.*$/s, '')
        .split('␛[K\r\n')
        .map((line) => line.replace('␛[K', '').trimEnd()),
  }
}

describe('the view of a pipe', () => {
  test('writes changes to stdout and errors to stderr, and nothing else', async () => {
    const { context, take, takeError } = createTested({})
    const view = createChangesView(context)
    await view.showSessions([watched()])
    await view.showChange(started)
    await view.refresh()
    await view.showError('the service is busy')
    await view.end()
    expect(JSON.parse(take())).toEqual(started)
    expect(takeError()).toBe('room-sessions: the service is busy\n')
  })
})

describe('the view of one poll', () => {
  test('writes sessions as JSON with the number of members, no changes, and errors to stderr', async () => {
    const { context, take, takeError } = createTested({})
    const view = createOnceView(context, 'ndjson')
    await view.showSessions([watched()])
    await view.showChange(started)
    await view.showError('the service is busy')
    await view.end()
    expect(JSON.parse(take())).toMatchObject({ id: uuid(1), present: 3 })
    expect(takeError()).toBe('room-sessions: the service is busy\n')
  })

  test('says in a table that nothing is in progress', async () => {
    const { context, take } = createTested()
    await createOnceView(context, 'table').showSessions([])
    expect(take()).toBe('No room session is in progress.\n')
  })

  test.each<[string, object, RegExp]>([
    ['the display name', { display_name: 'Daily' }, /^Daily {2}/],
    ['the name without a display name', {}, /^standup {2}/],
    ['a dash without any name', { name: null }, /^- {2}/],
    [
      'a dash for a duration, a start, a cost and a status that are missing',
      { ...{ duration: null, start_time: null, cost_in_dollars: undefined, status: null } },
      /^standup +- +3 +- +- +- /,
    ],
    [
      'duration, members, cost, start and status',
      { duration: 3605, cost_in_dollars: 0.5, status: 'in-progress' },
      /^standup +1h 00m +3 +\$0\.5000 +2026-10-01 11:00 +in-progress/,
    ],
  ])('has in its table %s', async (_, given, expected) => {
    const { context, take } = createTested({ isTTY: true, columns: 160 })
    await createOnceView(context, 'table').showSessions([watched(given)])
    expect(take().split('\n')[1]).toMatch(expected)
  })
})

describe('the live view', () => {
  test('opens with the first frame, and closes with the last table', async () => {
    const { context, take } = createTested()
    const view = createLiveView(context)
    await view.showSessions([])
    expect(take()).toBe(
      '␛[?1049h␛[?25l␛[H0 sessions in progress, 0 members, read 0s ago. Ctrl-C ends.␛[K\r\nNo room session is in progress.␛[K␛[J',
    )
    await view.refresh()
    expect(take()).toMatch(/^␛\[H0 sessions/)
    await view.end()
    expect(take()).toBe('␛[?25h␛[?1049lNo room session is in progress.\n')
    await view.end()
    expect(take()).toBe('')
  })

  test('writes nothing if there was nothing to show', async () => {
    const { context, take } = createTested()
    const view = createLiveView(context)
    await view.refresh()
    await view.end()
    expect(take()).toBe('')
  })

  test('shows an error before the first poll, without a table in the end', async () => {
    const { context, take, frame } = createTested()
    const view = createLiveView(context)
    await view.showError('the service is busy')
    expect(frame()).toEqual([
      '0 sessions in progress, 0 members. Ctrl-C ends.',
      'No room session is in progress.',
      '',
      '12:00:00  the service is busy',
    ])
    await view.end()
    expect(take()).toBe('␛[?25h␛[?1049l')
  })

  test('shows how long ago it was read, and durations that have grown since', async () => {
    const { context, frame, wait, take } = createTested()
    const view = createLiveView(context)
    await view.showSessions([watched({ duration: 50 })])
    take()
    wait(5_000)
    await view.refresh()
    const [title, , row] = frame()
    expect(title).toBe('1 session in progress, 3 members, read 5s ago. Ctrl-C ends.')
    expect(row).toContain('  55s  ')
    wait(5_000)
    await view.end()
    expect(take()).toContain('  1m 00s  ')
  })

  test('counts one member as one', async () => {
    const { context, frame } = createTested()
    await createLiveView(context).showSessions([{ ...watched(), present: 1 }])
    expect(frame()[0]).toContain('1 session in progress, 1 member, ')
  })

  test.each<[RoomSessionChange, string]>([
    [started, '11:59:58  session.started  standup'],
    [{ ...started, type: 'session.ended', roomName: null }, `11:59:58  session.ended  ${uuid(1)}`],
    [{ ...base, type: 'member.joined', memberId: 'm', member: null }, '11:59:58  member.joined  standup'],
    [
      { ...base, type: 'member.left', memberId: 'm', member: { name: 'Ana' } as never }, // the property that is shown
      '11:59:58  member.left  standup  Ana',
    ],
    [{ ...base, type: 'limit.passed', limit, value: 5.5 }, '11:59:58  limit.passed  standup  cost $5.5000'],
    [
      { ...base, type: 'limit.passed', limit: { of: 'duration', above: 14_400 }, value: 14_415 },
      '11:59:58  limit.passed  standup  duration 4h 00m',
    ],
    [
      { ...base, type: 'limit.passed', limit: { of: 'members', above: 18 }, value: 19 },
      '11:59:58  limit.passed  standup  members 19',
    ],
  ])('shows a change in one line: %j', async (change, expected) => {
    const { context, frame } = createTested()
    await createLiveView(context).showChange(change)
    expect(frame().at(-1)).toBe(expected)
  })

  test('shows the last six changes and errors, which cannot control the terminal', async () => {
    const { context, frame } = createTested()
    const view = createLiveView(context)
    await view.showSessions([])
    for (const each of [1, 2, 3, 4, 5, 6, 7]) await view.showError(`error ${each}\u001b[2J`)
    await view.refresh()
    const lines = frame().slice(3)
    expect(lines.map((line) => /error \d/.exec(line)?.[0])).toEqual([2, 3, 4, 5, 6, 7].map((each) => `error ${each}`))
    expect(lines.join('')).not.toContain('␛[2J')
  })

  test('draws changes at most ten times a second', async () => {
    const { context, take, wait } = createTested()
    const view = createLiveView(context)
    await view.showSessions([])
    take()
    wait(99)
    await view.showChange(started)
    expect(take()).toBe('')
    wait(1)
    await view.showChange(started)
    expect(take().match(/session\.started/g)).toHaveLength(2)
  })

  test('has no more rows than the terminal, and counts the sessions without room', async () => {
    const { context, frame } = createTested({ isTTY: true, columns: 120, rows: 6 })
    const view = createLiveView(context)
    await view.showSessions(Array.from({ length: 5 }, () => watched()))
    const lines = frame()
    expect(lines).toHaveLength(6)
    expect(lines.at(-1)).toBe('and 2 more')
  })

  test('has changes below the table, which take the room of sessions, and never more rows than the terminal', async () => {
    const framesOf = async (rows: number) => {
      const { context, frame, wait } = createTested({ isTTY: true, columns: 120, rows })
      const view = createLiveView(context)
      await view.showSessions(Array.from({ length: 9 }, () => watched()))
      for (const each of [1, 2, 3]) {
        wait(100)
        await view.showError(`error ${each}`)
      }
      return frame()
    }
    const lines = await framesOf(10)
    expect([lines.length, lines[5], lines.at(-1)]).toEqual([10, 'and 6 more', '12:00:00  error 3'])
    expect(await framesOf(4)).toHaveLength(4)
  })

  test('does not count sessions if all have room', async () => {
    const { context, frame } = createTested({ isTTY: true, columns: 120, rows: 8 })
    await createLiveView(context).showSessions(Array.from({ length: 5 }, () => watched()))
    expect(frame().join()).not.toContain('more')
  })

  test('cuts lines one column before the edge of the terminal', async () => {
    const { context, frame } = createTested({ isTTY: true, columns: 20 })
    await createLiveView(context).showError('x'.repeat(50))
    expect(frame().map(({ length }) => length)).toEqual([19, 19, 0, 19])
  })

  test('has no table that reaches the edge of the terminal, where the end of a line would be erased', async () => {
    for (let columns = 40; columns <= 110; columns++) {
      const { context, frame } = createTested({ isTTY: true, columns })
      await createLiveView(context).showSessions([watched({ name: 'x'.repeat(200), status: 'in-progress' })])
      expect(Math.max(...frame().map(({ length }) => length))).toBeLessThan(columns)
    }
  })
})
