import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { findTypeErrors } from '../support/compile.js'

const root = fileURLToPath(new URL('../../', import.meta.url))

test('the types of the client are those that test/types expects', async () => {
  const { config } = ts.parseConfigFileTextToJson('tsconfig.json', await readFile(join(root, 'tsconfig.json'), 'utf8'))
  const types = join(root, 'test/types')

  expect(findTypeErrors([join(types, 'client.test-d.ts')], config.compilerOptions, types)).toEqual([])
})
