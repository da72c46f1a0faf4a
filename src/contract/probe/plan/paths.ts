import { isObject, type Operation, type Parameter } from '../../../openapi/index.js'
import { choicesOf, findGiven } from './given.js'
import type { Planning } from './planning.js'

/** Values of the parameters in a path. */
export type Path = ReadonlyMap<Parameter, unknown>

/** The parameters of a path, in the order of the path. */
function pathParametersOf({ path, parameters }: Operation): Parameter[] {
  const names = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name)
  return names.flatMap((name) => parameters.find((each) => each.in === 'path' && each.name === name) ?? [])
}

/**
 * Generates values for all parameters of a path: first given values, then those that lead to an item of an earlier
 * response (by a link, in a list, or by a property that refers to it), then any others.
 */
export function* findPaths(operation: Operation, planning: Planning): Generator<Path> {
  const { choices, harvest } = planning
  const parameters = pathParametersOf(operation)
  const accepts = (position: number, text: string) => {
    const parameter = parameters[position]
    if (!parameter) return false
    const wanted = findGiven(operation, parameter, planning)
    return (wanted === undefined || wanted === text) && !!choices.toChoice(parameter, text, 'response', '')
  }
  const complete = (texts: readonly (string | undefined)[]): Path | undefined => {
    const values = parameters.flatMap((parameter, position) => {
      const text = texts[position]
      const choice =
        text === undefined
          ? choicesOf(parameter, operation, planning)[0]
          : choices.toChoice(parameter, text, 'response', '')
      return choice ? [[parameter, choice.value] as const] : []
    })
    return values.length === parameters.length ? new Map(values) : undefined
  }
  const acceptAll = (texts: readonly (string | undefined)[]) =>
    texts.every((text, position) => text === undefined || accepts(position, text))
  const linked = harvest
    .linkedTo(operation)
    .map((texts) => parameters.map(({ name }) => texts.get(`path.${name}`) ?? texts.get(name)))
    .filter((texts) => texts.some((text) => text !== undefined) && acceptAll(texts))
  for (const texts of linked) {
    const path = complete(texts)
    if (path) yield path
  }
  const last = parameters.length - 1
  const references = harvest
    .referencesTo(operation, last)
    .filter((text) => accepts(last, text))
    .map((text) => parameters.map((_, position) => (position === last ? text : undefined)))
  for (let count = parameters.length; count >= 0; count--) {
    const all = count === 0 ? [...references, []] : harvest.pathTexts(operation, count, accepts)
    // The last item comes first, so that DELETE leaves the others for later requests.
    for (const texts of operation.method === 'DELETE' ? all.toReversed() : all) {
      const path = complete(texts)
      if (path) yield path
    }
  }
}

export function isSamePath(one: Path, other: Path): boolean {
  return [...one].every(([parameter, value]) => other.get(parameter) === value)
}

/** The path with another last value, one that was in no earlier response; `undefined` if none is valid. */
export function findMadeUpPath(operation: Operation, planning: Planning, path: Path): Path | undefined {
  const last = pathParametersOf(operation).at(-1)
  if (!last) return undefined
  const { choices, harvest } = planning
  const count = pathParametersOf(operation).length
  const existing = new Set(harvest.pathTexts(operation, count, () => true).map((texts) => texts.at(-1)))
  const made = unlikelyTexts.flatMap((text) => choices.toChoice(last, text, 'schema', '') ?? [])
  const others = choices.ofParameter(last).filter(({ from, value }) => from === 'schema' && !isObject(value))
  const choice = [...made, ...others].find(
    ({ value }) => !existing.has(String(value)) && value !== path.get(last) && String(value) !== '',
  )
  return choice && new Map([...path, [last, choice.value]])
}

/** Identifiers that are unlikely to exist. */
const unlikelyTexts = ['999999999', '999999', '0b5a2f1e-8d3c-4c6a-9f4e-2a7b6c5d4e3f', 'does-not-exist']
