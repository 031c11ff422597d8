import { OFFICERS, STAFF } from '../../kernel/access.ts'
import { offer } from '../../kernel/commands.ts'
import { defineModule } from '../../kernel/module.ts'
import { contract, peopleCommands } from './contract.ts'
import { organizationsPage, personsPage } from './reads.ts'
import {
  changeOrganization,
  changePerson,
  contact,
  erase,
  eraseByStaff,
  getOrganization,
  getPerson,
  resolve,
  upsertOfficial,
} from './service.ts'
import { namesOf } from './views.ts'

const staff = { staff: STAFF }
const officers = { staff: OFFICERS }

export const people = defineModule({
  name: 'people',
  contract,
  access: {
    listOrganizations: staff,
    organization: staff,
    changeOrganization: officers,
    listPersons: staff,
    person: staff,
    changePerson: officers,
    erasePerson: { staff: ['administrator'] },
  },
  routes: {
    listOrganizations: (tx, _actor, input) => organizationsPage(tx, input),
    organization: async (tx, _actor, input) => ({
      organization: await getOrganization(tx, input.organization),
      people: (await personsPage(tx, { organization: input.organization, limit: 200 })).items,
    }),
    changeOrganization: (tx, _actor, { organization, ...change }) =>
      changeOrganization(tx, organization, defined(change)),
    listPersons: (tx, _actor, input) => personsPage(tx, input),
    person: (tx, actor, input) => getPerson(tx, actor, input),
    changePerson: (tx, actor, { person, ...change }) => changePerson(tx, actor, person, defined(change)),
    erasePerson: (tx, actor, input) => eraseByStaff(tx, actor, input.person),
  },
  offers: offer(peopleCommands, {
    resolve,
    get: getPerson,
    names: (tx, _actor, input) => namesOf(tx, input),
    upsertOfficial,
    contact,
    correct: async (tx, actor, { person, ...change }) => {
      await changePerson(tx, actor, person, defined(change))
    },
    erase,
  }),
})

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Leaves out fields that were not given. */
const defined = <T extends object>(change: T): Defined<T> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Defined<T>
