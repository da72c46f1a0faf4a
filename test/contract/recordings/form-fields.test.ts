import { describe, expect, test } from 'vitest'
import { type FormField, writeForm } from '../../../src/contract/recordings/form-fields.js'

const fields: readonly FormField[] = [
  { name: 'a b', value: '1&2' },
  { name: 'c', value: '' },
  { name: 'a b', value: '3' },
]

test('the fields of a form are written in their order, each as often as it is there', () => {
  const contentType = 'Application/x-www-form-urlencoded;charset=UTF-8'
  expect(writeForm(fields, contentType)).toEqual({ text: 'a+b=1%262&c=&a+b=3', contentType })
})

describe('nothing is written', () => {
  test.each([
    ['for another type', fields, 'text/plain'],
    ['for a type that only begins like one', fields, 'multipart/form-database'],
    ['for a type that only ends like one', fields, 'x-multipart/form-data'],
    ['without a type', fields, ''],
    ['for a type that only ends like the other', fields, 'x-application/x-www-form-urlencoded'],
    ['if a value was not recorded', [...fields, { name: 'd', value: undefined }], 'multipart/form-data'],
    ['if a value was not recorded', [{ name: 'd', value: undefined }], 'application/x-www-form-urlencoded'],
  ])('%s', (_, fields, type) => {
    expect(writeForm(fields, type)).toBeUndefined()
  })
})

describe('the boundary', () => {
  const boundaryOf = (type: string, value = '') =>
    writeForm([{ name: 'a', value }], type)?.contentType.replace('multipart/form-data; boundary=', '')

  test.each([
    ['of the type is used', 'multipart/form-data; boundary=own', '', 'own'],
    ['may be 70 characters long', `multipart/form-data; boundary=${'b'.repeat(70)}`, '', 'b'.repeat(70)],
    ['may not be longer', `multipart/form-data; boundary=${'b'.repeat(71)}`, '', 'form-1-end'],
    ['may not be empty', 'multipart/form-data; boundary=""', '', 'form-1-end'],
    ['may not be in a value', 'multipart/form-data; boundary=own', 'known', 'form-1-end'],
    ['is one that no value contains', 'multipart/form-data', 'form-1-end form-2-end form-4-end', 'form-3-end'],
  ])('%s', (_, type, value, expected) => {
    expect(boundaryOf(type, value)).toBe(expected)
  })

  test('is in none of the values', () => {
    const taken = ['a', 'form-1-end', 'form-2-end', 'own'].map((value) => ({ name: 'a', value }))
    const body = writeForm(taken, 'multipart/form-data; boundary=own')

    expect(body?.contentType).toBe('multipart/form-data; boundary=form-3-end')
  })

  test('stands between the parts', () => {
    expect(
      writeForm([{ name: 'a', value: 'own' }, ...fields.slice(1)], 'multipart/form-data; boundary=own')?.text,
    ).toBe(
      [
        ...['--form-1-end', 'Content-Disposition: form-data; name="a"', '', 'own'],
        ...['--form-1-end', 'Content-Disposition: form-data; name="c"', '', ''],
        ...['--form-1-end', 'Content-Disposition: form-data; name="a b"', '', '3'],
        ...['--form-1-end--', ''],
      ].join('\r\n'),
    )
  })
})

test.each<[FormField, string]>([
  [{ name: 'a"\\b\r\n', value: 'c' }, 'name="a\\"\\\\b%0D%0A"\r\n\r\nc'],
  [{ name: 'a', value: 'c', fileName: '' }, 'name="a"; filename=""\r\n\r\nc'],
  [{ name: 'a', value: 'c', fileName: '"\n' }, 'name="a"; filename="\\"%0A"\r\n\r\nc'],
  [{ name: 'a', value: 'c', contentType: 'text/csv' }, 'name="a"\r\nContent-Type: text/csv\r\n\r\nc'],
  [{ name: 'a', value: 'c', contentType: 'csv' }, 'name="a"\r\n\r\nc'],
  [{ name: 'a', value: 'c', contentType: '' }, 'name="a"\r\n\r\nc'],
])('the part of %j has a header that can be read back', (field, expected) => {
  const text = writeForm([field], 'multipart/form-data; boundary=own')?.text
  expect(text).toBe(`--own\r\nContent-Disposition: form-data; ${expected}\r\n--own--\r\n`)
})
