import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '#kernel';
import { unsupportedMediaType } from './explain-error.js';

/** RFC 9512, and the names it had before. */
const YAML = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml'];

/** For handlers that take a file as YAML: its text arrives as the field `yaml` of a body that has nothing else. */
export const TakesYaml = (): MethodDecorator => RouteConfig({ takesYaml: true });

/** Takes YAML where a handler asks for it; anywhere else it is refused as any other type is. */
export function acceptYaml(instance: FastifyInstance): void {
  instance.addContentTypeParser<string>(YAML, { parseAs: 'string' }, (request, body, done) => {
    const { takesYaml } = request.routeOptions.config as { takesYaml?: boolean };
    if (!takesYaml) return done(unsupportedMediaType('application/json'));
    // PostgreSQL has no way to store U+0000.
    if (body.includes('\0')) return done(new DomainError('request.malformed'));
    return done(null, { yaml: body });
  });
}
