import { z } from 'zod'
import type { Access } from '../kernel/access.ts'
import type { AnyModule } from '../kernel/module.ts'

/** What a person needs to know of a route to use it. */
export interface ApiRoute {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly summary: string
  /** Roles of staff and on a call; `anyone`, `link`, `signedIn`. */
  readonly who: readonly string[]
  readonly parameters: readonly { name: string; where: string; type: string; required: boolean }[]
  /** The body, written like a TypeScript type; null when there is none. */
  readonly body: string | null
  readonly answer: string | null
  readonly example: string
}
export interface ApiGuide {
  readonly title: string
  readonly version: string
  readonly groups: readonly { readonly name: string; readonly routes: readonly ApiRoute[] }[]
}

const Content = z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })).optional() })
const Operation = z.object({
  operationId: z.string().optional(),
  summary: z.string().optional(),
  parameters: z
    .array(
      z.object({ name: z.string(), in: z.string(), required: z.boolean().optional(), schema: z.unknown() }),
    )
    .optional(),
  requestBody: Content.optional(),
  responses: z.record(z.string(), Content).optional(),
})
const Document = z.object({
  info: z.object({ title: z.string(), version: z.string() }),
  servers: z.array(z.object({ url: z.string() })).optional(),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
})
const Schema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  format: z.string().optional(),
  $ref: z.string().optional(),
})

/** Reads the OpenAPI document for people. */
export function apiGuide(document: unknown, modules: readonly AnyModule[]): ApiGuide {
  const { info, servers, paths } = Document.parse(document)
  const base = servers?.[0]?.url ?? ''
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const parsed = Operation.parse(operation)
      const [module = '', name = ''] = (parsed.operationId ?? '').split('.')
      const access = modules.find((each) => each.name === module)?.access[name]
      return { module, route: routeOf(base, method.toUpperCase(), path, parsed, access ?? {}) }
    }),
  )
  return {
    title: info.title,
    version: info.version,
    groups: modules
      .map(({ name }) => ({
        name,
        routes: routes.filter(({ module }) => module === name).map(({ route }) => route),
      }))
      .filter((group) => group.routes.length > 0),
  }
}

function routeOf(
  base: string,
  method: string,
  path: string,
  operation: z.infer<typeof Operation>,
  access: Access,
): ApiRoute {
  const { parameters = [], requestBody, responses = {} } = operation
  const body = schemaOf(requestBody)
  const answer = schemaOf(Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1])
  return {
    id: operation.operationId ?? `${method}-${path}`,
    method,
    path,
    summary: operation.summary ?? '',
    who: whoOf(access),
    parameters: parameters.map((each) => ({
      name: each.name,
      where: each.in,
      type: typeOf(each.schema),
      required: each.required ?? false,
    })),
    body: body === undefined ? null : typeOf(body),
    answer: answer === undefined ? null : typeOf(answer),
    example: exampleOf(base, method, path, access, body),
  }
}

const whoOf = ({ anyone, staff, call, link, signedIn }: Access): string[] => [
  ...(anyone ? ['anyone'] : []),
  ...(signedIn ? ['signedIn'] : []),
  ...(staff ?? []),
  ...(link ? ['link'] : []),
  ...(call ?? []),
]

const schemaOf = (content: z.infer<typeof Content> | undefined): unknown =>
  Object.values(content?.content ?? {})[0]?.schema

function exampleOf(base: string, method: string, path: string, access: Access, body: unknown): string {
  const lines = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} '${base}${path}'`,
    ...(access.anyone ? [] : ["-H 'Authorization: Bearer dlt_…'"]),
    ...(body === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(sampleOf(body))}'`]),
  ]
  return lines.join(' \\\n  ')
}

/** A schema written like a TypeScript type, `?` marking what may be left out. */
function typeOf(given: unknown, indent = ''): string {
  const schema = Schema.safeParse(given).data
  if (!schema) return 'unknown'
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? 'unknown'
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const union = schema.anyOf ?? schema.oneOf
  if (union) return [...new Set(union.map((each) => typeOf(each, indent)))].join(' | ')
  if (schema.allOf) return schema.allOf.map((each) => typeOf(each, indent)).join(' & ')
  if (schema.properties) return objectOf(schema, indent)
  if (schema.type === 'array') return listOf(typeOf(schema.items, indent))
  if (schema.type === 'object' && !schema.additionalProperties) return '{}'
  if (schema.type === 'object') return `{ [name]: ${typeOf(schema.additionalProperties, indent)} }`
  const type = [schema.type ?? 'unknown'].flat().join(' | ')
  return schema.format ? `${type} (${schema.format})` : type
}

const listOf = (type: string): string => (/ [|&] /.test(type) ? `(${type})[]` : `${type}[]`)

function objectOf(schema: z.infer<typeof Schema>, indent: string): string {
  const entries = Object.entries(schema.properties ?? {})
  if (entries.length === 0) return '{}'
  const deeper = `${indent}  `
  const lines = entries.map(
    ([name, value]) =>
      `${deeper}${name}${schema.required?.includes(name) ? '' : '?'}: ${typeOf(value, deeper)}`,
  )
  return `{\n${lines.join('\n')}\n${indent}}`
}

/** Something that has the form of a body: what must be there, with placeholders. */
function sampleOf(given: unknown): unknown {
  const schema = Schema.safeParse(given).data
  if (!schema) return null
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const union = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (union) return sampleOf(union[0])
  if (schema.properties) {
    const needed = Object.entries(schema.properties).filter(([name]) => schema.required?.includes(name))
    return Object.fromEntries(needed.map(([name, value]) => [name, sampleOf(value)]))
  }
  if (schema.type === 'array') return []
  if (schema.type === 'object') return {}
  if (schema.type === 'boolean') return true
  if (schema.type === 'integer' || schema.type === 'number') return 1
  return schema.format === 'uuid' ? '00000000-0000-0000-0000-000000000000' : '…'
}
