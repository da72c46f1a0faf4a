import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadDocument } from '../../src/openapi/index.js'

/** Documents of real services, which are too large to keep here. */
const folder = '../shared/world/documents'

/** How many errors documents have; all others have none. Warnings are not counted. */
const errors: Readonly<Record<string, number>> = {
  'codat-accounting.yaml': 1,
  'openai.json': 8,
  'openai.yaml': 8,
  'signalwire-rest.yaml': 2,
  'spotify-3.0.yaml': 1,
  'workos.yaml': 5,
}

const isThere = existsSync(folder)
if (!isThere) console.info(`Documents of real services are not read: there is no folder ${folder}.`)

test.skipIf(!isThere)(
  'every document of a real service is read, and has the errors that are listed',
  { timeout: 600_000 },
  async () => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(?:json|ya?ml)$/.test(name),
    )
    const received: Record<string, number> = {}
    for (const name of names.sort()) {
      const { problems } = await loadDocument(join(folder, name))
      const count = problems.filter(({ severity }) => severity === 'error').length
      if (count > 0) received[name] = count
    }
    expect(names).not.toEqual([])
    expect(received).toEqual(errors)
  },
)
