import { describe, expect, test } from 'vitest'
import {
  createClient,
  type RoomSessionChange,
  type WatchOptions,
  type WatchPoll,
  type WatchQuery,
  type WatchState,
} from '../../../src/client/index.js'
import { createRoomSessions } from '../../../src/client/resources/room-sessions.js'
import {
  type ChangingSpace,
  createChangingSpace,
  createMember,
  createRecording,
  createSession,
  endSession,
  uuid,
} from '../../support/changing-space.js'
import { createWorld, credentials } from '../../support/client-world.js'
import { createNotingReader } from './noting-reader.js'

const later = '2026-01-01T01:00:00.000Z'
const end = new Error('the test ends the watch')

/** Watches a space, with a step before each poll after the first. Ends after the last one. */
async function watch(
  space: ChangingSpace,
  steps: readonly (() => void)[],
  options: WatchOptions = {},
  query?: WatchQuery,
) {
  const client = createClient({
    ...credentials,
    space: 'example',
    retry: false,
    fetch: (url, init) => space.fetch(new Request(url, init)),
  })
  const delays: number[] = []
  const errors: string[] = []
  const rest = [...steps]
  let time = Date.UTC(2026, 0, 1, 2)
  const watching = client.roomSessions.watch(query, {
    onError: (error) => void errors.push(String(error)),
    clock: {
      now: () => time,
      async sleep(delayMs) {
        delays.push(delayMs)
        time += delayMs
        const step = rest.shift()
        if (!step) throw end
        step()
      },
    },
    ...options,
  })
  const changes: RoomSessionChange[] = []
  const error = await (async () => {
    for await (const change of watching) changes.push(change)
  })().catch((error: unknown) => error ?? 'an error that is undefined')
  return { changes, ids: changes.map(({ id }) => id), delays, errors, error, state: watching.state }
}

const short = (changes: readonly RoomSessionChange[]) =>
  changes.map((change) => [change.type, change.roomName, 'member' in change ? change.member?.name : undefined])

/** A state as it is after it was saved as JSON. */
const saved = (state: WatchState | undefined): WatchState => JSON.parse(JSON.stringify(state))

