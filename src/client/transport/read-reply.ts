import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { ResponseBodyError } from '../errors/response-body-error.js'
import { createBodyLimit, isRefusal } from './body.js'
import { type ContentCoding, decodeStream, decodeWhole, findContentCodings } from './content-coding.js'
import type { Reply, ReplyHeaders } from './send.js'

/** Most that is decoded while it arrives, or at once: of a larger body the bytes are kept, for each decoded piece leaves a buffer to be collected. */
const maxEagerBytes = 4_194_304

/** Most of an encoded body that is kept to be decoded at once, which takes a third of the time that a stream takes. */
const maxEncodedBytes = 262_144

/** Reads a response to its end. The function returned breaks off, and gives it as far as it has come, when that is a refusal. */
export function readReply(
  response: IncomingMessage,
  maxResponseBytes: number,
  resolve: (reply: Reply) => void,
  reject: (error: unknown) => void,
): () => Reply | undefined {
  const status = response.statusCode ?? 0
  const hasRoom = createBodyLimit(status, maxResponseBytes)
  // RFC 8259, 8.1: UTF-8. Piece by piece, while the next is under way.
  const decoder = new StringDecoder('utf8')
  const rest: Buffer[] = []
  let text = ''
  let length = 0
  let body: Readable = response
  const end = () => {
    text += decoder.end(Buffer.concat(rest))
    resolve({ status, headers: toHeaders(response), text: withoutMark(text) })
  }
  const fail = (error: unknown) => {
    if (isRefusal(status)) end()
    else reject(error)
  }
  const take = (piece: Buffer) => {
    try {
      length += piece.length
      if (length > maxEagerBytes) rest.push(piece)
      else text += decoder.write(piece)
      if (hasRoom(length)) return
      end()
    } catch (error) {
      reject(error)
    }
    body.destroy()
  }
  const watch = (watched: Readable) => {
    body = watched
    // What was not settled by then has been cut off, with an error or without.
    watched.on('error', (cause) => fail(toBodyError(cause)))
    watched.on('close', () => {
      if (!watched.readableEnded) fail(new ResponseBodyError('truncated', 'the body broke off'))
    })
  }
  watch(response)
  try {
    const codings = findContentCodings(response)
    if (codings.length > 0) readEncoded(response, codings, watch, take, end)
    else response.on('data', take).on('end', end)
  } catch (error) {
    fail(error)
    body.destroy()
  }
  return () => {
    body.destroy()
    return isRefusal(status) ? { status, headers: toHeaders(response), text } : undefined
  }
}

/** Decodes a body at once when it is short and whole, else as a stream, which can be stopped and says what is wrong. */
function readEncoded(
  response: Readable,
  codings: readonly ContentCoding[],
  watch: (body: Readable) => void,
  take: (piece: Buffer) => void,
  end: () => void,
): void {
  const pieces: Buffer[] = []
  let length = 0
  const stream = (source: Readable) => {
    const body = decodeStream(source, codings)
    watch(body)
    body.on('data', take).on('end', end)
  }
  const gather = (piece: Buffer) => {
    pieces.push(piece)
    length += piece.length
    if (length <= maxEncodedBytes) return
    response.off('data', gather).off('end', decode)
    response.unshift(Buffer.concat(pieces))
    stream(response)
  }
  const decode = () => {
    const whole = Buffer.concat(pieces)
    let decoded: Buffer
    try {
      decoded = decodeWhole(whole, codings, maxEagerBytes)
    } catch {
      return stream(Readable.from([whole]))
    }
    take(decoded)
    end()
  }
  response.on('data', gather).on('end', decode)
}

function toBodyError(cause: NodeJS.ErrnoException): ResponseBodyError {
  // zlib: Z_BUF_ERROR is the end of the data before the end of the stream.
  const isBroken = /^(Z_|ERR_.*ERROR_FORMAT)/.test(cause.code ?? '') && cause.code !== 'Z_BUF_ERROR'
  return isBroken
    ? new ResponseBodyError('undecodable', 'the body cannot be decompressed', { cause })
    : new ResponseBodyError('truncated', 'the body broke off', { cause })
}

/** RFC 8259, 8.1: a byte order mark may be ignored. */
const withoutMark = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text)

function toHeaders({ headers, rawHeaders }: IncomingMessage): ReplyHeaders {
  return {
    get: (name) => headers[name]?.toString() ?? null,
    *[Symbol.iterator]() {
      for (let i = 0; i + 1 < rawHeaders.length; i += 2) yield [rawHeaders[i], rawHeaders[i + 1]] as [string, string] // i + 1 < length
    },
  }
}
