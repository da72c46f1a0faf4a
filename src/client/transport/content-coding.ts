import type { IncomingMessage } from 'node:http'
import { pipeline, type Readable, type Transform } from 'node:stream'
import {
  brotliDecompressSync,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  gunzipSync,
  inflateSync,
  type ZlibOptions,
} from 'node:zlib'
import { maxContentCodings, parseContentEncoding } from '../../text/header-values.js'
import { isNoContentStatus } from '../../text/http-status.js'
import { ResponseBodyError } from '../errors/client-errors.js'

/** How to decode a content coding: a whole body at once, or as a stream. */
export interface ContentCoding {
  decode(body: Buffer, options: ZlibOptions): Buffer
  createDecoder(): Transform
}

const gzip: ContentCoding = { decode: gunzipSync, createDecoder: createGunzip }

// RFC 9110, 8.4.1.
const contentCodings: ReadonlyMap<string, ContentCoding> = new Map([
  ['gzip', gzip],
  ['x-gzip', gzip],
  ['deflate', { decode: inflateSync, createDecoder: createInflate }],
  ['br', { decode: brotliDecompressSync, createDecoder: createBrotliDecompress }],
])

/**
 * Returns the content codings of a body, the last applied first (RFC 9110, 8.4). The list is empty if there is nothing to decode.
 *
 * @throws {ResponseBodyError} for an unknown coding, and for more than five.
 */
export function findContentCodings({ statusCode, headers }: IncomingMessage): ContentCoding[] {
  const codings = headers['content-encoding']
  // RFC 9112, 6.3: there is no body.
  if (!codings || (statusCode !== undefined && isNoContentStatus(statusCode)) || headers['content-length'] === '0')
    return []
  const names = parseContentEncoding(codings)
  if (names.length > maxContentCodings) {
    const message = `the body has ${names.length} codings, expected at most ${maxContentCodings}`
    throw new ResponseBodyError('undecodable', message)
  }
  return names
    .map((name) => {
      const coding = contentCodings.get(name)
      if (coding) return coding
      throw new ResponseBodyError('undecodable', `the body is encoded as ${name}, expected gzip, deflate or br`)
    })
    .reverse()
}

/** Decodes a whole body. @throws {Error} if it is damaged, or longer than `maxBytes` at any stage. */
export function decodeWhole(body: Buffer, codings: readonly ContentCoding[], maxBytes: number): Buffer {
  const options = { maxOutputLength: maxBytes, chunkSize: 65_536 }
  return codings.reduce((decoded, { decode }) => decode(decoded, options), body)
}

/** Decodes a body as it arrives. The returned stream emits the errors of all stages. */
export function decodeStream(body: Readable, codings: readonly ContentCoding[]): Readable {
  return codings.reduce((decoded, { createDecoder }) => pipeline(decoded, createDecoder(), () => {}), body)
}
