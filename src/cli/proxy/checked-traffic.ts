import { setImmediate } from 'node:timers/promises'
import {
  type Document,
  type Interaction,
  interactionFromBytes,
  type Messages,
  maskSecrets,
  type RecordingFolder,
  type ReportedFinding,
  type Reporter,
} from '../../contract/index.js'
import { findFileOf } from '../../openapi/index.js'
import { basePathOf } from '../../text/url.js'
import { createDocumentUrl } from '../check/document-url.js'
import type { Exchange, Sent } from './exchange.js'

/** What the check of the traffic needs. */
export interface TrafficContext {
  readonly document: Document
  readonly reporter: Reporter
  readonly folder: RecordingFolder | undefined
  readonly target: URL
  /** Maximum length of a body in bytes: longer ones were not kept. */
  readonly maxBodyBytes: number
  /** Shows one line. */
  readonly show: (line: string) => Promise<void>
  /** Called after each exchange. */
  readonly onChecked: (counts: TrafficCounts) => Promise<void>
}

/** Number of requests and findings so far. */
export interface TrafficCounts {
  readonly requests: number
  readonly errors: number
  readonly warnings: number
}

/** Checks exchanges one after another, beside the traffic. */
export interface CheckedTraffic {
  add(exchange: Exchange): void
  /**
   * Resolves when everything that was added is checked and recorded. The value is the first error in writing a recording, or
   * undefined.
   */
  end(): Promise<unknown>
  /** Number of requests that were checked. */
  countRequests(): number
}

/** Maximum size in bytes of the bodies that wait for their check. If there are more, the traffic waits. */
const maxWaitingBytes = 64 * 1024 * 1024

/** Maximum number of kinds of findings that are shown. Further findings are only in the report. */
const maxShown = 1000

/** How many times as long as `maxBodyBytes` a body may be after decoding. */
const maxExpansion = 16

/** Creates the check of the traffic of a proxy. */
export function createCheckedTraffic(context: TrafficContext): CheckedTraffic {
  const { reporter, folder, target, document, onChecked, maxBodyBytes } = context
  const basePath = basePathOf(target)
  const toDocumentUrl = createDocumentUrl(document, basePath)
  const counts = { requests: 0, errors: 0, warnings: 0 }
  const display = createDisplay(context)
  const recorder = createRecorder(folder)

  const checkComplete = async (request: Sent & { readonly url: string }, response: Messages['response']) => {
    const { status } = response
    const { interaction, undecoded } = interactionFromBytes({ request, response }, maxBodyBytes * maxExpansion)
    const maxBody = `at most ${maxBodyBytes} bytes (--max-body)`
    const tooLong = [
      ...(request.body === undefined && request.isComplete ? ['request body'] : []),
      ...(response.body === undefined ? ['response body'] : []),
    ]
    for (const at of tooLong)
      await display.notChecked({ request, status, expected: `${at}: ${maxBody}`, received: 'more' })
    for (const { at, expected, received } of undecoded)
      await display.notChecked({ request, status, expected: `${at}: ${expected}`, received })
    for (const finding of reporter.add(interaction)) {
      if (finding.severity === 'error') counts.errors += finding.count
      if (finding.severity === 'warning') counts.warnings += finding.count
      await display.finding(finding)
    }
    recorder.add(interaction)
  }
  const check = async (exchange: Exchange) => {
    const { method, path, headers } = exchange.request
    // `*` is the server as a whole (RFC 9112, 3.2.4).
    const url = toDocumentUrl(`${target.origin}${basePath}${path.startsWith('/') ? '' : '/'}${path}`)
    const request = { ...exchange.request, url }
    counts.requests++
    if (exchange.outcome === 'upgraded') {
      const upgrade = { method, url: url.replace(/^http/, 'ws'), headers }
      reporter.add({ request: upgrade, response: { status: 101, headers: [], body: null } })
    } else if (exchange.outcome === 'no-response') {
      await display.notChecked({ request, expected: 'a response', received: `none: ${exchange.reason}` })
    } else if (exchange.outcome === 'incomplete') {
      const { status, reason } = exchange
      const received = `a part of it: ${reason}`
      await display.notChecked({ request, status, expected: 'a complete response', received })
    } else {
      await checkComplete(request, exchange.response)
    }
    await onChecked(counts)
  }

  const queue = createQueue(check)
  return {
    add: queue.add,
    countRequests: () => counts.requests,
    async end() {
      await queue.end()
      return await recorder.end()
    },
  }
}

