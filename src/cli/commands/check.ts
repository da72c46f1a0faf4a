import { Command } from 'commander'
import { type CheckOptions, withCheckOptions } from '../check/check-options.js'
import type { Act } from '../context.js'

/** Creates the command `room-sessions check`. */
export function checkCommand(act: Act): Command {
  return withCheckOptions(
    new Command('check').argument('[recordings...]', 'Files, folders or globs of nock definitions or HAR'),
  )
    .description('Check recorded HTTP traffic of any API against its OpenAPI document')
    .addHelpText('after', example)
    .action((patterns: string[], options: CheckOptions) =>
      act(async (run) => (await import('../check/check.js')).check(run, patterns, options)),
    )
}

const example = `
Waivers are YAML or JSON. * matches any text without a /, ** any text:
  findings: [{ operationId: get_room_session, code: invalid-body, at: /fps, reason: Known since May. }]
  coverage: [{ operationId: get_room_session, subject: '500', reason: Cannot be triggered. }]

A baseline has the operation, code, place and rule of each finding, but no lines, recordings or values. With --update-baseline
the exit code is 0 unless something other than a finding fails the check.

Exit code: 0 passed, 1 failed, 2 nothing could be checked.
With --live it is also 1 if a response is missing, and 2 if the space stopped responding. Requests that are wrong on
purpose are not reported as findings.

Example:
  $ room-sessions check recordings
  $ room-sessions check --live --fail-on warning
  $ room-sessions check recordings --document api.yaml --baseline baseline.yaml --update-baseline
  $ room-sessions check 'recordings/**/*.har' --document api.yaml --fail-on warning --format junit --output check.xml`
