import type { CompletionCommand, Value } from './words.js'

/** Completion script for fish. */
export function toFish(program: string, commands: readonly CompletionCommand[]): string {
  const complete = `complete -c ${program}`
  const lines = commands.flatMap(({ name, description, options, argument }) => {
    const within = `${complete} -n '__fish_seen_subcommand_from ${name}'`
    return [
      `${complete} -n __fish_use_subcommand -a ${name} -d ${quote(description)}`,
      ...(argument && argument.kind !== 'free' ? [`${within} ${offer(argument)}`] : []),
      ...options.map(
        ({ flag, description, value }) =>
          `${within} -l ${flag.slice(2)}${value ? ` ${value.kind === 'file' ? '-r' : '-x'} ${offer(value)}` : ''} -d ${quote(description)}`,
      ),
    ]
  })
  return `# fish completion of ${program}. In ~/.config/fish/config.fish: ${program} completion fish | source
${complete} -f
${complete} -n __fish_use_subcommand -l help -d 'Show help'
${complete} -n __fish_use_subcommand -l version -d 'Show the version'
${lines.join('\n')}
`
}

// Within single quotes only \\' and \\\\ are special in fish.
const quote = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`

function offer(value: Value): string {
  if (value.kind === 'choice') return `-a '${value.words.join(' ')}'`
  if (value.kind === 'list') return `-a "(__fish_append , ${value.words.join(' ')})"`
  return value.kind === 'file' ? '-F' : ''
}
