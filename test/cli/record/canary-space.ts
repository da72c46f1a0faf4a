import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What must not be found in anything that is written; each in as many forms as it may travel. */
export const canaries = {
  word: 'CANARY',
  lowerWord: 'canary',
  uuid: 'ca11ab1e',
  number: '424242',
  decimal: '42.4242',
  /** Of both, in whatever way they are written. */
  digits: '24242',
  hex: '43414e415259',
  base64: 'Q0FOQVJZ',
  year: '2031-',
  host: 'canary-host.example.net',
} as const

const projectId = `${canaries.uuid}-0000-4000-8000-00000000cafe`
const apiToken = 'PTCANARYtoken'

const id = (n: number) => `${canaries.uuid}-${String(n).padStart(4, '0')}-4242-8242-424242424242`
const time = (n: number) => `${canaries.year}07-13T04:42:${String(10 + (n % 40))}Z`
const text = (name: string) => `CANARY ${name} Ünïcode 🐤`
const url = (name: string) =>
  `https://${canaries.host}/CANARY/${name}.webp?Expires=4242424242&Signature=CANARY~${name}&Key-Pair-Id=CANARY`

const { hex, base64 } = canaries

const summary = (n: number) => ({
  id: id(n),
  room_id: n % 3 === 0 ? null : id(900 + (n % 2)),
  name: `CANARY-room-${n % 2}`,
  display_name: text('display'),
  max_members: 424242,
  quality: '720p',
  fps: 20,
  join_from: time(n),
  join_until: null,
  remove_at: null,
  remove_after_seconds_elapsed: 424242,
  layout: 'CANARY-layout',
  record_on_start: true,
  tone_on_entry_and_exit: true,
  room_join_video_off: false,
  user_join_video_off: false,
  locked: false,
  start_time: time(n),
  end_time: time(n + 1),
  duration: 424242,
  status: n % 2 ? 'completed' : 'in-progress',
  created_at: time(n),
  updated_at: time(n + 1),
  preview_url: url('preview'),
  prioritize_handraise: false,
  sync_audio_video: true,
})

const session = (n: number) => ({
  ...summary(n),
  cost_in_dollars: 42.4242,
  enable_room_previews: true,
  locked_cover: url('cover'),
})

const event = (of: string, n: number) => ({
  id: id(2000 + n),
  project_id: projectId,
  room_id: id(900),
  room_session_id: of,
  room_participant_id: id(3000 + n),
  level: 'CANARY-level',
  name: 'CANARY.event',
  payload: {
    canary_key: text('payload'),
    'CANARY key': [424242, { deep: id(3000 + n) }],
    mail: 'canary@canary-host.example.net',
    json: JSON.stringify({ canary: [{ phone: 14242424242, name: text('nested') }], list: ['CANARY', true, null] }),
    numeric: ['14242424242', '-424242.0', '4.24242e5', '00424242', '+14242424242', '424242, 424242', '424242;42.4242'],
    sentence: `Call 14242424242 (CANARY) before ${time(n)}`,
    form: 'name=CANARY+room&phone=%2B14242424242&mail=canary%40canary-host.example.net',
    html: '<p id="CANARY">424242</p>',
    coded: [hex, base64, [hex, hex], { [hex]: base64, '424242': 424242, '14242424242': 'x' }],
    numbers: [14242424242, -424242, 42.4242e4, 4.24242e-3, -42.4242, 424242424242424242424242n, 4242424242424242n],
    address: `canary+app://424242@${canaries.host}:42424/CANARY;v=424242/424242.json?CANARY=424242&a[CANARY]=1#CANARY`,
  },
  created_at: time(n),
})

const member = (of: string, n: number) => ({
  id: id(3000 + n),
  room_session_id: of,
  name: text(`member ${n}`),
  join_time: time(n),
  leave_time: time(n + 1),
  duration: 424242,
  cost_in_dollars: 42.4242,
})

const recording = (of: string, n: number) => ({
  id: id(4000 + n),
  room_session_id: of,
  status: 'completed',
  started_at: time(n),
  finished_at: time(n + 1),
  duration: 424242,
  size_in_bytes: 4242424242,
  format: 'video/canary',
  cost_in_dollars: 42.4242,
  uri: url('recording'),
  created_at: time(n),
  updated_at: time(n + 1),
})

