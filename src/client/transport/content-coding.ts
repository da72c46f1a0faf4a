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
import { ResponseBodyError } from '../errors/response-body-error.js'

/** How a content coding is taken off: of a whole body at once, or of one that arrives piece by piece. */
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

/** As many as curl takes (CVE-2022-32206): each costs a decoder, and a header has room for thousands. */
const maxCodings = 5

/**
 * Content codings of a body, the last applied first (RFC 9110, 8.4); none when there is nothing to decode.
 *
 * @throws {ResponseBodyError} for one that is not known, and for more than five.
 */
export function findContentCodings({ statusCode, headers }: IncomingMessage): ContentCoding[] {
  const codings = headers['content-encoding']
  // RFC 9112, 6.3: there is no body.
  if (!codings || statusCode === 204 || statusCode === 304 || headers['content-length'] === '0') return []
  const names = codings
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
  if (names.length > maxCodings) {
    throw new ResponseBodyError('undecodable', `the body has ${names.length} codings, expected at most ${maxCodings}`)
  }
  return names
    .map((name) => {
      const coding = contentCodings.get(name)
      if (coding) return coding
      throw new ResponseBodyError('undecodable', `the body is encoded as ${name}, expected gzip, deflate or br`)
    })
    .reverse()
}

/** A whole body without its codings. @throws {Error} when it is damaged, or longer than `maxBytes` at any stage. */
export function decodeWhole(body: Buffer, codings: readonly ContentCoding[], maxBytes: number): Buffer {
  const options = { maxOutputLength: maxBytes, chunkSize: 65_536 }
  return codings.reduce((decoded, { decode }) => decode(decoded, options), body)
}

/** A body without its codings, as far as it comes. An error of any stage is one of the body returned. */
export function decodeStream(body: Readable, codings: readonly ContentCoding[]): Readable {
  return codings.reduce((decoded, { createDecoder }) => pipeline(decoded, createDecoder(), () => {}), body)
}
