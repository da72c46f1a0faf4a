import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Tests that replace modules, which the files of a worker share. Tests that replace `node:http` put it back. */
const replacing = ['test/contract/mutate/{mutate,requests}.test.ts']
/** Tests of the built package and of the program as a process, and those that take seconds because of the tools they run. */
const ofPackage = [
  'test/project/{docs,generate,package,readme,types}.test.ts',
  'test/cli/{main,threads}.test.ts',
  'test/cli/{proxy,room-recordings-download}/killed.test.ts',
  'test/client/env-proxy.test.ts',
]
/**
 * Tests of which a file takes seconds, which `--mode unit` leaves out: they run whole commands, compare with standards, make up
 * many cases, or send what is very large.
 */
const thorough = [
  'test/**/hostile.test.ts',
  'test/conformance/*.test.ts',
  'test/project/{document,layers,words}.test.ts',
  'test/cli/{baseline,check,diff,hostile-text,lost-output,merge,mutate,pages,probe,reading}.test.ts',
  'test/cli/{export,proxy,record,room-recordings-download,room-sessions-attendance,room-sessions-report}/*.test.ts',
  'test/cli/{probe/send-request,room-sessions-watch/watch}.test.ts',
  'test/client/{faults,http-node,redact,retry,secrets}.test.ts',
  'test/client/{download/download,paging/page}.test.ts',
  'test/client/transport/gather.test.ts',
  'test/sandbox/{advance,control/control,room-sessions/data}.test.ts',
  'test/contract/{baseline,cases,coverage,merge,report,skipped}.test.ts',
  'test/contract/{bodies,compare,compare/patterns,probe,report/merge}/*.test.ts',
  'test/contract/fetch/called-like-fetch.test.ts',
  'test/contract/generate/generate-values.test.ts',
  'test/contract/recordings/{distorted,parse-recording}.test.ts',
  'test/contract/reporters/{browser,format-mutation,junit,markdown,sarif}.test.ts',
  'test/contract/scrub/{canaries,scrubber}.test.ts',
  'test/openapi/{files,load,router,world,yaml,grammar/versions}.test.ts',
  'test/schema/{engine,matcher,not-checked}.test.ts',
  'test/text/visible-text.test.ts',
  'test/cli/{decisions,reading/reading-options,terminal/progress-of-commands}.test.ts',
]

export default defineConfig(({ mode }) => ({
  // Sources, not dist: package.json's `imports` offer them under this condition, a name that no user of the package sets.
  resolve: { conditions: ['room-sessions-source'] },
  ssr: { resolve: { conditions: ['room-sessions-source'] } },
  test: {
    // One more than there are cores, because tests also wait: for the disk, for timers and for other processes.
    maxWorkers: availableParallelism() + 1,
    // Files that have not changed are not transformed again in the next run.
    experimental: { fsModuleCache: true },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'source',
          include: ['test/**/*.test.ts'],
          exclude: ['test/fixtures/**', ...replacing, ...ofPackage, ...(mode === 'unit' ? thorough : [])],
          // Sources are loaded once for all files of a worker, which is most of what quick tests would cost.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'isolated', include: replacing } },
      {
        extends: true,
        test: {
          name: 'package',
          include: ofPackage,
          globalSetup: 'test/support/package-setup.ts',
          isolate: false,
        },
      },
    ],
  },
}))