describe('a watch gives', () => {
  test('sessions in progress and their members as started and joined at their own times', async () => {
    const one = createSession(1)
    one.members = [createMember(10), createMember(11, { leave_time: later })]

    const { changes } = await watch(createChangingSpace([one, createSession(2, { status: 'completed' })]), [])

    expect(changes.map(({ type, time, sessionId }) => [type, time, sessionId])).toEqual([
      ['session.started', '2026-01-01T00:00:01.000Z', uuid(1)],
      ['member.joined', '2026-01-01T00:00:10.000Z', uuid(1)],
      ['member.joined', '2026-01-01T00:00:11.000Z', uuid(1)],
      ['member.left', later, uuid(1)],
    ])
    expect(changes[0]).toMatchObject({ roomName: 'room-1', session: { cost_in_dollars: 0.1 } })
    expect(changes[1]).toMatchObject({ memberId: uuid(10), member: { name: 'member-10' } })
  })

  test('changes of members in the order in which they happened', async () => {
    const one = createSession(1)
    one.members = [createMember(10, { leave_time: later }), createMember(30), createMember(20)]

    const { changes } = await watch(createChangingSpace([one]), [])

    expect(short(changes).slice(1)).toEqual([
      ['member.joined', 'room-1', 'member-10'],
      ['member.joined', 'room-1', 'member-20'],
      ['member.joined', 'room-1', 'member-30'],
      ['member.left', 'room-1', 'member-10'],
    ])
  })

  test('a member once it has joined, and a session that has not started at the time of its creation', async () => {
    const one = createSession(1, { start_time: null, created_at: '2025-12-31T00:00:00.000Z' })
    const waiting = createMember(10, { join_time: null })
    one.members = [waiting]

    const { changes } = await watch(createChangingSpace([one]), [
      () => {},
      () => Object.assign(waiting, { join_time: later }),
    ])

    expect(changes.map(({ type, time }) => [type, time])).toEqual([
      ['session.started', '2025-12-31T00:00:00.000Z'],
      ['member.joined', later],
    ])
  })

  test('a member who leaves at the next poll, once, while the session goes on', async () => {
    const one = createSession(1)
    const member = createMember(10)
    one.members = [member]
    const seen: number[] = []
    const onPoll = ({ state }: WatchPoll) => void seen.push(state.pending.length)

    const { ids } = await watch(
      createChangingSpace([one]),
      [() => Object.assign(member, { leave_time: later }), () => {}, () => {}],
      { onPoll },
    )

    expect(ids.slice(2)).toEqual([`member.left/${uuid(10)}/${later}`])
    expect(seen).toEqual([2, 1, 0, 0])
  })

  test('its creation as the start of a session whose start is not a time', async () => {
    const one = createSession(1, { start_time: 5 as never, created_at: later })
    expect((await watch(createChangingSpace([one]), [])).changes[0]).toMatchObject({ time: later })
  })

  test('the end of a session that has an end, whatever its status is', async () => {
    const space = createChangingSpace([createSession(1)])
    const { ids } = await watch(space, [() => Object.assign(space.sessions[0]?.session ?? {}, { end_time: later })])
    expect(ids).toEqual([`session.started/${uuid(1)}`, `session.ended/${uuid(1)}`])
  })

  test('who joins and leaves, and the end of a session, each once', async () => {
    const space = createChangingSpace([createSession(1)])
    const [one] = space.sessions

    const { changes } = await watch(space, [
      () => one?.members.push(createMember(10)),
      () => {},
      () => Object.assign(one?.members[0] ?? {}, { leave_time: later }),
      () => one && endSession(one, later),
      () => {},
    ])

    expect(short(changes)).toEqual([
      ['session.started', 'room-1', undefined],
      ['member.joined', 'room-1', 'member-10'],
      ['member.left', 'room-1', 'member-10'],
      ['session.ended', 'room-1', undefined],
    ])
    // Items of lists have the cost, which `get` does not give.
    expect(changes.at(-1)).toMatchObject({ time: later, session: { status: 'completed', cost_in_dollars: 0.1 } })
  })

  test('a member who left and joined again between two polls, under the same id or another', async () => {
    const space = createChangingSpace([createSession(1)])
    const [one] = space.sessions
    one?.members.push(createMember(10), createMember(11), createMember(12, { leave_time: later }))

    const { ids } = await watch(space, [
      () => {
        Object.assign(one?.members[0] ?? {}, { join_time: later })
        Object.assign(one?.members[1] ?? {}, { leave_time: later })
        Object.assign(one?.members[2] ?? {}, { leave_time: null })
        one?.members.push(createMember(13, { name: 'member-11', join_time: later }))
      },
      () => {},
    ])

    expect(ids.slice(5).sort()).toEqual(
      [
        `member.left/${uuid(10)}/${later}`,
        `member.joined/${uuid(10)}/${later}`,
        `member.left/${uuid(11)}/${later}`,
        `member.joined/${uuid(13)}/${later}`,
        `member.joined/${uuid(12)}/2026-01-01T02:00:15.000Z`,
      ].sort(),
    )
  })

  test('a member who left, joined again and left again between two polls', async () => {
    const space = createChangingSpace([createSession(1)])
    const [one] = space.sessions
    one?.members.push(createMember(10, { leave_time: '2026-01-01T00:30:00.000Z' }))

    const { ids } = await watch(space, [
      () => Object.assign(one?.members[0] ?? {}, { join_time: '2026-01-01T00:45:00.000Z', leave_time: later }),
    ])

    expect(ids.slice(3)).toEqual([
      `member.joined/${uuid(10)}/2026-01-01T00:45:00.000Z`,
      `member.left/${uuid(10)}/${later}`,
    ])
  })

  test('nothing of a member who is missing on a page while the list changes', async () => {
    const space = createChangingSpace([createSession(1)])
    const [one] = space.sessions
    const member = createMember(10)
    one?.members.push(member)

    const { ids } = await watch(space, [() => one?.members.pop(), () => one?.members.push(member)])

    expect(ids).toEqual([`session.started/${uuid(1)}`, `member.joined/${uuid(10)}/${member.join_time}`])
  })

  test('nothing of a session that a page left out, because it is asked for by its id', async () => {
    const space = createChangingSpace([createSession(1), createSession(2)])
    space.answer = (url) =>
      /page_size=1000/.test(url.search) && /in-progress/.test(url.search) && space.requests.length > 8
        ? Response.json({ links: {}, data: [space.sessions[0]?.session, space.sessions[0]?.session, null, { id: 5 }] })
        : undefined

    const { ids, errors } = await watch(space, [() => {}, () => {}])

    expect(ids).toEqual([`session.started/${uuid(1)}`, `session.started/${uuid(2)}`])
    expect(errors).toEqual([])
    expect(space.requests).toContain(`/api/video/room_sessions/${uuid(2)}`)
  })

  test('a session that started and ended between two polls, but not those that were completed before', async () => {
    const space = createChangingSpace([
      createSession(5),
      ...[4, 3].map((number) => createSession(number, { status: 'completed' })),
    ])
    const late = createSession(6)
    late.members.push(createMember(10))
    endSession(late, later)

    const { changes } = await watch(space, [() => space.sessions.unshift(late), () => {}])

    expect(short(changes)).toEqual([
      ['session.started', 'room-5', undefined],
      ['session.started', 'room-6', undefined],
      ['member.joined', 'room-6', 'member-10'],
      ['member.left', 'room-6', 'member-10'],
      ['session.ended', 'room-6', undefined],
    ])
  })

  test('a session that was missing among those in progress, though a newer one was completed and seen before', async () => {
    const space = createChangingSpace([
      createSession(3, { status: 'completed' }),
      createSession(1, { status: 'completed' }),
    ])
    space.maxPageSize = 1
    const missed = createSession(2, { status: 'completed' })

    const { ids } = await watch(space, [() => space.sessions.splice(1, 0, missed), () => {}])

    expect(ids).toEqual([`session.started/${uuid(2)}`, `session.ended/${uuid(2)}`])
  })

  test('no completed session of a service that ignores the filter by status', async () => {
    const space = createChangingSpace([createSession(2), createSession(1, { status: 'completed' })])
    const data = space.sessions.map(({ session }) => session)
    space.answer = (url) => (url.pathname.endsWith('/room_sessions') ? Response.json({ links: {}, data }) : undefined)

    expect((await watch(space, [() => {}])).ids).toEqual([`session.started/${uuid(2)}`])
  })

  test('no old session that appears after a list was empty for once', async () => {
    const space = createChangingSpace([createSession(1000, { status: 'completed' })])
    const old = createSession(3, { status: 'completed' })

    const { ids } = await watch(space, [() => space.sessions.splice(0), () => space.sessions.push(old)])

    expect(ids).toEqual([])
  })

  test('a completed session that appears late, if it was created in the five minutes before the newest one', async () => {
    const space = createChangingSpace([createSession(1000, { status: 'completed' })])
    const late = [700, 699].map((number) => createSession(number, { status: 'completed' }))

    const { ids } = await watch(space, [() => space.sessions.push(...late), () => {}])

    expect(ids).toEqual([`session.started/${uuid(700)}`, `session.ended/${uuid(700)}`])
  })

  test('a completed session, although another one has a time of creation far in the future', async () => {
    const wrong = createSession(9, { status: 'completed', created_at: '2099-01-01T00:00:00Z' })
    const space = createChangingSpace([wrong, createSession(1, { status: 'completed' })])
    const two = createSession(2, { status: 'completed' })

    const { ids } = await watch(space, [() => space.sessions.splice(1, 0, two), () => {}])

    expect(ids).toEqual([`session.started/${uuid(2)}`, `session.ended/${uuid(2)}`])
  })

  test('the sessions that started and ended while no watch ran, page by page', async () => {
    const space = createChangingSpace([createSession(1, { status: 'completed' })])
    space.maxPageSize = 2
    const { state } = await watch(space, [])
    for (let number = 2; number <= 6; number++) space.sessions.unshift(createSession(number, { status: 'completed' }))

    const { changes } = await watch(space, [() => {}], { state: saved(state) })

    expect(changes.filter(({ type }) => type === 'session.ended').map(({ roomName }) => roomName)).toEqual([
      ...['room-6', 'room-5', 'room-4', 'room-3', 'room-2'],
    ])
    expect(changes).toHaveLength(10)
  })

  test.each([404, 422])(
    'the end of a session that the service no longer knows and whose lists get %i',
    async (status) => {
      const space = createChangingSpace([createSession(1)])
      space.sessions[0]?.members.push(createMember(10))
      space.sessions[0]?.recordings.push(createRecording(20))
      const forget = () => {
        space.sessions.pop()
        space.answer = ({ pathname }) =>
          /\/(members|recordings)$/.test(pathname) ? new Response('', { status }) : undefined
      }

      const { changes, errors } = await watch(space, [forget, () => {}])

      expect(errors).toEqual([])
      expect(changes.slice(2).map(({ type, time, roomName }) => [type, time, roomName])).toEqual([
        ['member.left', '2026-01-01T02:00:15.000Z', 'room-1'],
        ['session.ended', '2026-01-01T02:00:15.000Z', 'room-1'],
      ])
      expect(changes.at(-1)).toMatchObject({ session: null })
    },
  )

  test('a recording that is complete hours after the end of its session', async () => {
    const space = createChangingSpace([createSession(1)])
    const [one] = space.sessions
    one?.recordings.push(createRecording(20))
    const steps = [
      () => one && endSession(one, later),
      () => {},
      () => {},
      () => Object.assign(one?.recordings[0] ?? {}, { status: 'completed' }),
    ]

    const { changes } = await watch(space, steps, { intervalMs: 3_600_000 })

    expect(changes.map(({ type }) => type)).toEqual(['session.started', 'session.ended', 'recording.finished'])
    expect(changes.at(-1)?.id).toBe(`recording.finished/${uuid(20)}`)
  })

  test('a recording that was already complete once, while its session goes on', async () => {
    const one = createSession(1)
    one.recordings.push(createRecording(20, { status: 'completed', finished_at: later }))
    const { ids } = await watch(createChangingSpace([one]), [() => {}, () => {}])
    expect(ids).toEqual([`session.started/${uuid(1)}`, `recording.finished/${uuid(20)}`])
  })

  test('a session without a name, and then with the last name that it had', async () => {
    const space = createChangingSpace([createSession(1, { name: null })])
    const [one] = space.sessions

    const { changes } = await watch(space, [
      () => Object.assign(one?.session ?? {}, { name: 'a' }),
      () => {
        Object.assign(one?.session ?? {}, { name: null })
        one?.members.push(createMember(10))
      },
    ])

    expect(changes.map(({ type, roomName }) => [type, roomName])).toEqual([
      ['session.started', null],
      ['member.joined', 'a'],
    ])
  })

  test('a recording whose file is complete, without its secret link, even after the end of the session', async () => {
    const space = createChangingSpace([createSession(1)])
    const [one] = space.sessions
    one?.recordings.push(createRecording(20))

    const { changes, state } = await watch(space, [
      () => one && endSession(one, later),
      () => Object.assign(one?.recordings[0] ?? {}, { status: 'processing', finished_at: later }),
      () => Object.assign(one?.recordings[0] ?? {}, { status: 'completed' }),
      () => {},
    ])

    expect(changes.map(({ type }) => type)).toEqual(['session.started', 'session.ended', 'recording.finished'])
    expect(changes[2]).toMatchObject({ time: later, recording: { id: uuid(20), status: 'completed' } })
    expect(JSON.stringify([changes, state])).not.toContain('secret-link')
  })

  test('each limit that is passed once for each session', async () => {
    const space = createChangingSpace([createSession(1)])
    const [one] = space.sessions
    const limits = [
      { of: 'cost', above: 5 },
      { of: 'duration', above: 3_600 },
      { of: 'members', above: 1 },
    ] as const

    const { changes } = await watch(
      space,
      [
        () => Object.assign(one?.session ?? {}, { cost_in_dollars: 5, duration: 3_600 }),
        () => Object.assign(one?.session ?? {}, { cost_in_dollars: 5.01, duration: 3_601 }),
        () => Object.assign(one?.session ?? {}, { cost_in_dollars: 4 }),
        () => Object.assign(one?.session ?? {}, { cost_in_dollars: 6 }),
        () => one?.members.push(createMember(10), createMember(11)),
      ],
      { limits },
    )

    expect(
      changes.flatMap((change) => (change.type === 'limit.passed' ? [[change.limit.of, change.value]] : [])),
    ).toEqual([
      ['cost', 5.01],
      ['duration', 3_601],
      ['members', 2],
    ])
  })

  test('each of several limits for one value, which it remembers each by itself', async () => {
    const space = createChangingSpace([createSession(1)])
    const [one] = space.sessions
    const limitsOf = (...above: readonly number[]) => above.map((number) => ({ of: 'members', above: number }) as const)
    const passed = (ids: readonly string[]) => ids.filter((id) => id.startsWith('limit.passed/'))
    const id = (above: number) => `limit.passed/${uuid(1)}/members>${above}`

    const join = (...numbers: readonly number[]) => one?.members.push(...numbers.map((number) => createMember(number)))
    const first = await watch(space, [() => join(10, 11), () => join(12)], { limits: limitsOf(2, 1, 1, 4) })
    expect(passed(first.ids)).toEqual([id(1), id(2)])

    join(13, 14)
    const second = await watch(space, [], { state: saved(first.state), limits: limitsOf(1, 2, 3, 4) })
    expect(passed(second.ids)).toEqual([id(3), id(4)])
  })

  test('no limit of members for those who have left, and none of a cost that is not a number', async () => {
    const one = createSession(1, { cost_in_dollars: '9' as never })
    one.members = [createMember(10), createMember(11, { leave_time: later }), createMember(12, { leave_time: later })]
    const limits = [
      { of: 'members', above: 1 },
      { of: 'cost', above: 5 },
    ] as const

    const { changes } = await watch(createChangingSpace([one]), [], { limits })

    expect(changes.filter(({ type }) => type === 'limit.passed')).toEqual([])
  })

  test('a limit of the duration from the time of the start, if the service gives no duration', async () => {
    const space = createChangingSpace([createSession(0, { duration: null })])
    const limits = [{ of: 'duration', above: 7_210 }] as const

    const { changes } = await watch(space, [() => {}, () => {}], { limits })

    expect(changes.slice(1)).toMatchObject([{ type: 'limit.passed', value: 7_215, time: '2026-01-01T02:00:15.000Z' }])
  })

  test('a limit of the duration of an ended session up to its end', async () => {
    const space = createChangingSpace()
    const { state } = await watch(space, [])
    const one = createSession(0, { duration: null })
    endSession(one, later)
    space.sessions.push(one)

    const { changes } = await watch(space, [], { state, limits: [{ of: 'duration', above: 3_599 }] })

    expect(changes[1]).toMatchObject({ type: 'limit.passed', value: 3_600 })
  })

  test('only what matches its query', async () => {
    const space = createChangingSpace([createSession(2), createSession(1)])
    const { changes } = await watch(space, [], {}, { room_name: 'room-1' })
    expect(short(changes)).toEqual([['session.started', 'room-1', undefined]])
  })

  test('nothing twice if the service lists an ended session as in progress for a while', async () => {
    const space = createChangingSpace([createSession(1)])
    const [one] = space.sessions

    const { changes } = await watch(space, [
      () => one && endSession(one, later),
      () => Object.assign(one?.session ?? {}, { status: 'in-progress', end_time: null }),
      () => one && endSession(one, later),
    ])

    expect(changes.map(({ type }) => type)).toEqual(['session.started', 'session.ended'])
  })
})

