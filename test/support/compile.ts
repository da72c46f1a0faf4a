import { dirname } from 'node:path'
import ts from 'typescript'

/** Parsed once for all compilations of a worker: the libraries are most of what a compilation reads. */
const parsed = new Map<string, ts.SourceFile | undefined>()

/**
 * Compiles files without writing anything, and returns the errors in them and in the declarations below `declarations`.
 *
 * Declarations of other packages are read, but errors inside them are theirs.
 */
export function findTypeErrors(
  files: readonly string[],
  options: Readonly<Record<string, unknown>>,
  declarations: string,
): string[] {
  const [first = ''] = files
  const { options: parsedOptions, errors } = ts.convertCompilerOptionsFromJson(
    { ...options, noEmit: true },
    dirname(first),
  )
  const host = ts.createCompilerHost(parsedOptions)
  const { getSourceFile } = host
  host.getCurrentDirectory = () => dirname(first)
  host.getSourceFile = (path, languageVersion, ...more) => {
    // The form of a module, which the mode of resolution decides, is a part of what is parsed.
    const key = JSON.stringify([path, languageVersion])
    if (!parsed.has(key)) parsed.set(key, getSourceFile(path, languageVersion, ...more))
    return parsed.get(key)
  }
  const program = ts.createProgram(files, parsedOptions, host)
  const checked = program
    .getSourceFiles()
    .filter(({ fileName }) => files.includes(fileName) || fileName.startsWith(declarations))
  const diagnostics = [
    ...errors,
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...checked.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ]
  return diagnostics.map((diagnostic) => ts.formatDiagnostic(diagnostic, host).trim())
}
