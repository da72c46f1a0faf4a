// RFC 9110, 8.3.1. A suffix determines how the body is parsed (RFC 6839), so it stays.
const form = /^(application|audio|image|multipart|text|video)\/([a-z0-9.-]+?)(\+json|\+xml)?$/i

const common =
  /^(csv|event-stream|form-data|html|javascript|json|json-seq|jsonl|mixed|octet-stream|pdf|plain|png|problem|x-ndjson|x-www-form-urlencoded|xml|yaml)$/i
const charset = /^ *charset="?(utf-8|utf-16(le|be)?|us-ascii|iso-8859-\d{1,2}|windows-125\d)?"? *$/i

/** Returns the value of a `Content-Type` with a placeholder for every part that is neither common nor public. */
export function scrubMediaType(
  value: string,
  isPublic: (type: string) => boolean,
  scrub: (text: string) => string,
): string {
  const [essence = '', ...parameters] = value.split(';')
  return [
    isPublic(essence.toLowerCase()) ? essence : scrubEssence(essence, scrub),
    ...parameters.map((parameter) => (charset.test(parameter) ? parameter : scrubParameter(parameter, scrub))),
  ].join(';')
}

/** Scrubs a parameter. The boundary is in the body as well (RFC 2046, 5.1.1), where it gets the same placeholder. */
function scrubParameter(parameter: string, scrub: (text: string) => string): string {
  const [, name, quote, boundary] = /^( *boundary=)("?)([^"]*[^" ])\2 *$/i.exec(parameter) ?? []
  return boundary === undefined ? scrub(parameter) : `${name}${quote}${scrub(boundary)}${quote}`
}

function scrubEssence(essence: string, scrub: (text: string) => string): string {
  const [, type, subtype = '', suffix = ''] = form.exec(essence) ?? []
  if (type === undefined) return scrub(essence)
  return `${type}/${common.test(subtype) ? subtype : scrub(subtype)}${suffix}`
}
