import { Command, Option } from 'commander'
import type { Act, Run } from '../context.js'
import { CliError, type ExitCode } from '../exit.js'
import { parseInteger } from '../reading/parameters.js'
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
    .addHelpText('after', example)
    .action((options: { port: number }) => act((run) => sandbox(run, options.port)))
}

const example = `
Programs in other languages control it over HTTP:
  GET /__requests     the last 1,000 requests; DELETE forgets them
  POST /__faults      what goes wrong next: {"status": 503, "times": 2} or {"connection": "reset"}, or an array; DELETE forgets them
  POST /__advance     moves its time: {"seconds": 60}

Example:
  $ room-sessions sandbox --port 4010`

async function sandbox({ context }: Run, port: number): Promise<ExitCode> {
  context.finishWhenInterrupted()
  const { createSandbox } = await import('../../sandbox/index.js')
  const space = createSandbox()
  const { url } = await space.listen(port).catch((error) => {
    throw new CliError(`cannot listen on port ${port}: ${error.message}`, { cause: error })
  })
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
