import { describe, expect, test } from 'vitest'
import { createAssignments } from '../../../../src/contract/scrub/placeholders/assignments.js'

test('a value has the placeholder that it was given last', () => {
  const { find, assign, isPlaceholder, replaced } = createAssignments()
  expect(find('a')).toBeUndefined()
  expect([assign('a', 'x'), assign('b', 'b'), assign('a', 'y')]).toEqual(['x', 'b', 'y'])
  expect(['a', 'b', 'c'].map(find)).toEqual(['y', 'b', undefined])
  expect(['x', 'y', 'b', 'a'].map(isPlaceholder)).toEqual([true, true, true, false])
  expect(replaced()).toEqual(['a'])
})

test('every spelling of a number that is a placeholder is one', () => {
  const { assign, isPlaceholder } = createAssignments()
  assign('42.0', '12.0')
  expect(['12.0', '12e0', '42.0'].map(isPlaceholder)).toEqual([true, true, false])
})

test('a placeholder is free for the value that had it first, however the value is spelled', () => {
  const { assign, isFree } = createAssignments()
  assign('42.0', '12.0')
  assign('43', '12')
  expect([isFree('12', '42'), isFree('1.2e1', '42.00'), isFree('12', '43'), isFree('13', '43')]).toEqual([
    ...[true, true, false, true],
  ])
})

describe('another placeholder', () => {
  test('is tried while it is decided, and stays if it is accepted', () => {
    const { assign, find, isPlaceholder, replaceIf } = createAssignments()
    assign('a', 'x')
    let tried: string | undefined
    const isAccepted = () => {
      tried = find('a')
      return true
    }
    expect(replaceIf('a', 'y', isAccepted)).toBe(true)
    expect([tried, find('a'), isPlaceholder('y')]).toEqual(['y', 'y', true])
  })

  test('does not stay if it is not accepted', () => {
    const { assign, find, isFree, isPlaceholder, replaceIf, replaced } = createAssignments()
    assign('a', 'x')
    expect([replaceIf('a', 'y', () => false), replaceIf('b', 'z', () => false)]).toEqual([false, false])
    expect([find('a'), find('b'), isPlaceholder('y'), isFree('y', 'c'), replaced()]).toEqual([
      ...['x', undefined, false, true, ['a']],
    ])
  })
})