describe('a poll', () => {
  test('tells of the sessions in progress, with the number of members in them', async () => {
    const space = createChangingSpace([createSession(2), createSession(1)])
    const [two, one] = space.sessions
    one?.members.push(createMember(10), createMember(11), createMember(12, { leave_time: later }))
    const polled: unknown[] = []
    const onPoll = ({ sessions }: WatchPoll) =>
      void polled.push(sessions.map(({ session, present }) => [session.name, present]))

    await watch(space, [() => two && endSession(two, later), () => {}], { onPoll })

    expect(polled).toEqual([
      [
        ['room-2', 0],
        ['room-1', 2],
      ],
      [['room-1', 2]],
      [['room-1', 2]],
    ])
  })

  test('reads nothing of a session that has ended', async () => {
    const space = createChangingSpace([createSession(1)])
    const [one] = space.sessions
    const counts: number[] = []
    const onPoll = () => void counts.push(space.requests.splice(0).length)

    await watch(space, [() => one && endSession(one, later), () => {}], { onPoll })

    // The two lists of sessions; at first also the members and the recordings of the session.
    expect(counts).toEqual([4, 4, 2])
  })

  test('reads no more completed sessions than may be new', async () => {
    const sessions = [1000, 2, 1].map((number) => createSession(number, { status: 'completed' }))
    const space = createChangingSpace(sessions)
    space.maxPageSize = 1
    await watch(space, [])
    expect(space.requests.filter((request) => /status=completed/.test(request))).toHaveLength(2)
  })

  test('reads no page of completed sessions behind one with a session that is too old, and remembers none that is', async () => {
    const sessions = [2000, 1999, 1000, 999, 2, 1].map((number) => createSession(number, { status: 'completed' }))
    const space = createChangingSpace(sessions)
    space.maxPageSize = 3
    const { state } = await watch(space, [() => {}])
    expect(space.requests.filter((request) => /status=completed/.test(request))).toHaveLength(2)
    expect(state?.completed).toEqual([uuid(2000), uuid(1999)])
  })

  test('waits for its callbacks', async () => {
    const log: string[] = []
    const space = createChangingSpace([createSession(1)])
    const note = (name: string) => async () => {
      log.push(`${name} begins`)
      for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
      log.push(`${name} ends`)
    }
    const fail = () => {
      log.push('waited')
      space.answer = () => new Response('', { status: 500 })
    }
    const { error } = await watch(space, [fail, () => log.push('waited')], {
      ...{ onPoll: note('poll'), onError: note('error') },
    })
    expect(error).toBe(end)
    const failed = ['error begins', 'error ends']
    expect(log).toEqual(['poll begins', 'poll ends', 'waited', ...failed, 'waited', ...failed])
  })
})

