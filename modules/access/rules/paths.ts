/** A path of ours to go on to; anything that could lead to another website becomes the desk. */
export const ownPath = (to: string | undefined): string =>
  to !== undefined && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(to) ? to : '/desk'
