import { Command } from 'commander'
import { completionCommand } from './commands/completion.js'
import { helpCommand } from './commands/help.js'
import type { Act } from './context.js'
import { type Context, widthOf } from './context.js'
import { readVersion } from './package-files.js'
import { createColors, hasColor } from './terminal/colors.js'
import { toOneLine } from './terminal/message.js'

/** Text of the program itself, not of its commands: help, version and usage errors. */
export interface HelpText {
  stdout: string
  stderr: string
}

const about = `
Environment:
  SIGNALWIRE_SPACE       The space: example or example.signalwire.com
  SIGNALWIRE_PROJECT_ID  The project's id
  SIGNALWIRE_API_TOKEN   An API token of scope Video
  SIGNALWIRE_BASE_URL    An origin instead of a space
  SIGNALWIRE_DEBUG       1 to write a line to stderr for each request that is sent
  If none of the first four is set, the commands use an embedded sandbox with made-up data.

check, merge, mutate, proxy, probe and diff work with any API that has an OpenAPI document.

Exit codes: 0 done; 1 findings, or the service refused; 2 could not run.

Example:
  $ room-sessions list --status in-progress`

type Load = (act: Act) => Promise<Command>

/** Each command is loaded only when it is used: the contract engine alone is larger than everything an export needs. */
const commands: Readonly<Record<string, Load>> = {
  list: async (act) => (await import('./commands/room-sessions/list.js')).listCommand('list', act),
  get: async (act) => (await import('./commands/room-sessions/get.js')).itemCommand('get', act),
  events: async (act) => (await import('./commands/room-sessions/list.js')).listCommand('events', act),
  members: async (act) => (await import('./commands/room-sessions/list.js')).listCommand('members', act),
  recordings: async (act) => (await import('./commands/room-sessions/list.js')).listCommand('recordings', act),
  recording: async (act) => (await import('./commands/room-sessions/get.js')).itemCommand('recording', act),
  'recording-events': async (act) =>
    (await import('./commands/room-sessions/list.js')).listCommand('recording-events', act),
  logs: async (act) => (await import('./commands/room-sessions/list.js')).listCommand('logs', act),
  log: async (act) => (await import('./commands/room-sessions/get.js')).itemCommand('log', act),
  export: async (act) => (await import('./commands/room-sessions/export.js')).exportCommand(act),
  download: async (act) => (await import('./commands/room-sessions/download.js')).downloadCommand(act),
  report: async (act) => (await import('./commands/room-sessions/report.js')).reportCommand(act),
  attendance: async (act) => (await import('./commands/room-sessions/attendance.js')).attendanceCommand(act),
  watch: async (act) => (await import('./commands/room-sessions/watch.js')).watchCommand(act),
  check: async (act) => (await import('./commands/check.js')).checkCommand(act),
  merge: async (act) => (await import('./commands/merge.js')).mergeCommand(act),
  mutate: async (act) => (await import('./commands/mutate.js')).mutateCommand(act),
  proxy: async (act) => (await import('./commands/proxy.js')).proxyCommand(act),
  probe: async (act) => (await import('./commands/probe.js')).probeCommand(act),
  diff: async (act) => (await import('./commands/diff.js')).diffCommand(act),
  record: async (act) => (await import('./commands/record.js')).recordCommand(act),
  sandbox: async (act) => (await import('./commands/sandbox.js')).sandboxCommand(act),
}

/** The commander program for one run, with the command that `argv` names, or with all commands if it names none. */
export async function createProgram(
  argv: readonly string[],
  context: Context,
  act: Act,
  helpText: HelpText,
): Promise<Command> {
  const { stdout, stderr, env } = context
  const colors = createColors(stdout, env)
  const program = new Command('room-sessions')
    .description(
      'Read the room sessions of a SignalWire space, and check HTTP traffic of any API against its OpenAPI document',
    )
    .version(readVersion(), '-V, --version', 'Show the version')
    .helpOption('-h, --help', 'Show help')
    .addHelpText('after', about)
    .exitOverride()
    .configureHelp({ styleTitle: (title) => colors.bold(title), minWidthToWrap: 20 })
    .configureOutput({
      writeOut: (text) => {
        helpText.stdout += text
      },
      writeErr: (text) => {
        helpText.stderr += text
      },
      getOutHelpWidth: () => widthOf(stdout, env),
      getErrHelpWidth: () => widthOf(stderr, env),
      getOutHasColors: () => hasColor(stdout, env),
      getErrHasColors: () => hasColor(stderr, env),
      outputError: (text, write) =>
        write(
          `${toOneLine(
            text
              .replace(/^error: /, 'room-sessions: ')
              // The value may be an API token: someone may try an option for it, but tokens come from the environment.
              .replace(/^(room-sessions: unknown option '[^'=]*)=.*'/s, "$1'")
              .replace(/\n(?=\(Did you mean )/, ' '),
          )}\n`,
        ),
    })
  if (argv[0] === '--version' || argv[0] === '-V') return program
  const named = Object.entries(commands).filter(([name]) => name === argv[0])
  for (const [, load] of named.length > 0 ? named : Object.entries(commands)) add(program, await load(act))
  for (const command of [completionCommand(act), helpCommand()]) add(program, command)
  return program
}

const add = (program: Command, command: Command) => program.addCommand(command.copyInheritedSettings(program))
