const givenNames = ['Ana', 'Bola', 'Chen', 'Dilek', 'Emil', 'Farah', 'Goran', 'Hina', 'Ivo', 'Jola', 'Kofi', 'Lea']
const familyNames = ['Abara', 'Berg', 'Costa', 'Duarte', 'Engel', 'Fuchs', 'Gupta', 'Haas']

const count = givenNames.length * familyNames.length

/**
 * The name of the `at`th of some people, made up; those of one session have different names.
 *
 * @param first who is the first of them
 */
export function toPersonName(first: number, at: number): string {
  const person = (first + at * 17) % count
  return `${givenNames[person % givenNames.length]} ${familyNames[Math.floor(person / givenNames.length)]}`
}
