import { describeValue } from '../../text/describe-value.js'
import { childrenOf, findChild, findMember, isObject, markUnusable, type Node } from '../node.js'
import type { ProblemDetails } from '../problem.js'
import type {
  ArrayGrammar,
  Condition,
  Grammar,
  MapGrammar,
  ObjectGrammar,
  ScalarGrammar,
  VersionGrammar,
} from './grammar.js'
import { parseRegex } from './regex.js'

/** The functions that a walk calls for what it finds. */
export interface Visitor {
  /** Called for a schema before its keywords. Returns false to skip it, because it was walked before. */
  enterSchema(schema: Node): boolean
  leaveSchema(schema: Node): void
  /**
   * Called for an OpenAPI object, with its name, before its members. Returns `undefined` to walk it or, for one that was walked
   * before, whether it can be used.
   */
  enterObject(node: Node, name: string): boolean | undefined
  leaveObject(node: Node, name: string, isUsable: boolean): void
  /** Called for a Reference Object and for a Path Item Object with a `$ref`. */
  reference(from: Node, grammar: Grammar): void
  problem(node: Node, details: ProblemDetails): void
}

/** Checks a node against its grammar. Returns whether it can be used. */
export type Walk = (node: Node, grammar: Grammar) => boolean

const regex = 'a regular expression of ECMA-262'

/** Members that hold schemas. In a version that does not have them these are not walked, so that nothing can be checked by them. */
const ofLaterVersions = new Set(['webhooks', 'query', 'additionalOperations', 'itemSchema'])

/**
 * Creates a function that checks parts of a document against the grammar of its version, in the document's order.
 *
 * Everything that breaks the grammar is a problem. Members and items that cannot be used are marked; the rest stays usable.
 * What stands in place of a schema is not marked: the schema engine does not evaluate it.
 */
