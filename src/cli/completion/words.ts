import type { Command, Option } from 'commander'

/** What may follow an option or stand as an argument: words to choose from, a file, or something only the user knows. */
export type Value =
  | { readonly kind: 'choice'; readonly words: readonly string[] }
  | { readonly kind: 'file' }
  | { readonly kind: 'free' }

/** An option of a command. */
export interface CompletionOption {
  readonly flag: string
  readonly description: string
  /** Absent for a switch. */
  readonly value?: Value
}

/** A command and what it takes. */
export interface CompletionCommand {
  readonly name: string
  readonly description: string
  readonly options: readonly CompletionOption[]
  /** Absent when the command takes no argument. */
  readonly argument?: Value
}

/** A program's command line as completion sees it, from commander's own description of it. */
export function toCompletionCommands(program: Command): CompletionCommand[] {
  const help = program.createHelp()
  return help.visibleCommands(program).map((command) => {
    const argument = command.registeredArguments[0]
    return {
      name: command.name(),
      description: command.description(),
      options: help.visibleOptions(command).map(toOption),
      ...(argument && { argument: toValue(argument.argChoices, argument.variadic ? '<file>' : '') }),
    }
  })
}

function toOption(option: Option): CompletionOption {
  const flag = option.long ?? option.flags
  const { description } = option
  return option.required || option.optional
    ? { flag, description, value: toValue(option.argChoices, option.flags) }
    : { flag, description }
}

function toValue(choices: readonly string[] | undefined, flags: string): Value {
  if (choices) return { kind: 'choice', words: choices }
  return { kind: /<(file|folder)>/.test(flags) ? 'file' : 'free' }
}
