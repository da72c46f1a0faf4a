import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { ComparisonReport } from '../../src/contract/index.js'
import { loadRoomSessions } from '../support/document.js'
import { runCli } from './test-context.js'

const reference = fileURLToPath(new URL('../../../shared/world/documents/signalwire-rest.yaml', import.meta.url))

test.skipIf(!existsSync(reference))(
  "the vendor's reference differs from our document only where that was decided",
  async () => {
    const { operations } = await loadRoomSessions()
    const families = new Set(operations.map(({ path }) => path.split('/').slice(0, 4).join('/')))
    const args = [
      ...['diff', reference, 'openapi/room-sessions.yaml', '--decisions', 'openapi/decisions.yaml'],
      ...['--fail-on', 'any', '--format', 'json', ...[...families].flatMap((path) => ['--path', `${path}**`])],
    ]

    const { code, stdout } = await runCli(args)

    const { reasons, summary }: ComparisonReport = JSON.parse(stdout)
    expect({ code, reasons }).toEqual({ code: 0, reasons: [] })
    expect(summary).toMatchObject({ decided: summary.changes, operations: { compared: operations.length } })
  },
  120_000,
)
