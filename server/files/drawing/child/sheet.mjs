/** Draws a sheet of rows: as a table where its columns fit beside each other, else each row as a card. */
import { drawCards } from './cards.mjs'
import { drawTable, layTable } from './table.mjs'

/**
 * @typedef {{ text: string, before?: string }} Cell
 * @typedef {{ number: number, cells: Cell[] }} Row
 * @typedef {{ title: string, columns: string[], rows: Row[] }} Sheet
 */

/** @param {Sheet} sheet */
export function drawSheet(sheet) {
  const table = layTable(sheet)
  return table ? drawTable(table) : drawCards(sheet)
}
