import type { CompletionCommand, Value } from './words.js'

/** Completion script for bash 4.4 and later. */
export function toBash(program: string, commands: readonly CompletionCommand[]): string {
  const values = commands.flatMap(({ name, options }) =>
    options.flatMap(({ flag, value }) => (value ? [`    '${name} ${flag}') ${offer(value)}; return ;;`] : [])),
  )
  const words = commands.map(({ name, options, argument }) => {
    const flags = options.map(({ flag }) => flag)
    const choices = argument?.kind === 'choice' ? argument.words : []
    const files = argument?.kind === 'file' ? '; compopt -o default' : ''
    return `    ${name}) words='${[...choices, ...flags].join(' ')}'${files} ;;`
  })
  const names = commands.map(({ name }) => name)
  return `# bash completion of ${program}. In ~/.bashrc: source <(${program} completion bash)
_${toName(program)}() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} command= words= word before
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
    ${names.join(' | ')}) command=$word; break ;;
    esac
  done
  COMPREPLY=()
  case "$command $previous" in
${values.join('\n')}
  esac
  case $command in
    '') words='${[...names, '--help', '--version'].join(' ')}' ;;
${words.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _${toName(program)} ${program}
`
}

const toName = (program: string) => program.replaceAll('-', '_')

function offer(value: Value): string {
  if (value.kind === 'choice') return `COMPREPLY=($(compgen -W '${value.words.join(' ')}' -- "$current"))`
  if (value.kind === 'list') {
    // Keeps the text before the last comma: only the word after it is completed.
    const words = `$(compgen -P "\${before}" -W '${value.words.join(' ')}' -- "\${current##*,}")`
    return `before=\${current%"\${current##*,}"}; compopt -o nospace; COMPREPLY=(${words})`
  }
  return value.kind === 'file' ? 'compopt -o default' : ':'
}
