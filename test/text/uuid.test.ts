import { expect, test } from 'vitest'
import { isUuid } from '../../src/text/uuid.js'

test.each(['00000000-0000-0000-0000-000000000000', 'C22D24F6-5A47-4597-9A23-C7D01E696B92'])('%s is a UUID', (text) => {
  expect(isUuid(text)).toBe(true)
})

test.each([
  'c22d24f65a4745979a23c7d01e696b92',
  'urn:uuid:c22d24f6-5a47-4597-9a23-c7d01e696b92',
  '{c22d24f6-5a47-4597-9a23-c7d01e696b92}',
  'c22d24f6-5a47-4597-9a23-c7d01e696b92\n',
  'g22d24f6-5a47-4597-9a23-c7d01e696b92',
  'c22d24f6_5a47-4597-9a23-c7d01e696b92',
  'c22d24f65-a47-4597-9a23-c7d01e696b92',
  '',
  null,
  7,
])('%j is no UUID', (value) => {
  expect(isUuid(value)).toBe(false)
})
