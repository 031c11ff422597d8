import type { Page } from '@playwright/test'
import { violationsOf } from '../testing/axe.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** A desk; a window of 1280 at 200 %; two phones. */
const WIDTHS = [1280, 640, 390, 320] as const
/** As far as one goes by Tab to know that the focus is seen: the whole way would take the time of all other looks. */
const STEPS = 12

/** What a screen owes everybody and does not give, in sentences that begin with its name; nothing when all is well. */
export async function inspect(page: Page, name: string): Promise<string[]> {
  await page.evaluate(() => document.fonts.ready)
  const found = (await violationsOf(page, RULES)).map((each) => `axe, ${each}`)
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width < 600 ? 844 : 800 })
    const beyond = await page.evaluate(sideways)
    if (beyond > 0) found.push(`scrolls sideways at ${width}, by ${beyond} px`)
    if (width === 1280 || width === 390)
      for (const target of await page.evaluate(smallTargets))
        found.push(`small target at ${width}: ${target}`)
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  for (const what of await page.evaluate(moving)) found.push(`moves although one asked for rest: ${what}`)
  for (const where of await unseenFocus(page)) found.push(`the focus is not seen on ${where}`)
  return found.map((each) => `${name}: ${each}`)
}

/** After the next frame, so that what a resize started has happened. */
const sideways = () =>
  new Promise<number>((resolve) =>
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        resolve(document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ),
    ),
  )

const moving = () =>
  document
    .getAnimations()
    .filter(
      (animation) => animation.playState === 'running' && Number(animation.effect?.getTiming().duration) > 1,
    )
    .map((animation) => (animation instanceof CSSAnimation ? animation.animationName : 'a transition'))

/** Buttons and fields smaller than 44 px, what their label, their pseudo-elements and their row add counted in. */
function smallTargets(): string[] {
  const LEAST = 43.5
  const small: string[] = []
  const all = 'button, a.dl-btn, select, textarea, summary, input:not([type=hidden])'
  for (const control of document.querySelectorAll<HTMLElement>(all)) {
    if (!control.checkVisibility({ visibilityProperty: true }) || control.closest('[hidden], [inert]'))
      continue
    const labels =
      control instanceof HTMLInputElement && /checkbox|radio/.test(control.type)
        ? [...(control.labels ?? [])]
        : []
    const boxes = [control, ...labels].map((each) => each.getBoundingClientRect())
    const added = ['::before', '::after']
      .map((part) => getComputedStyle(control, part))
      .filter(({ content, position }) => content !== 'none' && position === 'absolute')
    const height = Math.max(
      ...boxes.map((box) => box.height),
      ...added.map((part) => parseFloat(part.height) || 0),
    )
    const width = Math.max(
      ...boxes.map((box) => box.width),
      ...added.map((part) => parseFloat(part.width) || 0),
    )
    if (boxes[0]?.width === 0 || height === 0) continue
    if (height < LEAST || width < LEAST)
      small.push(`${Math.round(width)}×${Math.round(height)} ${control.outerHTML.slice(0, 120)}`)
  }
  return small
}

/** Goes on by Tab and looks whether one sees where one is. */
async function unseenFocus(page: Page): Promise<string[]> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  const unseen: string[] = []
  for (let step = 0; step < STEPS; step += 1) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate(() => {
      const here = document.activeElement as HTMLElement | null
      if (!here || here === document.body) return null
      const shown = [here, ...((here as HTMLInputElement).labels ?? [])].some((each) =>
        [null, '::before', '::after'].some((part) => {
          const style = getComputedStyle(each, part)
          return (
            (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) ||
            style.boxShadow !== 'none'
          )
        }),
      )
      return shown ? null : here.outerHTML.slice(0, 120)
    })
    if (found) unseen.push(found)
  }
  return unseen
}
