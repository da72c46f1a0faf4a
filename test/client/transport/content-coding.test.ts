import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { decodeStream, decodeWhole, findContentCodings } from '../../../src/client/transport/content-coding.js'

const find = (headers: IncomingMessage['headers'], statusCode = 200) =>
  findContentCodings({ headers, statusCode } as IncomingMessage) // the part that is used

const encoders = { gzip: gzipSync, 'x-gzip': gzipSync, deflate: deflateSync, br: brotliCompressSync }

describe.each(Object.entries(encoders))('a body in %s', (name, encode) => {
  test('is decoded at once or as it arrives', async () => {
    const codings = find({ 'content-encoding': name.toUpperCase() })
    const body = encode('{"a":"é"}')
    expect(decodeWhole(body, codings, 1000).toString()).toBe('{"a":"é"}')
    expect(await text(decodeStream(Readable.from([body.subarray(0, 9), body.subarray(9)]), codings))).toBe('{"a":"é"}')
  })

  test('has a limit for its decoded bytes, when it is decoded at once', () => {
    const codings = find({ 'content-encoding': name })
    expect(decodeWhole(encode('x'.repeat(100_000)), codings, 100_000).length).toBe(100_000)
    expect(() => decodeWhole(encode('x'.repeat(100_001)), codings, 100_000)).toThrow()
  })
})

describe('several codings', () => {
  const body = brotliCompressSync(deflateSync(gzipSync('x'.repeat(1000))))
  const codings = find({ 'content-encoding': 'gzip, identity,deflate ,br' })

  test('are undone in the opposite order', async () => {
    expect(codings.length).toBe(3)
    expect(decodeWhole(body, codings, 1000).toString()).toBe('x'.repeat(1000))
    expect(await text(decodeStream(Readable.from([body]), codings))).toBe('x'.repeat(1000))
  })

  test('report what is wrong at any stage', async () => {
    const broken = brotliCompressSync(deflateSync('no gzip'))
    expect(() => decodeWhole(broken, codings, 1000)).toThrow('incorrect header')
    await expect(text(decodeStream(Readable.from([broken]), codings))).rejects.toThrow('incorrect header')
    await expect(text(decodeStream(Readable.from([Buffer.from('no br')]), codings))).rejects.toThrow()
  })

  test('may be five, beside those that change nothing', () => {
    expect(find({ 'content-encoding': `${'gzip,'.repeat(5)}identity` }).length).toBe(5)
  })

  test('may not be six, or one that is unknown', () => {
    const errorOf = (codings: string) => {
      try {
        return find({ 'content-encoding': codings })
      } catch (error) {
        return error
      }
    }
    expect(errorOf('gzip,'.repeat(6))).toMatchObject({
      reason: 'undecodable',
      message: 'the body has 6 codings, expected at most 5',
    })
    expect(errorOf('gzip, zstd')).toMatchObject({
      reason: 'undecodable',
      message: 'the body is encoded as zstd, expected gzip, deflate or br',
    })
  })
})

describe('nothing is decoded', () => {
  const encoding = { 'content-encoding': 'gzip' }

  test.each<[string, IncomingMessage['headers'], number]>([
    ['without a coding', {}, 200],
    ['with an empty list', { 'content-encoding': '' }, 200],
    ['with a coding that changes nothing', { 'content-encoding': 'identity' }, 200],
    ['of a 204', encoding, 204],
    ['of a 304', encoding, 304],
    ['of an empty body', { ...encoding, 'content-length': '0' }, 200],
    ['of a 204, though its coding is unknown', { 'content-encoding': 'zstd' }, 204],
  ])('%s', (_, headers, status) => {
    expect(find(headers, status)).toEqual([])
  })

  test.each<[IncomingMessage['headers'], number]>([
    [encoding, 205],
    [{ ...encoding, 'content-length': '10' }, 200],
    [encoding, 404],
  ])('but it is with %j and status %i', (headers, status) => {
    expect(find(headers, status).length).toBe(1)
  })
})
