import PostalMime from 'postal-mime'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { caseIdOf } from '../../../domain/ids.ts'
import { step as answerCounterOffer } from '../../../functions/offer/answer-counter-offer.ts'
import { step as askApproval } from '../../../functions/offer/ask-approval.ts'
import { step as assignMediator } from '../../../functions/offer/assign-mediator.ts'
import { step as buildOptions } from '../../../functions/offer/build-options.ts'
import { step as endNegotiation } from '../../../functions/offer/end-negotiation.ts'
import { step as putProposal } from '../../../functions/offer/put-proposal.ts'
import { step as remindOffer } from '../../../functions/offer/remind-offer.ts'
import { step as sendOffer } from '../../../functions/offer/send-offer.ts'
import { ServiceError } from '../../../local/aws/service-endpoint.ts'
import { at, earning, statement } from '../../domain/case/walk.ts'
import { StepWorld, tellsWho } from '../step-world.ts'

let world: StepWorld
beforeEach(() => {
  world = new StepWorld()
})
afterEach(() => world.remove())

const { caseId } = at.negotiating()

/** Means that only a plan beyond the lender's own authority fits. */
const poor = earning(445_000, { dependants: 0, hardship: 'none' })

const waiting = (token: string) => ({ token: world.token(token) })

const letters = () => Promise.all(world.mails.map(({ raw }) => PostalMime.parse(raw)))

const days = 86_400

describe('the offer', () => {
  test('is built and sent, and the machine learns how patient it has to be', async () => {
    const payload = await world.replay(at.negotiating())
    const answer = {
      next: 'offer',
      patience: { approval: 5 * days, reminder: 5 * days, reply: 14 * days, mediation: 30 * days },
    }
    expect(await world.run(buildOptions, payload)).toEqual(answer)
    expect(await world.run(buildOptions, payload)).toEqual(answer)
    await world.run(sendOffer, { ...payload, ...waiting('send') })
    await world.run(remindOffer, { ...payload, ...waiting('remind') })
    expect(world.items('cases', 'WAIT#')).toMatchObject([{ wait: 'offer', token: 'remind' }])
  })

  test('that nobody answers ends in good order, once', async () => {
    const payload = await world.replay(at.offered())
    expect(await world.run(endNegotiation, payload)).toEqual({ next: 'closed' })
    expect(await world.run(endNegotiation, payload)).toMatchObject({ next: 'moved-on' })
    expect(await world.state(caseId)).toMatchObject({ outcome: 'unanswered' })
  })

  test('after which there is none to send leaves nobody waiting', async () => {
    const payload = await world.replay(at.closed())
    await world.run(sendOffer, { ...payload, ...waiting('send') })
    expect(world.tokens.get('send')).toBe('{"answer":"moved-on"}')
  })
})

describe('a counter-offer', () => {
  const countered = (monthlyAmount: number) => {
    const walk = at.offered()
    walk.answer({ answer: 'counter', monthlyAmount })
    return walk
  }

  test('leads to the next round, also when the step is repeated because its answer got lost', async () => {
    const payload = await world.replay(countered(60_000))
    expect(await world.run(answerCounterOffer, payload)).toEqual({ next: 'offer' })
    expect(await world.run(answerCounterOffer, payload)).toEqual({ next: 'offer' })
    expect(await world.state(caseId)).toMatchObject({ offer: { round: 2 } })
  })

  test('that leaves both sides stuck leads to mediation, also when the step is repeated', async () => {
    const walk = countered(5_000)
    for (;;) {
      walk.order('answer counter-offer')
      if (walk.in('negotiating').offer?.judged) break
      walk.order('make offer')
      walk.answer({ answer: 'counter', monthlyAmount: 5_000 })
    }
    const payload = await world.replay(walk)
    expect(await world.run(answerCounterOffer, payload)).toEqual({ next: 'mediation' })
  })

  test('that is agreed to at once has nothing more to negotiate', async () => {
    const payload = await world.replay(countered(103_600))
    expect(await world.run(answerCounterOffer, payload)).toEqual({ next: 'moved-on' })
    expect(await world.state(caseId)).toMatchObject({ stage: 'agreeing' })
  })
})

