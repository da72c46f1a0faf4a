import http from 'node:http'
import https from 'node:https'
import { type Answer, type Interaction, interactionFromBytes, type Messages } from '../../contract/index.js'
import { toConnectionReason } from '../proxy/connection-error.js'
import { toHeaders } from '../proxy/message-headers.js'

/** Maximum length of a body in bytes. A longer body is not kept. */
const maxBodyBytes = 16 * 1024 * 1024

/** Maximum length of the headers in bytes, longer than any known client or server allows. */
const maxHeaderBytes = 128 * 1024

const problems: Readonly<Record<string, string>> = {
  ECONNRESET: 'the connection was closed without a response',
  EPIPE: 'the connection was closed without a response',
  HPE_HEADER_OVERFLOW: `headers of more than ${maxHeaderBytes / 1024} KiB`,
}

/** Error codes that mean that no connection was made, including those about certificates. */
const unreachable = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPROTO)$|CERT|_VERIFY_/

/** How requests are sent. */
export interface SendOptions {
  /** Maximum time for one response. */
  readonly timeoutMs: number
  /** Accept any certificate. */
  readonly isInsecure: boolean
  readonly signal: AbortSignal
}

/**
 * Sends a request as it is, on a connection of its own, and resolves to its interaction or to why there was no response.
 * Redirects are not followed. If a stream of events does not end in time, the interaction has the events received so far.
 */
export function sendRequest(
  request: Interaction['request'],
  { timeoutMs, isInsecure, signal }: SendOptions,
): Promise<Answer> {
  const { method, url, headers } = request
  const body = typeof request.body === 'string' && request.body !== '' ? Buffer.from(request.body) : null
  return new Promise((resolve) => {
    const fail = (problem: string, isUnreachable = false) => {
      clearTimeout(timer)
      resolve({ problem, isUnreachable })
    }
    let received: http.IncomingMessage | undefined
    const chunks: Buffer[] = []
    const succeed = (response: http.IncomingMessage, bytes: Buffer | undefined, isEndless = false) =>
      resolve({ interaction: toInteraction({ ...request, body }, response, bytes), ...(isEndless && { isEndless }) })
    let cause = 'the connection was closed before the end of the response'
    const client = url.startsWith('https:') ? https : http
    const options = { method, agent: false, signal, maxHeaderSize: maxHeaderBytes, rejectUnauthorized: !isInsecure }
    const sent = client.request(url, options, (response) => {
      received = response
      let length = 0
      response.on('data', (chunk: Buffer) => {
        length += chunk.length
        if (length <= maxBodyBytes) chunks.push(chunk)
        else response.destroy()
      })
      response.on('close', () => {
        clearTimeout(timer)
        const isKept = length <= maxBodyBytes
        if (isKept && !response.complete) return fail(cause)
        succeed(response, isKept ? Buffer.concat(chunks) : undefined)
      })
      response.on('error', () => {})
    })
    const timer = setTimeout(() => {
      const isStream = /^text\/event-stream\b/i.test(received?.headers['content-type'] ?? '')
      if (received && isStream) succeed(received, wholeEvents(Buffer.concat(chunks)), true)
      else fail(`no ${received ? 'complete ' : ''}response within ${timeoutMs / 1000} s`)
      sent.destroy()
    }, timeoutMs)
    sent.on('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? ''
      const invalid = code.startsWith('HPE_') ? `a response that is not HTTP (${code})` : undefined
      // The listener of `close` reports this, if the response is incomplete.
      if (received) cause = invalid ?? cause
      else fail(problems[code] ?? invalid ?? toConnectionReason(error), unreachable.test(code))
    })
    // The server switched to a protocol that the request did not ask for.
    sent.on('upgrade', (_, socket) => {
      socket.destroy()
      fail('a switch to another protocol')
    })
    for (const [name, value] of headers) sent.appendHeader(name, value)
    sent.end(body ?? undefined)
  })
}

function toInteraction(
  request: Messages['request'],
  { statusCode: status = 0, rawHeaders }: http.IncomingMessage,
  body: Buffer | undefined,
): Interaction {
  const response = { status, headers: toHeaders(rawHeaders), body }
  return interactionFromBytes({ request, response }, maxBodyBytes).interaction
}

/** The events that are complete: each ends with an empty line (HTML Standard, 9.2.5). */
function wholeEvents(bytes: Buffer): Buffer {
  const ends = ['\n\n', '\r\n\r\n', '\r\r'].map((end) => [bytes.lastIndexOf(end), end.length] as const)
  return bytes.subarray(0, Math.max(0, ...ends.map(([at, length]) => (at < 0 ? 0 : at + length))))
}
