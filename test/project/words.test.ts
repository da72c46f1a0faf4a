import { describe, expect, test } from 'vitest'
import { findWords, proseOf } from '../support/find-words.js'

describe('the words of the project', () => {
  test('are common ones in prose, and those of the vocabulary in names', () => {
    expect(findWords()).toEqual([])
  })

  test('are looked for in comments and texts, not in code', () => {
    const prose = proseOf(`// one\nconst promise = \`two \${three} four\` /* five */ + 'six' // seven\n`)
    expect(prose.match(/[\w.]+/g)).toEqual(['one', 'two', 'four', 'five', 'six', 'seven'])
  })
})
