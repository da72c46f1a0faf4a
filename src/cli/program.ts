import { Command } from 'commander'
import type { Act } from './act.js'
import { createColors, hasColor } from './terminal/colors.js'
import { completionCommand } from './commands/completion.js'
import { helpCommand } from './commands/help.js'
import { toOneLine } from './terminal/message.js'
import { readVersion } from './version.js'
import { type World, widthOf } from './world.js'

/** Text of the program itself, as opposed to that of its commands: help, version and complaints about usage. */
export interface Said {
  stdout: string
  stderr: string
}

const about = `
Environment:
  SIGNALWIRE_SPACE       The space: example or example.signalwire.com
  SIGNALWIRE_PROJECT_ID  The project's id
  SIGNALWIRE_API_TOKEN   An API token of scope Video
  SIGNALWIRE_BASE_URL    An origin instead of a space
  Without any of them the commands speak to an embedded sandbox with made-up data.

Exit codes: 0 done; 1 findings, or the service refused; 2 could not run.

Example:
  $ room-sessions list --status in-progress`

type Load = (act: Act) => Promise<Command>

/** Each is loaded when it is asked for: the engine alone weighs more than all that an export needs. */
const commands: Readonly<Record<string, Load>> = {
  list: async (act) => (await import('./commands/list.js')).listCommand(act),
  get: async (act) => (await import('./commands/get.js')).getCommand(act),
  events: async (act) => (await import('./commands/events.js')).eventsCommand(act),
  members: async (act) => (await import('./commands/members.js')).membersCommand(act),
  recordings: async (act) => (await import('./commands/recordings.js')).recordingsCommand(act),
  check: async (act) => (await import('./commands/check.js')).checkCommand(act),
  mutate: async (act) => (await import('./commands/mutate.js')).mutateCommand(act),
  export: async (act) => (await import('./commands/export.js')).exportCommand(act),
  record: async (act) => (await import('./commands/record.js')).recordCommand(act),
  sandbox: async (act) => (await import('./commands/sandbox.js')).sandboxCommand(act),
}

/** The command line's grammar, made for one run: of the command that `argv` names, or of all when it names none of them. */
export async function createProgram(argv: readonly string[], world: World, act: Act, said: Said): Promise<Command> {
  const { stdout, stderr, env } = world
  const colors = createColors(stdout, env)
  const program = new Command('room-sessions')
    .description("Room sessions of a SignalWire space, and whether its responses keep their document's promises")
    .version(readVersion(), '-V, --version', 'Show the version')
    .helpOption('-h, --help', 'Show help')
    .addHelpText('after', about)
    .exitOverride()
    .configureHelp({ styleTitle: (title) => colors.bold(title), minWidthToWrap: 20 })
    .configureOutput({
      writeOut: (text) => {
        said.stdout += text
      },
      writeErr: (text) => {
        said.stderr += text
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
              // What follows may be a token, for an option that is none because tokens come from the environment.
              .replace(/^(room-sessions: unknown option '[^'=]*)=.*'/s, "$1'")
              .replace(/\n(?=\(Did you mean )/, ' '),
          )}\n`,
        ),
    })
  const asked = Object.entries(commands).filter(([name]) => name === argv[0])
  for (const [, load] of asked.length > 0 ? asked : Object.entries(commands)) add(program, await load(act))
  for (const command of [completionCommand(act), helpCommand()]) add(program, command)
  return program
}

const add = (program: Command, command: Command) => program.addCommand(command.copyInheritedSettings(program))
