import { isJson, type MediaTypeName } from '../../text/media-type.js'

/** What is expected of the charset of JSON. */
export const jsonCharset = 'JSON in UTF-8 (RFC 8259, 8.1)'

/** The charset of a JSON media type where that names one other than UTF-8. */
export function findForeignCharset(name: MediaTypeName): string | undefined {
  const charset = isJson(name) ? name.parameters.get('charset') : undefined
  return charset === undefined || /^utf-?8$/i.test(charset) ? undefined : charset
}