/** Something in the traffic that was not checked, and why. */
interface NotChecked {
  readonly request: Pick<Interaction['request'], 'method' | 'url'>
  readonly status?: number
  readonly expected: string
  readonly received: string
}

/** Shows what the check finds, each kind once. */
interface Display {
  finding(finding: ReportedFinding): Promise<void>
  /** Shows that something was not checked, and adds a note about it to the report. */
  notChecked(what: NotChecked): Promise<void>
}

function createDisplay({ reporter, document, show }: TrafficContext): Display {
  const shown = new Set<string>()
  const showOnce = async (key: string, line: string) => {
    if (shown.has(key) || shown.size >= maxShown) return
    shown.add(key)
    await show(line)
  }
  return {
    finding: (finding) => showOnce(toKey(finding), formatFinding(finding, document)),
    async notChecked(what) {
      const { expected, received } = what
      const finding = reporter.addUnreadable({ ...what, pointer: 'response' })
      const key = `${finding.operationId ?? finding.request?.split('?', 1)[0]} ${expected} ${received}`
      await showOnce(key, `not checked: ${finding.request}: expected ${expected}, received ${received}`)
    },
  }
}

/** Writes recordings beside the check. */
interface Recorder {
  add(interaction: Interaction): void
  /** Resolves when everything is written. The value is the first error, or undefined. */
  end(): Promise<unknown>
}

function createRecorder(folder: RecordingFolder | undefined): Recorder {
  const recording = new Set<Promise<void>>()
  let firstError: unknown
  return {
    add(interaction) {
      if (!folder) return
      const done = folder
        .add(interaction)
        .catch((error: unknown) => {
          firstError ??= error
        })
        .finally(() => recording.delete(done))
      recording.add(done)
    },
    async end() {
      await Promise.all(recording)
      return firstError
    },
  }
}

/** Exchanges that wait for their check. */
interface Queue {
  add(exchange: Exchange): void
  /** Resolves when all of them are checked. */
  end(): Promise<void>
}

function createQueue(check: (exchange: Exchange) => Promise<void>): Queue {
  let waiting: Exchange[] = []
  let waitingBytes = 0
  let running: Promise<void> | undefined

  const run = async () => {
    while (waiting.length > 0) {
      // Checks a part at a time, so that traffic passes in between; everything if too much is waiting, so that it does not pile
      // up.
      const count = waitingBytes > maxWaitingBytes ? waiting.length : Math.ceil(waiting.length / 4)
      const next = waiting.slice(0, count)
      waiting = waiting.slice(count)
      for (const exchange of next) {
        waitingBytes -= bytesOf(exchange)
        await check(exchange)
      }
      await setImmediate()
    }
    running = undefined
  }
  return {
    add(exchange) {
      waiting.push(exchange)
      waitingBytes += bytesOf(exchange)
      running ??= setImmediate().then(run)
    },
    async end() {
      while (running) await running
    },
  }
}

function bytesOf(exchange: Exchange): number {
  const received = exchange.outcome === 'complete' ? exchange.response.body : null
  return (exchange.request.body?.length ?? 0) + (received?.length ?? 0)
}

/** Returns a key that is the same for findings that differ only in values and array indexes. */
function toKey({ operationId = '', code, at, place, rule, keyword = '' }: ReportedFinding): string {
  return [operationId, code, place ?? at.replace(/\/\d+(?=\/|$)/g, '/*'), rule, keyword].join('\n')
}

function formatFinding(
  { severity, request = '', status, at, message, rule, line }: ReportedFinding,
  document: Document,
): string {
  const file = findFileOf(document, rule)?.name ?? document.source
  const place = at === '' ? 'response body' : at
  const where = `${file}${line === undefined ? '' : `:${line}`}`
  // One by one, because a name and a message together can look like a secret: `header set-cookie: missing …`.
  return `${severity}: ${maskSecrets(request)} (${status}): ${maskSecrets(place)}: ${maskSecrets(message)} (${where})`
}
