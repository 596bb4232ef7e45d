/** Parts of Office files whose XML is broken, endless, or hides what it says. */
import { randomBytes } from 'node:crypto'
import { type Hostile, latin, number, office } from './case.ts'
import { xml } from './office.ts'

type Problem = Hostile['problem']
const part = (what: string, body: string | Buffer, problem: Problem) =>
  office(what, 'docx', { 'word/header1.xml': body }, problem)
const entity: Problem = { kind: 'active-content', what: 'xml-entity', entry: 'word/header1.xml' }
const vml = (what: string, body: string, problem: Problem) =>
  office(what, 'xlsx', { 'xl/drawings/vmlDrawing1.vml': body }, problem)

const broken = [
  ...[
    '<a>',
    '<a><b></a>',
    '<a/><a/>',
    '<a/>x',
    'x<a/>',
    '',
    '<a b="1" b="2"/>',
    '<a>&x;</a>',
    '<a>&nbsp;</a>',
    '<a>&constructor;</a>',
  ],
  ...[
    '<a b="&lt"/>',
    '<a>&#0;</a>',
    '<a>\x01</a>',
    '<a>]]></a>',
    '<a><!-- -- --></a>',
    '<a><![CDATA[x]]</a>',
    '<a><!ELEMENT a></a>',
  ],
  ...['<a><?xml version="1.0"?></a>', '<a></a', '</a>'],
]
/** Longer than anything may be, and not so even that it would be taken for a bomb. */
const endless = (randomBytes(50_000).toString('hex') + 'x'.repeat(1_000_000)).repeat(16)
const halves = [number.slice(0, 5), number.slice(5)] as const

export const markup: Hostile[] = [
  ...broken.map((body) => part(`XML such as ${JSON.stringify(body)}`, xml(body), { kind: 'damaged' })),
  part('XML that is no UTF-8', Buffer.concat([Buffer.from('<a>'), latin('\xff'), Buffer.from('</a>')]), { kind: 'damaged' }),
  part('XML that breaks off within a letter', Buffer.concat([Buffer.from('<a/>'), latin('\xe3\x81')]), { kind: 'damaged' }),
  part('a definition from elsewhere', xml('<!DOCTYPE a SYSTEM "http://x.example/a.dtd"><a/>'), entity),
  part('an entity of the definition itself', xml('<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><a/>'), entity),
  part('an entity in an attribute', xml('<!DOCTYPE a [<!ENTITY x "y">]><a b="&x;"/>'), entity),
  part(
    'an entity in UTF-16, the other way round',
    Buffer.from('\ufeff<!DOCTYPE a [<!ENTITY x "y">]><a/>', 'utf16le').swap16(),
    entity,
  ),
  part('a definition without an end', xml(`<!DOCTYPE a [${endless}`), { kind: 'damaged' }),
  part('elements deep within each other', xml('<a>'.repeat(2_000) + '</a>'.repeat(2_000)), { kind: 'damaged' }),
  part('elements without an end', xml('<a>'.repeat(1_000_000)), { kind: 'damaged' }),
  part('an endless attribute', xml(`<a b="${endless}"/>`), { kind: 'damaged' }),
  part('endless attributes', xml(`<a ${Array.from({ length: 1_600_000 }, (_, i) => `b${i}=""`).join(' ')}/>`), {
    kind: 'damaged',
  }),
  part('an endless text', xml(`<a>${endless}</a>`), { kind: 'damaged' }),
  part('a number over marked sections', xml(`<a><![CDATA[${halves[0]}]]><![CDATA[${halves[1]}]]></a>`), { kind: 'my-number' }),
  part('a number over a remark', xml(`<a>${halves.join('<!-- 1 --><?x 2?>')}</a>`), { kind: 'my-number' }),
  part('a number behind much text', xml(`<a>${'あ'.repeat(2_000_000)}${number}</a>`), { kind: 'my-number' }),
  vml('a number in a button', `<xml><font>a<br>${number}</font></xml>`, { kind: 'my-number' }),
  vml('a script in a button', '<xml><font>a<br></font></br><script/></xml>', { kind: 'active-content', what: 'script' }),
  vml('an entity in a button', '<!DOCTYPE a [<!ENTITY x "y">]><xml><br></xml>', { kind: 'active-content', what: 'xml-entity' }),
  vml('a button with a broken tag', '<xml><font a=b></font></xml>', { kind: 'damaged' }),
]
