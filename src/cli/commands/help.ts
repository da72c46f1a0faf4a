import { Command } from 'commander'

/** `room-sessions help`; commander's own says nothing of a command that does not exist. */
export function helpCommand(): Command {
  return new Command('help')
    .description('Show help of a command')
    .argument('[command]', 'The command')
    .helpOption(false)
    .action(async (name: string | undefined, _options: object, { parent }: Command) => {
      parent?.commands.find((command) => command.name() === name)?.help()
      // Whatever else it is, it is told as it would be without `help`.
      await parent?.parseAsync(name === undefined ? ['--help'] : [name], { from: 'user' })
    })
}
