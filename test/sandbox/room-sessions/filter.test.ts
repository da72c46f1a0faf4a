import { expect, test } from 'vitest'
import { createSessionFinder } from '../../../src/sandbox/room-sessions/filter.js'
import { createPlanner } from '../../../src/sandbox/room-sessions/plan.js'
import { toSpaceSettings } from '../../../src/sandbox/room-sessions/space-settings.js'

const space = toSpaceSettings({ seed: 1, sessions: 60, projectId: 'project', now: new Date('2026-09-16T14:30:00Z') })

/** A finder, and how many sessions it looked at. */
function watched() {
  const plan = createPlanner(space)
  const looked = { count: 0 }
  const at = (place: number) => {
    looked.count += 1
    return plan(place)
  }
  const time = { now: space.now }
  const find = createSessionFinder({ at, count: space.sessions }, () => time.now)
  return { find, looked, time }
}

test('looks at no session when there is no filter', () => {
  const { find, looked } = watched()
  expect(find({})).toBeUndefined()
  expect(looked.count).toBe(0)
})

test('looks at all sessions only once for a repeated filter', () => {
  const { find, looked } = watched()
  for (let page = 0; page < 5; page++) expect(find({ status: 'in-progress' })).toEqual(Uint32Array.of(0, 1))
  expect(looked.count).toBe(60)
})

test('looks at all sessions again when time has moved', () => {
  const { find, looked, time } = watched()
  find({ status: 'in-progress' })
  time.now += 1
  find({ status: 'in-progress' })
  expect(looked.count).toBe(120)
})

test('removes the filter that was not used for the longest time from the cache', () => {
  const { find, looked } = watched()
  const looks = (room_name: string) => {
    looked.count = 0
    find({ room_name })
    return looked.count
  }
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) expect(looks(name)).toBe(60)
  expect(['a', 'i', 'a', 'b'].map(looks)).toEqual([0, 60, 0, 60])
})

test('distinguishes filters with the same value', () => {
  const { find } = watched()
  expect(find({ room_name: 'stand' })).toHaveLength(0)
  expect(find({ room_name_matches: 'stand' })?.length).toBeGreaterThan(0)
})

test('finds the sessions of a room by its id, in upper or lower case, and those that match all filters', () => {
  const { find } = watched()
  const plan = createPlanner(space)
  const all = Array.from({ length: space.sessions }, (_, place) => plan(place))
  const room_id = all.find(({ roomId }) => roomId !== null)?.roomId ?? ''
  const placesOf = (isFound: (session: (typeof all)[number]) => boolean) =>
    Uint32Array.from(all.flatMap((session, place) => (isFound(session) ? [place] : [])))
  const own = placesOf(({ roomId }) => roomId === room_id)

  expect(own.length).toBeLessThan(all.length)
  for (const wanted of [room_id, room_id.toUpperCase()]) expect(find({ room_id: wanted })).toEqual(own)
  expect(find({ room_id, status: 'completed' })).toEqual(
    placesOf(({ roomId, status }) => roomId === room_id && status === 'completed'),
  )
  expect(find({ room_id: space.projectId })).toHaveLength(0)
})
