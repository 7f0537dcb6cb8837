/** Fields of a log line: ids, names of steps and errors, counts. Never personal data, never a payload. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

/** Every line is a stable code with fields, so that a query or an alarm can rely on it. */
export type LogCode = keyof typeof sentences

/** Where log lines go. */
export interface Log {
  info(code: LogCode, fields: LogFields): void
  error(code: LogCode, fields: LogFields): void
}

/** What each code means, in a sentence for whoever reads the log. */
export const sentences = {
  STEP_STARTED: 'A step began.',
  STEP_COMPLETED: 'A step ended as it should.',
  STEP_FAILED: 'A step threw an error; its workflow retries by the name or records the failure.',
  COMMAND_REFUSED: 'The case said no to a command; nothing was written.',
  VERSION_CONFLICT: 'Somebody else wrote to the case first; the command is decided again.',
  SNAPSHOT_MADE_ANEW: 'A case stood as an earlier release added it up; its dossier was added up again.',
  ANSWER_CAME_TOO_LATE: 'An answer was kept in the dossier, but nobody waits for it any more.',
  EXECUTION_ALREADY_STARTED: 'A repeated event started nothing.',
  DROP_SPLIT: 'A dropped file was split into chunks.',
  DROP_REPORTED: 'A dropped file was dealt with and its report written.',
  EVENTS_PUBLISHED: 'Dossier events were put on the bus.',
  METRIC: 'A business event happened; counted as a metric.',
} as const
