import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { ResponseBodyError } from '../errors/response-body-error.js'
import { type ContentCoding, decodeStream, decodeWhole, findContentCodings } from './content-coding.js'
import { createBodyLimit, isFailed, type Reply, type ReplyHeaders } from './send.js'

/** Largest encoded body that is decoded at once, in bytes. That takes a third of the time that a stream takes. */
const maxEncodedBytes = 262_144

/** Largest size of such a body after decoding, in bytes. A larger one is read as a stream, which can be stopped. */
const maxDecodedBytes = 4_194_304

/**
 * Reads a response to its end. Returns a cancel function, which for a redirect or an error returns the response with the body
 * read so far.
 */
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
    // The body of an error is used even if it is cut off, so it is decoded as it arrives.
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
  /** Rejects with the error. For a redirect or an error status it resolves with what has been read. */
  fail(error: unknown): void
  /** Reads a stream. If the stream closes before its end, the reading fails. */
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
  const toReply = () => ({ status, headers: toReplyHeaders(response), text: text.read() })
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
        if (!stream.readableEnded) fail(new ResponseBodyError('truncated', 'the body was cut off'))
      })
    },
    cancel() {
      stop()
      return isFailed(status) ? toReply() : undefined
    },
  }
}

/** Decodes a body at once if it is short and intact. Otherwise decodes it as a stream, which reports what is wrong. */
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
  // zlib: Z_BUF_ERROR means that the data ended before the end of the compressed stream.
  const isBroken = /^(Z_|ERR_.*ERROR_FORMAT)/.test(cause.code ?? '') && cause.code !== 'Z_BUF_ERROR'
  return isBroken
    ? new ResponseBodyError('undecodable', 'the body cannot be decompressed', { cause })
    : new ResponseBodyError('truncated', 'the body was cut off', { cause })
}

/** Returns the headers of a Node response. They are parsed only when they are needed. */
export function toReplyHeaders(response: IncomingMessage): ReplyHeaders {
  const { rawHeaders } = response
  return {
    get: (name) => (hasHeader(response, name) ? (response.headers[name]?.toString() ?? null) : null),
    *[Symbol.iterator]() {
      for (let i = 0; i + 1 < rawHeaders.length; i += 2) yield [rawHeaders[i], rawHeaders[i + 1]] as [string, string] // i + 1 < length
    },
  }
}

/**
 * True if a response has a header. Looks at the raw headers: reading one header makes Node parse all of them, which takes longer
 * than everything else for a small response.
 */
function hasHeader({ rawHeaders }: IncomingMessage, name: string): boolean {
  return rawHeaders.some((raw, index) => index % 2 === 0 && raw.length === name.length && raw.toLowerCase() === name)
}

/** Smallest piece that is passed on, in bytes: each piece costs memory besides its bytes, and a server may send single bytes. */
const minPieceBytes = 16_384

/**
 * How much of a body is decoded to text as it arrives, in bytes. The rest is kept as bytes, because each decoded piece leaves
 * garbage.
 */
const maxEagerBytes = 4_194_304

/** Joins pieces of any size into larger ones. `flush` passes the rest on. */
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

/** Joins pieces of UTF-8, which may be cut anywhere. `read` returns the text without a byte order mark. */
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
