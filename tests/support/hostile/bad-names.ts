/** Files whose names or first bytes are not those of their kind. */
import { gzipSync } from 'node:zlib'
import { file, type Hostile, latin, number, ole, other, program } from './case.ts'
import { officeFile } from './office.ts'
import { pdf } from './pdf.ts'
import { png } from './pictures.ts'
import { zipOf } from './zip.ts'

const small = zipOf([{ name: 'a.txt', data: 'a' }])

export const names: Hostile[] = [
  file('a program behind a document', 'report.pdf.exe', pdf(), { kind: 'extension' }),
  file('an ending turned round', 'annex\u202efdp.exe', pdf(), { kind: 'extension' }),
  file('no ending', 'report', pdf(), { kind: 'extension' }),
  file('only an ending', '.pdf', pdf(), { kind: 'extension' }),
  file('a second name behind a colon', 'report.pdf:evil.exe', pdf(), { kind: 'extension' }),
  file('an old Word file', 'old.doc', ole(), { kind: 'extension' }),
  file('a file with macros', 'plan.xlsm', officeFile('xlsx'), { kind: 'extension' }),
  file('a web page', 'page.html', '<html>', { kind: 'extension' }),
  file('a drawing that is a page', 'logo.svg', '<svg/>', { kind: 'extension' }),
  file('a kind that this feature does not take', 'plan.xlsx', officeFile('xlsx'), { kind: 'extension' }, ['pdf', 'png']),
  file('an individual number in the name', `${number}.pdf`, pdf(), { kind: 'my-number', where: 'name' }),
  file('nothing in it', 'empty.csv', '', { kind: 'empty' }),
]

export const lies: Hostile[] = [
  other('a page called a list', 'a.csv', '  <!-- x --><!DOCTYPE html><title>a</title>', 'html'),
  other('a page without a head', 'a.txt', '\ufeff<body onload=x()>', 'html'),
  other('a page in UTF-16', 'a.txt', Buffer.from('\ufeff<html>あ', 'utf16le'), 'html'),
  other('a drawing called a text', 'a.txt', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', 'svg'),
  other('XML called a list', 'a.csv', '<?xml version="1.0"?><a/>', 'xml'),
  other('PHP', 'a.txt', '<?php system($_GET[0]);', 'script'),
  ...['<!-->', '<!--->', '<!-- a --!>', '<!---->\n<!-- b -->'].flatMap((mark) => [
    other(`a script behind ${mark}`, 'a.txt', `${mark}<script>x()</script>`, 'script'),
    other(`a page behind ${mark}`, 'a.txt', ` ${mark} <html>`, 'html'),
  ]),
  other('a drawing behind marks', 'a.txt', '<!a><!b>\n<svg:svg>', 'svg'),
  other('a script element', 'a.txt', '<script>x()</script>', 'script'),
  other('a shell script', 'a.txt', '#!/bin/sh\nrm -rf /\n', 'script'),
  other('a batch file', 'a.txt', '@echo off\r\ndel *\r\n', 'script'),
  other('Visual Basic', 'a.txt', 'Set s = CreateObject("WScript.Shell")\r\n', 'script'),
  other('a program', 'a.pdf', program, 'program'),
  other('a program called a text', 'a.txt', program, 'program'),
  other('a program of Linux', 'a.png', latin('\x7fELF\x02\x01\x01\0'), 'program'),
  other('an old Word file called a new one', 'a.docx', ole('WordDocument'), 'old-office'),
  other('an old Excel file called an archive', 'a.zip', ole('Workbook'), 'old-office'),
  other('rich text called text', 'a.txt', '{\\rtf1\\ansi}', 'rich-text'),
  other('an archive of another kind', 'a.zip', gzipSync('a'), 'archive'),
  other('a picture called a document', 'a.pdf', png(), 'png'),
  other('a PNG called a JPEG', 'a.jpg', png(), 'png'),
  other('a PDF called a text', 'a.txt', pdf(), 'pdf'),
  other('an archive called a picture', 'a.png', small, 'zip'),
  other('GIF called PNG', 'a.png', latin('GIF89a\x01\0\x01\0\0\0\0'), 'picture'),
  other('bytes called a list', 'a.csv', latin('a,b\n1,\0\x01\x02\n'), 'unknown'),
  other('a NUL far behind', 'a.csv', `${'a,b\n'.repeat(50_000)}\0\n`, 'unknown'),
  other('an end of DOS in the middle', 'a.txt', `${'a'.repeat(16_383)}\x1abc`, 'unknown'),
  other('ISO-2022-JP, in which digits hide', 'a.txt', latin('\x1b$B#1#2#3\x1b(B\n'), 'unknown'),
  other('a Word file called an Excel file', 'a.xlsx', officeFile('docx'), 'docx'),
  other('an archive called a Word file', 'a.docx', small, 'zip'),
  file('letters that are none', 'a.csv', latin('a\nb\n\x82\xff\x81\n'), { kind: 'encoding', line: 3 }),
  file('UTF-8 that broke', 'a.txt', Buffer.concat([Buffer.from('日本語の文\n'), Buffer.of(0xe3, 0x81)]), {
    kind: 'encoding',
    line: 2,
  }),
  file('UTF-16 that broke', 'a.txt', Buffer.from('fffe0d4e0041d8', 'hex'), { kind: 'encoding', line: 1 }),
]
