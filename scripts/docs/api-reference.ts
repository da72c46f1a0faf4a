import { join } from 'node:path'
import { Application, type Configuration, Converter, LogLevel, OptionDefaults } from 'typedoc'

/** What a user imports, by entry file. */
const names: Readonly<Record<string, string>> = {
  'src/index.ts': 'signalwire-room-sessions',
  'src/contract/index.ts': 'signalwire-room-sessions/contract',
  'src/contract/vitest.ts': 'signalwire-room-sessions/vitest',
  'src/contract/jest.ts': 'signalwire-room-sessions/jest',
  'src/sandbox/index.ts': 'signalwire-room-sessions/sandbox',
  'src/generated/document.ts': 'signalwire-room-sessions/openapi',
}

const options: Configuration.TypeDocOptions = {
  name: 'signalwire-room-sessions',
  entryPoints: Object.keys(names),
  tsconfig: 'src/tsconfig.json',
  readme: 'none',
  excludeInternal: true,
  excludePrivate: true,
  includeVersion: true,
  hideGenerator: true,
  // package.json names no repository to link to yet.
  disableSources: true,
  sort: ['source-order'],
  sortEntryPoints: false,
  navigation: { includeFolders: false },
  navigationLinks: { 'All documentation': '../index.html' },
  // openapi-typescript writes it.
  blockTags: [...OptionDefaults.blockTags, '@description'],
  suppressCommentWarningsInDeclarationFiles: true,
  // Every export needs a docstring. A property whose name is enough does not.
  requiredToBeDocumented: ['Class', 'Interface', 'TypeAlias', 'Variable', 'Function', 'Method'],
  validation: { notDocumented: true, invalidLink: true, notExported: false },
  treatWarningsAsErrors: true,
  // `npm run typecheck` reports errors of types.
  skipErrorChecking: true,
  logLevel: LogLevel.Warn,
}

/**
 * Writes FOLDER/api/, the reference of every export, from the docstrings. `checkOnly` writes nothing.
 *
 * @throws when an export has no docstring, or a link in one leads nowhere.
 */
export async function writeApiReference(folder: string, { checkOnly = false } = {}): Promise<void> {
  const app = await Application.bootstrap(options)
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    for (const [path, name] of Object.entries(names)) {
      const module = project.getChildByName([path.replace(/^src\//, '').replace(/(\/index)?\.ts$/, '')])
      if (module) module.name = name
    }
  })
  const project = await app.convert()
  if (project) app.validate(project)
  if (!project || app.logger.hasErrors() || app.logger.hasWarnings()) {
    throw new Error('src: an export has no docstring, or a link in a docstring leads nowhere; see the warnings above')
  }
  if (!checkOnly) await app.generateDocs(project, join(folder, 'api'))
}
