/** What has happened to a package and its work, in words. */
import type { Act } from '../../../policies/notices.ts'

type Kind = 'package' | 'assignment' | 'application' | 'content' | 'file' | 'custody' | 'destruction' | 'consent' | 'glass'
type Told = Exclude<
  Extract<Act, `${Kind}.${string}`>,
  `${string}.list` | 'custody.read' | 'destruction.read' | 'consent.read' | 'glass.read'
>

export const packageActs = {
  'package.create': '下書きを作りました',
  'package.edit': '下書きを直しました',
  'package.import': '一覧表を読み込みました',
  'package.hand-over': 'ディレクターに引き渡しました',
  'package.send-back': '担当者に差し戻しました',
  'package.split': '作業に分けました',
  'package.plan': '条件を決めました',
  'package.publish': '募集を始めました',
  'package.complete': '完了しました',
  'package.withdraw': '取り下げました',
  'package.follow': '状況を見ました',
  'package.export': '閲覧だけの成果をファイルで受け取りました',
  'package.result': '成果をダウンロードしました',
  'package.read': '募集の内容を見ました',
  'application.raise': '手をあげました',
  'application.withdraw': '手を下ろしました',
  'assignment.offer': '打診しました',
  'assignment.accept': '引き受けました',
  'assignment.decline': '見送りました',
  'assignment.expire': '返事の期限が過ぎました',
  'assignment.cancel': '打診を取り消しました',
  'assignment.hand-back': '作業を返しました',
  'assignment.submit': '納品しました',
  'assignment.return': '手直しをお願いしました',
  'assignment.approve': '検収に通しました',
  'assignment.read': '作業を見ました',
  'assignment.read-brief': '手順を読みました',
  'assignment.open': '内容を画面で見ました',
  'assignment.download': '一覧表をダウンロードしました',
  'assignment.read-delivery': '納品を開きました',
} satisfies Record<Told, string>
  'content.open': 'パスキーで内容を開きました',
  'file.add': 'ファイルを加えました',
  'file.open': 'ファイルをページで見ました',
  'file.download': 'ファイルをダウンロードしました',
  'file.remove': 'ファイルを削除しました',
  'file.check': 'ファイルを確かめました',
  'file.hold': '安全でないファイルを預かりました',
