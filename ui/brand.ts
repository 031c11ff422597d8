/** How an installation presents itself: settings of the mission, not of the product. */
export type Brand = {
  /** "Direct Line" unless the mission calls it otherwise. */
  product: string
  /** "U.S. Mission in Pakistan" */
  mission: string
  /** Path of the seal or logo, served by this installation. */
  seal?: string | undefined
  /** The mission's colour (`#162e51`): mast, hero, marks. White on it must keep 4.5:1. */
  ink?: string | undefined
}
