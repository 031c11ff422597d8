/** WCAG 2.2 relative luminance of `#rrggbb`. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** How well white text stands out on a colour, 1 to 21 (WCAG 2.2, 1.4.3). */
export const contrastWithWhite = (colour: string): number => 1.05 / (luminance(colour) + 0.05)

/** White text stands on the mission's ink, in small letters too. */
export const INK_CONTRAST = 4.5
export const inkReads = (colour: string): boolean => contrastWithWhite(colour) >= INK_CONTRAST

/** Largest seal, in bytes of the picture. */
const SEAL_BYTES = 64 * 1024

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Why a seal cannot be taken: a key under `errors`; null if it can. It is only ever shown by `<img>`, where nothing in it runs. */
export function sealObjection(seal: string): 'seal_not_a_picture' | 'seal_too_large' | null {
  const match = /^data:image\/(png|svg\+xml);base64,([A-Za-z0-9+/]+={0,2})$/.exec(seal)
  if (!match?.[2]) return 'seal_not_a_picture'
  let bytes: string
  try {
    bytes = atob(match[2])
  } catch {
    return 'seal_not_a_picture'
  }
  if (bytes.length > SEAL_BYTES) return 'seal_too_large'
  const isPicture =
    match[1] === 'png'
      ? PNG.every((byte, at) => bytes.charCodeAt(at) === byte)
      : /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<svg[\s>]/.test(bytes) &&
        !/<script|<!ENTITY|<foreignObject/i.test(bytes)
  return isPicture ? null : 'seal_not_a_picture'
}
