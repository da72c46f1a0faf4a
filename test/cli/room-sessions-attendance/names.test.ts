import { describe, expect, test } from 'vitest'
import { CliError } from '../../../src/cli/exit.js'
import { parseNames } from '../../../src/cli/room-sessions-attendance/names.js'

describe('parseNames reads', () => {
  test.each([
    ['a CSV with a header', 'names.csv', 'spelling,name\nana,Ana Abara\n'],
    [
      'a CSV of a spreadsheet: byte order mark, semicolons, CRLF, quotes',
      'names.csv',
      '\ufeffSpelling;Name\r\n"ana";"Ana Abara"\r\n;\r\n',
    ],
    ['a byte order mark without a header', 'names.csv', '\ufeffana,Ana Abara'],
    ['tabs and empty lines', 'names.tsv', '\nana\tAna Abara\n\n'],
    ['spaces around the cells', 'names', ' ana , Ana  Abara '],
    [
      'empty cells behind, as spreadsheets write them for a further column',
      'names.csv',
      'spelling,name,\nana,Ana Abara,,\n',
    ],
    ['line ends of old systems', 'names.csv', 'spelling,name\rana,Ana Abara\r'],
    ['line ends of several kinds', 'names.csv', 'spelling,name\r\nana,Ana Abara\nbo,Bo\r'],
    ['YAML', 'names.yaml', '# who is who\nana: Ana Abara\n'],
    ['YAML with a short ending', 'names.YML', 'ana: Ana Abara\n'],
    ['CSV in a file whose name only contains an ending of JSON', 'names.json.csv', 'ana,Ana Abara\n'],
    ['JSON', 'names.json', '{"ana": "Ana Abara"}'],
  ])('%s', (_, file, text) => {
    const names = parseNames(text, file)
    expect(['ana', 'ANA', ' Ana', 'Anna'].map(names.nameOf)).toEqual(['Ana Abara', 'Ana Abara', 'Ana Abara', 'Anna'])
  })

  test.each([
    ['\ufeffSpelling,NAME\nana,Ana\n', ['ana'], 'name'],
    ['spelling,Ana\nana,Ana\n', ['spelling', 'ana'], 'Ana'],
    ['ana,Name\nanna,name\n', ['ana', 'anna'], 'Name'],
    ['ana,Ana\nspelling,name\n', ['ana', 'spelling'], 'name'],
  ])('a header only in the first line, if it has both titles: %j', (text, spellings, name) => {
    const names = parseNames(text, 'names.csv')
    expect(names.findUnused()).toEqual(spellings)
    if (spellings.length > 1) expect(spellings.map(names.nameOf)).toContain(name)
  })

  test('an empty file, and names of the prototype of objects', () => {
    for (const file of ['names.csv', 'names.yaml'])
      expect(parseNames('', file).nameOf('constructor')).toBe('constructor')
    expect(parseNames('__proto__,Ana\n', 'names.csv').nameOf('__proto__')).toBe('Ana')
    expect(parseNames('{"__proto__": "Ana"}', 'names.json').nameOf('__proto__')).toBe('Ana')
  })

  test('a name as a spelling of itself, and a spelling twice with one name', () => {
    const names = parseNames('ana,Ana\nAna,Ana\nbo,Bo\nbo,Bo\nBo,Bo\n', 'names.csv')
    expect(['ANA', 'BO'].map(names.nameOf)).toEqual(['Ana', 'Bo'])
  })

  test('each run of white space as one space', () => {
    const names = parseNames('Ann  van \u00a0den  Berg,Ann\n', 'names.csv')
    expect(['ann van den berg', ' Ann van  den   Berg '].map(names.nameOf)).toEqual(['Ann', 'Ann'])
  })

  test('letters that Unicode spells in two ways as one', () => {
    expect(parseNames('Jose\u0301,José García', 'names.csv').nameOf('JOS\u00c9')).toBe('José García')
  })
})

test('findUnused names the spellings that no one had', () => {
  const names = parseNames('a,Ana\nB,Bola\n', 'names.csv')
  names.nameOf('A')
  expect(names.findUnused()).toEqual(['B'])
})

test.each([
  ['names.csv', 'a,Ana\nb\n', 'names.csv:2: expected spelling,name, received 1 cell'],
  ['names.csv', 'a,Ana,Abara\n', 'names.csv:1: expected spelling,name, received 3 cells'],
  ['names.csv', 'a,Ana\nA,Bola\n', 'names.csv:2: "A" stands for "Bola", and in line 1 for "Ana"'],
  ['names.csv', 'a,Ana\n b,\n', 'names.csv:2: expected a spelling and a name; one of them is empty'],
  ['names.csv', 'a,Ana\n,Bola\n', 'names.csv:2: expected a spelling and a name; one of them is empty'],
  ['names.yaml', 'a: Ana\nb: "\n', 'names.yaml:'],
  ['names.csv', 'a,b\nb,c\n', 'names.csv:1: expected a name, received "b", which line 2 says is a spelling of "c"'],
  ['names.csv', 'a,"Ana\nb,Bola\n', 'names.csv:2: expected CSV with spelling,name in each line'],
  ['names.yaml', 'a: Ana\nb: [Bola]\n', 'names.yaml:2: "b": expected a line "spelling: name", received an array'],
  ['names.yaml', 'a: Ana\na: Bola\n', 'names.yaml:2: the map has the same spelling twice'],
  ['names.yaml', '- a\n', 'names.yaml: expected a map from spelling to name'],
])('in %s, %j is an error that names the line', (file, text, message) => {
  expect(() => parseNames(text, file)).toThrow(message)
  expect(() => parseNames(text, file)).toThrow(CliError)
})
