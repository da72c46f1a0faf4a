import { Command } from 'commander'
import type { Act } from './act.js'
import { createColors, hasColor } from './colors.js'
import { checkCommand } from './commands/check.js'
import { completionCommand } from './commands/completion.js'
import { eventsCommand } from './commands/events.js'
import { exportCommand } from './commands/export.js'
import { getCommand } from './commands/get.js'
import { helpCommand } from './commands/help.js'
import { listCommand } from './commands/list.js'
import { membersCommand } from './commands/members.js'
import { mutateCommand } from './commands/mutate.js'
import { recordCommand } from './commands/record.js'
import { recordingsCommand } from './commands/recordings.js'
import { sandboxCommand } from './commands/sandbox.js'
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

/** The command line's grammar, made for one run. */
export function createProgram(world: World, act: Act, said: Said): Command {
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
          `${text
            .trim()
            .replace(/^error: /, 'room-sessions: ')
            // What follows may be a token, for an option that is none because tokens come from the environment.
            .replace(/^(room-sessions: unknown option '[^'=]*)=.*'/s, "$1'")
            .replaceAll('\n', ' ')}\n`,
        ),
    })
  const commands = [
    listCommand,
    getCommand,
    eventsCommand,
    membersCommand,
    recordingsCommand,
    checkCommand,
    mutateCommand,
    exportCommand,
    recordCommand,
    sandboxCommand,
    completionCommand,
    helpCommand,
  ]
  for (const command of commands) program.addCommand(inherit(command(act), program))
  return program
}

const inherit = (command: Command, parent: Command) => command.copyInheritedSettings(parent)