const log = (n: number) =>
  n % 3 === 2
    ? { id: id(6000 + n), discarded_at: time(n + 1), created_at: time(n) }
    : {
        id: id(6000 + n),
        source: 'realtime_api',
        type: 'video_room_session',
        url: url('log'),
        room_name: text('room'),
        status: 'completed',
        locked: false,
        started_at: time(n),
        ended_at: time(n + 1),
        charge: 42.4242,
        created_at: time(n),
        charge_details: [{ description: text('charge'), charge: 42.4242 }],
      }

const refusal = (attribute: string) => ({
  errors: [{ type: 'CANARY_error', code: 'CANARY_code', message: text(attribute), attribute, url: url('errors') }],
})

const lists: Record<string, (of: string, n: number) => object> = {
  room_sessions: (_, n) => session(n),
  'room_sessions/events': event,
  'room_sessions/members': member,
  'room_sessions/recordings': recording,
  room_recordings: (_, n) => recording(id(n), n),
  'room_recordings/events': event,
  logs: (_, n) => log(n),
}

const items: Record<string, (n: number) => object> = {
  room_sessions: summary,
  room_recordings: (n) => recording(id(n - 4000), n - 4000),
  logs: (n) => log(n - 6000),
}

interface Answer {
  readonly status: number
  readonly body: object
}

const pageSizeOf = (query: URLSearchParams) => Number(query.get('page_size') ?? 50)

function answer(origin: string, request: URL, authorization: string): Answer {
  if (authorization !== `Basic ${btoa(`${projectId}:${apiToken}`)}`)
    return { status: 401, body: { error: 'Unauthorized' } }
  const [, , , resource = '', of = '', list] = request.pathname.split('/')
  if (of && !of.startsWith(canaries.uuid))
    return { status: list ? 422 : 404, body: list ? refusal('id') : { error: 'Not Found' } }
  const query = request.searchParams
  if (Number(query.get('media_ttl')) < 0) return { status: 422, body: refusal('media_ttl') }
  if (of && !list) return { status: 200, body: items[resource]?.(Number(of.slice(9, 13))) ?? {} }
  const page = Number(query.get('page_number') ?? 0)
  const size = pageSizeOf(query)
  if (page < 0 || size < 1 || size > 1000) return { status: 422, body: refusal('page_size') }
  if (page > 0 && query.get('page_token') !== `PA${id(5000 + page)}`)
    return { status: 422, body: refusal('page_token') }
  const all = Array.from({ length: 5 }, (_, n) => lists[[resource, ...(list ? [list] : [])].join('/')]?.(of, n) ?? {})
  const link = (to: number) => {
    const next = new URL(`${origin}${request.pathname}`)
    for (const [name, value] of query) if (!name.startsWith('page_')) next.searchParams.set(name, value)
    next.searchParams.set('page_number', String(to))
    next.searchParams.set('page_size', String(size))
    if (to > 0) next.searchParams.set('page_token', `PA${id(5000 + to)}`)
    return next.href
  }
  const links = { self: link(page), first: link(0), ...((page + 1) * size < all.length && { next: link(page + 1) }) }
  return { status: 200, body: { links, data: all.slice(page * size, (page + 1) * size) } }
}

/** JSON with integers that a double cannot hold. */
const toJson = (body: object) =>
  JSON.stringify(body, (_, value) => (typeof value === 'bigint' ? `bigint ${value}` : value)).replace(
    /"bigint (\d+)"/g,
    '$1',
  )

/**
 * A space over HTTP that follows the document and has a canary in every field and header.
 *
 * @param respell gives the text of a body that the space sends instead
 */
export async function listenWithCanaries(respell = (body: string) => body) {
  const server = createServer((request, response) => {
    const origin = `http://${request.headers.host}`
    const { status, body } = answer(origin, new URL(request.url ?? '/', origin), request.headers.authorization ?? '')
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'x-request-id': 'CANARY-request',
      'set-cookie': 'session=CANARY',
      etag: '"CANARY"',
    })
    response.end(respell(toJson(body)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo
  return {
    env: {
      SIGNALWIRE_BASE_URL: `http://127.0.0.1:${port}`,
      SIGNALWIRE_PROJECT_ID: projectId,
      SIGNALWIRE_API_TOKEN: apiToken,
    },
    port,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
