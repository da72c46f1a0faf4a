import { describe, expect, test } from 'vitest'
import { createPlaceholders } from '../../../../src/contract/scrub/placeholders/placeholders.js'
import { collectRules } from '../../../../src/contract/scrub/placeholders/rules.js'
import { ruleFiles } from './rule-files.js'

const create = (schema: object = {}, values: readonly (string | number)[] = []) =>
  createPlaceholders({ values: new Set(values) }, collectRules(ruleFiles(schema)))

describe('the placeholder of a text', () => {
  test.each([
    ['', ''],
    ['true', 'true'],
    ['false', 'false'],
    ['null', 'null'],
    ['True', 'Aaab'],
    ['listed', 'listed'],
    ['7', '7'],
    ['-7.0', '-7.0'],
    ['42', '12'],
    ['2031-07-13', '2024-01-01'],
    ['2031-07-13 10:00:00', '2024-01-01 00:00:00'],
    ['2031-02-30', '9999-99-99'],
    ['listed,secret', 'listed,aaaaab'],
    ['secret|listed', 'aaaaab|listed'],
    ['listed secret', 'aaaaaa aaaaab'],
    ['42,true', '12,true'],
    ['42, 43; 44|45 46', '12, 13; 14|15 16'],
    ['2031-07-13T10:00:00Z|null', '2024-01-01T00:00:00Z|null'],
    ['1,2', '1,2'],
    ['7,8', '1,2'],
    ['12A,34', '11A,12'],
    ['42,Ann', '11,Aab'],
    ['PT5ca1ab1e-1111-4000-8000-000000000000', 'PT5ca1ab1e-0000-4000-8000-000000000001'],
    ['XYZ5ca1ab1e-1111-4000-8000-000000000000', 'AAB5ca1ab1e-0000-4000-8000-000000000001'],
    ['xy5ca1ab1e-1111-4000-8000-000000000000', 'ab5ca1ab1e-0000-4000-8000-000000000001'],
    ['xXY5ca1ab1e-1111-4000-8000-000000000000', 'aAB5ca1ab1e-0000-4000-8000-000000000001'],
    ['5CA1AB1E-1111-4000-8000-00000000000AXY', '5ca1ab1e-0000-4000-8000-000000000001AB'],
    ['XY', 'AB'],
    ['\u{1f600}', 'b'],
    ['2031-07-13,Ann', '1111-11-11,Aab'],
  ])('%j is %j', (text, expected) => {
    expect(create({}, ['listed']).text(text)).toBe(expected)
  })

  test('of a list has the placeholders of its items', () => {
    const { text } = create()
    expect([text('42'), text('43,42'), text('43')]).toEqual(['12', '13,12', '13'])
  })

  test('is the same for a number in a text and in JSON', () => {
    const { text, number } = create()
    expect([text('42'), number('43'), text('43'), number('42')]).toEqual(['12', '13', '13', '12'])
  })
})

test('hosts are numbered, in any case', () => {
  const { host, text } = create()
  text('Ann')
  expect(['a.example', 'b.example', 'A.example', 'a.example'].map(host)).toEqual([
    ...['host-1.example', 'host-2.example', 'host-1.example', 'host-1.example'],
  ])
})

test('values that were replaced are listed, and placeholders are known', () => {
  const { text, number, host, replaced, isPlaceholder } = create({}, ['listed'])
  const shown = [text('Ann'), number('42'), host('a.example'), text('listed'), number('7'), text('true')]
  expect([...replaced()]).toEqual(['Ann', '42', 'a.example'])
  expect(shown.map(isPlaceholder)).toEqual([true, true, true, false, false, false])
})

describe('another placeholder', () => {
  test('is the first one that is accepted, neither the value nor what it had before', () => {
    const { text, replaceBy } = create()
    const before = text('Ann')
    const tried: string[] = []
    const isAccepted = () => {
      tried.push(text('Ann'))
      return tried.length === 3
    }
    expect(replaceBy('Ann', isAccepted)).toBe(true)
    expect(new Set(tried).size).toBe(3)
    expect(tried).not.toContain('Ann')
    expect(tried).not.toContain(before)
    expect(text('Ann')).toBe(tried[2])
  })

  test('is not tried for ever, and never a public one', () => {
    const first = create()
    const others: string[] = []
    first.text('Ann')
    first.replaceBy('Ann', () => others.push(first.text('Ann')) < 1)
    const { text, replaceBy } = create({}, others)
    const before = text('Ann')
    const tried: string[] = []
    expect(replaceBy('Ann', () => tried.push(text('Ann')) < 0)).toBe(false)
    expect([tried.length, text('Ann')]).toEqual([40, before])
    expect(tried).not.toContain(others[0])
  })

  test.each(['2031-07-13', 'never seen'])('does not exist for %s', (value) => {
    const { text, replaceBy } = create()
    if (value !== 'never seen') text(value)
    expect(replaceBy(value, () => true)).toBe(false)
  })
})
