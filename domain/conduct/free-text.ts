import type { Language } from '../language.ts'
import { type Refusal, refusal } from '../outcome.ts'
import { type ConductFinding, conductFindings, conductWordings } from './conduct.ts'

/** Free text that must not go out, told in the language of the page on which it was typed. */
export interface TextRefusal extends Refusal {
  readonly findings: readonly ConductFinding[]
  /** For the page: that nothing was sent, then a line for each phrase with its rule and what to write instead. */
  readonly says: readonly string[]
}

/** What is wrong with the words that staff want to add to a message (R72); undefined when they may go out as they are. */
export const refusalOfText = (text: string, language: Language): TextRefusal | undefined => {
  const findings = conductFindings(text, language)
  if (findings.length === 0) return undefined
  const { refused, finding } = conductWordings[language]
  const says = [refused, ...findings.map(({ phrase, why, suggestion }) => finding(phrase, why, suggestion))]
  return { ...refusal('conduct', says.join(' ')), findings, says }
}
