/** The names of the expressions in a path template or the variables in the URL of a server: `id` of `/a/{id}`. */
export function expressionsOf(template: string): string[] {
  return [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name)
}

/** A path template without the names of its expressions. Templates of one shape are identical (OAS 3.1, Paths Object). */
export function shapeOf(template: string): string {
  return template.replace(/\{[^{}]*\}/g, '{}')
}

/** A path of the document up to its query or fragment, which do not belong there. A `?` inside of an expression belongs to its name. */
export function withoutQuery(path: string): string {
  return /^(?:\{[^{}]*\}|[^?#])*/.exec(path)?.[0] ?? path
}
