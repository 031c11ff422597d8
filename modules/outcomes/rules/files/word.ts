import {
  AlignmentType,
  Document,
  Footer,
  FootnoteReferenceRun,
  HeadingLevel,
  type IParagraphOptions,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Locale } from '../../../../kernel/locale.ts'
import { clean } from './clean.ts'

/** A block of a Word file. A footnote is the text of a source note. */
export type Block =
  | { readonly heading: 1 | 2 | 3; readonly text: string }
  | { readonly paragraph: readonly { readonly text: string; readonly note?: string | null }[] }
  | { readonly quiet: string }
  | {
      readonly table: {
        readonly head: readonly string[]
        readonly rows: readonly (readonly string[])[]
        readonly widths: readonly number[]
      }
    }

const ARABIC = /\p{Script=Arabic}/u
const LATIN = /\p{Script=Latin}/u

/** In each language: the faces, and the tongue for the spelling checker. Word takes the next best where a face is missing. */
const FACES = {
  en: { text: 'Source Sans 3', head: 'Public Sans', tag: 'en-US', size: 22, line: 300 },
  ur: { text: 'Noto Nastaliq Urdu', head: 'Noto Nastaliq Urdu', tag: 'ur-PK', size: 24, line: 480 },
} as const

/** Half points. */
const HEADS = { 1: 36, 2: 28, 3: 24 } as const
const LEVELS = {
  1: HeadingLevel.HEADING_1,
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
} as const

/**
 * A Word file of blocks: headings are styles, notes are footnotes, tables have a head row that repeats on each page.
 * In Urdu paragraphs run from right to left, runs are complex script, tables are laid out from the right.
 */
export async function wordOf(
  blocks: readonly Block[],
  about: { readonly title: string; readonly author: string; readonly foot: string },
  locale: Locale,
): Promise<Uint8Array> {
  const rtl = locale === 'ur'
  const face = FACES[locale]
  const notes: string[] = []
  // What somebody wrote in the other language keeps its own direction, as `dir=auto` does on the screen.
  const isRtl = (text: string) => ARABIC.test(text) || (rtl && !LATIN.test(text))
  const run = (text: string, more: { bold?: boolean; size?: number; color?: string } = {}) =>
    new TextRun({
      text: clean(text),
      rightToLeft: isRtl(text),
      ...more,
      ...(more.bold ? { boldComplexScript: true } : {}),
      ...(more.size ? { sizeComplexScript: more.size } : {}),
    })
  const paragraph = (children: readonly ParagraphChild[], more: IParagraphOptions = {}) =>
    new Paragraph({ bidirectional: rtl, ...more, children: [...children] })
  const noted = (text: string, note: string | null | undefined): ParagraphChild[] => {
    if (!note) return [run(`${text} `)]
    notes.push(note)
    return [run(text), new FootnoteReferenceRun(notes.length), run(' ')]
  }
  const cell = (text: string, width: number, head: boolean) =>
    new TableCell({
      width: { size: width, type: WidthType.PERCENTAGE },
      margins: { top: 60, bottom: 60, left: 100, right: 100 },
      ...(head ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'E6E6E6' } } : {}),
      children: text
        .split('\n')
        .map((line) =>
          paragraph([run(line, head ? { bold: true, size: 20 } : { size: 20 })], { spacing: { after: 0 } }),
        ),
    })
  const blockOf = (block: Block): Paragraph | Table => {
    if ('heading' in block) {
      return paragraph([run(block.text)], { heading: LEVELS[block.heading], keepNext: true })
    }
    if ('quiet' in block) return paragraph([run(block.quiet, { size: 18, color: '565C65' })])
    if ('paragraph' in block) return paragraph(block.paragraph.flatMap(({ text, note }) => noted(text, note)))
    const { head, rows, widths } = block.table
    return new Table({
      visuallyRightToLeft: rtl,
      width: { size: 100, type: WidthType.PERCENTAGE },
      rows: [
        new TableRow({
          tableHeader: true,
          children: head.map((text, column) => cell(text, widths[column] ?? 0, true)),
        }),
        ...rows.map(
          (row) =>
            new TableRow({
              cantSplit: true,
              children: row.map((text, column) => cell(text, widths[column] ?? 0, false)),
            }),
        ),
      ],
    })
  }
  const children = blocks.map(blockOf)
  const language = { value: rtl ? 'en-US' : face.tag, bidirectional: 'ur-PK' }
  const fontOf = (name: string) => ({ ascii: name, hAnsi: name, cs: name, eastAsia: name })
  const heading = (level: 1 | 2 | 3) => ({
    run: {
      font: fontOf(face.head),
      size: HEADS[level],
      sizeComplexScript: HEADS[level],
      bold: true,
      boldComplexScript: true,
      color: '1B1B1B',
    },
    paragraph: { spacing: { before: level === 1 ? 0 : 280, after: 140 } },
  })
  const document = new Document({
    title: clean(about.title),
    creator: clean(about.author),
    styles: {
      default: {
        document: {
          run: { font: fontOf(face.text), size: face.size, sizeComplexScript: face.size, language },
          paragraph: { spacing: { after: 160, line: face.line } },
        },
        heading1: heading(1),
        heading2: heading(2),
        heading3: heading(3),
      },
    },
    footnotes: Object.fromEntries(
      notes.map((note, index) => [index + 1, { children: [paragraph([run(note, { size: 18 })])] }]),
    ),
    sections: [
      {
        properties: { page: { margin: { top: 1200, bottom: 1200, left: 1300, right: 1300 } } },
        footers: {
          default: new Footer({
            children: [
              paragraph(
                [
                  run(`${about.foot} · `, { size: 16 }),
                  new TextRun({ children: [PageNumber.CURRENT], size: 16, sizeComplexScript: 16 }),
                ],
                { alignment: AlignmentType.CENTER },
              ),
            ],
          }),
        },
        children,
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