describe('a watch remembers a session', () => {
  const minuteMs = 60_000
  const kept = async (steps: number, intervalMs: number, isRecorded: boolean) => {
    const space = createChangingSpace([createSession(1)])
    const [one] = space.sessions
    if (isRecorded) one?.recordings.push(createRecording(20))
    const wait = Array.from({ length: steps }, () => () => {})
    const { ids, state } = await watch(space, [() => one && endSession(one, later), ...wait], { intervalMs })
    expect(ids).toEqual([`session.started/${uuid(1)}`, `session.ended/${uuid(1)}`])
    return state?.sessions.length
  }

  test.each([
    ['for less than a quarter of an hour', 2, 5 * minuteMs, false, 1],
    ['not for longer, so that its state does not grow', 3, 5 * minuteMs, false, 0],
    ['with an unfinished recording for less than a day', 3, 360 * minuteMs, true, 1],
    ['with an unfinished recording not for longer than that', 4, 360 * minuteMs, true, 0],
  ])('after its end %s', async (_, steps, intervalMs, isRecorded, expected) => {
    expect(await kept(steps, intervalMs, isRecorded)).toBe(expected)
  })
})

describe('a watch goes on', () => {
  test.each([
    ['429', () => new Response('', { status: 429, headers: { 'retry-after': '120' } })],
    ['500', () => new Response('', { status: 500 })],
    ['broken JSON', () => new Response('{"data":[{', { status: 200 })],
    ['a list without data', () => Response.json({})],
    ['404', () => new Response('', { status: 404 })],
  ])('after %s, more slowly, and loses nothing', async (_name, answer) => {
    const space = createChangingSpace([createSession(1)])

    const { ids, delays, errors } = await watch(space, [
      () => {
        space.sessions.unshift(createSession(2))
        space.answer = answer
      },
      () => {},
      () => {},
      () => {
        space.answer = () => undefined
      },
    ])

    expect(ids).toEqual([`session.started/${uuid(1)}`, `session.started/${uuid(2)}`])
    expect(errors).toHaveLength(3)
    const first = _name === '429' ? 120_000 : 15_000
    expect(delays).toEqual([15_000, first, Math.max(first, 30_000), Math.max(first, 60_000), 15_000])
  })

  test.each([
    [60_000, [60_000, 120_000, 240_000, 300_000, 300_000]],
    [300_000, Array(5).fill(300_000)],
    [600_000, Array(5).fill(600_000)],
  ])(
    'after five minutes at most or its interval, which is %i ms, if the service asks for nothing',
    async (intervalMs, expected) => {
      const space = createChangingSpace([])
      space.answer = () => new Response('', { status: 500 })
      const { delays } = await watch(
        space,
        Array(4).fill(() => {}),
        { intervalMs },
      )
      expect(delays).toEqual(expected)
    },
  )

  test.each([408, 425, 429, 500])('after a first poll that is answered with %i', async (status) => {
    const space = createChangingSpace([createSession(1)])
    space.answer = () => new Response('', { status })
    const recover = () => {
      space.answer = () => undefined
    }
    expect((await watch(space, [recover])).ids).toEqual([`session.started/${uuid(1)}`])
  })

  test('after an hour at most, whatever the service asks for', async () => {
    const space = createChangingSpace([])
    space.answer = () => new Response('', { status: 429, headers: { 'retry-after': '86400' } })
    expect((await watch(space, [])).delays).toEqual([3_600_000])
  })

  test('with a session that had ended but could not be read, once it can be', async () => {
    const space = createChangingSpace([createSession(1)])
    const two = createSession(2)
    endSession(two, later)

    const { ids, errors } = await watch(space, [
      () => {
        space.sessions.unshift(two)
        space.answer = ({ pathname }) =>
          pathname.includes(`${uuid(2)}/members`) ? new Response('', { status: 500 }) : undefined
      },
      () => {
        space.answer = () => undefined
      },
      () => {},
    ])

    expect(errors).toHaveLength(1)
    expect(ids).toEqual([`session.started/${uuid(1)}`, `session.started/${uuid(2)}`, `session.ended/${uuid(2)}`])
  })

  test('when the lists of one session fail, with the others, and sees its end later', async () => {
    const space = createChangingSpace([createSession(2), createSession(1)])
    const [two, one] = space.sessions
    const fail = (url: URL) =>
      url.pathname.includes(`${uuid(1)}/members`) ? new Response('', { status: 500 }) : undefined

    const { changes, errors } = await watch(space, [
      () => {
        space.answer = fail
        if (one) endSession(one, later)
        two?.members.push(createMember(10))
      },
      () => {
        space.answer = () => undefined
      },
    ])

    expect(errors).toHaveLength(1)
    expect(short(changes).slice(2)).toEqual([
      ['member.joined', 'room-2', 'member-10'],
      ['session.ended', 'room-1', undefined],
    ])
  })

  test('where another one ended, with the changes that were not taken', async () => {
    const space = createChangingSpace([createSession(3), createSession(2), createSession(1)])
    const first = await watch(space, [])
    const polled: WatchState[] = []
    await watch(space, [], { onPoll: ({ state }) => void polled.push(saved(state)) })
    const [atPoll] = polled
    if (!atPoll) throw new Error('expected a poll')

    const afterOne = await watch(space, [], { state: { ...atPoll, pending: atPoll.pending.slice(1) } })

    expect(atPoll.pending.map(({ id }) => id)).toEqual(first.ids)
    expect(afterOne.ids).toEqual(first.ids.slice(1))
    expect((await watch(space, [], { state: saved(afterOne.state) })).ids).toEqual([])
  })

  test('with the state of the change that was given last, when the caller stops', async () => {
    const space = createChangingSpace([createSession(2), createSession(1)])
    const client = createClient({
      ...credentials,
      space: 'example',
      fetch: (url, init) => space.fetch(new Request(url, init)),
    })
    const watching = client.roomSessions.watch()
    for await (const change of watching) if (change) break

    expect(watching.state?.pending.map(({ id }) => id)).toEqual([`session.started/${uuid(1)}`])
  })

  test('with one line if the sessions are not listed newest first', async () => {
    const completed = [1, 2, 3].map((number) => createSession(number, { status: 'completed' }))
    const { errors, delays } = await watch(createChangingSpace(completed), [() => {}, () => {}])
    expect(errors).toEqual([expect.stringContaining('not listed newest first')])
    expect(delays).toEqual([15_000, 15_000, 15_000])
  })
})

