import type { Command, Option } from 'commander'
import { WordsOption } from '../reading/parameters.js'

/** The value of an option or an argument: one of some words, several of them with commas between them, a file, or free text. */
export type Value =
  | { readonly kind: 'choice' | 'list'; readonly words: readonly string[] }
  | { readonly kind: 'file' }
  | { readonly kind: 'free' }

/** An option of a command. */
export interface CompletionOption {
  readonly flag: string
  readonly description: string
  /** Absent for a switch. */
  readonly value?: Value
}

/** A command with its options and its argument. */
export interface CompletionCommand {
  readonly name: string
  readonly description: string
  readonly options: readonly CompletionOption[]
  /** Absent when the command takes no argument. */
  readonly argument?: Value
}

/** Names of arguments that are not files: `<id>`, and the `[name]` of help. All others are files or begin with one. */
const notFiles = ['id', 'name']

/** The commands of a program, taken from its commander definitions. */
export function toCompletionCommands(program: Command): CompletionCommand[] {
  const help = program.createHelp()
  return help.visibleCommands(program).map((command) => {
    const argument = command.registeredArguments[0]
    return {
      name: command.name(),
      description: command.description(),
      options: help.visibleOptions(command).map(toOption),
      ...(argument && { argument: toValue(argument.argChoices, !notFiles.includes(argument.name())) }),
    }
  })
}

function toOption(option: Option): CompletionOption {
  const flag = option.long ?? option.flags
  const { description } = option
  if (option instanceof WordsOption) return { flag, description, value: { kind: 'list', words: option.words } }
  return option.required || option.optional
    ? { flag, description, value: toValue(option.argChoices, /<(file|folder)>/.test(option.flags)) }
    : { flag, description }
}

function toValue(choices: readonly string[] | undefined, isFile: boolean): Value {
  if (choices) return { kind: 'choice', words: choices }
  return { kind: isFile ? 'file' : 'free' }
}
