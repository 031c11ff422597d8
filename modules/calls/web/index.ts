import type { SliceFace } from '../../../ui/face.tsx'

export { CallBar } from './call-bar.tsx'
export { CallCard } from './call-card.tsx'

/** What the link of a panel member or of her office shows before the call. */
export const loadInvitation = () => import('./stage/invitation.tsx').then((m) => m.Invitation)

export const face: SliceFace = {
  routes: [
    {
      path: '/desk',
      title: 'calls:desk.title',
      load: () => import('./desk/desk.tsx').then((m) => m.CallsDesk),
    },
    {
      path: '/desk/calls/$call',
      title: 'calls:bar.prepare',
      load: () => import('./prepare/prepare.tsx').then((m) => m.PrepareDesk),
    },
    {
      path: '/desk/calls/$call/panel',
      title: 'calls:bar.panel',
      load: () => import('./panel/panel.tsx').then((m) => m.PanelDesk),
    },
    {
      path: '/desk/programs/$program',
      title: 'calls:home.program',
      load: () => import('./programs/program.tsx').then((m) => m.ProgramDesk),
    },
    {
      path: '/desk/series/$series/words',
      title: 'calls:desk.series',
      load: () => import('./programs/series.tsx').then((m) => m.SeriesDesk),
    },
    {
      path: '/desk/campaigns/$campaign',
      title: 'calls:edit.campaign',
      load: () => import('./programs/campaign.tsx').then((m) => m.CampaignDesk),
    },
    {
      path: '/desk/templates/$template',
      title: 'calls:templates.one',
      load: () => import('./programs/template.tsx').then((m) => m.TemplateDesk),
    },
    {
      path: '/desk/calls/$call/briefing',
      title: 'calls:brief.title',
      load: () => import('./stage/briefing.tsx').then((m) => m.BriefingScreen),
    },
    {
      path: '/g/$grant/briefing',
      title: 'calls:brief.title',
      load: () => import('./stage/briefing.tsx').then((m) => m.BriefingScreen),
    },
  ],
  nav: [{ href: '/desk', label: 'calls:desk.title', order: 10 }],
}