export function createWalk({ version, objects, schema }: VersionGrammar, visitor: Visitor): Walk {
  const section = (name: string) => `OpenAPI ${version}, ${name} Object`

  /** `hint` is added to the message if the value is of another type than the grammar asks for. */
  function walk(node: Node, grammar: Grammar, hint?: string): boolean {
    if (grammar === 'schema') return walkSchema(node, schema.hasBooleans)
    if (grammar === 'schema or boolean') return walkSchema(node, true)
    if (typeof grammar === 'string') return walkScalar(node, grammar, hint)
    if ('object' in grammar) return walkObject(node, grammar.object, grammar.orReference === true)
    if ('arrayOf' in grammar) return walkArray(node, grammar, hint)
    if ('mapOf' in grammar) return walkMap(node, grammar)
    if ('oneOf' in grammar) return grammar.oneOf.includes(String(node.value)) || refuse(node, oneOf(grammar.oneOf))
    if (typeof node.value === 'string' && grammar.pattern.test(node.value)) return true
    visitor.problem(node, {
      ...(grammar.isDoubtful && { severity: 'warning' }),
      expected: grammar.named,
      received: describeValue(node.value),
    })
    return grammar.isDoubtful === true
  }

  /** Walks a member or an item, and marks it if it cannot be used. */
  function walkChild(child: Node, grammar: Grammar): boolean {
    const isUsable = walk(child, grammar)
    if (!isUsable) markUnusable(child)
    return isUsable
  }

  function refuse(node: Node, expected: string, received = describeValue(node.value), hint?: string): false {
    const message = hint && `expected ${expected}, received ${received}; ${hint}`
    visitor.problem(node, { expected, received, ...(message && { message }) })
    return false
  }

  function walkScalar(node: Node, grammar: ScalarGrammar, hint?: string): boolean {
    const { value } = node
    switch (grammar) {
      case 'any':
        return true
      case 'regex':
        if (typeof value !== 'string') return refuse(node, regex)
        return parseRegex(value) !== undefined || warnOfRegex(node, value)
      case 'count':
        return (Number.isInteger(value) && Number(value) >= 0) || refuse(node, 'an integer, 0 or more')
      case 'text':
        if (typeof value !== 'string') refuse(node, 'a string')
        return ['string', 'number', 'boolean'].includes(typeof value)
      default:
        return (typeof value === grammar && !Number.isNaN(value)) || refuse(node, `a ${grammar}`, undefined, hint)
    }
  }

  /** JSON Schema 2020-12 Validation, 6.3.3: `pattern` only SHOULD be a regular expression of ECMA-262. */
  function warnOfRegex(node: Node, pattern: string): false {
    visitor.problem(node, { severity: 'warning', expected: regex, received: describeValue(pattern) })
    return false
  }

  function walkArray(node: Node, { arrayOf, notEmpty, unique, isWhole }: ArrayGrammar, hint?: string): boolean {
    const { value } = node
    if (!Array.isArray(value)) return refuse(node, 'an array', undefined, hint)
    if (notEmpty && value.length === 0) return refuse(node, 'at least one item')
    let isUsable = true
    for (const [, item] of childrenOf(node)) if (!walkChild(item, arrayOf) && isWhole) isUsable = false
    const twice = unique ? value.findIndex((item, index) => value.indexOf(item) < index) : -1
    if (twice >= 0) refuse(node, 'every item once', `${describeValue(value[twice])} twice`)
    return isUsable
  }

  function walkMap(node: Node, { mapOf, keys, named, areKeysDoubtful, isSingle }: MapGrammar): boolean {
    if (!isObject(node.value)) return refuse(node, 'an object')
    const size = Object.keys(node.value).length
    if (isSingle && size !== 1) return refuse(node, 'exactly one member', `${size}`)
    let isUsable = true
    for (const [key, child] of childrenOf(node)) {
      if (keys === 'regex' && !parseRegex(key)) isUsable = warnOfRegex(child, key)
      else if (keys instanceof RegExp && !keys.test(key))
        visitor.problem(child, {
          ...(areKeysDoubtful && { severity: 'warning' }),
          expected: named ?? `a name like ${keys.source}`,
          received: `the name ${describeValue(key)}`,
        })
      walkChild(child, mapOf)
    }
    return isUsable
  }

  function walkObject(node: Node, name: string, orReference: boolean): boolean {
    if (!isObject(node.value)) return refuse(node, `${article(name)} Object`)
    const isReference = Object.hasOwn(node.value, '$ref')
    if (isReference && (orReference || name === 'Operation')) {
      const isUsable = walkOnce(node, 'Reference')
      // Documents of many files refer to operations although only a Path Item Object may. Tools follow such a reference.
      const child = findMember(node, '$ref')
      if (child && !orReference) refuseMember(child, '$ref', name, objects[name] ?? { fields: {} })
      if (isUsable) visitor.reference(node, { object: name, orReference: true })
      return isUsable
    }
    const isUsable = walkOnce(node, name)
    if (!isReference) return isUsable
    // OAS 3.1, Path Item Object: only this object may have other members beside `$ref`.
    if (name !== 'Path Item') return false
    if (findChild(node, '$ref')) visitor.reference(node, { object: name })
    return isUsable
  }

  function walkOnce(node: Node, name: string): boolean {
    const known = visitor.enterObject(node, name)
    if (known !== undefined) return known
    const isUsable = walkMembers(node, name)
    visitor.leaveObject(node, name, isUsable)
    return isUsable
  }

  function walkMembers(node: Node, name: string): boolean {
    const grammar: ObjectGrammar = objects[name] ?? { fields: {} }
    const holds = (grammar.conditions ?? []).filter(({ when: [key, value] }) => findChild(node, key)?.value === value)
    const whole = holds.length === 0 ? grammar : withConditions(grammar, holds)
    requireMembers(node, name, grammar, holds)
    for (const [key, child] of childrenOf(node)) {
      const { value: member = 'any', isKnown } = memberGrammar(key, whole)
      if (!isKnown) refuseMember(child, key, name, grammar)
      let isUsable = walk(child, member) && (isKnown || !ofLaterVersions.has(key))
      for (const { fields } of holds)
        if (fields && Object.hasOwn(fields, key)) isUsable = walk(child, fields[key] ?? 'any') && isUsable
      if (!isUsable) markUnusable(child)
    }
    const needed = [...(grammar.needed ?? []), ...holds.flatMap((condition) => condition.needed ?? [])]
    return needed.every((key) => findChild(node, key))
  }

  function refuseMember(
    child: Node,
    key: string,
    name: string,
    { fields, patterned, conditions, idle }: ObjectGrammar,
  ) {
    const allowing = (conditions ?? []).filter((each) => each.fields && Object.hasOwn(each.fields, key))
    const [first] = allowing
    if (first) {
      const [member] = first.when
      const values = oneOf(allowing.map(({ when: [, value] }) => value))
      visitor.problem(child, {
        ...(idle?.includes(key) && { severity: 'warning' }),
        expected: `${describeValue(key)} only where ${member} is ${values}`,
        received: `the member ${describeValue(key)}`,
        message: `${describeValue(key)} is only for ${article(name)} Object whose ${describeValue(member)} is ${values} (${section(name)})`,
      })
      return
    }
    const known = [...(patterned ? [patterned.named] : []), ...Object.keys(fields)]
    visitor.problem(child, {
      expected: `a member of ${article(name)} Object: ${oneOf(known)}`,
      received: `the member ${describeValue(key)}`,
      message: `${describeValue(key)} is not a member of ${article(name)} Object (${section(name)}); expected ${oneOf(known)}`,
    })
  }

  function requireMembers(node: Node, name: string, grammar: ObjectGrammar, holds: readonly Condition[]): void {
    const has = (key: string) => findMember(node, key) !== undefined
    const object = `${article(name)} Object`
    const further = holds.flatMap((condition) => [...(condition.required ?? []), ...(condition.needed ?? [])])
    for (const key of [...(grammar.required ?? []), ...(grammar.needed ?? []), ...further])
      if (!has(key))
        visitor.problem(node, {
          expected: `${object} with ${describeValue(key)}`,
          received: `no ${describeValue(key)}`,
          message: `missing required member ${describeValue(key)} (${section(name)})`,
        })
    for (const keys of grammar.exactlyOne ?? []) {
      const present = keys.filter(has)
      if (present.length !== 1)
        refuse(node, `${object} with one of ${keys.join(', ')}`, present.join(' and ') || 'neither')
    }
    const { atLeastOne, notEmpty } = grammar
    if (notEmpty && childrenOf(node).every(([key]) => key.startsWith('x-')))
      refuse(node, `${object} with at least one member`, 'none')
    if (atLeastOne && !atLeastOne.some(has)) refuse(node, `${object} with ${oneOf(atLeastOne)}`, 'none')
    for (const keys of grammar.atMostOne ?? []) {
      const present = keys.filter(has)
      if (present.length > 1) refuse(node, `${object} with at most one of ${keys.join(', ')}`, present.join(' and '))
    }
    for (const { when, excluded = [] } of holds)
      for (const key of excluded.filter(has))
        refuse(node, `${object} without ${describeValue(key)} where ${when.join(' is ')}`, describeValue(key))
  }

  function walkSchema(node: Node, canBeBoolean: boolean): true {
    const { value } = node
    if (typeof value === 'boolean') {
      if (!canBeBoolean) refuse(node, 'a Schema Object')
      if (visitor.enterSchema(node)) visitor.leaveSchema(node)
      return true
    }
    if (!isObject(value)) {
      refuse(node, canBeBoolean ? 'a schema: an object or a boolean' : 'a Schema Object')
      return true
    }
    if (!visitor.enterSchema(node)) return true
    const isReplaced = schema.isReplacedByReference && Object.hasOwn(value, '$ref')
    if (!isReplaced) checkRules(node, value)
    for (const [key, child] of childrenOf(node)) {
      if (isReplaced && key !== '$ref') continue
      const isUsable = key === 'type' ? walkType(child) : walkKeyword(child, key)
      if (!isUsable) markUnusable(child)
    }
    visitor.leaveSchema(node)
    return true
  }

  function checkRules(node: Node, value: Readonly<Record<string, unknown>>): void {
    for (const rule of schema.rules ?? []) {
      const found = rule(value)
      if (found) visitor.problem(findMember(node, found.keyword) ?? node, found.details)
    }
  }

  function walkKeyword(child: Node, key: string): boolean {
    if (Object.hasOwn(schema.keywords, key)) {
      if (!walk(child, schema.keywords[key] ?? 'any', schema.hints?.[key]?.(child.value))) return false
      if (key !== 'multipleOf' || Number(child.value) > 0) return true
      return refuse(child, 'a number above 0')
    }
    if (schema.isClosed && !key.startsWith('x-'))
      visitor.problem(child, {
        expected: 'a keyword of a Schema Object',
        received: `the keyword ${describeValue(key)}`,
        message: `${describeValue(key)} is not a keyword of OpenAPI ${version} and is not evaluated`,
      })
    else if (key === 'nullable')
      visitor.problem(child, {
        severity: 'warning',
        expected: 'null in the list of type, such as ["string", "null"]',
        received: 'the keyword "nullable" of OpenAPI 3.0',
        message: `"nullable" is a keyword of OpenAPI 3.0 and has no effect in ${version}; list "null" in type instead`,
      })
    return true
  }

  function walkType(node: Node): boolean {
    const { types, hasTypeLists } = schema
    const isList = Array.isArray(node.value)
    const named = [node.value].flat()
    const isKnown = named.length > 0 && named.every((name) => typeof name === 'string' && types.includes(name))
    if (!isKnown || (isList && !hasTypeLists)) {
      const received = named.map((name) => describeValue(name)).join(', ') || 'an empty array'
      const expected = `${oneOf(types)}${hasTypeLists ? ', or an array of them' : ''}`
      return refuse(node, expected, received, schema.hints?.type?.(node.value))
    }
    if (new Set(named).size < named.length) refuse(node, 'every type once', 'a type twice')
    return true
  }

  return walk
}

/** The grammar of an object in which some conditions hold. */
function withConditions(grammar: ObjectGrammar, holds: readonly Condition[]): ObjectGrammar {
  return { ...grammar, fields: Object.assign({}, ...holds.map(({ fields }) => fields), grammar.fields) }
}

function memberGrammar(key: string, grammar: ObjectGrammar): { value?: Grammar; isKnown: boolean } {
  const field = Object.hasOwn(grammar.fields, key) ? grammar.fields[key] : undefined
  if (field) return { value: field, isKnown: true }
  if (grammar.patterned?.keys.test(key)) return { value: grammar.patterned.value, isKnown: true }
  return { isKnown: grammar.others === 'ignored' || (grammar.others !== 'none' && key.startsWith('x-')) }
}

function oneOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `one of ${names.join(', ')}`
}

function article(name: string): string {
  return `${/^(?:[AEIO]|XML)/.test(name) ? 'an' : 'a'} ${name}`
}
