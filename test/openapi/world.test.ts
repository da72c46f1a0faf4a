import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DocumentError, loadDocument } from '../../src/openapi/index.js'

/** Documents of real services, which are too large to keep here. */
const folder = '../shared/world/documents'

/** Documents that are refused for other reasons than how they are written. The list is to shrink. */
const refused: Readonly<Record<string, string>> = {
  'asana-3.0.yaml': 'unsupported-version /openapi',
  'box-3.0.json': 'unsupported-version /openapi',
  'codat-accounting.yaml': 'invalid-document /components/schemas/Item/definitions/itemType/type',
  'oai/v3.0-api-with-examples.yaml': 'unsupported-version /openapi',
  'oai/v3.0-callback-example.yaml': 'unsupported-version /openapi',
  'oai/v3.0-link-example.yaml': 'unsupported-version /openapi',
  'oai/v3.0-petstore-expanded.yaml': 'unsupported-version /openapi',
  'oai/v3.0-petstore.yaml': 'unsupported-version /openapi',
  'oai/v3.0-uspto.yaml': 'unsupported-version /openapi',
  'oai/v3.2-3.2-tags-example.yaml': 'unsupported-version /openapi',
  'openai.json': 'invalid-document /components/schemas/ContainerResource/required',
  'openai.yaml': 'invalid-document /components/schemas/ContainerResource/required',
  'outline-3.0.yaml': 'unsupported-version /openapi',
  'signalwire-rest.yaml': 'invalid-document /paths/~1api~1pubsub~1tokens/post/operationId',
  'spotify-3.0.yaml': 'unsupported-version /openapi',
  'workos.yaml': 'invalid-document /components/schemas/ConnectionList/required',
}

const isThere = existsSync(folder)
if (!isThere) console.info(`Documents of real services are not read: there is no folder ${folder}.`)

async function refusalOf(path: string): Promise<string | undefined> {
  try {
    await loadDocument(path)
    return undefined
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    return `${error.code} ${error.pointer}`
  }
}

test.skipIf(!isThere)(
  'documents of real services are read, except for those listed, which are refused as listed',
  { timeout: 600_000 },
  async () => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(?:json|ya?ml)$/.test(name),
    )
    const received: Record<string, string> = {}
    for (const name of names.sort()) {
      const refusal = await refusalOf(join(folder, name))
      if (refusal !== undefined) received[name] = refusal
    }
    expect(names).not.toEqual([])
    expect(received).toEqual(refused)
  },
)
