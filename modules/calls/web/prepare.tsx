export function PrepareDesk() {
  return null
}
