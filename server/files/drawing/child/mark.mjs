/** Tiles the reader's name, town and the minute across a page, so that any part of a photo of it says whose screen it was. */
import { family } from './canvas.mjs'

const size = 28
const tilt = -Math.PI / 6
/** INVARIANT: lines stand closer than a crop of 300 x 200 pixels is wide across them (323), with words in at least one of two. */
const between = 136
const gap = 72

/** @param {import('./canvas.mjs').Canvas} canvas @param {import('./main.mjs').Mark} mark */
export function drawMark(canvas, { reader, town, minute }) {
  const context = canvas.getContext('2d')
  const { width, height } = canvas
  const words = `${reader}　${town}　${minute}`
  context.save()
  context.resetTransform()
  context.globalAlpha = 1
  context.font = `700 ${size}px ${family}`
  context.textBaseline = 'middle'
  // Dark letters show on paper, their light edge on dark pictures; on either the other one is next to nothing.
  context.fillStyle = 'rgba(0, 0, 0, 0.11)'
  context.strokeStyle = 'rgba(255, 255, 255, 0.2)'
  context.lineWidth = 3
  context.lineJoin = 'round'
  context.translate(width / 2, height / 2)
  context.rotate(tilt)
  const step = context.measureText(words).width + gap
  const reach = Math.hypot(width, height) / 2
  for (let line = Math.ceil(-reach / between), y = line * between; y <= reach; line++, y += between)
    for (let x = -reach - step * (0.5 + 0.37 * mod(line, 3)); x < reach; x += step) {
      if (!touches(x, y, step, width, height)) continue
      context.strokeText(words, x, y)
      context.fillText(words, x, y)
    }
  context.restore()
}

/** @param {number} n @param {number} by */
const mod = (n, by) => ((n % by) + by) % by

/** Whether words at this place of the tilted lines stand on the page at all.
 * @param {number} x @param {number} y @param {number} length @param {number} width @param {number} height */
function touches(x, y, length, width, height) {
  const across = [x, x + length].map((along) => along * Math.cos(tilt) - y * Math.sin(tilt))
  const down = [x, x + length].map((along) => along * Math.sin(tilt) + y * Math.cos(tilt))
  return (
    Math.min(...across) < width / 2 + size &&
    Math.max(...across) > -width / 2 - size &&
    Math.min(...down) < height / 2 + size &&
    Math.max(...down) > -height / 2 - size
  )
}