test('each request of a watch has its options of a call', async () => {
  const options = {
    ...{ signal: new AbortController().signal, headers: { 'x-own': '1' }, timeoutMs: 2, totalTimeoutMs: 3 },
    ...{ retry: { maxRetries: 4 }, maxResponseBytes: 5 },
  }
  const { calls, reader } = createNotingReader((operationId) =>
    operationId === 'list_room_sessions' ? [createSession(1).session] : [],
  )
  const sessions = [{ id: uuid(2), name: null, ended: null, members: [], recordings: [], passed: [] }]
  const state = { version: 1, time: later, sessions, newest: null, completed: [], pending: [] } as const
  const { watch } = createRoomSessions(reader, createWorld())
  for await (const _ of watch({ room_name: 'x' }, { ...options, state, once: true, intervalMs: 9_000 }));

  const ofSession = (name: string) => [1, 2].map((number) => [name, { path: { id: uuid(number) } }])
  expect(calls).toHaveLength(7)
  expect(calls).toEqual(
    expect.arrayContaining(
      [
        ['list_room_sessions', { query: { room_name: 'x', status: 'in-progress' } }],
        ['list_room_sessions', { query: { room_name: 'x', status: 'completed', page_size: 100 } }],
        ['get_room_session', { path: { id: uuid(2) } }],
        ...ofSession('list_room_session_members'),
        ...ofSession('list_room_session_recordings'),
      ].map((call) => [...call, options]),
    ),
  )
})

