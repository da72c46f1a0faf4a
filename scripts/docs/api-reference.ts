import { join } from 'node:path'
import { Application, type Configuration, Converter, LogLevel, OptionDefaults } from 'typedoc'

/** Entry file -> what a reader imports. */
const doors: Readonly<Record<string, string>> = {
  'src/index.ts': 'signalwire-room-sessions',
  'src/contract/index.ts': 'signalwire-room-sessions/contract',
  'src/contract/vitest.ts': 'signalwire-room-sessions/vitest',
  'src/sandbox/index.ts': 'signalwire-room-sessions/sandbox',
  'src/generated/document.ts': 'signalwire-room-sessions/openapi',
}

const options: Configuration.TypeDocOptions = {
  name: 'signalwire-room-sessions',
  entryPoints: Object.keys(doors),
  tsconfig: 'src/tsconfig.json',
  readme: 'none',
  excludeInternal: true,
  excludePrivate: true,
  includeVersion: true,
  hideGenerator: true,
  // No repository is known to link to.
  disableSources: true,
  sort: ['source-order'],
  sortEntryPoints: false,
  navigation: { includeFolders: false },
  navigationLinks: { 'All documentation': '../index.html' },
  // openapi-typescript's own.
  blockTags: [...OptionDefaults.blockTags, '@description'],
  suppressCommentWarningsInDeclarationFiles: true,
  // A docstring stands on every export. A property whose name says it all needs none.
  requiredToBeDocumented: ['Class', 'Interface', 'TypeAlias', 'Variable', 'Function', 'Method'],
  validation: { notDocumented: true, invalidLink: true, notExported: false },
  treatWarningsAsErrors: true,
  logLevel: LogLevel.Warn,
}

/** Writes FOLDER/api/ from the docstrings of every export. `checkOnly` writes nothing. @throws when one has none. */
export async function writeApiReference(folder: string, { checkOnly = false } = {}): Promise<void> {
  const app = await Application.bootstrap(options)
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    for (const [path, name] of Object.entries(doors)) {
      const door = project.getChildByName([path.replace(/^src\//, '').replace(/(\/index)?\.ts$/, '')])
      if (door) door.name = name
    }
  })
  const project = await app.convert()
  if (project) app.validate(project)
  if (!project || app.logger.hasErrors() || app.logger.hasWarnings()) {
    throw new Error('src: received exports without a docstring or with a broken link, expected none')
  }
  if (!checkOnly) await app.generateDocs(project, join(folder, 'api'))
}
