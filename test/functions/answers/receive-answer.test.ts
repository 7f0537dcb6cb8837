import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Link } from '../../../functions/adapters/links.ts'
import { AnswersWorld, statement } from './answers-world.ts'

let world: AnswersWorld

beforeEach(() => {
  world = new AnswersWorld()
})

afterEach(() => world.close())

describe('a borrower’s answer', () => {
  test('is a statement of means, kept in minor units', async () => {
    await world.admit()
    const link = await world.link('statement-request')
    expect(await world.answer(link, statement)).toMatchObject({ status: 200, taken: true, what: 'statement' })
    expect(await world.state()).toMatchObject({
      statement: {
        income: [{ source: 'wages', amount: 520_000, every: 'month', certainty: 'certain' }],
        spending: [
          { category: 'living-costs', amount: 310_000, every: 'month' },
          { category: 'other-spending', amount: 30_050, every: 'month' },
        ],
        evidence: { income: 'offered' },
        dependants: 1,
        hardshipMonths: 6,
        disputesDebt: false,
      },
    })
  })

  test('is refused as too late when it comes a second time', async () => {
    await world.admit()
    const link = await world.link('statement-request')
    await world.answer(link, statement)
    const before = await world.state()
    expect(await world.answer(link, statement)).toMatchObject({ status: 409, code: 'too-late' })
    expect(await world.state()).toEqual(before)
  })

  test('accepts an option by its letter', async () => {
    await world.offer()
    const link = await world.link('offer')
    expect(await world.answer(link, { answer: 'accept', option: 'a' })).toMatchObject({ status: 200, what: 'accept' })
    expect(await world.state()).toMatchObject({ stage: 'agreeing', step: 'accepted' })
  })

  test.each([
    [
      { answer: 'counter', monthlyAmount: '1,250.75', months: '18' },
      { answer: 'countered', counter: { monthlyAmount: 125_075, months: 18 } },
    ],
    [
      { answer: 'counter', monthlyAmount: '３００' },
      { answer: 'countered', counter: { monthlyAmount: 30_000 } },
    ],
    [{ answer: 'decline' }, { answer: 'declined' }],
    [{ answer: 'mediate' }, { answer: 'mediation-wanted' }],
  ])('to an offer may be %j', async (fields, offer) => {
    await world.offer()
    expect(await world.answer(await world.link('offer'), fields)).toMatchObject({ status: 200, what: fields.answer })
    expect(await world.state()).toMatchObject({ stage: 'negotiating', offer })
  })

  test('that misses a question of understanding brings the explanation again, and a right one the signature', async () => {
    await world.explain()
    const link = await world.link('agreement-explained')
    const right = await world.rightChoices()
    const wrong = right
      .split(',')
      .map((place) => (Number(place) + 1) % 3)
      .join(',')
    expect(await world.answer(link, { answer: 'understanding', choices: wrong })).toMatchObject({
      status: 200,
      what: 'misunderstood',
    })
    expect(await world.state()).toMatchObject({ step: 'drawn-up', misunderstandings: 1 })
    const [choice1 = '', choice2 = '', choice3 = ''] = right.split(',')
    const { body } = await world.submit(link, { answer: 'understanding', choice3, choice1, choice2 })
    expect(body).toContain('Thank you, all clear')
    expect(await world.state()).toMatchObject({ step: 'understood' })
  })

  test('signs the document that was explained and no other, and may be taken back', async () => {
    const documentHash = await world.understand()
    const link = await world.link('signature-request')
    expect(await world.answer(link, { answer: 'sign', documentHash: 'f'.repeat(64) })).toMatchObject({
      status: 409,
      code: 'other-document',
    })
    expect(await world.answer(link, { answer: 'sign', documentHash })).toMatchObject({ status: 200, what: 'sign' })
    expect(await world.state()).toMatchObject({ step: 'signed' })
    expect(await world.answer(await world.link('cooling-off'), { answer: 'withdraw' })).toMatchObject({ status: 200 })
    expect(await world.state()).toMatchObject({ stage: 'closed', outcome: 'withdrawn' })
  })

  test.each([
    [
      { answer: 'will-pay', payBy: '2026-04-01' },
      { answer: 'will-pay', payBy: '2026-04-01' },
    ],
    [
      { answer: 'difficulty', hardship: 'illness' },
      { answer: 'difficulty', hardship: 'illness' },
    ],
    [{ answer: 'support-group' }, { answer: 'support-group' }],
  ])('while the plan runs may be %j', async (fields, warning) => {
    await world.perform()
    expect(await world.answer(await world.link('review-visit'), fields)).toMatchObject({
      status: 200,
      what: fields.answer,
    })
    expect(await world.state()).toMatchObject({ stage: 'performing', warning })
  })

  test('that all is well raises nothing', async () => {
    await world.perform()
    expect(await world.answer(await world.link('review-visit'), { answer: 'all-well' })).toMatchObject({ status: 200 })
    expect(await world.state()).not.toHaveProperty('warning')
  })

  test('is a complaint or an opt-out on any link, whatever the case came to', async () => {
    await world.offer()
    const link = await world.link('statement-request')
    await world.answer(await world.link('offer'), { answer: 'accept', option: 'a' })
    expect(await world.answer(link, { answer: 'complaint', question: 'offer-1' })).toMatchObject({
      status: 200,
      what: 'complaint',
    })
    expect(await world.answer(link, { answer: 'opt-out' })).toMatchObject({ status: 200, what: 'opt-out' })
    const { holds } = await world.state()
    expect(holds.map(({ kind }) => kind)).toEqual(['complaint', 'opt-out'])
  })

  test('from a page that was open over a change is not taken for an answer to what was never seen', async () => {
    await world.offer()
    const link = await world.link('offer')
    await world.answer(link, { answer: 'counter', monthlyAmount: '700' })
    await world.order({ type: 'answer counter-offer', episode: 1 })
    await world.order({ type: 'make offer', episode: 1 })
    const before = await world.state()
    expect(before).toMatchObject({ stage: 'negotiating', offer: { round: 2 } })
    const stale = { answer: 'accept', option: 'a', question: 'offer-1' }
    expect(await world.answer(link, stale)).toMatchObject({ status: 409, code: 'too-late' })
    expect(await world.state()).toEqual(before)
    expect(await world.answer(link, { ...stale, question: 'offer-2' })).toMatchObject({ status: 200 })
  })

  test('stands in the dossier as the borrower’s own, at the moment of the request', async () => {
    await world.admit()
    world.later(2)
    await world.answer(await world.link('statement-request'), statement)
    expect(await world.dossier()).toContainEqual(
      expect.objectContaining({
        by: 'borrower',
        at: world.now,
        event: expect.objectContaining({ type: 'StatementReceived' }),
      }),
    )
  })
})

