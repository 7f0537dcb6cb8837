import { RemovalPolicy } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { step as optOut } from '../../functions/answers/opt-out.ts'
import { step as receiveAnswer } from '../../functions/answers/receive-answer.ts'
import { step as showQuestion } from '../../functions/answers/show-question.ts'
import type { Step } from '../../functions/step.ts'
import { acknowledge } from '../acknowledgements.ts'
import type { Configuration } from '../configuration.ts'
import type { StepFunctions } from './step-function.ts'

interface AnswersApiProps {
  readonly configuration: Configuration
  readonly logKey: IKey
}

/** Requests a second and at once: far more than borrowers make, far less than would hurt what runs behind. */
const throttle = { rateLimit: 50, burstLimit: 100 } as const

/** A line of the access log. The path holds the link's secret and is left out, as is whoever asked (R73). */
const logLine = JSON.stringify({
  requestId: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  bytes: '$context.responseLength',
  error: '$context.integrationErrorMessage',
})

/** What each link leads to. */
const routes: readonly { readonly path: string; readonly methods: readonly HttpMethod[]; readonly step: Step }[] = [
  { path: '/answers/{link}', methods: [HttpMethod.GET], step: showQuestion },
  { path: '/answers/{link}', methods: [HttpMethod.POST], step: receiveAnswer },
  { path: '/answers/{link}/opt-out', methods: [HttpMethod.GET, HttpMethod.POST], step: optOut },
]

/** Where the links in messages lead: borrowers, staff and mediators answer here. */
export class AnswersApi extends Construct {
  readonly api: HttpApi
  readonly url: string

  constructor(scope: Construct, id: string, { configuration: { stage, logRetention }, logKey }: AnswersApiProps) {
    super(scope, id)
    this.api = new HttpApi(this, 'Api', {
      apiName: `forbear-${stage}-answers`,
      description: 'Answers by the links in messages',
      createDefaultStage: false,
    })
    const logGroup = new LogGroup(this, 'AccessLogs', {
      logGroupName: `/aws/vendedlogs/apis/forbear-${stage}-answers`,
      retention: logRetention,
      encryptionKey: logKey,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle,
      detailedMetricsEnabled: true,
      accessLogSettings: { destination: new LogGroupLogDestination(logGroup), format: AccessLogFormat.custom(logLine) },
    })
    this.url = this.api.apiEndpoint
    acknowledge(
      this.api,
      'AwsSolutions-APIG4',
      'The link is the credential: 256 random bits, kept as a hash, for one question of one case, over after 120 days. A borrower has no account to log in to.',
    )
  }

  /**
   * Gives every route its function, once there are functions; they know this address, so it comes first. Each function has concurrency of
   * its own: a large drop does not keep borrowers waiting, and a flood of requests does not stop the machines.
   */
  answeredBy(functions: StepFunctions, { answersAtOnce }: Configuration): void {
    for (const { path, methods, step } of routes) {
      const answering = functions.of(step)
      if (answersAtOnce > 0) answering.reserving(answersAtOnce)
      this.api.addRoutes({
        path,
        methods: [...methods],
        integration: new HttpLambdaIntegration(step.name, answering.function),
      })
    }
  }
}
