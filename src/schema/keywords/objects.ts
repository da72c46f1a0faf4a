import { childrenOf, findChild, isObject } from '../../openapi/index.js'
import { type Evaluate, evaluateChild, fail } from '../evaluate/evaluation.js'
import { createPattern } from '../pattern/pattern.js'
import { type CompileContext, type Keyword, type KeywordContext, membersAt, type RequiredProperty } from './keyword.js'
import { limitKeyword, type Measure } from './limit.js'
import { findOneWay, isWrongDirection } from './read-write-only.js'

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
    describes: ({ node }) => ({ properties: childrenOf(node) }),
    compile: compileProperties,
  },
  {
    name: 'patternProperties',
    fast: 'layout',
    describes: ({ node }) => ({ patternProperties: childrenOf(node) }),
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
  const schemas = new Map(childrenOf(node).map(([name, schema]) => [name, compile(schema)]))
  return evaluateProperties((name) => schemas.get(name))
}

function compilePatternProperties({ node, compile }: CompileContext): Evaluate {
  const schemas = childrenOf(node).map(([source, schema]) => ({
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

function compileAdditionalProperties({ node, schema, compile }: CompileContext): Evaluate {
  const evaluate = compile(node)
  const named = new Set(membersAt(schema, 'properties').map(([name]) => name))
  const patterns = membersAt(schema, 'patternProperties').map(([source]) => createPattern(source))
  return evaluateProperties((name) =>
    named.has(name) || patterns.some((matches) => matches(name)) ? undefined : evaluate,
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
    let isValid = true
    for (const name of Object.keys(value)) {
      if (!evaluateChild(evaluate, name, name, evaluation)) isValid = false
    }
    return isValid
  }
}
