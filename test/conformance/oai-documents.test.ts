import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DocumentError, loadDocument } from '../../src/contract/index.js'
import { findSuite } from '../support/suites.js'

type Verdict = 'accepted' | 'refused' | 'unsupported'

/** Documents that get another verdict than the OpenAPI Initiative's. The list is to become shorter. */
const wrong: readonly { includes(name: string): boolean; readonly verdict: Verdict; readonly reason: string }[] = [
  {
    includes: (name) => name.startsWith('v3.2/'),
    verdict: 'unsupported',
    reason: 'OpenAPI 3.2 is not supported',
  },
  {
    includes: (name) => name === 'v3.1/pass/operation-object-example.yaml',
    verdict: 'refused',
    reason: 'a security requirement names a scheme that the document does not have',
  },
  {
    includes: (name) => name === 'v3.1/pass/security-scheme-object-examples.yaml',
    verdict: 'refused',
    reason: 'a reference leads to another host, from which nothing is loaded',
  },
  {
    includes: (name) => name === 'v3.1/pass/style-defaults.yaml',
    verdict: 'refused',
    reason: 'a path parameter has no `required: true`, which the Parameter Object demands',
  },
]

const suite = findSuite('OAI_TESTS', 'oai-tests')
const names = suite === undefined ? [] : findDocuments(suite)

describe.skipIf(suite === undefined)("the OpenAPI Initiative's test documents", () => {
  test.each(names)('%s', async (name) => {
    const entry = wrong.find(({ includes }) => includes(name))

    expect(await judge(join(suite ?? '', name))).toBe(
      entry?.verdict ?? (name.includes('/pass/') ? 'accepted' : 'refused'),
    )
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

/** A document of a version that is not supported is not refused for its mistakes. */
async function judge(path: string): Promise<Verdict> {
  try {
    await loadDocument(path)
    return 'accepted'
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    return error.code === 'unsupported-version' ? 'unsupported' : 'refused'
  }
}
