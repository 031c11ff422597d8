import { type AnyContractProcedure, ValidationError } from '@orpc/contract'
import { SmartCoercionPlugin } from '@orpc/json-schema'
import { OpenAPIGenerator } from '@orpc/openapi'
import { OpenAPIHandler } from '@orpc/openapi/fastify'
import { implement, ORPCError } from '@orpc/server'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayKnock } from '../kernel/access.ts'
import type { Actor } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { type AnyModule, isAfterCommit, type RequestInfo } from '../kernel/module.ts'
import type { Tx } from '../kernel/tx.ts'
import { knownFailure } from './failure.ts'
import { idempotent } from './idempotency.ts'
import { invalidInput, problemOf, STATUS } from './problem.ts'
import { VERSION } from './version.ts'

/** What the edge hands to a route: how to open its transaction, and what it knows of the request. */
export interface RouteContext {
  readonly request: RequestInfo
  readonly idempotencyKey: string | null
  transaction<T>(work: (tx: Tx, actor: Actor) => Promise<T>): Promise<T>
}

const schemaConverters = [new ZodToJsonSchemaConverter()]

/**
 * The HTTP API of all modules: one router from their contracts, each route behind its row of the access table.
 * `onFault` is told what is our fault.
 */
export function createApi(
  modules: readonly AnyModule[],
  onFault: (error: unknown, requestId: string) => void,
) {
  const router = Object.fromEntries(
    modules.map((module) => [
      module.name,
      Object.fromEntries(Object.keys(module.contract).map((name) => [name, procedure(module, name)])),
    ]),
  )
  const handler = new OpenAPIHandler<RouteContext>(router, {
    plugins: [new SmartCoercionPlugin({ schemaConverters })],
    customErrorResponseBodyEncoder: (error) => (error.data as { problem?: unknown } | undefined)?.problem,
    interceptors: [
      async ({ next, context }) => {
        try {
          return await next()
        } catch (error) {
          const known = knownError(error)
          if (known.code === 'internal' || known.code === 'unavailable')
            onFault(error, context.request.requestId)
          throw asProblem(known, context.request, error)
        }
      },
    ],
  })
  return {
    /** Answers a request under /api; false when no route matches. */
    async handle(request: FastifyRequest, reply: FastifyReply, context: RouteContext): Promise<boolean> {
      const { matched } = await handler.handle(request, reply, { prefix: '/api', context })
      return matched
    },
    /** The OpenAPI 3.1 document of every route. */
    openapi: (publicUrl: string) =>
      new OpenAPIGenerator({ schemaConverters }).generate(router, {
        info: { title: 'Direct Line', version: VERSION, license: { name: 'Apache-2.0' } },
        servers: [{ url: `${publicUrl}/api` }],
      }),
  }
}

function procedure(module: AnyModule, name: string) {
  const contract = module.contract[name] as AnyContractProcedure
  const access = module.access[name]
  const route = module.routes[name]
  if (!access || !route)
    throw new Error(`${module.name}.${name} has no row in the access table or no handler`)
  return (implement(contract) as ReturnType<typeof implement<AnyContractProcedure>>)
    .$context<RouteContext>()
    .handler(async ({ input, context }) => {
      const result = await context.transaction((tx, actor) => {
        if (!mayKnock(access, actor)) throw refusal(actor)
        const work = () => route(tx, actor, input as never, context.request)
        const key = context.idempotencyKey
        return key ? idempotent(tx, { key, actor, route: `${module.name}.${name}`, input }, work) : work()
      })
      return isAfterCommit(result) ? result.afterCommit() : result
    })
}

export const refusal = (actor: Actor): AppError =>
  actor.kind === 'anonymous'
    ? new AppError('unauthenticated', 'server.sign_in')
    : new AppError('forbidden', 'server.forbidden')

/** Every failure leaves as an oRPC error that carries its problem details. */
function asProblem(known: AppError, request: RequestInfo, cause: unknown): ORPCError<string, unknown> {
  const problem = problemOf(known, request.locale, request.requestId)
  return new ORPCError(known.code.toUpperCase(), {
    status: STATUS[known.code],
    message: problem.title,
    data: { problem },
    cause,
  })
}

function knownError(error: unknown): AppError {
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') {
    return error.cause instanceof ValidationError
      ? invalidInput(error.cause.issues)
      : new AppError('invalid', 'server.not_json')
  }
  return knownFailure(error instanceof Error ? error : new Error(String(error)))
}
