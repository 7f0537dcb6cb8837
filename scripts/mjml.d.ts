declare module 'mjml' {
  interface Options {
    /** Web fonts that it links to, by name. */
    readonly fonts: Readonly<Record<string, string>>
    readonly keepComments: boolean
    readonly validationLevel: 'strict' | 'soft' | 'skip'
  }
  /** Compiles MJML to HTML. @throws Error when validation is strict and something is wrong */
  const compile: (mjml: string, options: Options) => Promise<{ readonly html: string }>
  export default compile
}