describe('a statement that raises questions', () => {
  const tight = { ...statement, 'spending-food': '900', 'spending-food-every': 'week', question: 'statement' }

  test('comes back with them, the figures still in the form, and counts already', async () => {
    await world.admit()
    const { statusCode, body } = await world.submit(await world.link('statement-request'), tight)
    expect(statusCode).toBe(200)
    expect(body).toContain('May we ask about a figure?')
    expect(body).toContain(
      'Food and household: $3,900.00 a month. About $712.07 is usual for a household of this size.',
    )
    expect(body).toContain('name="asked" value="yes"')
    expect(body).toMatch(/name="spending-food"[^>]* value="900.00"/)
    expect(body).toContain('<option value="week" selected>')
    expect(await world.state()).toMatchObject({
      questioned: { questions: [{ code: 'spending-above-income' }, { code: 'far-above-usual', field: 'food' }] },
    })
    await world.order({ type: 'score ability', episode: 1 })
    expect(await world.state()).toMatchObject({
      assessment: {
        ability: { source: 'statement' },
        questions: [{ code: 'spending-above-income' }, { field: 'food' }],
      },
    })
  })

  test('is taken the second time, with what was chosen as a reason', async () => {
    await world.admit()
    const link = await world.link('statement-request')
    expect(await world.answer(link, tight)).toMatchObject({
      what: 'questioned',
      questions: [
        { code: 'spending-above-income' },
        { code: 'far-above-usual', field: 'food', stated: 390_000, against: 71_207 },
      ],
    })
    const again = { ...tight, asked: 'yes', 'because-far-above-usual-food': 'special-need' }
    const { body } = await world.submit(link, again)
    expect(body).toContain('What we understood')
    expect(body).toContain('Food and household: $900.00 a week is $3,900.00 a month')
    const state = await world.state()
    expect(state).toMatchObject({ questions: [{ code: 'spending-above-income' }, { because: 'special-need' }] })
    expect(state).not.toHaveProperty('questioned')
  })

  test('fits into one request with every field filled in', async () => {
    await world.admit()
    const { body } = await world.show(await world.link('statement-request'))
    const form = body.slice(body.indexOf('value="statement"'), body.indexOf('Send my figures'))
    const names = new Set(Array.from(form.matchAll(/name="([^"]+)"/g), ([, name = '']) => name))
    const sampleOf = (name: string): string =>
      /-every$/.test(name)
        ? 'four-weeks'
        : /-sure$/.test(name)
          ? 'uncertain'
          : /arrears|realisable|evidence|disputes/.test(name)
            ? 'yes'
            : '12345.67'
    const full = Object.fromEntries(Array.from(names, (name) => [name, sampleOf(name)]))
    const small = {
      'business-weakest': '70',
      dependants: '2',
      hardship: 'family',
      hardshipMonths: '6',
      question: 'statement',
    }
    expect(names.size).toBeGreaterThan(70)
    const link = await world.link('statement-request')
    expect((await world.submit(link, { ...full, ...small, answer: 'statement' })).statusCode).toBe(200)
  })

  test('is asked about once: sent again from the first page it only shows the questions again', async () => {
    await world.admit()
    const link = await world.link('statement-request')
    await world.answer(link, tight)
    const before = await world.state()
    expect(await world.answer(link, tight)).toMatchObject({ status: 200, what: 'questioned' })
    expect(await world.state()).toEqual(before)
    expect((await world.show(link)).body).toContain('May we ask about a figure?')
  })

  test('answers with a reason from the list only, so that no words about a person are kept', async () => {
    await world.admit()
    const answer = await world.answer(await world.link('statement-request'), {
      ...tight,
      asked: 'yes',
      'because-far-above-usual-food': 'my mother is ill',
    })
    expect(answer).toMatchObject({ status: 400, field: 'because-far-above-usual-food', fault: 'choice' })
  })
})

test.each([
  ['zh-CN', '请用旁边标明的币种写金额。', '这个数字太大了'],
  ['zh-TW', '請用旁邊標明的幣別寫金額。', '這個數字太大了'],
] as const)('what cannot be read is said in %s', async (language, currency, dependants) => {
  const chinese = new AnswersWorld(language)
  try {
    await chinese.admit()
    const link = await chinese.link('statement-request')
    expect((await chinese.submit(link, { ...statement, 'income-wages': '$5200' })).body).toContain(currency)
    expect((await chinese.submit(link, { ...statement, dependants: '50' })).body).toContain(dependants)
  } finally {
    chinese.close()
  }
})

describe('an answer that cannot be read', () => {
  test.each([
    [{ ...statement, 'income-wages': '-5' }, 'income-wages', 'amount'],
    [{ ...statement, 'income-wages': '12.345' }, 'income-wages', 'amount'],
    [{ ...statement, 'income-wages': '1e9' }, 'income-wages', 'amount'],
    [{ ...statement, 'income-wages': 'NaN' }, 'income-wages', 'amount'],
    [{ ...statement, 'income-wages': '99999999999' }, 'income-wages', 'too-much'],
    [{ ...statement, 'income-wages': '5200 EUR' }, 'income-wages', 'other-currency'],
    [{ ...statement, 'income-wages': '¥5200' }, 'income-wages', 'other-currency'],
    [{ ...statement, 'income-wages': '' }, 'income-wages', 'no-income'],
    [{ ...statement, 'income-wages-every': 'day' }, 'income-wages-every', 'choice'],
    [{ ...statement, 'income-wages-sure': 'always' }, 'income-wages-sure', 'choice'],
    [{ ...statement, 'spending-other-spending': '1,5' }, 'spending-other-spending', 'amount'],
    [{ ...statement, 'spending-living-costs': 'a lot' }, 'spending-living-costs', 'amount'],
    [{ ...statement, 'debt-bank-loan-balance': '-1' }, 'debt-bank-loan-balance', 'amount'],
    [{ ...statement, 'business-costs': '500' }, 'business-takings', 'missing'],
    [{ ...statement, 'business-takings': '9', 'business-weakest': '101' }, 'business-weakest', 'too-much'],
    [{ ...statement, dependants: '2.5' }, 'dependants', 'whole-number'],
    [{ ...statement, dependants: '50' }, 'dependants', 'too-much'],
    [{ ...statement, hardship: 'boredom' }, 'hardship', 'choice'],
    [{ ...statement, 'evidence-income': 'verified' }, 'evidence-income', 'choice'],
    [{ ...statement, disputesDebt: 'maybe' }, 'disputesDebt', 'choice'],
    [{ answer: 'counter', monthlyAmount: '0' }, 'monthlyAmount', 'above-zero'],
    [{ answer: 'counter', monthlyAmount: '300', months: '601' }, 'months', 'whole-number'],
    [{ answer: 'accept', option: 'd' }, 'option', 'choice'],
    [{ answer: 'understanding', choices: '0;1' }, 'choices', 'choice'],
    [{ answer: 'will-pay', payBy: '2026-02-30' }, 'payBy', 'day'],
    [{ answer: 'will-pay', payBy: '2026-03-01' }, 'payBy', 'day-passed'],
    [{ answer: 'sign' }, 'documentHash', 'missing'],
    [{ answer: 'constructor' }, 'answer', 'not-here'],
    [{}, 'answer', 'missing'],
  ])('%j is answered with the field and what is wrong', async (fields, field, fault) => {
    await world.admit()
    const before = await world.state()
    const answer = await world.answer(await world.link('statement-request'), fields)
    expect(answer).toMatchObject({
      status: 400,
      code: 'bad-answer',
      field,
      fault,
      reason: expect.stringContaining(' '),
    })
    expect(await world.state()).toEqual(before)
  })

  test('comes back as the same page, with what was typed and the fault tied to its field', async () => {
    await world.admit()
    const link = await world.link('statement-request')
    const { statusCode, body } = await world.submit(link, {
      ...statement,
      'spending-living-costs': 'about 3100',
      question: 'statement',
    })
    expect(statusCode).toBe(400)
    expect(body).toContain('value="about 3100"')
    expect(body).toContain('value="300.50"')
    expect(body).toContain(
      'aria-describedby="statement-spending-living-costs-hint statement-spending-living-costs-fault"',
    )
    expect(body).toContain('id="statement-spending-living-costs-fault">Please write an amount in digits')
  })

  test('never comes back unescaped', async () => {
    await world.admit()
    const attack = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    const { body, headers } = await world.submit(await world.link('statement-request'), {
      ...statement,
      'income-wages': attack,
      hardship: attack,
    })
    expect(body).not.toMatch(/<script|<img/)
    expect(body).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'/,
    )
  })

  test.each([
    ['longer than 8 KiB', `{"answer":"${'x'.repeat(9000)}"}`, 'application/json', 413, 'too-large'],
    ['not JSON', '{"answer":', 'application/json', 400, 'unreadable'],
    ['not flat', '{"answer":{"a":"b"}}', 'application/json', 400, 'unreadable'],
    ['not of strings', '{"answer":"counter","monthlyAmount":300}', 'application/json', 400, 'unreadable'],
    ['of another type', '<answer/>', 'text/xml', 415, 'unknown-type'],
  ])('because its body is %s says so', async (_, body, type, status, code) => {
    await world.admit()
    const { statusCode, body: said } = await world.post(await world.link('statement-request'), {
      body,
      type,
      accept: 'application/json',
    })
    expect(statusCode).toBe(status)
    expect(JSON.parse(said)).toMatchObject({ code })
  })

  test('is read when API Gateway hands it over in base64', async () => {
    await world.admit()
    const body = Buffer.from(new URLSearchParams(statement).toString()).toString('base64')
    const type = 'application/x-www-form-urlencoded; charset=UTF-8'
    const { statusCode } = await world.post(await world.link('statement-request'), {
      body,
      type,
      isBase64Encoded: true,
    })
    expect(statusCode).toBe(200)
  })
})

