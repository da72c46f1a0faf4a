import { describeValue } from '../../text/describe-value.js'
import { DocumentError } from '../document-error.js'
import { childrenOf, findChild, isObject, type Node, toFileLocation } from '../node.js'
import type { ArrayGrammar, Grammar, MapGrammar, ObjectGrammar, ScalarGrammar } from './grammar.js'
import { openapi } from './openapi-3.1.js'
import { parseRegex } from './regex.js'
import { schemaKeywords, typeNames } from './schema.js'

/** The functions that `walk` calls for the schemas, objects and references that it finds. */
export interface Visitor {
  /** Called for a schema before its keywords. Returns false to skip it, because it was walked before. */
  enterSchema(schema: Node): boolean
  leaveSchema(schema: Node): void
  /** Called for an OpenAPI object, with its name, before its members. Returns false to skip it, like `enterSchema`. */
  enterObject(node: Node, name: string): boolean
  /** Called for a Reference Object and for a Path Item Object with a `$ref`. */
  reference(from: Node, grammar: Grammar): void
}

/**
 * Checks a part of a document against its grammar, in the document's order.
 *
 * @throws {DocumentError} at the first node that the grammar does not allow.
 */
export function walk(node: Node, grammar: Grammar, visitor: Visitor): void {
  if (grammar === 'schema') walkSchema(node, visitor)
  else if (typeof grammar === 'string') walkScalar(node, grammar)
  else if ('object' in grammar) walkObject(node, grammar.object, grammar.orReference === true, visitor)
  else if ('arrayOf' in grammar) walkArray(node, grammar, visitor)
  else if ('mapOf' in grammar) walkMap(node, grammar, visitor)
  else if ('oneOf' in grammar) {
    if (!grammar.oneOf.includes(String(node.value))) throw invalid(node, oneOf(grammar.oneOf))
  } else if (typeof node.value !== 'string' || !grammar.pattern.test(node.value)) throw invalid(node, grammar.named)
}

function walkScalar(node: Node, grammar: ScalarGrammar): void {
  const { value } = node
  if (grammar === 'any') return
  if (grammar === 'regex') {
    if (typeof value !== 'string' || !parseRegex(value)) throw invalid(node, 'a regular expression of ECMA-262')
  } else if (grammar === 'count') {
    if (!Number.isInteger(value) || Number(value) < 0) throw invalid(node, 'an integer, 0 or more')
  } else if (typeof value !== grammar || Number.isNaN(value)) throw invalid(node, `a ${grammar}`)
}

function walkArray(node: Node, grammar: ArrayGrammar, visitor: Visitor): void {
  const { value } = node
  if (!Array.isArray(value)) throw invalid(node, 'an array')
  if (grammar.notEmpty && value.length === 0) throw invalid(node, 'at least one item')
  for (const [, item] of childrenOf(node)) walk(item, grammar.arrayOf, visitor)
  if (grammar.unique && new Set(value).size < value.length) throw invalid(node, 'every item once', 'an item twice')
}

function walkMap(node: Node, grammar: MapGrammar, visitor: Visitor): void {
  if (!isObject(node.value)) throw invalid(node, 'an object')
  const size = Object.keys(node.value).length
  if (grammar.single && size !== 1) throw invalid(node, 'exactly one member', `${size}`)
  for (const [key, child] of childrenOf(node)) {
    if (grammar.keys === 'regex' ? !parseRegex(key) : grammar.keys?.test(key) === false) {
      const expected =
        grammar.keys === 'regex' ? 'a regular expression of ECMA-262' : `a name like ${grammar.keys?.source}`
      throw invalid(child, expected, `the key ${describeValue(key)}`)
    }
    walk(child, grammar.mapOf, visitor)
  }
}

function walkObject(node: Node, name: string, orReference: boolean, visitor: Visitor): void {
  if (!isObject(node.value)) throw invalid(node, `${article(name)} Object`)
  const isReference = Object.hasOwn(node.value, '$ref')
  if (orReference && isReference) {
    if (visitor.enterObject(node, 'Reference')) walkMembers(node, 'Reference', visitor)
    visitor.reference(node, { object: name, orReference })
    return
  }
  if (!visitor.enterObject(node, name)) return
  walkMembers(node, name, visitor)
  // OAS 3.1, Path Item Object: only this object may have other members beside `$ref`.
  if (name === 'Path Item' && isReference) visitor.reference(node, { object: name })
}

