import { writeDeclarations } from './build/declarations.js'
import { writeJavaScript } from './build/javascript.js'

/**
 * `npm run build`: what is published, into dist/.
 *
 * Bundled, so that the package holds its doors and nothing beside them, and minified, so that it stays under 400 kB.
 * A bundle lies where its source does, and what bundles share in dist/chunks/: code that looks for package.json or openapi/
 * by `import.meta.url` finds them two folders up, as in src/.
 */
const doors = ['index', 'contract/index', 'contract/vitest', 'sandbox/index', 'generated/document']

/** Started by name, or chosen by the `imports` of package.json: nobody imports these, so they need no types. */
const backDoors = ['cli/main', 'client/transport/http-node', 'client/transport/http-fetch']

await Promise.all([writeJavaScript([...doors, ...backDoors]), writeDeclarations(doors)])
