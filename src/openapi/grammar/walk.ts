import { describeValue } from '../../text/describe-value.js'
import { DocumentError } from '../document-error.js'
import { childrenOf, findChild, isObject, lineOf, type Place } from '../node.js'
import type { ArrayGrammar, Grammar, MapGrammar, ObjectGrammar, ScalarGrammar } from './grammar.js'
import { openapi } from './openapi-3.1.js'
import { parseRegex } from './regex.js'
import { schemaKeywords, typeNames } from './schema.js'

/** What a walk meets on its way and cannot decide alone. */
export interface Visitor {
  /** A schema, before its keywords. Gives back whether it is to be walked: not when it has been before. */
  enterSchema(schema: Place): boolean
  leaveSchema(schema: Place): void
  /** A Reference Object, or the `$ref` of a Path Item Object. */
  reference(from: Place, grammar: Grammar): void
}

/**
 * Walks a part of a document beside its grammar, in the document's order.
 *
 * @throws {DocumentError} at the first place that the grammar does not allow.
 */
export function walk(place: Place, grammar: Grammar, visitor: Visitor): void {
  if (grammar === 'schema') walkSchema(place, visitor)
  else if (typeof grammar === 'string') walkScalar(place, grammar)
  else if ('object' in grammar) walkObject(place, grammar.object, grammar.orReference === true, visitor)
  else if ('arrayOf' in grammar) walkArray(place, grammar, visitor)
  else if ('mapOf' in grammar) walkMap(place, grammar, visitor)
  else if ('oneOf' in grammar) {
    if (!grammar.oneOf.includes(String(place.value))) throw invalid(place, oneOf(grammar.oneOf))
  } else if (typeof place.value !== 'string' || !grammar.pattern.test(place.value)) throw invalid(place, grammar.named)
}

function walkScalar(place: Place, grammar: ScalarGrammar): void {
  const { value } = place
  if (grammar === 'any') return
  if (grammar === 'regex') {
    if (typeof value !== 'string' || !parseRegex(value)) throw invalid(place, 'a regular expression of ECMA-262')
  } else if (grammar === 'count') {
    if (!Number.isInteger(value) || Number(value) < 0) throw invalid(place, 'an integer, 0 or more')
  } else if (typeof value !== grammar || Number.isNaN(value)) throw invalid(place, `a ${grammar}`)
}

function walkArray(place: Place, grammar: ArrayGrammar, visitor: Visitor): void {
  const { value } = place
  if (!Array.isArray(value)) throw invalid(place, 'an array')
  if (grammar.notEmpty && value.length === 0) throw invalid(place, 'at least one item')
  for (const [, item] of childrenOf(place)) walk(item, grammar.arrayOf, visitor)
  if (grammar.unique && new Set(value).size < value.length) throw invalid(place, 'every item once', 'an item twice')
}

function walkMap(place: Place, grammar: MapGrammar, visitor: Visitor): void {
  if (!isObject(place.value)) throw invalid(place, 'an object')
  const size = Object.keys(place.value).length
  if (grammar.single && size !== 1) throw invalid(place, 'exactly one member', `${size}`)
  for (const [key, child] of childrenOf(place)) {
    if (grammar.keys === 'regex' ? !parseRegex(key) : grammar.keys?.test(key) === false) {
      const expected =
        grammar.keys === 'regex' ? 'a regular expression of ECMA-262' : `a name like ${grammar.keys?.source}`
      throw invalid(child, expected, `the key ${describeValue(key)}`)
    }
    walk(child, grammar.mapOf, visitor)
  }
}

function walkObject(place: Place, name: string, orReference: boolean, visitor: Visitor): void {
  if (!isObject(place.value)) throw invalid(place, `${article(name)} Object`)
  const isReference = Object.hasOwn(place.value, '$ref')
  if (orReference && isReference) {
    walkMembers(place, 'Reference', visitor)
    visitor.reference(place, { object: name, orReference })
    return
  }
  walkMembers(place, name, visitor)
  // OAS 3.1, Path Item Object: the one object that may refer and have members beside.
  if (name === 'Path Item' && isReference) visitor.reference(place, { object: name })
}

