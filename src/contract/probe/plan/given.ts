import type { Operation, Parameter } from '../../../openapi/index.js'
import type { Choice } from './choices.js'
import type { Planning } from './planning.js'

/** Finds the text that was given for a parameter, by name or `operationId.name`. */
export function findGiven(
  { operationId }: Operation,
  { name }: Parameter,
  { given }: Pick<Planning, 'given'>,
): string | undefined {
  return given.get(`${operationId}.${name}`) ?? given.get(name)
}

/** The values for a parameter. A given value comes first. */
export function choicesOf(parameter: Parameter, operation: Operation, planning: Planning): readonly Choice[] {
  const { choices } = planning
  const text = findGiven(operation, parameter, planning)
  const own = text === undefined ? undefined : choices.toChoice(parameter, text, 'given', 'the given value')
  return own ? [own, ...choices.ofParameter(parameter)] : choices.ofParameter(parameter)
}
