import http from 'node:http'
import https from 'node:https'
import { type Answer, type Header, type Interaction, interactionFromBytes } from '../../contract/index.js'

/** A body that is longer is not kept. */
const maxBodyBytes = 16 * 1024 * 1024

/** Longer than any client or server that is known allows. */
const maxHeaderBytes = 128 * 1024

const problems: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was closed without a response',
  ENOTFOUND: 'host not found',
  EAI_AGAIN: 'host not found',
  EHOSTUNREACH: 'host not reachable',
  ENETUNREACH: 'network not reachable',
  EPIPE: 'the connection was closed without a response',
  HPE_HEADER_OVERFLOW: `headers of more than ${maxHeaderBytes / 1024} KiB`,
}

const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/**
 * Sends a request as it is, on a connection of its own, and resolves to its interaction or to why there was no response. Redirects
 * are not followed.
 */
export function sendRequest(
  request: Interaction['request'],
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
): Promise<Answer> {
  const { method, url, headers } = request
  const body = typeof request.body === 'string' && request.body !== '' ? Buffer.from(request.body) : null
  return new Promise((resolve) => {
    const fail = (problem: string, isUnreachable = false) => {
      clearTimeout(timer)
      resolve({ problem, isUnreachable })
    }
    let hasResponse = false
    let cause = 'the connection was closed before the end of the response'
    const client = url.startsWith('https:') ? https : http
    const sent = client.request(url, { method, agent: false, signal, maxHeaderSize: maxHeaderBytes }, (response) => {
      hasResponse = true
      const chunks: Buffer[] = []
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
        const received = {
          status: response.statusCode ?? 0,
          headers: toPairs(response.rawHeaders),
          body: isKept ? Buffer.concat(chunks) : undefined,
        }
        resolve(interactionFromBytes({ request: { method, url, headers, body }, response: received }, maxBodyBytes))
      })
      response.on('error', () => {})
    })
    const timer = setTimeout(() => {
      fail(`no ${hasResponse ? 'complete ' : ''}response within ${timeoutMs / 1000} s`)
      sent.destroy()
    }, timeoutMs)
    sent.on('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? ''
      const invalid = code.startsWith('HPE_') ? `a response that is not HTTP (${code})` : undefined
      // What went wrong is known when the response is closed.
      if (hasResponse) cause = invalid ?? cause
      else fail(problems[code] ?? invalid ?? error.message, unreachable.has(code))
    })
    // A protocol that was not asked for.
    sent.on('upgrade', (_, socket) => {
      socket.destroy()
      fail('a switch to another protocol')
    })
    for (const [name, value] of headers) sent.appendHeader(name, value)
    sent.end(body ?? undefined)
  })
}

function toPairs(raw: readonly string[]): Header[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []))
}
