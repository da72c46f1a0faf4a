import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Counter, Gauge, type OpenMetricsContentType, Registry } from 'prom-client'
import type { RoomSessionChange, WatchedSession } from '../../client/index.js'
import { CliError } from '../exit.js'
import { addMoney, formatMoney, toMoney, zero } from '../room-sessions-report/money.js'

/** Serves what a watch knows, in the format of OpenMetrics 1.0. */
export interface Metrics {
  readonly url: string
  addPoll(sessions: readonly WatchedSession[]): void
  addChange(change: RoomSessionChange): void
  addError(): void
  close(): Promise<void>
}

/** Serves metrics at `/metrics` of a port of the loopback interface. @throws {CliError} if the port cannot be used */
export async function serveMetrics(port: number, now: () => Date): Promise<Metrics> {
  const registry = new Registry<OpenMetricsContentType>()
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE)
  let sessions: readonly WatchedSession[] = []
  const common = { registers: [registry] }
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      ...common,
      name: `room_sessions_${name}`,
      help,
      collect() {
        this.set(read())
      },
    })
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ ...common, name: `room_sessions_${name}`, help, labelNames })
  gauge('in_progress', 'Room sessions in progress', () => sessions.length)
  gauge('members', 'Members in these sessions', () => sessions.reduce((sum, { present }) => sum + present, 0))
  gauge('cost_dollars', 'Cost of these sessions so far', () => sumCosts(sessions))
  gauge('oldest_age_seconds', 'Seconds since the first of these sessions started', () =>
    findOldestAge(sessions, now().getTime()),
  )
  const polls = counter('polls', 'Polls that read the sessions in progress')
  const errors = counter('errors', 'Polls that failed, wholly or in part')
  const changes = counter('changes', 'Changes that were found', ['type'])

  const server = createServer(async (request, response) => {
    if (request.url?.split('?')[0] !== '/metrics') return response.writeHead(404).end('not found: see /metrics\n')
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return response.writeHead(405, { allow: 'GET, HEAD' }).end()
    }
    const body = await registry.metrics()
    return response.writeHead(200, { 'content-type': registry.contentType }).end(request.method === 'HEAD' ? '' : body)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new CliError(`--metrics: cannot listen on port ${port}: ${error.message}`, { cause: error })),
    )
    server.listen(port, '127.0.0.1', resolve)
  })
  // A server that listens on a port has an AddressInfo, not the path of a pipe.
  const { port: actual } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${actual}/metrics`,
    addPoll(found) {
      sessions = found
      polls.inc()
    },
    addChange: ({ type }) => changes.inc({ type }),
    addError: () => errors.inc(),
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** The sum of the known costs in dollars, without the rounding errors of binary addition. */
function sumCosts(sessions: readonly WatchedSession[]): number {
  const costs = sessions
    .map(({ session }) => ('cost_in_dollars' in session ? session.cost_in_dollars : 0))
    .filter((cost) => Number.isFinite(cost))
  return Number(formatMoney(costs.map(toMoney).reduce(addMoney, zero)))
}

function findOldestAge(sessions: readonly WatchedSession[], now: number): number {
  const starts = sessions.map(({ session }) => Date.parse(session.start_time ?? '')).filter((time) => time <= now)
  return starts.length === 0 ? 0 : (now - starts.reduce((one, other) => Math.min(one, other))) / 1000
}
