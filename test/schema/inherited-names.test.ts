import { expect, test } from 'vitest'
import { resultsOf } from '../support/schema.js'

// Objects of JavaScript inherit these names. In JSON they are names like any other.
test.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])(
  'an object has %s only if it is in the text',
  (name) => {
    const key = JSON.stringify(name)
    const failing = (schema: string, json: string) =>
      resultsOf(schema, json).map((result) => result.split(' ').slice(0, 2).join(' '))

    expect(failing(`{"required":[${key}]}`, '{}')).toEqual([' required'])
    expect(failing(`{"dependentRequired":{${key}:["a"]}}`, '{}')).toEqual([])
    expect(failing(`{"dependentRequired":{"a":[${key}]}}`, '{"a":1}')).toEqual([' dependentRequired'])
    expect(failing(`{"dependentSchemas":{${key}:{"required":["a"]}}}`, '{}')).toEqual([])
    expect(failing(`{"properties":{${key}:{"type":"string"}}}`, '{}')).toEqual([])
    expect(failing(`{"const":{${key}:1}}`, '{"a":1}')).toEqual([' const'])
    expect(failing(`{"const":{${key}:{}}}`, '{"a":{}}')).toEqual([' const'])
    expect(failing(`{"enum":[{${key}:{}}]}`, `{${key}:{}}`)).toEqual([])

    expect(failing(`{"required":[${key}]}`, `{${key}:1}`)).toEqual([])
    expect(failing(`{"dependentRequired":{${key}:["a"]}}`, `{${key}:1}`)).toEqual([' dependentRequired'])
    expect(failing(`{"dependentSchemas":{${key}:{"required":["a"]}}}`, `{${key}:1}`)).toEqual([' required'])
    expect(failing(`{"properties":{${key}:{"type":"string"}}}`, `{${key}:1}`)).toEqual([`${name} type`])
    expect(failing('{"additionalProperties":{"type":"string"}}', `{${key}:1}`)).toEqual([`${name} type`])
    expect(failing('{"propertyNames":{"maxLength":3}}', `{${key}:1}`)).toEqual([`${name} maxLength`])
  },
)
