import { Command, Option } from 'commander'
import type { Act, Run } from '../context.js'
import type { ExitCode } from '../exit.js'
import { parseInteger } from '../reading/parameters.js'
import { parseTime } from '../reading/period.js'
import { createTimeZone } from '../reading/time-zone.js'
import { writeMessage } from '../terminal/message.js'

/** Creates the command `room-sessions sandbox`. */
export function sandboxCommand(act: Act): Command {
  return new Command('sandbox')
    .description('Serve an embedded space with made-up data over HTTP until interrupted')
    .addOption(
      new Option('--port <n>', 'Port on the loopback interface; 0 for any free port')
        .argParser((text) => parseInteger(text, { minimum: 0, maximum: 65_535 }))
        .default(0),
    )
    .option(
      '--now <time>',
      'Time of the space when it starts, in UTC unless it has an offset (default: 2026-09-16T14:30Z)',
    )
    .addHelpText('after', example)
    .action((options: SandboxCommandOptions) => act((run) => sandbox(run, options)))
}

const example = `
Programs in other languages control it over HTTP:
  GET /__requests     the last 1,000 requests; DELETE forgets them
  POST /__faults      what goes wrong next: {"status": 503, "times": 2} or {"connection": "reset"}, or an array; DELETE forgets them
  POST /__advance     moves its time: {"seconds": 60}

Example:
  $ room-sessions sandbox --port 4010
  $ room-sessions sandbox --now "$(date -u +%FT%TZ)"`

interface SandboxCommandOptions {
  readonly port: number
  readonly now?: string
}

async function sandbox({ context }: Run, { port, now }: SandboxCommandOptions): Promise<ExitCode> {
  context.finishWhenInterrupted()
  const { createSandbox } = await import('../../sandbox/index.js')
  const space = createSandbox(now === undefined ? {} : { now: parseTime('--now', now, createTimeZone('UTC')) })
  const { url } = await space.listen(port)
  try {
    const { projectId, apiToken } = space.credentials
    await writeMessage(context.stderr, 'the sandbox is listening; stop it with Ctrl-C. In another shell run:')
    await context.stdout.write(
      `export SIGNALWIRE_BASE_URL=${url}\nexport SIGNALWIRE_SPACE=${new URL(url).host}\nexport SIGNALWIRE_PROJECT_ID=${projectId}\nexport SIGNALWIRE_API_TOKEN=${apiToken}\n`,
    )
    await new Promise<void>((resolve) => {
      if (context.signal.aborted) resolve()
      context.signal.addEventListener('abort', () => resolve(), { once: true })
    })
  } finally {
    await space.close()
  }
  return 0
}
