import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { toBash } from '../../../src/cli/completion/bash.js'
import { toFish } from '../../../src/cli/completion/fish.js'
import type { CompletionCommand } from '../../../src/cli/completion/words.js'
import { toZsh } from '../../../src/cli/completion/zsh.js'
import { escapeRegex } from '../../../src/text/escape-regex.js'
import { runCli } from '../test-context.js'

const pets: readonly CompletionCommand[] = [
  {
    name: 'feed',
    description: "Feed the pet's: [all]",
    options: [
      { flag: '--kind', description: 'Kind of pet', value: { kind: 'choice', words: ['cat', 'dog'] } },
      { flag: '--days', description: 'Days', value: { kind: 'list', words: ['mon', 'tue'] } },
      { flag: '--menu', description: 'Menu', value: { kind: 'file' } },
      { flag: '--times', description: 'How often', value: { kind: 'free' } },
      { flag: '--help', description: 'Show help' },
    ],
    argument: { kind: 'file' },
  },
  { name: 'list', description: 'List pets', options: [], argument: { kind: 'choice', words: ['names', 'owners'] } },
]

/** What bash offers for the last word of a command line. */
function offer(...words: string[]): string[] {
  const script = `${toBash('my-pets', pets)}
compopt() { echo "compopt $*"; }
COMP_WORDS=(my-pets ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}
_my_pets; printf '%s\\n' "\${COMPREPLY[@]}"`
  return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).split('\n').filter(Boolean)
}

describe('bash', () => {
  test('offers the commands first, then the options and words of the command', () => {
    expect(offer('')).toEqual(['feed', 'list', '--help', '--version'])
    expect(offer('f')).toEqual(['feed'])
    expect(offer('list', '')).toEqual(['names', 'owners'])
    expect(offer('feed', '')).toEqual(['compopt -o default', '--kind', '--days', '--menu', '--times', '--help'])
    expect(offer('feed', '--')).toEqual(offer('feed', ''))
  })

  test('offers the choices or the files of an option, and nothing for free text', () => {
    expect(offer('feed', '--kind', '')).toEqual(['cat', 'dog'])
    expect(offer('feed', '--kind', 'd')).toEqual(['dog'])
    expect(offer('feed', '--menu', '')).toEqual(['compopt -o default'])
    expect(offer('feed', '--times', '')).toEqual([])
    expect(offer('feed', '--kind', 'cat', '--d')).toEqual(['compopt -o default', '--days'])
  })

  test('offers each word of a list, also after a comma', () => {
    expect(offer('feed', '--days', '')).toEqual(['compopt -o nospace', 'mon', 'tue'])
    expect(offer('feed', '--days', 'mon,t')).toEqual(['compopt -o nospace', 'mon,tue'])
    expect(offer('feed', '--days', 'mon,tue,m')).toEqual(['compopt -o nospace', 'mon,tue,mon'])
  })

  test('accepts the script with all commands', async () => {
    const { stdout } = await runCli(['completion', 'bash'])

    expect(() => execFileSync('bash', ['-n'], { input: stdout })).not.toThrow()
    for (const name of ['list', 'export', 'check', 'record']) expect(stdout).toContain(`    ${name}) words=`)
  })
})

test('zsh escapes what has a meaning in the description of an option', () => {
  const options = [{ flag: '--a', description: "[x]: it's \\" }]
  expect(toZsh('pets', [{ name: 'b', description: '', options }])).toContain("'--a[\\[x\\]\\: it'\\''s \\\\]'")
})

test('zsh and fish escape quotes', () => {
  expect(toZsh('my-pets', pets)).toContain("'feed:Feed the pet'\\''s: [all]'")
  expect(toFish('my-pets', pets)).toContain("-a feed -d 'Feed the pet\\'s: [all]'")
})