function walkMembers(place: Place, name: string, visitor: Visitor): void {
  const grammar: ObjectGrammar = openapi[name] ?? { fields: {} }
  const holds = (grammar.conditions ?? []).filter(({ when: [key, value] }) => findChild(place, key)?.value === value)
  requireMembers(
    place,
    name,
    grammar,
    holds.flatMap(({ required }) => required),
  )
  const fields = Object.assign({}, ...holds.map((condition) => condition.fields), grammar.fields)
  for (const [key, child] of childrenOf(place)) {
    walk(child, memberGrammar(child, key, name, { ...grammar, fields }), visitor)
    for (const { fields } of holds) if (fields && Object.hasOwn(fields, key)) walk(child, fields[key] ?? 'any', visitor)
  }
}

function memberGrammar(child: Place, key: string, name: string, grammar: ObjectGrammar): Grammar {
  if (Object.hasOwn(grammar.fields, key)) return grammar.fields[key] ?? 'any'
  if (grammar.patterned?.keys.test(key)) return grammar.patterned.value
  if (grammar.others === 'ignored' || (grammar.others !== 'none' && key.startsWith('x-'))) return 'any'
  const known = [...(grammar.patterned ? [grammar.patterned.named] : []), ...Object.keys(grammar.fields)]
  throw invalid(child, `a member of ${article(name)} Object: ${oneOf(known)}`, `the key ${describeValue(key)}`)
}

function requireMembers(place: Place, name: string, grammar: ObjectGrammar, further: readonly string[]): void {
  const has = (key: string) => findChild(place, key) !== undefined
  const object = `${article(name)} Object`
  for (const key of [...(grammar.required ?? []), ...further])
    if (!has(key)) throw invalid(place, `${object} with ${describeValue(key)}`, `no ${describeValue(key)}`)
  for (const keys of grammar.exactlyOne ?? []) {
    const found = keys.filter(has)
    if (found.length !== 1)
      throw invalid(place, `${object} with one of ${keys.join(', ')}`, found.join(' and ') || 'neither')
  }
  const { atLeastOne, notEmpty } = grammar
  const isEmpty = childrenOf(place).every(([key]) => key.startsWith('x-'))
  if (notEmpty && isEmpty) throw invalid(place, `${object} with at least one member`, 'none')
  if (atLeastOne && !atLeastOne.some(has)) throw invalid(place, `${object} with ${oneOf(atLeastOne)}`, 'none')
  for (const keys of grammar.atMostOne ?? []) {
    const found = keys.filter(has)
    if (found.length > 1) throw invalid(place, `${object} with at most one of ${keys.join(', ')}`, found.join(' and '))
  }
}

function walkSchema(place: Place, visitor: Visitor): void {
  if (typeof place.value === 'boolean') {
    if (visitor.enterSchema(place)) visitor.leaveSchema(place)
    return
  }
  if (!isObject(place.value)) throw invalid(place, 'a schema: an object or a boolean')
  if (!visitor.enterSchema(place)) return
  for (const [key, child] of childrenOf(place)) {
    if (key === 'type') walkType(child)
    else if (Object.hasOwn(schemaKeywords, key)) walk(child, schemaKeywords[key] ?? 'any', visitor)
  }
  const multiple = findChild(place, 'multipleOf')
  if (multiple && Number(multiple.value) <= 0) throw invalid(multiple, 'a number above 0')
  visitor.leaveSchema(place)
}

function walkType(place: Place): void {
  const named = [place.value].flat()
  const isKnown = named.length > 0 && named.every((name) => typeof name === 'string' && typeNames.includes(name))
  if (!isKnown) {
    const found = named.map((name) => describeValue(name)).join(', ') || 'an empty array'
    throw invalid(place, `${oneOf(typeNames)}, or an array of them`, found)
  }
  if (new Set(named).size < named.length) throw invalid(place, 'every type once', 'a type twice')
}

function invalid(place: Place, expected: string, found = describeValue(place.value)): DocumentError {
  return new DocumentError({
    code: 'invalid-document',
    file: place.file.name,
    line: lineOf(place),
    pointer: place.pointer,
    found,
    expected,
  })
}

function oneOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `one of ${names.join(', ')}`
}

function article(name: string): string {
  return `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`
}
