import { parseMediaType } from '../../text/media-type.js'

/** A field of a form, as in `postData.params` of HAR 1.2. */
export interface FormField {
  readonly name: string
  /** Absent for a file whose content was not recorded. */
  readonly value: string | undefined
  readonly fileName?: string
  readonly contentType?: string
}

/** A body made from the fields of a form. */
export interface FormBody {
  readonly text: string
  readonly contentType: string
}

/**
 * Writes the fields of a form as a body of its content type: `application/x-www-form-urlencoded` or
 * `multipart/form-data` (RFC 7578). Returns `undefined` for another type, or if the content of a file was not recorded.
 */
export function writeForm(fields: readonly FormField[], contentType: string): FormBody | undefined {
  const values = fields.flatMap(({ name, value }) => (value === undefined ? [] : { name, value }))
  if (values.length < fields.length) return undefined
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) {
    const text = new URLSearchParams(values.map(({ name, value }) => [name, value])).toString()
    return { text, contentType }
  }
  if (!/^multipart\/form-data\b/i.test(contentType)) return undefined
  const isFree = (boundary: string) => values.every(({ value }) => !value.includes(boundary))
  const own = parseMediaType(contentType)?.parameters.get('boundary') ?? ''
  const isUsable = own !== '' && own.length <= 70 && isFree(own)
  const boundary = isUsable ? own : findFree(isFree)
  const parts = fields.map((field) => `--${boundary}\r\n${writePart(field)}\r\n`)
  return {
    text: `${parts.join('')}--${boundary}--\r\n`,
    contentType: isUsable ? contentType : `multipart/form-data; boundary=${boundary}`,
  }
}

/** Returns a boundary that no value contains. */
function findFree(isFree: (boundary: string) => boolean): string {
  for (let number = 1; ; number++) if (isFree(`form-${number}-end`)) return `form-${number}-end`
}

function writePart({ name, value = '', fileName, contentType }: FormField): string {
  const file = fileName === undefined ? '' : `; filename="${quote(fileName)}"`
  const type = contentType !== undefined && parseMediaType(contentType) ? `Content-Type: ${contentType}\r\n` : ''
  return `Content-Disposition: form-data; name="${quote(name)}"${file}\r\n${type}\r\n${value}`
}

/** Escapes quotes in a name with a backslash, and line breaks as browsers do (HTML Standard, 4.10.21.8). */
function quote(name: string): string {
  return name.replace(/[\\"]/g, '\\$&').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
