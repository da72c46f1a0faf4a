/** A grey picture of 16 by 16 pixels in H.264 (ITU-T H.264, 7.3), constrained baseline profile: parameter sets and one slice. */
const picture = {
  sequence: [0x67, 0x42, 0xc0, 0x0a, 0xdd, 0xe4],
  settings: [0x68, 0xce, 0x38, 0x80],
  slice: [0x65, 0x88, 0x84, 0x93, 0xc0],
} as const

const [width, height] = [16, 16]
/** Time units per second of the movie. */
const timescale = 1000

/**
 * Returns the beginning of an MP4 file (ISO/IEC 14496-12) that players can play: it shows one picture for some seconds. It ends
 * within a `free` box, so that any bytes can follow.
 *
 * @param size of the whole file, in bytes
 */
export function toMp4Head(seconds: number, size: number): Uint8Array<ArrayBuffer> {
  const type = box('ftyp', text('isom'), u32(512), text('isomavc1mp41'))
  const sample = [...u32(picture.slice.length), ...picture.slice]
  const data = box('mdat', sample)
  // The size of the index does not depend on where the picture is.
  const start = type.length + toIndex(seconds, sample.length, 0).length + 8
  const head = [...type, ...toIndex(seconds, sample.length, start), ...data]
  return Uint8Array.from([...head, ...u32(size - head.length), ...text('free')])
}

/** Returns the `moov` box. @param start offset of the sample in the file */
function toIndex(seconds: number, sampleSize: number, start: number): number[] {
  const duration = seconds * timescale
  const table = box(
    'stbl',
    box('stsd', flags(0), u32(1), toSampleEntry()),
    box('stts', flags(0), u32(1), u32(1), u32(duration)),
    box('stsc', flags(0), u32(1), u32(1), u32(1), u32(1)),
    box('stsz', flags(0), u32(0), u32(1), u32(sampleSize)),
    box('stco', flags(0), u32(1), u32(start)),
  )
  const place = box('dinf', box('dref', flags(0), u32(1), box('url ', flags(1))))
  const media = box(
    'mdia',
    box('mdhd', flags(0), u32(0), u32(0), u32(timescale), u32(duration), [0x55, 0xc4], u16(0)), // language "und"
    box('hdlr', flags(0), u32(0), text('vide'), zeros(12), [0]),
    box('minf', box('vmhd', flags(1), zeros(8)), place, table),
  )
  const track = box(
    'tkhd',
    flags(3), // enabled, in the presentation
    ...[u32(0), u32(0), u32(1), u32(0), u32(duration), zeros(8), zeros(8), unityMatrix],
    ...[u16(width), u16(0), u16(height), u16(0)],
  )
  const movie = box(
    'mvhd',
    ...[flags(0), u32(0), u32(0), u32(timescale), u32(duration)],
    ...[u32(0x10000), u16(0x100), zeros(10), unityMatrix, zeros(24), u32(2)],
  )
  return box('moov', movie, box('trak', track, media))
}

/** Returns the `avc1` box (ISO/IEC 14496-15, 5.4.2.1). */
function toSampleEntry(): number[] {
  const { sequence, settings } = picture
  const [, profile, constraints, level] = sequence
  const config = box(
    'avcC',
    [1, profile, constraints, level, 0xff, 0xe1],
    ...[u16(sequence.length), sequence, [1], u16(settings.length), settings],
  )
  return box(
    'avc1',
    ...[zeros(6), u16(1), zeros(16), u16(width), u16(height), u32(0x480000), u32(0x480000)],
    ...[u32(0), u16(1), zeros(32), u16(24), u16(0xffff), config],
  )
}

const box = (type: string, ...parts: readonly (readonly number[])[]): number[] => {
  const content = parts.flat()
  return [...u32(content.length + 8), ...text(type), ...content]
}

const text = (characters: string) => Array.from(characters, (character) => character.charCodeAt(0))
const zeros = (count: number): number[] => Array(count).fill(0)
const u16 = (value: number) => [value >>> 8, value & 0xff]
const u32 = (value: number) => [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff]
/** Version 0 and the flags of a full box. */
const flags = (value: number) => u32(value)
const unityMatrix = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000].flatMap(u32)
