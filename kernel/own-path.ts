/** A path of ours to go on to after signing in; anything that could lead to another website becomes the desk. */
export const ownPath = (to: unknown): string =>
  typeof to === 'string' && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(to) ? to : '/desk'
