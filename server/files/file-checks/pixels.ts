/** Refuses a picture for its size by what its header says, before anything is decoded. */
import { type FileProblem, pictureLimits } from '../../../policies/files/files.ts'

export function tooManyPixels(width: number, height: number): FileProblem | undefined {
  if (width === 0 || height === 0) return { kind: 'damaged' }
  const { pixels, side } = pictureLimits
  return width > side || height > side || width * height > pixels ? { kind: 'pixels', width, height } : undefined
}
