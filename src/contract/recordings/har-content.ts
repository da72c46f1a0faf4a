import { findHeader, type Header } from '../interaction/interaction.js'
import { isHex } from './body-text.js'
import type { ParseOptions } from './entries.js'
import { toText } from './field.js'
import { RecordingError } from './recording-error.js'
import type { RecordingText } from './recording-text.js'
import { type Budget, decodeResponseBody } from './response-body.js'

/** What the entries of one HAR file share. */
export interface HarReading {
  readonly recording: RecordingText
  readonly budget: Budget
  readonly readFile: ParseOptions['readFile']
}

/**
 * Reads the body in `content` or `postData` of a HAR entry. Returns null if there was no body, and `undefined` if the body was
 * not recorded: browsers can save HAR files without content, and leave out bodies that they no longer have.
 *
 * @param bodySize the number of bytes that were sent, if known; used if the content has no `size`
 */
export function readContent(
  reading: HarReading,
  pointer: string,
  content: Readonly<Record<string, unknown>>,
  headers: readonly Header[],
  bodySize: unknown,
): string | null | undefined {
  const { recording, budget } = reading
  if (typeof content._file === 'string') {
    const bytes = readAttached(reading, `${pointer}/_file`, content._file)
    return bytes && decodeResponseBody(recording, pointer, Buffer.from(bytes), headers, budget)
  }
  const size = typeof content.size === 'number' ? content.size : bodySize
  if (content.text === undefined || content.text === null) return isNothing(size, headers) ? null : undefined
  const text = toText(recording, `${pointer}/text`, content.text, 'a string')
  if (text === '') return isNothing(size, headers) ? '' : undefined
  const bytes = toBytes(recording, pointer, text, content, headers)
  return bytes ? decodeResponseBody(recording, pointer, bytes, headers, budget) : text
}

function isNothing(size: unknown, headers: readonly Header[]): boolean {
  return size === 0 || findHeader(headers, 'content-length') === '0'
}

/** Decodes the bytes that a text stands for; `undefined` if the text is the body itself. */
function toBytes(
  recording: RecordingText,
  pointer: string,
  text: string,
  { encoding, _isBinary }: Readonly<Record<string, unknown>>,
  headers: readonly Header[],
): Buffer | undefined {
  const name = typeof encoding === 'string' ? encoding.toLowerCase() : ''
  if (name === 'base64') {
    const pieces = toPieces(text, isBase64)
    if (!pieces) throw recording.error(`${pointer}/text`, 'text that is not base64', 'base64')
    return Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')))
  }
  if (name !== '' && !/^utf-?8$/.test(name)) throw recording.error(`${pointer}/encoding`, 'another encoding', 'base64')
  // Written by Polly.js before version 6.
  if (_isBinary !== true && findHeader(headers, 'content-encoding') === undefined) return undefined
  const pieces = toPieces(text, isHex)
  return pieces && Buffer.from(pieces.join(''), 'hex')
}

const isBase64 = (text: string) => !/[^A-Za-z0-9+/=\s]/.test(text)

/**
 * Returns the text, or the texts of a JSON list, in which Polly.js keeps the chunks of a compressed body; `undefined` if a text
 * is not encoded.
 */
function toPieces(text: string, isEncoded: (text: string) => boolean): string[] | undefined {
  if (isEncoded(text)) return [text]
  if (!text.startsWith('[')) return undefined
  try {
    const list: unknown = JSON.parse(text)
    const isList = (value: unknown): value is string[] =>
      Array.isArray(value) && value.every((each) => typeof each === 'string' && isEncoded(each))
    return isList(list) ? list : undefined
  } catch {
    return undefined
  }
}

function readAttached({ recording, readFile }: HarReading, pointer: string, path: string): Uint8Array | undefined {
  const steps = path.split('/')
  if (steps.some((step) => step === '' || step === '.' || step === '..') || /[\\:\0]/.test(path)) {
    throw recording.error(
      pointer,
      'a path that may lead elsewhere',
      'a relative path inside the folder of the recording',
    )
  }
  try {
    return readFile?.(path)
  } catch (error) {
    if (error instanceof RecordingError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw recording.error(pointer, reason, 'a file that can be read')
  }
}
