import { childrenOf, findChild, isObject, type Node, type SchemaIndex } from '../../openapi/index.js'
import { type Evaluate, evaluateChild, fail } from '../evaluate/evaluation.js'
import { createPattern } from '../pattern/pattern.js'
import type { Keyword, KeywordContext } from './keyword.js'
import { findOneWay, isWrongDirection, type OneWay } from './read-write-only.js'

/** Keywords about the properties of objects (JSON Schema 2020-12 Core, 10.3.2 and 11.3; Validation, 6.5). */
export const objects: Readonly<Record<string, Keyword>> = {
  required: compileRequired,
  dependentRequired: compileDependentRequired,
  properties: compileProperties,
  patternProperties: compilePatternProperties,
  additionalProperties: compileAdditionalProperties,
  propertyNames: compilePropertyNames,
}

function compileProperties({ rule, compile }: KeywordContext): Evaluate {
  const schemas = new Map(childrenOf(rule).map(([name, schema]) => [name, compile(schema)]))
  return (value, evaluation, seen) => {
    if (!isObject(value)) return true
    let isValid = true
    for (const name in value) {
      const evaluate = schemas.get(name)
      if (evaluate === undefined) continue
      seen?.properties.add(name)
      if (evaluateChild(evaluate, value[name], name, evaluation)) continue
      isValid = false
      if (!evaluation.failures) return false
    }
    return isValid
  }
}

function compilePatternProperties({ rule, compile }: KeywordContext): Evaluate {
  const schemas = childrenOf(rule).map(([source, schema]) => ({
    matches: createPattern(source),
    evaluate: compile(schema),
  }))
  return (value, evaluation, seen) => {
    if (!isObject(value)) return true
    let isValid = true
    for (const name in value)
      for (const { matches, evaluate } of schemas) {
        if (!matches(name)) continue
        seen?.properties.add(name)
        if (!evaluateChild(evaluate, value[name], name, evaluation)) isValid = false
      }
    return isValid
  }
}

function compileAdditionalProperties({ rule, schema, compile }: KeywordContext): Evaluate {
  const evaluate = compile(rule)
  const named = new Set(namesOf(findChild(schema, 'properties')))
  const patterns = namesOf(findChild(schema, 'patternProperties')).map(createPattern)
  return (value, evaluation, seen) => {
    if (!isObject(value)) return true
    let isValid = true
    for (const name in value) {
      if (named.has(name) || patterns.some((matches) => matches(name))) continue
      seen?.properties.add(name)
      if (evaluateChild(evaluate, value[name], name, evaluation)) continue
      isValid = false
      if (!evaluation.failures) return false
    }
    return isValid
  }
}

function compilePropertyNames({ rule, compile }: KeywordContext): Evaluate {
  const evaluate = compile(rule)
  return (value, evaluation) => {
    if (!isObject(value)) return true
    let isValid = true
    for (const name of Object.keys(value)) {
      if (!evaluateChild(evaluate, name, name, evaluation)) isValid = false
    }
    return isValid
  }
}

/** A property that a schema requires, and where it says so. */
interface RequiredProperty {
  readonly name: string
  readonly rule: Node
  /** Set where the schema itself describes the property so. */
  readonly oneWay: OneWay | undefined
}

/** The properties that a schema requires. */
export function findRequired(schema: Node, index: SchemaIndex): RequiredProperty[] {
  const properties = findChild(schema, 'properties')
  const list = findChild(schema, 'required')
  return (list ? childrenOf(list) : []).map(([, entry]) => {
    const name = String(entry.value)
    const definition = properties && findChild(properties, name)
    return { name, rule: definition ?? entry, oneWay: definition && findOneWay(definition, index) }
  })
}

function compileRequired({ schema, index }: KeywordContext): Evaluate {
  const required = findRequired(schema, index).map((property) => ({ ...property, isInherited: property.name in {} }))
  return (value, evaluation) => {
    if (!isObject(value)) return true
    let isValid = true
    for (const { name, isInherited, rule, oneWay } of required) {
      // JSON has no undefined: reading is enough, and faster, for a name that objects do not inherit.
      if (
        (isInherited ? Object.hasOwn(value, name) : value[name] !== undefined) ||
        isWrongDirection(oneWay, evaluation.direction)
      )
        continue
      isValid = fail(evaluation, 'required', rule, `property ${JSON.stringify(name)}`, 'no such property')
      if (!evaluation.failures) return false
    }
    return isValid
  }
}

function compileDependentRequired({ rule }: KeywordContext): Evaluate {
  const dependent = childrenOf(rule).map(([name, list]) => ({
    name,
    needed: childrenOf(list).map(([, entry]) => entry),
  }))
  return (value, evaluation) => {
    if (!isObject(value)) return true
    let isValid = true
    for (const { name, needed } of dependent) {
      if (!Object.hasOwn(value, name)) continue
      for (const entry of needed) {
        const wanted = String(entry.value)
        if (Object.hasOwn(value, wanted)) continue
        const expected = `property ${JSON.stringify(wanted)} beside ${JSON.stringify(name)}`
        isValid = fail(evaluation, 'dependentRequired', entry, expected, 'no such property')
      }
    }
    return isValid
  }
}

/** `unevaluatedProperties`: runs after all others, on what they left. */
export function compileUnevaluatedProperties({ rule, compile }: KeywordContext): Evaluate {
  const evaluate = compile(rule)
  return (value, evaluation, seen) => {
    if (!isObject(value) || !seen) return true
    let isValid = true
    for (const name of Object.keys(value)) {
      if (seen.properties.has(name)) continue
      seen.properties.add(name)
      if (!evaluateChild(evaluate, value[name], name, evaluation)) isValid = false
    }
    return isValid
  }
}

function namesOf(node: Node | undefined): string[] {
  return node ? childrenOf(node).map(([name]) => name) : []
}
