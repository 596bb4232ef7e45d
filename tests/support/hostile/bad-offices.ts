/** Office files with macros, with what loads from elsewhere, or that are not what they say. */
import { file, type Hostile, office, ole, program } from './case.ts'
import { document, mainType, officeFile, officeParts, type Parts, relations, types, xml } from './office.ts'
import { png } from './pictures.ts'
import { zipOf } from './zip.ts'

const zeros = Buffer.alloc(32 * 1024 ** 2)

const macroType = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml'
const external = (type: string, target: string): Parts => ({
  'word/_rels/document.xml.rels': relations([type, target, 'External']),
})
const entities = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
const laughs = `<!DOCTYPE a [<!ENTITY a "ha">${'bcdefghij'.replace(/./g, (l) => `<!ENTITY ${l} "${`&${String.fromCharCode(l.charCodeAt(0) - 1)};`.repeat(10)}">`)}]>`

export const offices: Hostile[] = [
  file('a password', 'a.xlsx', ole('EncryptedPackage'), { kind: 'encrypted' }),
  office('macros', 'docx', { 'word/vbaProject.bin': ole() }, { kind: 'macro', entry: 'word/vbaProject.bin' }),
  office('macros by their type', 'xlsx', { '[Content_Types].xml': types('xl/workbook.xml', macroType) }, { kind: 'macro' }),
  office('macros of Excel 4', 'xlsx', { 'xl/macrosheets/sheet1.xml': xml('<a/>') }, { kind: 'macro' }),
  office(
    'macros under another name',
    'xlsx',
    { 'xl/_rels/workbook.xml.rels': relations(['vbaProject', 'printerSettings/a.bin']) },
    { kind: 'macro' },
  ),
  office('ActiveX', 'docx', { 'word/activeX/activeX1.xml': xml('<a/>') }, { kind: 'active-content', what: 'embedded-object' }),
  office(
    'a file within',
    'docx',
    { 'word/embeddings/oleObject1.bin': ole() },
    { kind: 'active-content', what: 'embedded-object' },
  ),
  office('a workbook within', 'pptx', { 'ppt/media/a.xlsx': officeFile('xlsx') }, { kind: 'archive-nested' }),
  office('an object under another name', 'docx', external('oleObject', 'media/a.xml'), {
    kind: 'active-content',
    what: 'embedded-object',
  }),
  office(
    'a page within',
    'docx',
    { 'word/_rels/document.xml.rels': relations(['aFChunk', 'a.xml']) },
    { kind: 'active-content' },
  ),
  office('a template from elsewhere', 'docx', external('attachedTemplate', 'https://x.example/a.dotm'), {
    kind: 'active-content',
    what: 'external-link',
  }),
  office('a picture from elsewhere', 'docx', external('image', 'http://x.example/a.png'), {
    kind: 'active-content',
    what: 'external-link',
  }),
  office(
    'another workbook',
    'xlsx',
    { 'xl/externalLinks/_rels/externalLink1.xml.rels': relations(['externalLinkPath', 'a.xlsx', 'External']) },
    { kind: 'active-content', what: 'external-link' },
  ),
  office('a link into a network', 'docx', external('hyperlink', 'file:///\\\\server\\share\\a.docx'), {
    kind: 'active-content',
    what: 'link-to-file',
  }),
  office('a link into a network, short', 'docx', external('hyperlink', '\\\\server\\share'), {
    kind: 'active-content',
    what: 'link-to-file',
  }),
  office('a link that runs', 'docx', external('hyperlink', 'java&#9;script:x()'), {
    kind: 'active-content',
    what: 'external-link',
  }),
  office(
    'a field that starts a program',
    'docx',
    {
      'word/document.xml': xml('<w:p xmlns:w="w"><w:instrText>DD</w:instrText><w:instrText>EAUTO c:\\\\cmd</w:instrText></w:p>'),
    },
    { kind: 'active-content', what: 'data-exchange' },
  ),
  office(
    'a simple field that does',
    'docx',
    { 'word/document.xml': xml('<w:p xmlns:w="w"><w:fldSimple w:instr=" DDE a b"/></w:p>') },
    { kind: 'active-content', what: 'data-exchange' },
  ),
  office(
    'a simple field with two instructions',
    'docx',
    { 'word/document.xml': xml('<w:p xmlns:w="w"><w:fldSimple x:instr="PAGE" w:instr="DDE a b"/></w:p>') },
    { kind: 'active-content', what: 'data-exchange' },
  ),
  office(
    'a field behind a long text',
    'docx',
    {
      'word/document.xml': xml(
        `<w:p xmlns:w="w"><w:instrText>${'x '.repeat(9_000)}</w:instrText><w:instrText>"DDE"</w:instrText></w:p>`,
      ),
    },
    { kind: 'active-content', what: 'data-exchange' },
  ),
  ...['a="b', 'a=b', 'a', '="b"', 'a="b"c="d"', 'a="<"', 'a=\'b"', '/ a="b"'].map((attributes) =>
    office(
      `a field with the attributes ${attributes}`,
      'docx',
      { 'word/document.xml': xml(`<w:p xmlns:w="w"><w:fldSimple ${attributes} w:instr="DDE a b"/></w:p>`) },
      { kind: 'damaged' },
    ),
  ),
  office(
    'a tag without an end',
    'docx',
    { 'word/document.xml': xml(`<w:p xmlns:w="w"><${'a'.repeat(1_100_000)}`) },
    { kind: 'damaged' },
  ),
  office(
    'a relation that says two things',
    'docx',
    {
      '_rels/.rels': relations(['officeDocument', 'word/document.xml'], ['attachedTemplate', 'https://x.example/a']).replace(
        'Target="https://x.example/a"',
        'x:TargetMode="Internal" Target="https://x.example/a" TargetMode="External"',
      ),
    },
    { kind: 'active-content', what: 'external-link' },
  ),
  office(
    'an exchange of data',
    'xlsx',
    { 'xl/externalLinks/externalLink1.xml': xml('<externalLink><ddeLink ddeService="cmd"/></externalLink>') },
    { kind: 'active-content', what: 'data-exchange' },
  ),
  office(
    'an entity that reads a file',
    'docx',
    { 'word/document.xml': xml(`${entities}<a>&x;</a>`) },
    { kind: 'active-content', what: 'xml-entity' },
  ),
  office(
    'a billion laughs',
    'xlsx',
    { 'xl/sharedStrings.xml': xml(`${laughs}<a>&j;</a>`) },
    { kind: 'active-content', what: 'xml-entity' },
  ),
  office(
    'an entity among the types',
    'docx',
    { '[Content_Types].xml': xml(entities + types('word/document.xml', mainType.docx).slice(56)) },
    { kind: 'active-content', what: 'xml-entity' },
  ),
  office(
    'an entity in UTF-16',
    'docx',
    { 'word/document.xml': Buffer.from(`\ufeff${entities}<a/>`, 'utf16le') },
    { kind: 'active-content', what: 'xml-entity' },
  ),
  office('XML in UTF-7', 'docx', { 'word/document.xml': '<?xml version="1.0" encoding="UTF-7"?><a/>' }, { kind: 'damaged' }),
  office(
    'XML in UTF-16 that does not say so',
    'docx',
    { 'word/document.xml': Buffer.from('<a/>', 'utf16le') },
    { kind: 'damaged' },
  ),
  office('XML that breaks off', 'docx', { 'word/document.xml': xml('<a><b') }, { kind: 'damaged' }),
  office(
    'a script in a drawing',
    'pptx',
    { 'ppt/media/a.svg': '<svg><script>x()</script></svg>' },
    { kind: 'active-content', what: 'script' },
  ),
  office(
    'a program called a drawing',
    'pptx',
    { 'ppt/media/a.emf': program },
    { kind: 'archive-content', entry: 'ppt/media/a.emf' },
  ),
  office('a part that nobody knows', 'docx', { 'word/media/a.hta': 'abc' }, { kind: 'archive-content' }),
  office('a program', 'pptx', { 'ppt/media/a.exe': program }, { kind: 'archive-content' }),
  office('a huge picture', 'pptx', { 'ppt/media/a.png': png(65_535, 65_535) }, { kind: 'pixels', entry: 'ppt/media/a.png' }),
  office('no types', 'docx', { '[Content_Types].xml': undefined }, { kind: 'content', found: 'zip' }),
  office('no relations', 'docx', { '_rels/.rels': undefined }, { kind: 'content', found: 'zip' }),
  office('a main part that is not there', 'docx', { 'word/document.xml': undefined }, { kind: 'content' }),
  office(
    'another main part',
    'docx',
    { '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']), 'xl/workbook.xml': xml('<a/>') },
    { kind: 'content' },
  ),
  office(
    'two main parts',
    'docx',
    { '_rels/.rels': relations(['officeDocument', 'word/document.xml'], ['officeDocument', 'word/b.xml']) },
    { kind: 'content' },
  ),
  file('one part twice', 'a.docx', zipOf([...officeParts('docx'), { name: 'Word/Document.xml', data: document('b') }]), {
    kind: 'archive-damaged',
    why: 'twice',
  }),
  file('a bomb', 'a.xlsx', zipOf([...officeParts('xlsx'), { name: 'xl/worksheets/sheet2.xml', data: zeros }]), {
    kind: 'archive-bomb',
  }),
]