describe('a link', () => {
  test('that never was, or is over, is gone and changes nothing', async () => {
    await world.admit()
    const link = await world.link('statement-request')
    expect(await world.answer('no-such-link', statement)).toMatchObject({ status: 410, code: 'link-over' })
    world.later(121)
    const { statusCode, body } = await world.submit(link, statement)
    expect(statusCode).toBe(410)
    for (const words of ['This link is no longer open', '这个链接已经关闭', '這個連結已經關閉'])
      expect(body).toContain(words)
    expect(await world.state()).not.toHaveProperty('statement')
  })

  test('of a borrower takes no answer of staff, and the other way round', async () => {
    await world.offer()
    const borrower = await world.link('offer')
    const approver = await world.link('approval')
    const mediator = await world.link('mediation')
    const before = await world.state()
    const proposal = { answer: 'proposal', monthlyAmount: '500', months: '24' }
    const wrong = [
      [borrower, { answer: 'approval', granted: 'yes' }],
      [borrower, proposal],
      [approver, proposal],
      [approver, { answer: 'accept', option: 'a' }],
      [approver, { answer: 'opt-out' }],
      [mediator, { answer: 'approval', granted: 'yes' }],
      [mediator, { answer: 'decline' }],
    ] as const
    for (const [link, fields] of wrong)
      expect(await world.answer(link, fields)).toMatchObject({ status: 400, field: 'answer', fault: 'not-here' })
    expect(await world.state()).toEqual(before)
  })
})

