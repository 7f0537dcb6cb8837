/** A callback waiting for its virtual instant. */
export interface Timer {
  readonly at: number
  readonly order: number
  readonly run: () => void | Promise<void>
  cancelled: boolean
}

const before = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)

/**
 * Time as the local world knows it: it stands still while anything runs and jumps to the next timer when nothing does.
 * Actions run one after another, each to its end, in the order of instant and then of scheduling; so a run is deterministic.
 */
export class VirtualClock {
  private instant: number
  private order = 0
  private heap: Timer[] = []
  private cancellations = 0

  /** @param start milliseconds since the epoch, UTC */
  constructor(start: number) {
    this.instant = start
  }

  /** The virtual instant, in milliseconds since the epoch, UTC. */
  now(): number {
    return this.instant
  }

  /** Runs `run` at `at` (milliseconds since the epoch); an instant already past means as soon as possible. */
  schedule(at: number, run: () => void | Promise<void>): Timer {
    const timer: Timer = { at: Math.max(at, this.instant), order: this.order++, run, cancelled: false }
    this.push(timer)
    return timer
  }

  /** Forgets a timer; one that already ran is left alone. */
  cancel(timer: Timer): void {
    timer.cancelled = true
    this.cancellations += 1
    // Time-outs are mostly cancelled long before their instant; without this they would pile up until then.
    if (this.cancellations < 1024 || this.cancellations * 2 < this.heap.length) return
    this.heap = this.heap.filter(({ cancelled }) => !cancelled).sort((a, b) => (before(a, b) ? -1 : 1))
    this.cancellations = 0
  }

  /** How many timers are kept, cancelled ones not yet cleared away included. */
  get size(): number {
    return this.heap.length
  }

  /** Runs everything due up to and including `end`, then leaves the clock at `end`. */
  async runUntil(end: number): Promise<void> {
    for (let next = this.heap[0]; next !== undefined && next.at <= end; next = this.heap[0]) {
      this.pop()
      if (next.cancelled) continue
      this.instant = Math.max(this.instant, next.at)
      await next.run()
    }
    this.instant = Math.max(this.instant, end)
  }

  /** Runs everything already due at the present instant, without moving time. */
  async settle(): Promise<void> {
    await this.runUntil(this.instant)
  }

  /** The instant of the next timer, or undefined when nothing waits. */
  nextAt(): number | undefined {
    while (this.heap[0]?.cancelled) this.pop()
    return this.heap[0]?.at
  }

  private push(timer: Timer): void {
    const heap = this.heap
    let index = heap.push(timer) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      const above = heap[parent]
      if (above === undefined || !before(timer, above)) break
      heap[index] = above
      index = parent
    }
    heap[index] = timer
  }

  private pop(): void {
    const heap = this.heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let index = 0
    for (;;) {
      const left = 2 * index + 1
      const right = left + 1
      let child = left
      const leftTimer = heap[left]
      const rightTimer = heap[right]
      if (leftTimer === undefined) break
      if (rightTimer !== undefined && before(rightTimer, leftTimer)) child = right
      const candidate = heap[child]
      if (candidate === undefined || !before(candidate, last)) break
      heap[index] = candidate
      index = child
    }
    heap[index] = last
  }
}
