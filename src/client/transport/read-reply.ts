import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { ResponseBodyError } from '../errors/response-body-error.js'
import { createBodyLimit, isFailed } from './body.js'
import { type ContentCoding, decodeStream, decodeWhole, findContentCodings } from './content-coding.js'
import type { Reply, ReplyHeaders } from './send.js'

/** Limit for an encoded body that is decoded at once, which takes a third of the time that a stream takes. */
const maxEncodedBytes = 262_144

/** Limit for such a body when decoded: a longer one is read as a stream, which can be stopped. */
const maxDecodedBytes = 4_194_304

/** Reads a response to its end. Returns a cancel function; for redirects and errors that returns the body read so far. */
export function readReply(
  response: IncomingMessage,
  maxResponseBytes: number,
  resolve: (reply: Reply) => void,
  reject: (error: unknown) => void,
): () => Reply | undefined {
  const reading = createReading(response, maxResponseBytes, resolve, reject)
  try {
    const codings = hasHeader(response, 'content-encoding') ? findContentCodings(response) : []
    if (codings.length === 0) reading.follow(response, reading.take, reading.end)
    // The body of an error counts as far as it has come, so it is decoded as it arrives.
    else if (isFailed(response.statusCode ?? 0))
      reading.follow(decodeStream(response, codings), reading.take, reading.end)
    else followEncoded(reading, response, codings, Math.min(maxDecodedBytes, maxResponseBytes))
  } catch (error) {
    reading.fail(error)
  }
  return reading.cancel
}

/** A response that is being read. */
interface Reading {
  /** Adds a piece of the decoded body. */
  take(piece: Buffer): void
  /** Resolves with what has been read. */
  end(): void
  /** Rejects; for a redirect or an error it resolves with what has been read. */
  fail(error: unknown): void
  /** Reads a stream; one that closes before its end fails. */
  follow(stream: Readable, onPiece: (piece: Buffer) => void, onEnd: () => void): void
  cancel(): Reply | undefined
}

function createReading(
  response: IncomingMessage,
  maxResponseBytes: number,
  resolve: (reply: Reply) => void,
  reject: (error: unknown) => void,
): Reading {
  const status = response.statusCode ?? 0
  const hasRoom = createBodyLimit(status, maxResponseBytes)
  const text = gatherText()
  let length = 0
  let body: Readable = response
  const toReply = () => ({ status, headers: toHeaders(response), text: text.read() })
  // An encoded body may end before its response.
  const stop = () => [body, response].forEach((stream) => void (stream.readableEnded || stream.destroy()))
  const end = () => {
    resolve(toReply())
    stop()
  }
  const fail = (error: unknown) => {
    if (isFailed(status)) return end()
    reject(error)
    stop()
  }
  return {
    end,
    fail,
    take(piece) {
      text.add(piece)
      length += piece.length
      try {
        if (!hasRoom(length)) end()
      } catch (error) {
        fail(error)
      }
    },
    follow(stream, onPiece, onEnd) {
      body = stream
      stream.on('data', onPiece).on('end', onEnd)
      stream.on('error', (cause) => fail(toBodyError(cause)))
      // A body that is cut off does not always cause an error.
      stream.on('close', () => {
        if (!stream.readableEnded) fail(new ResponseBodyError('truncated', 'the body broke off'))
      })
    },
    cancel() {
      stop()
      return isFailed(status) ? toReply() : undefined
    },
  }
}

/** Decodes a body at once if it is short and intact; otherwise as a stream, which reports what is wrong. */
function followEncoded(
  { take, end, follow }: Reading,
  response: IncomingMessage,
  codings: readonly ContentCoding[],
  maxBytes: number,
): void {
  const encoded: Buffer[] = []
  let length = 0
  const decode = (source: Readable) => follow(decodeStream(source, codings), take, end)
  const pieces = gatherPieces((piece) => {
    encoded.push(piece)
    length += piece.length
    if (length <= maxEncodedBytes || response.readableEnded) return
    response.off('data', pieces.add).off('end', onEnd)
    response.unshift(Buffer.concat(encoded))
    decode(response)
  })
  const onEnd = () => {
    pieces.flush()
    const whole = Buffer.concat(encoded)
    let decoded: Buffer
    try {
      decoded = decodeWhole(whole, codings, maxBytes)
    } catch {
      return decode(Readable.from([whole]))
    }
    take(decoded)
    end()
  }
  follow(response, pieces.add, onEnd)
}

function toBodyError(cause: NodeJS.ErrnoException): ResponseBodyError {
  // zlib: Z_BUF_ERROR is the end of the data before the end of the stream.
  const isBroken = /^(Z_|ERR_.*ERROR_FORMAT)/.test(cause.code ?? '') && cause.code !== 'Z_BUF_ERROR'
  return isBroken
    ? new ResponseBodyError('undecodable', 'the body cannot be decompressed', { cause })
    : new ResponseBodyError('truncated', 'the body broke off', { cause })
}

/** The headers of a response of Node. */
export function toHeaders(response: IncomingMessage): ReplyHeaders {
  const { rawHeaders } = response
  return {
    get: (name) => (hasHeader(response, name) ? (response.headers[name]?.toString() ?? null) : null),
    *[Symbol.iterator]() {
      for (let i = 0; i + 1 < rawHeaders.length; i += 2) yield [rawHeaders[i], rawHeaders[i + 1]] as [string, string] // i + 1 < length
    },
  }
}

/** Whether a response has a header. Node parses all headers when one of them is read, which takes longer than all else in a small response. */
function hasHeader({ rawHeaders }: IncomingMessage, name: string): boolean {
  return rawHeaders.some((raw, index) => index % 2 === 0 && raw.length === name.length && raw.toLowerCase() === name)
}

/** Pieces are handed on at this size at least: each costs memory beside its bytes, and a server may send single bytes. */
const minPieceBytes = 16_384

/** Limit for what is decoded as it arrives. Of a larger body the bytes are kept, because each decoded piece leaves garbage. */
const maxEagerBytes = 4_194_304

/** Joins pieces of any size into larger ones; `flush` hands on the rest. */
export function gatherPieces(take: (piece: Buffer) => void): { add(piece: Buffer): void; flush(): void } {
  let pieces: Buffer[] = []
  let length = 0
  const flush = () => {
    const [first] = pieces
    if (!first) return
    const whole = pieces.length === 1 ? first : Buffer.concat(pieces)
    pieces = []
    length = 0
    take(whole)
  }
  return {
    add(piece) {
      pieces.push(piece)
      length += piece.length
      if (length >= minPieceBytes) flush()
    },
    flush,
  }
}

/** Joins pieces of UTF-8, cut anywhere; `read` returns the text without a byte order mark. */
export function gatherText(): { add(piece: Buffer): void; read(): string } {
  const decoder = new StringDecoder('utf8')
  const rest: Buffer[] = []
  let text = ''
  let length = 0
  const { add, flush } = gatherPieces((piece) => {
    length += piece.length
    if (length > maxEagerBytes) rest.push(piece)
    else text += decoder.write(piece)
  })
  return {
    add,
    read() {
      flush()
      text += decoder.end(Buffer.concat(rest.splice(0)))
      // RFC 8259, 8.1: a byte order mark may be ignored.
      return text.startsWith('\uFEFF') ? text.slice(1) : text
    },
  }
}