describe('a watch ends', () => {
  test.each([401, 403])('with an error when the service answers with %i', async (status) => {
    const space = createChangingSpace([createSession(1)])
    const { error, errors } = await watch(space, [
      () => {
        space.answer = () => new Response('', { status })
      },
    ])
    expect(error).toMatchObject({ status })
    expect(errors).toEqual([])
  })

  test('when a list of one session is refused with 401', async () => {
    const space = createChangingSpace([createSession(1)])
    space.answer = (url) => (url.pathname.endsWith('/members') ? new Response('', { status: 401 }) : undefined)
    expect((await watch(space, [])).error).toMatchObject({ status: 401 })
  })

  test('when the first poll is refused with 422', async () => {
    const space = createChangingSpace()
    space.answer = () => Response.json({ errors: [] }, { status: 422 })
    expect((await watch(space, [])).error).toMatchObject({ status: 422 })
  })

  test('after one poll, if it is asked to', async () => {
    const { ids, error, delays } = await watch(createChangingSpace([createSession(1)]), [], { once: true })
    expect({ ids, error, delays }).toEqual({ ids: [`session.started/${uuid(1)}`], error: undefined, delays: [] })
  })

  test('after one poll that failed, with its error, wholly or in part', async () => {
    const space = createChangingSpace([createSession(2), createSession(1)])
    space.answer = ({ pathname }) => (pathname.includes(uuid(1)) ? new Response('', { status: 500 }) : undefined)
    const inPart = await watch(space, [], { once: true })
    expect(inPart).toMatchObject({
      ids: [`session.started/${uuid(2)}`],
      error: { status: 500 },
      errors: [],
      delays: [],
    })

    space.answer = () => new Response('', { status: 503 })
    expect(await watch(space, [], { once: true })).toMatchObject({ error: { status: 503 }, errors: [], delays: [] })
  })

  test('not because of an error that no one listens to', async () => {
    const space = createChangingSpace([createSession(1)])
    space.answer = () => new Response('', { status: 500 })
    expect((await watch(space, [() => {}], { onError: undefined })).error).toBe(end)
    const wrongOrder = [1, 2].map((number) => createSession(number, { status: 'completed' }))
    expect((await watch(createChangingSpace(wrongOrder), [() => {}], { onError: undefined })).error).toBe(end)
  })

  test('with the reason of its signal, while it waits and while it reads', async () => {
    const controller = new AbortController()
    const space = createChangingSpace([createSession(1)])
    space.answer = () => {
      controller.abort(end)
      return undefined
    }
    expect((await watch(space, [], { signal: controller.signal })).error).toBe(end)
    expect(space.requests).toHaveLength(1)
  })

  test('with the error of a callback', async () => {
    const onPoll = () => {
      throw new Error('disk full')
    }
    expect((await watch(createChangingSpace(), [], { onPoll })).error).toMatchObject({ message: 'disk full' })
  })
})