function walkMembers(node: Node, name: string, visitor: Visitor): void {
  const grammar: ObjectGrammar = openapi[name] ?? { fields: {} }
  const holds = (grammar.conditions ?? []).filter(({ when: [key, value] }) => findChild(node, key)?.value === value)
  requireMembers(
    node,
    name,
    grammar,
    holds.flatMap(({ required }) => required),
  )
  const fields = Object.assign({}, ...holds.map((condition) => condition.fields), grammar.fields)
  for (const [key, child] of childrenOf(node)) {
    walk(child, memberGrammar(child, key, name, { ...grammar, fields }), visitor)
    for (const { fields } of holds) if (fields && Object.hasOwn(fields, key)) walk(child, fields[key] ?? 'any', visitor)
  }
}

function memberGrammar(child: Node, key: string, name: string, grammar: ObjectGrammar): Grammar {
  if (Object.hasOwn(grammar.fields, key)) return grammar.fields[key] ?? 'any'
  if (grammar.patterned?.keys.test(key)) return grammar.patterned.value
  if (grammar.others === 'ignored' || (grammar.others !== 'none' && key.startsWith('x-'))) return 'any'
  const known = [...(grammar.patterned ? [grammar.patterned.named] : []), ...Object.keys(grammar.fields)]
  throw invalid(child, `a member of ${article(name)} Object: ${oneOf(known)}`, `the key ${describeValue(key)}`)
}

function requireMembers(node: Node, name: string, grammar: ObjectGrammar, further: readonly string[]): void {
  const has = (key: string) => findChild(node, key) !== undefined
  const object = `${article(name)} Object`
  for (const key of [...(grammar.required ?? []), ...further])
    if (!has(key)) throw invalid(node, `${object} with ${describeValue(key)}`, `no ${describeValue(key)}`)
  for (const keys of grammar.exactlyOne ?? []) {
    const found = keys.filter(has)
    if (found.length !== 1)
      throw invalid(node, `${object} with one of ${keys.join(', ')}`, found.join(' and ') || 'neither')
  }
  const { atLeastOne, notEmpty } = grammar
  const isEmpty = childrenOf(node).every(([key]) => key.startsWith('x-'))
  if (notEmpty && isEmpty) throw invalid(node, `${object} with at least one member`, 'none')
  if (atLeastOne && !atLeastOne.some(has)) throw invalid(node, `${object} with ${oneOf(atLeastOne)}`, 'none')
  for (const keys of grammar.atMostOne ?? []) {
    const found = keys.filter(has)
    if (found.length > 1) throw invalid(node, `${object} with at most one of ${keys.join(', ')}`, found.join(' and '))
  }
}

function walkSchema(node: Node, visitor: Visitor): void {
  if (typeof node.value === 'boolean') {
    if (visitor.enterSchema(node)) visitor.leaveSchema(node)
    return
  }
  if (!isObject(node.value)) throw invalid(node, 'a schema: an object or a boolean')
  if (!visitor.enterSchema(node)) return
  for (const [key, child] of childrenOf(node)) {
    if (key === 'type') walkType(child)
    else if (Object.hasOwn(schemaKeywords, key)) walk(child, schemaKeywords[key] ?? 'any', visitor)
  }
  const multiple = findChild(node, 'multipleOf')
  if (multiple && Number(multiple.value) <= 0) throw invalid(multiple, 'a number above 0')
  visitor.leaveSchema(node)
}

function walkType(node: Node): void {
  const named = [node.value].flat()
  const isKnown = named.length > 0 && named.every((name) => typeof name === 'string' && typeNames.includes(name))
  if (!isKnown) {
    const found = named.map((name) => describeValue(name)).join(', ') || 'an empty array'
    throw invalid(node, `${oneOf(typeNames)}, or an array of them`, found)
  }
  if (new Set(named).size < named.length) throw invalid(node, 'every type once', 'a type twice')
}

function invalid(node: Node, expected: string, found = describeValue(node.value)): DocumentError {
  return new DocumentError({ ...toFileLocation(node), code: 'invalid-document', found, expected })
}

function oneOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `one of ${names.join(', ')}`
}

function article(name: string): string {
  return `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`
}
