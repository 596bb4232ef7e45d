/** Sends what waits in the outbox: one letter for each person, however much has happened to them. */
import { createTransport, type Transporter } from 'nodemailer'
import { sha256 } from '../../db/kernel/ids.ts'
import { claimLetter, type Letter, lettersFor, markFailed, markSent } from '../../db/kernel/outbox.ts'
import { isNoticed, type NoticedAct } from '../../policies/kernel/acts.ts'
import { type Failure, failureOf, wantsLetter } from '../../policies/kernel/letters.ts'
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
 * Sends every letter that is due; gives how many went out. One that fails comes back later, or is given up where trying cannot help, and its
 * person and the desk see that; what the person wants no letter about is done without one (policies/kernel/letters.ts).
 */
export async function sendDue(world: World, transport: Transporter): Promise<number> {
  const { engine, clock } = world
  let sent = 0
  for (let letter = await claimLetter(engine, clock()); letter; letter = await claimLetter(engine, clock())) {
    const how = await send(world, transport, letter)
    if (how === 'sent') sent++
    // Where the mail server does not answer, the others need not wait for it one by one.
    if (how === 'unreachable') break
  }
  return sent
}

async function send(world: World, transport: Transporter, letter: Letter): Promise<'sent' | 'unwanted' | Failure> {
  const { db, clock, log } = world
  const news = await lettersFor(db, letter.notifications)
  const wanted = news.filter(({ act, letters }) => isNoticed(act) && wantsLetter(letters, act))
  const email = news[0]?.email ?? null
  const isWanted = wanted.length > 0 && email !== null
  try {
    if (isWanted) {
      if (!isAddress(email)) throw Object.assign(new Error('no address'), { code: 'EENVELOPE', responseCode: 553 })
      await transport.sendMail(letterFor(world, letter, wanted))
    }
    await markSent(db, letter, clock())
    return isWanted ? 'sent' : 'unwanted'
  } catch (error) {
    log.warn({ fault: { ...faultOf(error), at: undefined }, tries: letter.tries }, 'a letter could not be sent')
    const why = failureOf(error as object)
    await markFailed(db, letter, why, clock())
    return why
  }
}

/**
 * INVARIANT: says what happened in general words; no name, no title, nothing of a package's content leaves by mail.
 * The Message-ID is the letter's own, so that one that was sent twice is shown once.
 */
function letterFor({ config }: World, letter: Letter, news: readonly News[]) {
  const words = messages[news[0]!.locale]
  const { mail: t } = words
  const counts = new Map<NoticedAct, number>()
  for (const { act } of news) if (isNoticed(act)) counts.set(act, (counts.get(act) ?? 0) + 1)
  const lines = [...counts].map(([act, n]) => t.line(newsOf(words, act), n))
  return {
    from: config.mail!.from,
    to: { name: '', address: news[0]!.email! },
    subject: t.subject(news.length),
    text: [t.greeting, '', ...lines, '', t.open, `${config.origin}/notifications`, '', '-- ', t.foot, ''].join('\n'),
    messageId: `<${sha256(letter.id).slice(0, 32)}@${new URL(config.origin).hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

/** One plain address: nothing that could add a header, a second recipient or a name. */
const isAddress = (email: string | null): email is string => email !== null && /^[^\s@<>,;:"\\]+@[^\s@<>,;:"\\]+$/.test(email)