describe('an answer of staff', () => {
  test('proposes as a mediator, and is told in plain words when it is more than the borrower can pay', async () => {
    await world.offer()
    await world.answer(await world.link('offer'), { answer: 'mediate' })
    await world.order({ type: 'assign mediator', episode: 1, load: {} })
    const link = await world.link('mediation')
    const form = { answer: 'proposal', months: '24', question: 'mediation-1' }
    const { body: page } = await world.show(link)
    expect(page).toContain('By the borrower’s own statement')
    expect(page).not.toContain('Risk and will')
    const { statusCode, body } = await world.submit(link, { ...form, monthlyAmount: '4000' })
    expect(statusCode).toBe(409)
    expect(body).toContain('more than the borrower can pay each month')
    expect(await world.answer(link, { ...form, monthlyAmount: '650' })).toMatchObject({ status: 200, what: 'proposal' })
    expect(await world.state()).toMatchObject({ mediation: { proposal: { kind: 'mediated' } } })
    await world.order({ type: 'put proposal', episode: 1 })
    const borrower = await world.link('mediator-proposal')
    expect(await world.answer(borrower, { answer: 'accept', option: 'a', question: 'offer-1' })).toMatchObject({
      status: 409,
    })
    expect(await world.answer(borrower, { answer: 'accept', option: 'a' })).toMatchObject({ status: 200 })
    expect(await world.state()).toMatchObject({ stage: 'agreeing', plan: { kind: 'mediated' } })
  })

  test('adds a word to both sides only as far as it is humane and names nobody', async () => {
    await world.offer()
    await world.answer(await world.link('offer'), { answer: 'mediate' })
    await world.order({ type: 'assign mediator', episode: 1, load: {} })
    const link = await world.link('mediation')
    const form = { answer: 'proposal', monthlyAmount: '650', months: '24' }
    const threat = await world.submit(link, { ...form, words: 'Pay at once or we will have you arrested.' })
    expect(threat.statusCode).toBe(400)
    expect(threat.body).toContain('have you arrested')
    expect(threat.body).toContain('value="650"')
    expect(await world.answer(link, { ...form, words: 'Call 138 0000 1234.' })).toMatchObject({
      status: 400,
      field: 'words',
      fault: 'private-words',
    })
    expect(await world.answer(link, { ...form, words: '双方都不容易，这样谁都能过得去。' })).toMatchObject({
      status: 200,
    })
    await world.order({ type: 'put proposal', episode: 1 })
    const { pending } = await world.state()
    expect(Object.values(pending).map(({ content }) => content)).toContainEqual(
      expect.objectContaining({ kind: 'mediator-proposal', words: '双方都不容易，这样谁都能过得去。' }),
    )
  })

  test.each([
    ['yes', { stage: 'negotiating', offer: { approval: 'granted' } }],
    ['no', { stage: 'negotiating', offer: { approval: 'refused' } }],
  ])('approves: %s', async (granted, state) => {
    await world.offer({ 'spending-living-costs': '4540' })
    expect(await world.state()).toMatchObject({ offer: { approval: 'wanted' } })
    const link = await world.link('approval')
    const { body } = await world.show(link)
    expect(body).toContain('name="granted" value="yes"')
    for (const words of [
      'The most that a plan may ask for',
      'Gave a statement of means: 4',
      'No payment for a while: 15',
    ])
      expect(body).toContain(words)
    expect((await world.submit(link, { answer: 'approval', granted, question: 'approval-1' })).statusCode).toBe(200)
    expect(await world.state()).toMatchObject(state)
    expect(await world.dossier()).toContainEqual(
      expect.objectContaining({
        by: 'lender',
        event: { type: 'ApprovalAnswered', round: 1, granted: granted === 'yes' },
      }),
    )
  })

  test('records what came of papers, on a link that stays open for the next', async () => {
    await world.admit()
    await world.answer(await world.link('statement-request'), { ...statement, 'evidence-change': 'yes' })
    expect(world.staffMail).toMatchObject([{ to: 'operations@union-c.example' }])
    expect(world.staffMail[0]?.raw).toContain('Papers are offered')
    const link = await world.link('evidence')
    expect((await world.show(link)).body).toContain('name="finding" value="verified"')
    for (const [item, finding] of [
      ['income', 'verified'],
      ['change', 'refuted'],
    ] as const)
      expect(await world.answer(link, { answer: 'evidence', item, finding, question: 'evidence-1' })).toMatchObject({
        status: 200,
      })
    expect(await world.state()).toMatchObject({ statement: { evidence: { income: 'verified', change: 'refuted' } } })
    expect(await world.answer(link, { answer: 'evidence', item: 'debts', finding: 'verified' })).toMatchObject({
      status: 409,
    })
    expect(await world.answer(link, { answer: 'evidence', item: 'income', finding: 'offered' })).toMatchObject({
      fault: 'choice',
    })
    expect(await world.dossier()).toContainEqual(
      expect.objectContaining({
        by: 'lender',
        event: { type: 'EvidenceChecked', item: 'income', finding: 'verified' },
      }),
    )
  })

  test('that nobody wants any more is refused', async () => {
    await world.offer()
    expect(await world.answer(await world.link('approval'), { answer: 'approval', granted: 'yes' })).toMatchObject({
      status: 409,
      code: 'not-wanted',
    })
  })
})

