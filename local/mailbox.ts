import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime, { type Email } from 'postal-mime'
import { instantAt } from '../domain/time.ts'

/** One message as SES was given it. */
export interface Delivery {
  readonly raw: Uint8Array
  /** The virtual instant of sending, milliseconds since the epoch, UTC. */
  readonly at: number
  readonly destinations: readonly string[]
  /** SES message tags; the tag `kind` names the file. */
  readonly tags?: Readonly<Record<string, string>>
}

/** One message in one person's mailbox. */
export interface DeliveredMail {
  /** 1 for the first message of the run, then without gaps. */
  readonly sequence: number
  readonly to: string
  readonly at: number
  /** Below the mailbox's directory, with forward slashes. */
  readonly file: string
  readonly kind: string
  /** Read from its file each time, so that a long run keeps none of it in memory. */
  readonly raw: Uint8Array
}

const messagesPerPart = 32

/** Files that are being written at once at most. */
const mostAtOnce = 64

const fingerprint = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8)

/** An address as a folder's name on any file system; one that had to be changed keeps a fingerprint, so that no two become one. */
const folderOf = (address: string): string => {
  const lower = address.toLowerCase()
  const safe = lower.replace(/[^a-z0-9@._+-]/g, '_').replace(/^\.+|\.+$/g, '_')
  return safe === lower && safe.length <= 100 ? safe : `${safe.slice(0, 80)}-${fingerprint(lower)}`
}

const slugOf = (kind: string): string =>
  kind
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40) || 'message'

/** The header lines of a raw message, as they stand. */
const headersOf = (raw: Uint8Array): string => {
  const end = Buffer.from(raw).indexOf('\r\n\r\n')
  return Buffer.from(raw.subarray(0, end === -1 ? raw.length : end)).toString('utf8')
}

const kindOf = ({ tags }: Delivery): string => tags?.['kind'] ?? 'message'

/** Numbers values in the order they are first seen. */
class Table {
  readonly values: string[] = []
  private readonly places = new Map<string, number>()

  place(value: string): number {
    const known = this.places.get(value)
    if (known !== undefined) return known
    this.places.set(value, this.values.length)
    return this.values.push(value) - 1
  }
}

/** JSON that may stand inside a script element. */
const scriptJson = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c')

const lenderOf = (email: Email): string => email.from?.name || email.from?.address || ''

/**
 * Where the mail of a local run ends: one `.eml` file a message and recipient, `<address>/<sequence>-<instant>-<kind>.eml`, and on demand
 * a page on which a person can read it all. The same deliveries give the same bytes.
 */
export class Mailbox {
  private readonly directory: string
  private readonly delivered: DeliveredMail[] = []
  private readonly folders = new Set<string>()
  private readonly writing = new Set<Promise<void>>()

  /** @param options.directory the folder that becomes the mailbox, such as `out/mail` */
  constructor({ directory }: { readonly directory: string }) {
    this.directory = directory
  }

  /** Keeps one message for each of its recipients; returns what was kept. The disk may still be busy with it: see `settle`. */
  async deliver(delivery: Delivery): Promise<readonly DeliveredMail[]> {
    const kind = kindOf(delivery)
    const kept = delivery.destinations.map((to) => this.keep(to, kind, delivery.at))
    for (const mail of kept) this.write(mail.file, delivery.raw)
    if (this.writing.size >= mostAtOnce) await this.settle()
    return kept
  }

  /** Waits until everything is on the disk. @throws what the disk had to say */
  async settle(): Promise<void> {
    await Promise.all(this.writing)
  }

  /** Messages after the one with the sequence number `since`, in the order they were sent. */
  read(since = 0): readonly DeliveredMail[] {
    return this.delivered.slice(since)
  }

  /** Writes `index.html`, which opens without a server: the list inside it, the messages in parts that it loads when they are read. */
  async writeIndex(): Promise<void> {
    await this.settle()
    rmSync(join(this.directory, 'messages'), { recursive: true, force: true })
    this.folders.delete('messages')
    const lenders = new Table()
    const people = new Table()
    const kinds = new Table()
    const subjects = new Table()
    const rows: (readonly number[])[] = []
    for (let start = 0; start < this.delivered.length; start += messagesPerPart) {
      const part: { file: string; html: string; text: string; headers: string }[] = []
      for (const { to, at, kind, file } of this.delivered.slice(start, start + messagesPerPart)) {
        const raw = readFileSync(join(this.directory, file))
        const email = await PostalMime.parse(raw)
        rows.push([
          lenders.place(lenderOf(email)),
          people.place(to),
          kinds.place(kind),
          subjects.place(email.subject ?? ''),
          at,
        ])
        part.push({ file, html: email.html ?? '', text: email.text ?? '', headers: headersOf(raw) })
      }
      const number = start / messagesPerPart
      this.write(`messages/${number}.js`, `mailPart(${number},${scriptJson(part)})\n`)
    }
    const index = scriptJson({
      perPart: messagesPerPart,
      lenders: lenders.values,
      people: people.values,
      kinds: kinds.values,
      subjects: subjects.values,
      rows,
    })
    const page = readFileSync(new URL('./mailbox.html', import.meta.url), 'utf8')
    this.write(
      'index.html',
      page.replace('{"rows":[]}', () => index),
    )
    await this.settle()
  }

  private keep(to: string, kind: string, at: number): DeliveredMail {
    const sequence = this.delivered.length + 1
    const instant = instantAt(at).replace(/[-:]|\.\d+/g, '')
    const file = `${folderOf(to)}/${String(sequence).padStart(6, '0')}-${instant}-${slugOf(kind)}.eml`
    const path = join(this.directory, file)
    const mail: DeliveredMail = {
      sequence,
      to,
      at,
      file,
      kind,
      get raw() {
        return new Uint8Array(readFileSync(path))
      },
    }
    this.delivered.push(mail)
    return mail
  }

  // Making a file takes the disk longer than the message took; nobody reads it before the run is over.
  private write(file: string, content: Uint8Array | string): void {
    const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')))
    if (!this.folders.has(folder)) {
      mkdirSync(join(this.directory, folder), { recursive: true })
      this.folders.add(folder)
    }
    const written = writeFile(join(this.directory, file), content).finally(() => this.writing.delete(written))
    this.writing.add(written)
  }
}
