export function PanelDesk() {
  return null
}
