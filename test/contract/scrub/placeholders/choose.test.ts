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

  test.each<[string, object, RegExp]>([
    ['cus_a8f3k2', { pattern: '^cus_[a-z0-9]+$', maxLength: 12 }, /^cus_[a-z0-9]{6}$/],
    ['xkq-beta-42', { pattern: '^[a-z]+-(alpha|beta)-\\d+$' }, /^[a-z]{3}-beta-\d{2}$/],
    ['beta-xkq', { pattern: '^(alpha|beta)-[a-z]+$' }, /^beta-[a-z]{3}$/],
    [
      'https://img.vendor.test/p/zoe/big',
      { pattern: '^https://img\\.vendor\\.test/p/[a-z]+/big$' },
      /\/[a-z]{3}\/big$/,
    ],
    ['491234', { pattern: '^49\\d{4}$' }, /^49\d{4}$/],
    ['P3DT4H', { format: 'duration' }, /^P\dDT\dH$/],
    ['10:20:30Z', { format: 'time' }, /^\d\d:\d\d:\d\dZ$/],
    ['Zoë', { pattern: '^[A-Z][a-z][^a-z]$' }, /^[A-Z][a-z][^a-z]$/],
    ['Zo\ud800', { pattern: '^\\w+\\p{Cs}$' }, /^[A-Z][a-z]\ud800$/],
    ['name@host.example', { format: 'email' }, /@/],
    ['412', { maximum: 500 }, /^[1-4]\d\d$/],
    ['612', { maximum: 500 }, /^[6-9]\d\d$/],
  ])('%j, with the same outcomes of %j', (value, schema, expected) => {
    const { outcomesOfText } = collectRules(ruleFiles(schema))
    const placeholder = create(schema).text(value)

    expect(placeholder).toMatch(expected)
    expect(placeholder).not.toBe(value)
    expect(outcomesOfText(placeholder)).toBe(outcomesOfText(value))
  })

  test('with the same outcomes of the rules for numbers, if there is none with the same outcomes of all rules', () => {
    const { number } = create({ pattern: '^(?:43)$', exclusiveMinimum: 41, exclusiveMaximum: 45 })
    expect(['42', '44']).toContain(number('43'))
  })

  test('that no other value has, as long as there are enough', () => {
    const { number } = create({ exclusiveMinimum: 60, exclusiveMaximum: 65 })
    const placeholders = ['62', '61', '63'].map(number)

    expect(new Set(placeholders).size).toBe(3)
    expect(placeholders.filter((each) => Number(each) > 60 && Number(each) < 65)).toEqual(placeholders)
  })

  test('that does not depend on the numbers before it, if it is a text', () => {
    const schema = { pattern: '^49\\d{4}$' }
    const { text } = create(schema)
    text('491234')
    expect(text('Ada Lovelace')).toBe(create(schema).text('Ada Lovelace'))
  })
})
