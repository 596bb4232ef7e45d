/** Looks at the pixels of pages: where there is ink, and in which parts two pages differ. */
import { createCanvas, loadImage } from '@napi-rs/canvas'

export type Picture = { readonly width: number; readonly height: number; readonly pixels: Uint8ClampedArray }

export async function look(png: Uint8Array): Promise<Picture> {
  const image = await loadImage(png)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  return { width: image.width, height: image.height, pixels: context.getImageData(0, 0, image.width, image.height).data }
}

export type Part = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** How many pixels of a part (default: all) are darker than the mark ever makes white. */
export function inkIn({ width, height, pixels }: Picture, part: Part = { x: 0, y: 0, width, height }): number {
  let ink = 0
  for (let y = part.y; y < part.y + part.height; y++)
    for (let x = part.x; x < part.x + part.width; x++) if (pixels[(y * width + x) * 4]! < 110) ink += 1
  return ink
}

export const differ = (a: Picture, b: Picture, part: Part): boolean => {
  for (let y = part.y; y < part.y + part.height; y++)
    for (let x = part.x; x < part.x + part.width; x++)
      for (let i = (y * a.width + x) * 4, end = i + 3; i < end; i++) if (a.pixels[i] !== b.pixels[i]) return true
  return false
}

/** Every crop of this size, side by side and then moved by halves of it; the last ones end with the page. */
export function crops({ width, height }: Picture, size = { width: 300, height: 200 }): Part[] {
  const starts = (whole: number, part: number) =>
    [...Array(Math.ceil((2 * (whole - part)) / part) + 1).keys()].map((i) => Math.min((i * part) / 2, whole - part))
  return starts(height, size.height).flatMap((y) => starts(width, size.width).map((x) => ({ x, y, ...size })))
}
