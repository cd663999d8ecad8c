import { FastifyAdapter } from '@nestjs/platform-fastify';
import {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { AppConfig } from '#config';
import { drainOnClose } from './drain.js';
import { acceptJsonOnly, BODY_LIMIT } from './json-body.js';
import { logRequests, loggerOptions, requestIdOf } from './request-log.js';
import { ProblemWriter } from './problem-writer.js';
import { RouteTable } from './route-table.js';
import { acceptYaml } from './yaml-body.js';
import { addSecurityHeaders } from './security-headers.js';
import { sendAnswer } from './send-answer.js';

export interface Server {
  adapter: FastifyAdapter;
  instance: FastifyInstance;
  problems: ProblemWriter;
}

/** Milliseconds to send a request, uploads included. */
const RECEIVE_TIMEOUT = 120_000;
/** Long enough for the longest external id in a path, percent-encoded. */
const PARAM_LIMIT = 2048;

/** The HTTP server with the manners that hold for every route, before any is added. */
export function createServer(config: AppConfig): Server {
  const routes = new RouteTable();
  const problems = new ProblemWriter(config, routes);
  const adapter = new FastifyAdapter({
    logger: loggerOptions(config.logLevel),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIdOf,
    bodyLimit: BODY_LIMIT,
    requestTimeout: RECEIVE_TIMEOUT,
    // A proxy on the same machine may say whom it speaks for; nobody else.
    trustProxy: 'loopback',
    // While closing, what arrives on an open connection is still answered, and the connection then closed.
    return503OnClosing: false,
    routerOptions: { maxParamLength: PARAM_LIMIT },
    // Addresses that the router cannot read never reach Nest.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      void reply.send(sendAnswer(reply, problems.write(error, request)));
    },
    skipMiddie: true,
    multipart: { limits: { files: 1, fields: 20, fieldSize: 64 * 1024, fileSize: config.mediaMaxBytes } },
  });
  const instance = adapter.getInstance<FastifyInstance>();
  acceptJsonOnly(instance);
  acceptYaml(instance);
  addSecurityHeaders(instance);
  logRequests(instance);
  drainOnClose(instance);
  routes.watch(instance);
  return { adapter, instance, problems };
}
