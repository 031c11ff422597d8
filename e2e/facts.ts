/** A sentence of the readout by what it asserts, and the events that make it true. */
export interface PressFact {
  /** The words of the press release that state the fact. */
  readonly fact: string
  /** The key of the sentence, or its beginning (`quote_first:` is followed by the entry's id). */
  readonly sentence: string
  /** Types of events that must be among the sentence's sources. */
  readonly events: readonly string[]
  /** Words of those events, where the fact is what somebody said or wrote. */
  readonly words?: string
}

const TAKEN = 'entry.recorded'
const GRANTED = 'quote.publication-granted'
const WORDED = 'readout.worded'

/**
 * Every fact of the press release that the sample call is built from (fixtures: demo/sample-call.json), and the
 * events of the record and of the announcement that it rests on.
 */
export const PRESS_FACTS: readonly PressFact[] = [
  { fact: 'American ICT Firms', sentence: 'headline', events: [WORDED] },
  { fact: 'Pakistani Officials', sentence: 'headline', events: [WORDED] },
  { fact: 'Digital Economy Opportunities', sentence: 'headline', events: [WORDED] },

  {
    fact: 'U.S. Chargé d’Affaires (CDA) Natalie A. Baker hosted a webinar',
    sentence: 'opening',
    events: ['panel-member.added'],
  },
  { fact: '25 representatives', sentence: 'opening', events: ['person.entered', 'room.on-air'] },
  {
    fact: 'U.S. information and communication technology (ICT) firms',
    sentence: 'opening',
    events: [WORDED],
  },
  { fact: 'senior Pakistani government officials', sentence: 'opening', events: [WORDED] },
  { fact: 'commercial opportunities in Pakistan’s growing IT sector', sentence: 'opening', events: [WORDED] },

  {
    fact: 'Federal Secretary of the Ministry of Information Technology and Telecommunication Zarar Hasham Khan',
    sentence: 'panel',
    events: ['panel-member.added', 'person.entered'],
  },
  {
    fact: 'Chairman of the Special Technology Zones Authority Azfar Manzoor',
    sentence: 'panel',
    events: ['panel-member.added', 'person.entered'],
  },
  {
    fact: 'Project Director of Pakistan’s Special Investment Facilitation Council Syed Hadi',
    sentence: 'panel',
    events: ['panel-member.added', 'person.entered'],
  },
  { fact: 'joined CDA Baker to discuss', sentence: 'panel', events: ['person.entered'] },
  { fact: 'investment opportunities', sentence: 'panel', events: [TAKEN], words: 'investment opportunities' },
  { fact: 'regulatory frameworks', sentence: 'panel', events: [TAKEN], words: 'regulatory frameworks' },
  {
    fact: 'partnership potential in Pakistan’s ICT sector',
    sentence: 'panel',
    events: [TAKEN],
    words: 'partnership potential in Pakistan’s ICT sector',
  },

  { fact: 'In her remarks, CDA Baker said', sentence: 'quote_first:', events: [TAKEN, GRANTED, WORDED] },
  {
    fact: '“The U.S. Mission in Pakistan is fostering strong economic ties between our nations.”',
    sentence: 'quote_first:',
    events: [TAKEN, GRANTED],
    words: 'The U.S. Mission in Pakistan is fostering strong economic ties between our nations.',
  },
  {
    fact: 'She also added, “We believe that by working together, we can unlock the full potential of Pakistan’s IT sector, create new opportunities for American businesses, and contribute to Pakistan’s economic development.”',
    sentence: 'quote_more:',
    events: [TAKEN, GRANTED],
    words:
      'We believe that by working together, we can unlock the full potential of Pakistan’s IT sector, create new opportunities for American businesses, and contribute to Pakistan’s economic development.',
  },
  {
    fact: 'the U.S. Embassy and consulates are here to support American companies as they navigate the Pakistani market',
    sentence: 'offer:',
    events: [TAKEN],
    words:
      'The U.S. Embassy and consulates are here to support American companies as they navigate the Pakistani market',
  },
  {
    fact: 'connecting them with local partners',
    sentence: 'offer:',
    events: [TAKEN],
    words: 'connecting them with local partners',
  },
  {
    fact: 'ensuring they have the resources and information needed to succeed',
    sentence: 'offer:',
    events: [TAKEN],
    words: 'ensuring they have the resources and information needed to succeed',
  },
  {
    fact: '“We are committed to facilitating investment, promoting trade, and advocating for policies to improve the business environment,” she said.',
    sentence: 'quote_said:',
    events: [TAKEN, GRANTED],
    words:
      'We are committed to facilitating investment, promoting trade, and advocating for policies to improve the business environment.',
  },

  { fact: 'The webinar highlighted growth opportunities in', sentence: 'growth', events: [TAKEN] },
  { fact: 'cloud computing', sentence: 'growth', events: [TAKEN], words: 'cloud computing' },
  { fact: 'data centers', sentence: 'growth', events: [TAKEN], words: 'data centers' },
  { fact: 'cybersecurity', sentence: 'growth', events: [TAKEN], words: 'cybersecurity' },
  { fact: 'artificial intelligence', sentence: 'growth', events: [TAKEN], words: 'artificial intelligence' },
  {
    fact: 'important areas where U.S. companies offer proven expertise and innovation',
    sentence: 'point:',
    events: [TAKEN],
    words: 'important areas where U.S. companies offer proven expertise and innovation',
  },

  {
    fact: 'Pakistani officials outlined government initiatives',
    sentence: 'initiatives',
    events: [TAKEN, WORDED],
  },
  {
    fact: 'advance digital policies',
    sentence: 'initiatives',
    events: [TAKEN],
    words: 'advance digital policies',
  },
  {
    fact: 'expand broadband connectivity',
    sentence: 'initiatives',
    events: [TAKEN],
    words: 'expand broadband connectivity',
  },
  {
    fact: 'promote technology parks',
    sentence: 'initiatives',
    events: [TAKEN],
    words: 'promote technology parks',
  },
  {
    fact: 'support innovation through regulatory reforms and incentives',
    sentence: 'initiatives',
    events: [TAKEN],
    words: 'support innovation through regulatory reforms and incentives',
  },

  {
    fact: 'CDA Baker also emphasized the timeliness of strengthening U.S.-Pakistan technology cooperation',
    sentence: 'topic_and_quote:',
    events: [TAKEN],
    words: 'the timeliness of strengthening U.S.-Pakistan technology cooperation',
  },
  {
    fact: '“This year in the United States, we are celebrating America’s 250th anniversary, which presents us with an opportunity to celebrate American innovation and leadership in the technology sector.”',
    sentence: 'topic_and_quote:',
    events: [TAKEN, GRANTED],
    words:
      'This year in the United States, we are celebrating America’s 250th anniversary, which presents us with an opportunity to celebrate American innovation and leadership in the technology sector.',
  },
  {
    fact: 'The technology sector exemplifies U.S. ingenuity and leadership, which the Freedom 250 celebration honors.',
    sentence: 'campaign',
    events: ['campaign.created', WORDED],
  },

  {
    fact: 'part of the Direct Line for American Businesses program',
    sentence: 'program',
    events: ['program.created'],
  },
  {
    fact: 'provides U.S. businesses with direct access to foreign government officials and market experts',
    sentence: 'program',
    events: ['program.created'],
  },
  {
    fact: 'facilitating informed decision-making about international business opportunities',
    sentence: 'program',
    events: ['program.created'],
  },
  {
    fact: 'This is the third in a series of Direct Line calls',
    sentence: 'series',
    events: ['call.ended', 'room.on-air'],
  },
  {
    fact: 'CDA Baker and the U.S. Mission in Pakistan have led',
    sentence: 'series',
    events: ['call.ended', 'installation.changed'],
  },
  { fact: 'in the last year', sentence: 'series', events: ['call.ended', 'room.on-air'] },
  {
    fact: 'to foster trade and investment between the United States and Pakistan',
    sentence: 'series',
    events: ['series.created'],
  },
]
