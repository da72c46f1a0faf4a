import { describe, expect, test } from 'vitest'
import { createPlaceholders } from '../../../../src/contract/scrub/placeholders/placeholders.js'
import { collectRules } from '../../../../src/contract/scrub/placeholders/rules.js'
import { ruleFiles } from './rule-files.js'

const create = (schema: object = {}, values: readonly (string | number)[] = []) =>
  createPlaceholders({ values: new Set(values) }, collectRules(ruleFiles(schema)))

describe('a placeholder is never something public:', () => {
  const usual = create().text('12345')
  const usualText = create().text('Ada Lovelace')

  test('a text that the document lists', () => {
    expect(create({}, [usualText]).text('Ada Lovelace')).not.toBe(usualText)
    expect(create({}, [usual]).text('12345')).not.toBe(usual)
  })

  test('a number that the document lists, in whatever spelling', () => {
    expect(create({}, [Number(usual)]).text('12345')).not.toBe(usual)
    expect(create({}, [Number(usual)]).text('12345.0')).not.toBe(`${usual}.0`)
  })

  test('a limit of the document', () => {
    expect(create({ maximum: Number(usual) }).text('12345')).not.toBe(usual)
  })
})

describe('public values stay:', () => {
  test('numbers that the document lists, and its limits', () => {
    const { number, text } = create({ minimum: 4711 }, [12345])
    expect(['12345', '12345.0', '4711'].map(number)).toEqual(['12345', '12345.0', '4711'])
    expect(text('12345')).toBe('12345')
    expect(number('12346')).not.toBe('12346')
  })
})

describe('a value has a placeholder', () => {
  test('of its own, and keeps it', () => {
    const { text } = create()
    const values = ['Ada Lovelace', 'Alan Turing', '12345', '54321']
    const first = values.map(text)
    expect(new Set(first).size).toBe(values.length)
    expect(values.map(text)).toEqual(first)
  })

  test('with the same outcomes of all rules, if there is one', () => {
    const schema = { pattern: '^cus_[a-z0-9]+$', maximum: 500, maxLength: 12 }
    expect(create(schema).text('cus_a8f3k2')).toMatch(/^cus_[a-z0-9]+$/)
    expect(Number(create(schema).text('412'))).toBeLessThanOrEqual(500)
    expect(Number(create(schema).text('612'))).toBeGreaterThan(500)
  })
})
