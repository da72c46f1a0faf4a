import { Command } from 'commander'

/** Creates the command `room-sessions help`. Commander's own help command prints no error for an unknown command. */
export function helpCommand(): Command {
  return new Command('help')
    .description('Show the help of a command')
    .argument('[name]', 'The command')
    .helpOption(false)
    .action(async (name: string | undefined, _options: object, { parent }: Command) => {
      parent?.commands.find((command) => command.name() === name)?.help()
      // An unknown command gets the same error as without `help`.
      await parent?.parseAsync(name === undefined ? ['--help'] : [name], { from: 'user' })
    })
}
