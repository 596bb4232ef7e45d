/** Words of networks: the addresses that a town's virtual desktops come from. */
import type { RangeProblem } from '../../../../policies/identity/networks.ts'

export const networks = {
  title: '仮想デスクトップの接続元',
  titleOf: (town: string) => `${town}の仮想デスクトップの接続元`,
  lead: 'ここに登録したアドレスから来る人だけを、仮想デスクトップにいる人とみなします。自宅の回線を登録しないでください。',
  here: (address: string) => `あなたの今の接続元は ${address} です。`,
  hereHidden:
    'このサーバーには、接続元のアドレスが伝わっていません。伝わるまでは、登録しても仮想デスクトップと認められません。サーバーの管理者へご相談ください。',
  range: 'アドレスの範囲',
  label: '名前',
  by: '登録した人',
  at: '登録日時',
  state: '状態',
  inUse: '使用中',
  ended: (at: string) => `${at}に外しました`,
  former: '外した接続元',
  action: '操作',
  end: '外す',
  empty: {
    title: '接続元は、まだ登録されていません',
    words:
      '登録するまで、仮想デスクトップからは、厳重管理の情報を見られません。町の情報部門に、仮想デスクトップの出口のアドレスを確かめてから登録してください。',
    others: '町の担当者が登録します。',
  },
  add: {
    title: '接続元を登録する',
    link: '接続元を登録する',
    rangeHint: '例: 203.0.113.0/28、2001:db8::/48。ひとつだけなら 203.0.113.5。',
    labelHint: 'あとで見分けられる名前。例: 県の仮想デスクトップ基盤',
    button: '登録へ進む',
    proofTitle: '接続元を登録します',
    proofLead: 'このアドレスから来る人は、だれでも仮想デスクトップにいるとみなされます。パスキーで本人確認をしてください。',
    done: '接続元を登録しました',
  },
  problems: {
    shape: 'アドレスの範囲の形ではありません。例のように入力してください',
    wide: '範囲が広すぎます。IPv4は/20、IPv6は/44か、それより狭い範囲にしてください',
    everywhere: 'このサーバー自身やすぐ隣を指すアドレスです。だれでもそこにいることになるので、登録できません',
    known: 'この範囲は、すでに登録されています',
  } satisfies Record<RangeProblem | 'known', string>,
  removal: {
    title: '接続元を外す',
    lead: '外すと、このアドレスから来る人は自宅にいるとみなされ、厳重管理の情報はすぐに見られなくなります。',
    button: '外す',
    back: 'キャンセル',
    done: '接続元を外しました',
  },
  town: {
    title: '仮想デスクトップの接続元',
    lead: '仮想デスクトップの出口のアドレスを登録すると、そこで厳重管理の情報を扱えます。',
    link: '接続元を見る、登録する',
  },
}
