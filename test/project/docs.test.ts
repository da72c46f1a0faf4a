import { expect, test } from 'vitest'
import { writeApiReference } from '../../scripts/docs/api-reference.js'

test('every export of every door has a docstring, and every link in one leads somewhere', async () => {
  await expect(writeApiReference('', { checkOnly: true })).resolves.toBeUndefined()
})
