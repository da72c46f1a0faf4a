import { writeDeclarations } from './declarations.js'
import { writeJavaScript } from './javascript.js'

const doors = ['index', 'contract/index', 'contract/vitest', 'sandbox/index', 'generated/document']

/** Started by name, or chosen by the `imports` of package.json: nobody imports these, so they need no types. */
const backDoors = ['cli/main', 'client/transport/http-node', 'client/transport/http-fetch']

/**
 * Writes what is published into a folder beside `src/`, or one of the same depth below a package.json.
 *
 * Bundled, so that the package holds its doors and nothing beside them, and minified, which halves it.
 * A bundle lies where its source does, and what bundles share in `chunks/`: code that looks for package.json or openapi/
 * by `import.meta.url` finds them two folders up, as in src/.
 */
export async function writePackage(folder: string): Promise<void> {
  await Promise.all([writeJavaScript([...doors, ...backDoors], folder), writeDeclarations(doors, folder)])
}
