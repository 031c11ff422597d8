import { expect, type Page } from '@playwright/test'

/** What has the focus: its name as a screen reader says it, and whether one sees that it has it. */
interface Focused {
  readonly name: string
  readonly tag: string
  readonly visible: boolean
}

/** Two hands on a keyboard and no mouse: counts what is pressed to get somewhere apart from what is written. */
export class Hands {
  keys = 0
  characters = 0
  readonly #page: Page
  /** Where the focus was nowhere, or could not be seen. */
  readonly troubles: string[] = []

  constructor(page: Page) {
    this.#page = page
  }

  async press(key: string, times = 1): Promise<void> {
    for (let n = 0; n < times; n++) {
      await this.#page.keyboard.press(key)
      this.keys++
    }
  }

  /** Writes where the focus is, over what stood there. */
  async write(words: string): Promise<void> {
    await this.#page.keyboard.type(words)
    this.characters += words.length
  }

  /** Presses Tab until what is called so has the focus. */
  async to(name: string | RegExp, { back = false, most = 60 } = {}): Promise<void> {
    const passed: string[] = []
    for (let n = 0; n <= most; n++) {
      const here = await this.#focused()
      if (here && matches(here.name, name)) {
        if (!here.visible) this.troubles.push(`${here.tag} ${here.name}: the focus is not seen`)
        return
      }
      passed.push(here?.name ?? '(nowhere)')
      await this.press(back ? 'Shift+Tab' : 'Tab')
    }
    throw new Error(`Tab does not come to ${name}: ${passed.join(' · ')}`)
  }

  /** Goes there and writes. */
  async fill(name: string | RegExp, words: string): Promise<void> {
    await this.to(name)
    await this.write(words)
  }

  /** Goes there and presses it. */
  async push(name: string | RegExp, options: { back?: boolean } = {}): Promise<void> {
    await this.to(name, options)
    await this.press('Enter')
  }

  /** After something was done the focus is somewhere. */
  async stillSomewhere(where: string): Promise<void> {
    await expect.poll(() => this.#focused(), `the focus after: ${where}`).not.toBeNull()
  }

  #focused(): Promise<Focused | null> {
    return this.#page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement) || element === document.body) return null
      const labels = 'labels' in element ? (element as HTMLInputElement).labels : null
      const label = labels?.[0]?.textContent
      const style = getComputedStyle(element)
      const around = element.closest('label') ?? element
      const drawn = [style, getComputedStyle(around)].some(
        (each) => each.outlineStyle !== 'none' || each.boxShadow !== 'none',
      )
      return {
        name: (element.getAttribute('aria-label') ?? label ?? element.textContent ?? '').trim(),
        tag: element.tagName.toLowerCase(),
        visible: drawn,
      }
    })
  }
}

const matches = (said: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? said === wanted : wanted.test(said)
