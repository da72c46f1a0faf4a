import { childrenOf, findChild, isObject, type Node } from '../../openapi/index.js'
import { shorten } from '../../text/shorten.js'
import { type Evaluate, evaluateChild, fail, leaveUndecided, type SchemaFailure } from '../evaluate/evaluation.js'
import type { Pattern } from '../pattern/pattern.js'
import { patternsOf } from '../pattern/pattern-properties.js'
import type { CompileContext, Keyword, KeywordContext, RequiredProperty } from './keyword.js'
import { limitKeyword, type Measure } from './limit.js'
import { findOneWay, isWrongDirection } from './read-write-only.js'
import { isKeywordUnusable, schemasIn } from './unusable.js'

const size: Measure = {
  of: (value) => (isObject(value) ? Object.keys(value).length : undefined),
  singular: 'property',
  plural: 'properties',
}

/** Keywords for objects (JSON Schema 2020-12 Core, 10.3.2; Validation, 6.5). */
export const objects: readonly Keyword[] = [
  limitKeyword('maxProperties', 'at most', size),
  limitKeyword('minProperties', 'at least', size),
  {
    name: 'required',
    isValidation: true,
    fast: 'layout',
    describes(context) {
      const required = findRequired(context)
      return { required, names: required.map(({ name }) => name) }
    },
    compile: compileRequired,
  },
  {
    name: 'dependentRequired',
    isValidation: true,
    describes: ({ node }) => ({ names: childrenOf(node).map(([name]) => name) }),
    compile: compileDependentRequired,
  },
  {
    name: 'properties',
    fast: 'layout',
    describes: ({ node }) => ({ properties: schemasIn(node) }),
    compile: compileProperties,
  },
  {
    name: 'patternProperties',
    // Without `fast`: only the evaluation notes that a pattern took too long.
    describes: ({ node }) => ({ patternProperties: patternsOf(node) }),
    compile: compilePatternProperties,
  },
  {
    name: 'additionalProperties',
    fast: 'layout',
    describes: ({ node }) => ({ additionalProperties: node }),
    compile: compileAdditionalProperties,
  },
  { name: 'propertyNames', compile: compilePropertyNames },
]

function findRequired({ node, schema, index }: KeywordContext): RequiredProperty[] {
  const properties = findChild(schema, 'properties')
  return childrenOf(node).map(([, entry]) => {
    const name = String(entry.value)
    const definition = properties && findChild(properties, name)
    return { name, rule: definition ?? entry, oneWay: definition && findOneWay(definition, index) }
  })
}

function compileRequired(context: CompileContext): Evaluate {
  const required = findRequired(context).map((property) => ({ ...property, isInherited: property.name in {} }))
  return (value, evaluation) => {
    if (!isObject(value)) return true
    let isValid = true
    for (const { name, isInherited, rule, oneWay } of required) {
      // JSON has no `undefined`, so reading the property is enough, and faster, for a name that objects do not inherit.
      const isThere = isInherited ? Object.hasOwn(value, name) : value[name] !== undefined
      if (isThere || isWrongDirection(oneWay, evaluation.direction)) continue
      isValid = fail(evaluation, 'required', rule, `property ${JSON.stringify(name)}`, 'no such property')
      if (!evaluation.failures) return false
    }
    return isValid
  }
}

function compileDependentRequired({ node }: CompileContext): Evaluate {
  const dependent = childrenOf(node).map(([name, list]) => ({
    name,
    required: childrenOf(list).map(([, entry]) => ({ name: String(entry.value), rule: entry })),
  }))
  return (value, evaluation) => {
    if (!isObject(value)) return true
    let isValid = true
    for (const { name, required } of dependent) {
      if (!Object.hasOwn(value, name)) continue
      for (const { name: other, rule } of required) {
        if (Object.hasOwn(value, other)) continue
        const expected = `property ${JSON.stringify(other)} beside ${JSON.stringify(name)}`
        isValid = fail(evaluation, 'dependentRequired', rule, expected, 'no such property')
      }
    }
    return isValid
  }
}

function compileProperties({ node, compile }: CompileContext): Evaluate {
  const schemas = new Map(schemasIn(node).map(([name, schema]) => [name, compile(schema)]))
  return evaluateProperties((name) => schemas.get(name))
}

function compilePatternProperties({ node, compile }: CompileContext): Evaluate {
  const schemas = patternsOf(node).map(({ pattern, schema }) => ({ pattern, schema, evaluate: compile(schema) }))
  return (value, evaluation, seen) => {
    if (!isObject(value)) return true
    let isValid = true
    for (const name in value)
      for (const { pattern, schema, evaluate } of schemas) {
        const isMatch = pattern.matches(name, evaluation.budget)
        if (isMatch === false) continue
        seen?.properties.add(name)
        const evaluateProperty = isMatch ? evaluate : leavePropertyUndecided(pattern, name, schema)
        if (!evaluateChild(evaluateProperty, value[name], name, evaluation)) isValid = false
      }
    return isValid
  }
}

function leavePropertyUndecided(pattern: Pattern, name: string, rule: Node): Evaluate {
  const expected = `a value of a property that matches ${shorten(pattern.source)}`
  const received = `property ${JSON.stringify(shorten(name))}`
  return (_value, evaluation) =>
    leaveUndecided(evaluation, 'patternProperties', rule, expected, received, pattern.whyUndecided(name))
}

function compileAdditionalProperties({ node, schema, compile }: CompileContext): Evaluate | undefined {
  // Which properties are additional is not known then.
  if (isKeywordUnusable(schema, 'properties') || isKeywordUnusable(schema, 'patternProperties')) return undefined
  const evaluate = compile(node)
  const properties = findChild(schema, 'properties')
  const named = new Set(properties && schemasIn(properties).map(([name]) => name))
  const patternProperties = findChild(schema, 'patternProperties')
  const patterns = patternProperties ? patternsOf(patternProperties) : []
  // A property that may match a pattern is not additional. `patternProperties` notes that it is undecided.
  return evaluateProperties((name) =>
    named.has(name) || patterns.some(({ pattern }) => pattern.matches(name) !== false) ? undefined : evaluate,
  )
}

/** Evaluates each property with what `find` returns for its name; a property without an evaluation is valid. */
function evaluateProperties(find: (name: string) => Evaluate | undefined): Evaluate {
  return (value, evaluation, seen) => {
    if (!isObject(value)) return true
    let isValid = true
    for (const name in value) {
      const evaluate = find(name)
      if (evaluate === undefined) continue
      seen?.properties.add(name)
      if (evaluateChild(evaluate, value[name], name, evaluation)) continue
      isValid = false
      if (!evaluation.failures) return false
    }
    return isValid
  }
}

function compilePropertyNames({ node, compile }: CompileContext): Evaluate {
  const evaluate = compile(node)
  return (value, evaluation) => {
    if (!isObject(value)) return true
    const { failures } = evaluation
    let isValid = true
    for (const name of Object.keys(value)) {
      const before = failures?.length ?? 0
      if (evaluateChild(evaluate, name, name, evaluation)) continue
      isValid = false
      failures?.push(...failures.splice(before).map((failure) => aboutName(failure, name)))
    }
    return isValid
  }
}

/** The place of a failure is the property; its message says that the name is at fault, not the value. */
function aboutName(failure: SchemaFailure, name: string): SchemaFailure {
  const { keyword, expected, received, message = `expected ${expected}, received ${received}` } = failure
  const shown = `property name ${JSON.stringify(shorten(name))}`
  return { ...failure, message: keyword === 'false' ? `${shown} is not allowed` : `${shown}: ${message}` }
}
