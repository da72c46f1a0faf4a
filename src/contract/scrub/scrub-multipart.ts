import type { ValueScrubber } from './scrub-json.js'
import { scrubMediaType } from './scrub-media-type.js'

/** Replaces the texts of a multipart body by placeholders. */
interface PartScrubber extends Pick<ValueScrubber, 'name' | 'text'> {
  /** Scrubs the content of a part. */
  body(text: string, contentType: string): string
}

/**
 * Returns a multipart body (RFC 2046, 5.1) with its boundary and the names, headers and contents of its parts scrubbed;
 * `undefined` if it has no parts.
 */
export function scrubParts(text: string, boundary: string, scrub: PartScrubber): string | undefined {
  const mark = `--${boundary}`
  const [preamble = '', ...parts] = text.split(mark)
  if (parts.length === 0) return undefined
  const shown = `--${scrub.text(boundary)}`
  return [scrubText(preamble, scrub), ...parts.map((part) => scrubPart(part, scrub))].join(shown)
}

function scrubPart(part: string, scrub: PartScrubber): string {
  const [, start = '', head, gap = '', content = '', end = ''] =
    /^(\r?\n)((?:[^\r\n]+\r?\n)*)(\r?\n)(.*?)(\r?\n)?$/s.exec(part) ?? []
  // This is the end of all parts, or text that is not a part.
  if (head === undefined) return part.startsWith('--') ? `--${scrubText(part.slice(2), scrub)}` : scrubText(part, scrub)
  const lines = head.split(/(\r?\n)/)
  const type = lines.map((line) => /^content-type:(.*)$/is.exec(line)?.[1]?.trim()).find((each) => each !== undefined)
  const scrubbed = lines.map((line, index) => (index % 2 === 1 ? line : scrubLine(line, scrub)))
  return [start, ...scrubbed, gap, content && scrub.body(content, type ?? 'text/plain'), end].join('')
}

/** Scrubs a header of a part. What is needed to parse the part stays (RFC 7578, 4.2 and 4.4). */
function scrubLine(line: string, { name, text }: PartScrubber): string {
  const [, field = '', value] = /^(content-(?:disposition|type|transfer-encoding): *)(.*)$/is.exec(line) ?? []
  if (value === undefined) return scrubText(line, { text })
  if (/^content-type/i.test(field)) return field + scrubMediaType(value, () => false, text)
  const [first = '', ...parameters] = value.split(';')
  const scrubbed = parameters.map((parameter) => {
    const [, before, key, quote, content] = /^( *)([\w*]+)=("?)(.*)\3$/.exec(parameter) ?? []
    if (key === undefined || content === undefined) return scrubText(parameter, { text })
    return `${before}${isCommon(key) ? key : text(key)}=${quote}${key === 'name' ? name(content) : text(content)}${quote}`
  })
  return [field + (isCommon(first) ? first : text(first)), ...scrubbed].join(';')
}

const isCommon = (word: string) =>
  /^(form-data|attachment|inline|name|filename\*?|7bit|8bit|binary|base64|quoted-printable)$/i.test(word)

const scrubText = (value: string, { text }: Pick<PartScrubber, 'text'>) => (value.trim() === '' ? value : text(value))
