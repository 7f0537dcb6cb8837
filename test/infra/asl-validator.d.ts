declare module 'asl-validator' {
  /** Checks a definition of a state machine against the schemas of Amazon States Language. */
  const validate: (definition: object) => { readonly isValid: boolean; readonly errors: readonly object[] }
  export default validate
}
