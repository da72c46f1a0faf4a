import { Argument, Command } from 'commander'
import { toBash } from '../completion/bash.js'
import { toFish } from '../completion/fish.js'
import { type CompletionCommand, toCompletionCommands } from '../completion/words.js'
import { toZsh } from '../completion/zsh.js'
import type { Act } from '../context.js'

const scripts: Record<string, (program: string, commands: readonly CompletionCommand[]) => string> = {
  bash: toBash,
  zsh: toZsh,
  fish: toFish,
}

/** Creates the command `room-sessions completion`. */
export function completionCommand(act: Act): Command {
  return new Command('completion')
    .description('Print a completion script for your shell')
    .addArgument(new Argument('<shell>', 'The shell').choices(Object.keys(scripts)))
    .addHelpText('after', example)
    .action((shell: string, _options: object, command: Command) =>
      act(async ({ context }) => {
        const program = command.parent ?? command
        await context.stdout.write(scripts[shell]?.(program.name(), toCompletionCommands(program)) ?? '')
        return 0
      }),
    )
}

const example = `
Example:
  $ source <(room-sessions completion bash)        # in ~/.bashrc; the same for zsh in ~/.zshrc
  $ room-sessions completion fish | source         # in ~/.config/fish/config.fish`
