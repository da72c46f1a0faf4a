import { expect, test } from 'vitest'
import { toMp4Head } from '../../../src/sandbox/media/mp4.js'

const size = 20_000
const head = toMp4Head(61, size)
const view = new DataView(head.buffer)
const typeAt = (at: number) => String.fromCharCode(...head.subarray(at + 4, at + 8))

/** The boxes from one offset to another, as far as the file is given. */
function boxes(from: number, to: number) {
  const found: { type: string; at: number; end: number }[] = []
  for (let at = from; at < to; at += view.getUint32(at))
    found.push({ type: typeAt(at), at, end: at + view.getUint32(at) })
  return found
}

/** The place of a box, by the types of the boxes that it is in. */
function find(...types: readonly string[]) {
  let place = { at: -8, end: head.length }
  for (const type of types) {
    const found = boxes(place.at + 8, place.end).find((box) => box.type === type)
    if (!found) throw new Error(`no box ${type}`)
    place = found
  }
  return place.at + 8
}

test('has boxes that end where the file ends', () => {
  const found = boxes(0, head.length)
  expect(found.map(({ type }) => type)).toEqual(['ftyp', 'moov', 'mdat', 'free'])
  expect(found.at(-1)?.end).toBe(size)
})

test('says how long it lasts, in the movie, the track and the media', () => {
  for (const [path, at] of [
    [['moov', 'mvhd'], 16],
    [['moov', 'trak', 'tkhd'], 20],
    [['moov', 'trak', 'mdia', 'mdhd'], 16],
  ] as const)
    expect([path, view.getUint32(find(...path) + at)]).toEqual([path, 61_000])
})

test('has its one picture where the index says', () => {
  const table = ['moov', 'trak', 'mdia', 'minf', 'stbl'] as const
  const offset = view.getUint32(find(...table, 'stco') + 8)
  expect(offset).toBe(find('mdat'))
  // RFC 6184, 1.3: a slice of a picture that needs no other one. Its length is before it.
  expect(head[offset + 4]).toBe(0x65)
  expect(view.getUint32(offset) + 4).toBe(view.getUint32(find(...table, 'stsz') + 12))
})
