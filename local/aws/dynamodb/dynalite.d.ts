/** The part of dynalite used here: its expression parsers, with DynamoDB's own messages, and no store. */
declare module 'dynalite/validations/index.js' {
  /** Expressions as requested; parsing adds the trees. */
  export interface ExpressionRequest {
    ConditionExpression?: string
    FilterExpression?: string
    KeyConditionExpression?: string
    ProjectionExpression?: string
    UpdateExpression?: string
    ExpressionAttributeNames?: unknown
    ExpressionAttributeValues?: unknown
    _condition?: { expression: unknown; nestedPaths: Record<string, true>; pathHeads: Record<string, true> }
    _filter?: { expression: unknown; nestedPaths: Record<string, true>; pathHeads: Record<string, true> }
    _keyCondition?: { expression: unknown }
    _projection?: { paths: (string | number)[][]; nestedPaths: Record<string, true> }
    _updates?: {
      sections: { type: string; path: (string | number)[]; val?: unknown }[]
      nestedPaths: Record<string, true>
    }
  }
  /** Parses every expression of `request` into it; answers DynamoDB's message when one is wrong. */
  export function validateExpressions(request: ExpressionRequest): string | undefined
  /** The key condition by attribute name, or DynamoDB's message. */
  export function convertKeyCondition(
    expression: unknown,
  ): string | Record<string, { ComparisonOperator: string; AttributeValueList: unknown[] }>
}
