/** Version of this package, for the header `user-agent`. A test compares it with `package.json`. */
export const version = '0.1.0'
