import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadDocument } from '../../src/contract/index.js'
import { findSuite } from '../support/suites.js'

type Verdict = 'valid' | 'invalid'

/** Documents that get another verdict than the OpenAPI Initiative's. */
const wrong: readonly { includes(name: string): boolean; readonly verdict: Verdict; readonly reason: string }[] = [
  {
    includes: (name) => name === 'v3.1/pass/style-defaults.yaml',
    verdict: 'invalid',
    reason: 'a path parameter has no `required: true`, which the Parameter Object demands',
  },
]

const suite = findSuite('OAI_TESTS', 'oai-tests')
const names = suite === undefined ? [] : findDocuments(suite)

describe.skipIf(suite === undefined)("the OpenAPI Initiative's test documents", () => {
  test.each(names)('%s', async (name) => {
    const entry = wrong.find(({ includes }) => includes(name))

    expect(await judge(join(suite ?? '', name))).toBe(entry?.verdict ?? (name.includes('/pass/') ? 'valid' : 'invalid'))
  })

  test.each(wrong.map(({ reason, includes }) => [reason, includes] as const))(
    'an entry names documents that exist: %s',
    (_, includes) => {
      expect(names.filter(includes)).not.toEqual([])
    },
  )
})

/** Such as `v3.1/pass/mega.yaml`. */
function findDocuments(folder: string): string[] {
  return ['v3.1/pass', 'v3.1/fail', 'v3.2/pass', 'v3.2/fail'].flatMap((part) =>
    readdirSync(join(folder, part))
      .filter((file) => file.endsWith('.yaml'))
      .sort()
      .map((file) => `${part}/${file}`),
  )
}

/** A document without errors is valid, whatever it is warned of. */
async function judge(path: string): Promise<Verdict> {
  const { problems } = await loadDocument(path)
  return problems.some(({ severity }) => severity === 'error') ? 'invalid' : 'valid'
}
