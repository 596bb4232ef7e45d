/** A list of 100,000 rows through the running server: brought in, split, with pages asked for meanwhile. */
import { join } from 'node:path'
import { demo, print, round, serve } from './process.mjs'

const rows = 100_000
const boundary = 'yuibench'

function makeList() {
  const lines = ['番号,市町村,名称,フリガナ,所在地,電話番号,開館時間,休館日,サイト,備考']
  for (let i = 1; i <= rows; i++)
    lines.push(
      `${String(i).padStart(6, '0')},塩尻市,施設${i},シセツ,"長野県塩尻市大門${i}番地",0263-00-0000,9:00-17:00,月曜日,https://example.jp/${i}/,備考${i % 7}`,
    )
  return `${lines.join('\n')}\n`
}

export async function measureList({ folder, port, signIn }) {
  const database = join(folder, 'rows.db')
  const server = await serve(demo, {
    PORT: String(port),
    DATABASE_URL: database,
    DATA_DIR: join(folder, 'rows'),
    LOG_LEVEL: 'error',
  })
  const base = `http://127.0.0.1:${port}`
  const cookies = { yumi: await signIn('yumi'), daisuke: await signIn('daisuke') }
  const send = (who, path, body, type) =>
    fetch(base + path, {
      method: body ? 'POST' : 'GET',
      body,
      redirect: 'manual',
      headers: { cookie: cookies[who], 'sec-fetch-site': 'same-origin', ...(type ? { 'content-type': type } : {}) },
    })
  const form = (who, path, fields) => send(who, path, new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded')

  const made = await form('yumi', '/packages', { title: '十万行の一覧', purpose: '測る', client: '' })
  const id = /packages\/([0-9a-f-]{36})/.exec(made.headers.get('location'))[1]
  const list = Buffer.from(makeList())
  const idle = server.peakMb()

  /** Until the page shows no progress any more; the slowest other page meanwhile is kept. */
  const finish = async (who, path, began) => {
    let slowest = 0
    for (;;) {
      const asked = performance.now()
      await (await send('daisuke', '/packages')).text()
      slowest = Math.max(slowest, performance.now() - asked)
      const text = await (await send(who, path)).text()
      if (!text.includes('<progress')) return { seconds: (performance.now() - began) / 1000, slowest }
    }
  }

  let began = performance.now()
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="rows.csv"\r\ncontent-type: text/csv\r\n\r\n`
  await send(
    'yumi',
    `/packages/${id}/steps/2`,
    Buffer.concat([Buffer.from(head), list, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    `multipart/form-data; boundary=${boundary}`,
  )
  const imported = await finish('yumi', `/packages/${id}/steps/2`, began)
  await form('yumi', `/packages/${id}/steps/3`, { brief: '確かめる', criteria: '正しい' })
  await form('yumi', `/packages/${id}/steps/4`, { published: 'yes', namesPeople: 'no', graveHarm: 'no', fromState: 'no' })
  await form('yumi', `/packages/${id}/steps/5`, { managerId: '01910000-0000-7000-8000-000000000004' })
  const check = await (await send('yumi', `/packages/${id}/check`)).text()
  const hidden = Object.fromEntries(
    [...check.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  )
  await form('yumi', `/packages/${id}/hand-over`, hidden)

  began = performance.now()
  const split = await form('daisuke', `/packages/${id}/split`, { rowsPerLot: '50' })
  if (split.status >= 400) throw new Error(`the split was refused: ${split.status}`)
  const cut = await finish('daisuke', `/packages/${id}/split`, began)
  const shown = await (await send('daisuke', `/packages/${id}`)).text()
  const whole = shown.includes('2,000')

  const both = imported.seconds + cut.seconds
  print({
    figure: '100,000 rows brought in and split into 2,000 lots, seconds',
    import: round(imported.seconds),
    split: round(cut.seconds),
    megabytes: round(list.length / 1e6),
    limit: 10,
    ok: whole && both < 10,
  })
  print({
    figure: 'slowest other page meanwhile, ms',
    ms: round(Math.max(imported.slowest, cut.slowest)),
    limit: 500,
    ok: Math.max(imported.slowest, cut.slowest) < 500,
  })
  print({
    figure: 'resident memory at its peak meanwhile, MB',
    app: round(server.peakMb()),
    before: round(idle),
    limit: 200,
    ok: server.peakMb() < 200,
  })
  await server.stop()
}
