import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { ResponseBodyError } from '../errors/response-body-error.js'
import { createBodyLimit, isFailed } from './body.js'
import { type ContentCoding, decodeStream, decodeWhole, findContentCodings } from './content-coding.js'
import { gatherPieces, gatherText } from './gather.js'
import type { Reply, ReplyHeaders } from './send.js'

/** Most of an encoded body that is kept to be decoded at once, which takes a third of the time that a stream takes. */
const maxEncodedBytes = 262_144

/** Most that such a body may hold: a longer one is read as a stream, which can be stopped. */
const maxDecodedBytes = 4_194_304

/** Reads a response to its end. The function returned breaks off, and gives it as far as it has come, when that is a refusal. */
export function readReply(
  response: IncomingMessage,
  maxResponseBytes: number,
  resolve: (reply: Reply) => void,
  reject: (error: unknown) => void,
): () => Reply | undefined {
  const status = response.statusCode ?? 0
  const hasRoom = createBodyLimit(status, maxResponseBytes)
  const text = gatherText()
  let length = 0
  let body: Readable = response
  const toReply = () => ({ status, headers: toHeaders(response), text: text.read() })
  // An encoded body may have ended before its response.
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
  const take = (piece: Buffer) => {
    text.add(piece)
    length += piece.length
    try {
      if (!hasRoom(length)) end()
    } catch (error) {
      fail(error)
    }
  }
  const follow = (stream: Readable, onPiece: (piece: Buffer) => void, onEnd: () => void) => {
    body = stream
    stream.on('data', onPiece).on('end', onEnd)
    // What was not settled by then has been cut off, with an error or without.
    stream.on('error', (cause) => fail(toBodyError(cause)))
    stream.on('close', () => {
      if (!stream.readableEnded) fail(new ResponseBodyError('truncated', 'the body broke off'))
    })
  }

  /** Decodes a body at once when it is short and whole, else as a stream, which says what is wrong. */
  const followEncoded = (codings: readonly ContentCoding[]) => {
    const encoded: Buffer[] = []
    let encodedLength = 0
    const decode = (source: Readable) => follow(decodeStream(source, codings), take, end)
    const pieces = gatherPieces((piece) => {
      encoded.push(piece)
      encodedLength += piece.length
      if (encodedLength <= maxEncodedBytes || response.readableEnded) return
      response.off('data', pieces.add).off('end', onEnd)
      response.unshift(Buffer.concat(encoded))
      decode(response)
    })
    const onEnd = () => {
      pieces.flush()
      const whole = Buffer.concat(encoded)
      let decoded: Buffer
      try {
        decoded = decodeWhole(whole, codings, Math.min(maxDecodedBytes, maxResponseBytes))
      } catch {
        return decode(Readable.from([whole]))
      }
      take(decoded)
      end()
    }
    follow(response, pieces.add, onEnd)
  }

  try {
    const codings = findContentCodings(response)
    // What a refusal says counts as far as it has come.
    if (codings.length === 0) follow(response, take, end)
    else if (isFailed(status)) follow(decodeStream(response, codings), take, end)
    else followEncoded(codings)
  } catch (error) {
    fail(error)
  }
  return () => {
    stop()
    return isFailed(status) ? toReply() : undefined
  }
}

function toBodyError(cause: NodeJS.ErrnoException): ResponseBodyError {
  // zlib: Z_BUF_ERROR is the end of the data before the end of the stream.
  const isBroken = /^(Z_|ERR_.*ERROR_FORMAT)/.test(cause.code ?? '') && cause.code !== 'Z_BUF_ERROR'
  return isBroken
    ? new ResponseBodyError('undecodable', 'the body cannot be decompressed', { cause })
    : new ResponseBodyError('truncated', 'the body broke off', { cause })
}

function toHeaders({ headers, rawHeaders }: IncomingMessage): ReplyHeaders {
  return {
    get: (name) => headers[name]?.toString() ?? null,
    *[Symbol.iterator]() {
      for (let i = 0; i + 1 < rawHeaders.length; i += 2) yield [rawHeaders[i], rawHeaders[i + 1]] as [string, string] // i + 1 < length
    },
  }
}