describe('what concerns the person and not one case', () => {
  const lender = async (answer: Record<string, unknown>, asks: Link['asks']) => {
    const world = new AnswersWorld('en')
    try {
      await world.admit()
      await world.order({ type: 'assess risk', episode: 1 })
      expect(await world.answer(await world.link(asks), answer)).toMatchObject({ status: 200 })
      const state = await world.state()
      return { state, ledger: await world.ledgers.read(state.borrowerId), staffMail: world.staffMail }
    } finally {
      world.close()
    }
  }

  test('an opt-out holds messages about every account of the borrower', async () => {
    const { ledger, staffMail } = await lender({ answer: 'opt-out' }, 'statement-request')
    expect(ledger.holds).toMatchObject([{ kind: 'opt-out', setBy: 'borrower' }])
    expect(staffMail).toEqual([])
  })

  test('a complaint holds them too, until it is due, and reaches a person', async () => {
    const { ledger, staffMail, state } = await lender({ answer: 'complaint' }, 'statement-request')
    expect(ledger.holds).toMatchObject([{ kind: 'complaint', until: expect.any(String) }])
    expect(staffMail).toHaveLength(1)
    expect(staffMail[0]?.to).toMatch(/^operations@/)
    expect(staffMail[0]?.raw).toContain(`A complaint was made: ${state.caseId}`)
  })

  test('a disputed debt is held and reaches a person', async () => {
    const { state, staffMail } = await lender({ answer: 'statement', disputesDebt: 'yes' }, 'statement-request')
    expect(state.holds).toMatchObject([{ kind: 'dispute' }])
    expect(staffMail[0]?.raw).toContain('A debt is disputed')
  })
})
