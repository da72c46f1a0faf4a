import { join } from 'node:path'
import { Application, Comment, type Configuration, Converter, JSX, LogLevel, OptionDefaults } from 'typedoc'
import { navigationStyle, toNavigation } from './navigation.js'

/** What a user imports, by entry file. */
const names: Readonly<Record<string, string>> = {
  'src/index.ts': 'signalwire-room-sessions',
  'src/contract/index.ts': 'signalwire-room-sessions/contract',
  'src/contract/vitest.ts': 'signalwire-room-sessions/vitest',
  'src/contract/jest.ts': 'signalwire-room-sessions/jest',
  'src/sandbox/index.ts': 'signalwire-room-sessions/sandbox',
  'src/generated/document.ts': 'signalwire-room-sessions/openapi',
}

const introduction =
  'Every export of the package, by the module that you import it from. The README shows how to use them, with examples.'

const options: Configuration.TypeDocOptions = {
  name: 'signalwire-room-sessions',
  entryPoints: Object.keys(names),
  tsconfig: 'src/tsconfig.json',
  readme: 'none',
  excludeInternal: true,
  excludePrivate: true,
  includeVersion: true,
  useFirstParagraphOfCommentAsSummary: true,
  hideGenerator: true,
  // package.json names no repository to link to yet.
  disableSources: true,
  sort: ['source-order'],
  sortEntryPoints: false,
  navigation: { includeFolders: false },
  customCss: navigationStyle,
  // Its page lacks types that extend only types that are not exported, but pages of these types link to it.
  includeHierarchySummary: false,
  // openapi-typescript writes it.
  blockTags: [...OptionDefaults.blockTags, '@description'],
  suppressCommentWarningsInDeclarationFiles: true,
  // Every entry file and every export needs a docstring. A property whose name is enough does not.
  requiredToBeDocumented: ['Module', 'Class', 'Interface', 'TypeAlias', 'Variable', 'Function', 'Method'],
  validation: { notDocumented: true, invalidLink: true, notExported: false },
  treatWarningsAsErrors: true,
  // `npm run typecheck` reports errors of types.
  skipErrorChecking: true,
  logLevel: LogLevel.Warn,
}

/**
 * Writes FOLDER/api/, the reference of every export, from the docstrings.
 *
 * @throws when an export has no docstring, or a link in one leads nowhere.
 */
export async function writeApiReference(folder: string): Promise<void> {
  const app = await Application.bootstrap(options)
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    for (const [path, name] of Object.entries(names)) {
      const module = project.getChildByName([path.replace(/^src\//, '').replace(/(\/index)?\.ts$/, '')])
      if (module) module.name = name
    }
    project.comment = new Comment([{ kind: 'text', text: introduction }])
  })
  app.renderer.hooks.on('body.begin', ({ page }) =>
    JSX.createElement(JSX.Raw, { html: toNavigation(`api/${page.url}`) }),
  )
  const project = await app.convert()
  if (project) app.validate(project)
  if (!project || app.logger.hasErrors() || app.logger.hasWarnings()) {
    throw new Error('src: an export has no docstring, or a link in a docstring leads nowhere; see the warnings above')
  }
  await app.generateDocs(project, join(folder, 'api'))
}