test('the program offers the words of lists, files for what is not an id, and no files for ids', async () => {
  const { stdout } = await runCli(['completion', 'zsh'])

  for (const name of ['check', 'diff', 'merge', 'mutate', 'proxy'])
    expect(stdout).toMatch(new RegExp(` ${name}\\)\\n(?:.*\\\\\\n)*.*'\\*:argument:_files' ;;`))
  for (const name of ['get', 'events', 'recording', 'log', 'help'])
    expect(stdout).toMatch(new RegExp(` ${name}\\)\\n(?:.*\\\\\\n)*.*'\\*:argument: ' ;;`))

  expect(stdout).toMatch(/--columns\[.*:value:_values -s , value id room_id /)
  expect(stdout).toMatch(/--by\[.*:value:_values -s , value room day /)
  expect(stdout).toMatch(/ attendance\)\n(?:.*\\\n)*.*'\*:argument: ' ;;/)
  expect(stdout).toMatch(/ download\)\n(?:.*\\\n)*.*'\*:argument: ' ;;/)
  expect(stdout).toMatch(/--read\[.*:value:_values -s , value members recordings none'/)
})

test.each([
  ['list', '--format', ':value:(table json ndjson csv)'],
  ['list', '--since', ':value: '],
  ['list', '--sandbox', ''],
  ['export', '--output', ':value:_files'],
  ['check', '--live', ''],
  ['check', '--fail-on', ':value:(error warning note)'],
  ['record', '--output', ':value:_files'],
  ['watch', '--once', ''],
])('the program offers for %s %s the values that it takes: %j', async (command, flag, value) => {
  const { stdout } = await runCli(['completion', 'zsh'])
  const [, options = ''] = stdout.split(`\n        ${command})\n`)
  const lines = options.slice(0, options.indexOf(' ;;')).split('\n')

  const [line = ''] = lines.filter((each) => each.includes(`'${flag}[`))
  expect(line).toMatch(new RegExp(`'${flag}\\[.*[^\\\\]\\]${escapeRegex(value)}'`))
})

test('a free argument, or none, adds no words and no files', () => {
  const [name, description, options] = ['get', 'Get one', [{ flag: '--all', description: 'All' }]] as const
  for (const command of [
    { name, description, options },
    { name, description, options, argument: { kind: 'free' } as const },
  ]) {
    expect(
      toFish('pets', [command])
        .split('\n')
        .filter((line) => line.includes('__fish_seen_subcommand_from')),
    ).toEqual(["complete -c pets -n '__fish_seen_subcommand_from get' -l all -d 'All'"])
    expect(toBash('pets', [command])).toContain("    get) words='--all' ;;\n")
  }
  expect(toZsh('pets', [{ name, description, options }])).toContain("_arguments '--all[All]' ;;")
})

test('zsh and fish offer choices and files', () => {
  expect(toZsh('my-pets', pets)).toContain("'--days[Days]:value:_values -s , value mon tue'")
  expect(toFish('my-pets', pets)).toContain('-l days -x -a "(__fish_append , mon tue)"')
  expect(toZsh('my-pets', pets)).toContain("'--kind[Kind of pet]:value:(cat dog)'")
  expect(toZsh('my-pets', pets)).toContain("'--menu[Menu]:value:_files'")
  expect(toZsh('my-pets', pets)).toContain("'--times[How often]:value: '")
  expect(toZsh('my-pets', pets)).toContain("'--help[Show help]' \\\n            '*:argument:_files' ;;")
  expect(toZsh('my-pets', pets)).toContain("_arguments '*:argument:(names owners)' ;;")
  expect(toFish('my-pets', pets)).toContain("'__fish_seen_subcommand_from feed' -F\n")
  expect(toFish('my-pets', pets)).toContain("'__fish_seen_subcommand_from list' -a 'names owners'\n")
  expect(toFish('my-pets', pets)).toMatch(/-l times -x +-d 'How often'/)
  expect(toFish('my-pets', pets)).toContain("-l help -d 'Show help'")
  expect(toFish('my-pets', pets)).toContain("-l kind -x -a 'cat dog' -d 'Kind of pet'")
  expect(toFish('my-pets', pets)).toContain("-l menu -r -F -d 'Menu'")
})
