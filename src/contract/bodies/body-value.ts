import type { BodyType } from '../../openapi/index.js'
import { staticTypeOf } from '../../schema/index.js'
import { groupBy } from '../../text/group-by.js'
import { readJson, repeatedName } from '../../text/json/read.js'
import { isJson, type MediaTypeName } from '../../text/media-type.js'
import { readPairs } from '../../text/percent-encoding.js'
import { makeFinding } from '../findings/make-finding.js'
import { type BodyReading, type BodyValue, readForm } from './form.js'
import { type Field, readParts, type Unreadable } from './multipart.js'
import { toTyped } from './typed-text.js'

const nameOf = ({ name }: Field) => name

/** Reads the text of a body by its media type: JSON, forms of both kinds, plain text. */
export function readBodyValue(text: string, name: MediaTypeName, type: BodyType, reading: BodyReading): BodyValue {
  const { schemas, unreadable, at } = reading
  const { schema, node: rule } = type
  const broken = ({ found, expected }: Unreadable): BodyValue => ({
    findings: [makeFinding(unreadable, { at: at(''), rule, expected, received: found })],
  })
  if (isJson(name)) {
    const json = readJson(text)
    if ('found' in json) return broken(json)
    const findings = json.repeated.map((pointer) => makeFinding(unreadable, { ...repeatedName, rule, at: at(pointer) }))
    return { findings, body: { value: json.value, literalAt: json.literalAt } }
  }
  const essence = `${name.type}/${name.subtype}`
  if (essence === 'multipart/form-data') {
    const parts = readParts(text, name)
    return 'found' in parts ? broken(parts) : readForm(groupBy(parts, nameOf), type, false, reading)
  }
  if (essence === 'application/x-www-form-urlencoded') {
    const pairs = [...readPairs(text)].flatMap(([each, texts]) => texts.map((value) => ({ name: each, text: value })))
    return readForm(groupBy(pairs, nameOf), type, true, reading)
  }
  const { types } = staticTypeOf(schema, schemas.index)
  const isPlain = name.type === 'text' && schema && !types.has('object') && !types.has('array')
  return { findings: [], ...(isPlain && { body: { value: toTyped(text, schema, schemas.index) } }) }
}
