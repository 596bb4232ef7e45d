/** Sends what waits in the outbox: one letter for each person, however much has happened to them. */
import { createTransport, type Transporter } from 'nodemailer'
import { sha256 } from '../../db/kernel/ids.ts'
import { claimDue, lettersFor, markSent } from '../../db/kernel/outbox.ts'
import { isNoticed, type NoticedAct } from '../../policies/kernel/acts.ts'
import { wantsLetter } from '../../policies/kernel/letters.ts'
import { newsOf } from '../../views/kernel/acts.ts'
import { messages } from '../../views/messages/index.ts'
import { faultOf } from './log.ts'
import type { Opened } from './world.ts'

type Mail = { readonly url: string; readonly from: string }
type World = Pick<Opened, 'db' | 'engine' | 'clock' | 'config' | 'log'>
type News = Awaited<ReturnType<typeof lettersFor>>[number]

const everyMs = 5_000
const patience = 15_000

/** Starts sending where mail is set up; gives the way to stop. Without mail nothing is claimed, so nothing is lost. */
export function startSender(world: World): () => void {
  const { mail } = world.config
  if (!mail) return () => undefined
  const transport = openTransport(mail)
  let stopped = false
  let timer: NodeJS.Timeout
  const round = async () => {
    await sendDue(world, transport).catch((error: unknown) => world.log.error({ fault: faultOf(error) }, 'outbox'))
    if (!stopped) timer = setTimeout(round, everyMs).unref()
  }
  timer = setTimeout(round, everyMs).unref()
  return () => {
    stopped = true
    clearTimeout(timer)
    transport.close()
  }
}

/** A letter is only ever our own text: nothing in it may be fetched from a file or an address. */
export const openTransport = ({ url }: Mail): Transporter =>
  createTransport({
    url,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as never)

/**
 * Sends everything that is due once; gives how many letters went out. A letter that fails comes back later by its lease;
 * what the person wants no letter about is done without one (policies/kernel/letters.ts).
 */
export async function sendDue(world: World, transport: Transporter): Promise<number> {
  const { db, engine, clock, log } = world
  const due = await claimDue(engine, clock())
  if (due.length === 0) return 0
  const news = await lettersFor(
    db,
    due.map(({ notificationId }) => notificationId),
  )
  let sent = 0
  for (const [personId, own] of byPerson(news)) {
    const ids = due.filter((row) => row.personId === personId).map(({ id }) => id)
    try {
      const wanted = own.filter(({ act, letters }) => isNoticed(act) && wantsLetter(letters, act))
      if (wanted.length > 0 && isAddress(own[0]!.email)) {
        await transport.sendMail(letterFor(world, wanted))
        sent++
      }
      await markSent(db, ids, clock())
    } catch (error) {
      log.warn({ fault: { ...faultOf(error), at: undefined }, letters: ids.length }, 'a letter could not be sent')
    }
  }
  return sent
}

function byPerson(news: readonly News[]): Map<string, News[]> {
  const people = new Map<string, News[]>()
  for (const one of news) people.set(one.personId, [...(people.get(one.personId) ?? []), one])
  return people
}

/**
 * INVARIANT: says what happened in general words; no name, no title, nothing of a package's content leaves by mail.
 * The Message-ID follows from what the letter tells of, so that a letter sent twice is shown once.
 */
function letterFor({ config }: World, news: readonly News[]) {
  const words = messages[news[0]!.locale]
  const { mail: t } = words
  const counts = new Map<NoticedAct, number>()
  for (const { act } of news) if (isNoticed(act)) counts.set(act, (counts.get(act) ?? 0) + 1)
  const lines = [...counts].map(([act, n]) => t.line(newsOf(words, act), n))
  const id = sha256(news.map((one) => one.id).join()).slice(0, 32)
  return {
    from: config.mail!.from,
    to: { name: '', address: news[0]!.email! },
    subject: t.subject(news.length),
    text: [t.greeting, '', ...lines, '', t.open, `${config.origin}/notifications`, '', '-- ', t.foot, ''].join('\n'),
    messageId: `<${id}@${new URL(config.origin).hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

/** One plain address: nothing that could add a header, a second recipient or a name. */
const isAddress = (email: string | null): email is string => email !== null && /^[^\s@<>,;:"\\]+@[^\s@<>,;:"\\]+$/.test(email)
