import { Argument, Command } from 'commander'
import type { CompletionCommand } from '../completion/words.js'
import type { Act } from '../context.js'

type ToScript = (program: string, commands: readonly CompletionCommand[]) => string

const scripts: Readonly<Record<string, () => Promise<ToScript>>> = {
  bash: async () => (await import('../completion/bash.js')).toBash,
  zsh: async () => (await import('../completion/zsh.js')).toZsh,
  fish: async () => (await import('../completion/fish.js')).toFish,
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
        const { toCompletionCommands } = await import('../completion/words.js')
        const toScript = await scripts[shell]?.()
        await context.stdout.write(toScript?.(program.name(), toCompletionCommands(program)) ?? '')
        return 0
      }),
    )
}

const example = `
Example:
  $ source <(room-sessions completion bash)        # in ~/.bashrc; the same for zsh in ~/.zshrc
  $ room-sessions completion fish | source         # in ~/.config/fish/config.fish`
