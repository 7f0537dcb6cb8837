/**
 * What a run on a virtual clock cannot count, and is assumed instead. None of it decides the bill: functions' time is a few percent of it,
 * keys and logs are taken at the upper end.
 */
export const assumed = {
  /** Milliseconds of a function's own work: parse, decide, marshal. */
  handlerMs: 20,
  /** Milliseconds that a call takes as seen from a function in the same region. */
  callMs: { dynamodb: 8, transaction: 16, s3: 40, ses: 120, events: 20, states: 30 },
  /** Milliseconds that a row of a dropped file keeps a function's third of a core busy, so that no more lanes go faster. */
  rowCpuMs: 4,
  /** A start in a new container, billed since 2025-08: how long, and how many calls have one. */
  coldStart: { ms: 600, share: 0.02 },
  /** An Express execution: how long it runs, two or three calls with starts in new containers among them, and the least memory that is billed. */
  express: { seconds: 1.5, gigabytes: 64 / 1024 },
  /** Requests to KMS each time an execution goes on after its data key ran out: one to read what it kept, one for a new key. */
  keyRequestsPerBurst: 2,
  /** How long Step Functions uses a data key again, in milliseconds: CloudFormation's default. */
  keyReuseMs: 300_000,
  /** Bytes of a line in a machine's log: an event without its data, its execution's ARN and CloudWatch's own 26. */
  historyLineBytes: 450,
  /** Bytes that Lambda itself writes for each call: START, END and REPORT. */
  platformLineBytes: 450,
  /** Bytes around a function's own line: time, service, stage, step, request and CloudWatch's own. */
  ownLineBytes: 280,
  /** Bytes of a line in the access log. */
  accessLineBytes: 180,
  /** X-Ray keeps one request in twenty once there are many. */
  tracedShare: 0.05,
  /** Bytes that DynamoDB adds to each item. */
  itemOverheadBytes: 100,
  /** How long what a path wrote is kept, for the price of keeping it. */
  keptMonths: 12,
} as const