describe('approval', () => {
  const wanting = async () => {
    const payload = await world.replay(at.negotiating('platform-a', poor))
    expect(await world.run(buildOptions, payload)).toMatchObject({ next: 'approval' })
    return payload
  }

  test('is asked of the lender’s people with figures and a link, and nothing of the borrower', async () => {
    const payload = await wanting()
    await world.run(askApproval, { ...payload, ...waiting('approval') })
    const [letter] = await letters()
    expect(letter?.to).toMatchObject([{ address: 'operations@platform-a.example' }])
    expect(letter?.subject).toBe(`有方案等待审批: ${caseId}`)
    expect(letter?.text).toMatch(/需要您审批：是[\s\S]*https:\/\/portal\.example\/answers\//)
    expect(tellsWho(Buffer.from(world.mails[0]?.raw ?? '').toString())).toBe(false)
    expect(world.tokens.get('approval')).toBeUndefined()
  })

  test('that was given before the machine waits is not waited for, nor asked for again', async () => {
    const payload = await wanting()
    await world.dossiers.carryOut(
      caseId,
      { type: 'take staff answer', answer: { answer: 'approval', granted: true } },
      world.now,
      'lender',
    )
    await world.run(askApproval, { ...payload, ...waiting('approval') })
    expect(world.tokens.get('approval')).toBe('{"answer":"settled"}')
    expect(world.mails).toEqual([])
  })

  test('is asked for again when nobody can say whether the message went', async () => {
    const payload = await wanting()
    world.disturb = (operation) =>
      operation === 'SendRawEmail' ? new ServiceError('ServiceUnavailable', 'try again', {}, 503) : undefined
    await expect(world.run(askApproval, { ...payload, ...waiting('one') })).rejects.toThrow(
      expect.objectContaining({ name: 'TransientError' }),
    )
    world.disturb = () => undefined
    await world.run(askApproval, { ...payload, ...waiting('two') })
    expect(world.mails).toHaveLength(1)
  })
})

describe('mediation', () => {
  const wanted = () => {
    const walk = at.offered()
    walk.answer({ answer: 'mediate' })
    return walk
  }

  test('reaches a mediator without a conflict, with a link and without the borrower’s name', async () => {
    const payload = await world.replay(wanted())
    await world.run(assignMediator, { ...payload, ...waiting('mediator') })
    const [letter] = await letters()
    expect(letter?.to).toMatchObject([{ address: 'chen@mediation-a.example' }])
    expect(tellsWho(Buffer.from(world.mails[0]?.raw ?? '').toString())).toBe(false)
    expect(world.tokens.get('mediator')).toBeUndefined()
  })

  test('of a case that is over keeps nobody waiting', async () => {
    const payload = await world.replay(wanted())
    await world.dossiers.carryOut(caseId, { type: 'end negotiation', episode: 1 }, world.now)
    await world.run(assignMediator, { ...payload, ...waiting('mediator') })
    expect(world.tokens.get('mediator')).toBe('{"answer":"nobody"}')
    expect(world.mails).toEqual([])
  })

  test('goes on with the proposal, which the borrower may have answered already', async () => {
    const payload = await world.replay(at.proposed())
    await world.run(putProposal, { ...payload, ...waiting('proposal') })
    expect(world.tokens.get('proposal')).toBeUndefined()
    await world.dossiers.carryOut(
      caseId,
      { type: 'take answer', answer: { answer: 'accept', option: 'a' } },
      world.now,
      'borrower',
    )
    await world.run(putProposal, { ...payload, ...waiting('again') })
    expect(world.tokens.get('again')).toBe('{"answer":"accepted"}')
  })

  test('goes to who has the fewest open, and says so', async () => {
    const walk = at.offered('platform-a', { ...statement, hardship: 'family' })
    const chosen = []
    for (const reference of ['account-1', 'account-2']) {
      const id = caseIdOf(walk.lenderId, reference)
      for (const { command, now } of walk.commands) await world.dossiers.carryOut(id, command, now)
      await world.run(assignMediator, { caseId: id, episode: 1, ...waiting(reference) })
      const state = await world.state(id)
      chosen.push(state.stage === 'negotiating' ? state.mediation : undefined)
    }
    expect(chosen).toMatchObject([
      { mediatorId: 'mediator-chen-debt-counsel', reasons: expect.not.arrayContaining(['has-time']) },
      { mediatorId: 'mediator-liu-lawyer', reasons: expect.arrayContaining(['has-time']) },
    ])
  })
})

test('no step of an offer says who the borrower is', async () => {
  const payload = await world.replay(at.negotiating('platform-a', poor))
  await world.run(buildOptions, payload)
  await world.run(askApproval, { ...payload, ...waiting('approval') })
  await world.run(assignMediator, { ...payload, ...waiting('mediator') })
  await world.run(endNegotiation, payload)
  expect(tellsWho(world.said())).toBe(false)
})