describe('a watch refuses', () => {
  test.each([
    [{ intervalMs: 999 }, 'option intervalMs: expected a whole number from 1000'],
    [{ intervalMs: 2 ** 31 }, 'option intervalMs: expected a whole number from 1000 to 2147483647'],
    [{ limits: [{ of: 'cost', above: Number.NaN }] }, 'option limits: expected a list'],
    [{ limits: {} }, 'option limits: expected a list'],
    [{ limits: [{ of: 'minutes', above: 1 }] }, 'option limits: expected a list'],
    [{ limits: [null] }, 'option limits: expected a list'],
    [{ state: {} }, 'option state: expected the state of a watch'],
    [
      { state: { version: 1, time: later, sessions: [null], newest: null, completed: [], pending: [] } },
      'option state',
    ],
    [{ intervall: 1 }, 'unknown option intervall; did you mean intervalMs?'],
  ])('the options %j', async (options, message) => {
    const space = createChangingSpace()
    // The options are wrong on purpose.
    const { error } = await watch(space, [], options as unknown as WatchOptions)
    expect(String(error)).toContain(message)
    expect(space.requests).toEqual([])
  })

  test.each<[string, object]>([
    ...([{ version: 2 }, { time: 'soon' }, { newest: 5 }, { completed: null }] as const).map(
      (changes): [string, object] => ['another value', changes],
    ),
    ...[{}, [null], [{ id: 5 }], [{ members: null }], [{ recordings: null }], [{ passed: null }]].map(
      (sessions): [string, object] => [
        'other sessions',
        {
          sessions: Array.isArray(sessions)
            ? sessions.map((each) => each && { id: uuid(1), members: [], recordings: [], passed: [], ...each })
            : sessions,
        },
      ],
    ),
    ...[{}, [null], [{ id: 'a' }], [{ type: 'session.ended' }]].map((pending): [string, object] => [
      'other changes',
      { pending },
    ]),
  ])('a state with %s: %j', async (_, changes) => {
    const state = { version: 1, time: later, sessions: [], newest: null, completed: [], pending: [] }
    const space = createChangingSpace()
    // The state is wrong on purpose.
    const { error } = await watch(space, [], { state: { ...state, ...changes } as unknown as WatchState })
    expect(String(error)).toContain('option state: expected the state of a watch')
    expect(space.requests).toEqual([])
    expect((await watch(space, [], { state: { ...state, version: 1 } })).error).toBe(end)
  })

  test.each(['status', 'page_number', 'page_size', 'page_token'])(
    'the parameter %s, which it sets itself',
    async (name) => {
      const { error } = await watch(createChangingSpace(), [], {}, { [name]: 'completed' } as WatchQuery)
      expect(String(error)).toContain(`query ${name}: expected a parameter that a watch takes`)
    },
  )
})
