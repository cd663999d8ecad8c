import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ProblemFieldResponse, ProblemResponse } from './problem.response.js';
import { addManners } from './manners.js';

const DESCRIPTION = `Plans recurring, typed slots, fills them with posts and publishes each exactly once.

Instants are RFC 3339 with their offset, answered in UTC; durations are ISO 8601; ids are UUIDs. Refusals are
\`application/problem+json\` with a stable \`code\`. Every POST takes \`Idempotency-Key\` and \`?dryRun=true\`.`;

/** The OpenAPI 3.1 document of everything the application serves. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Marronnier')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setLicense('MIT', 'https://spdx.org/licenses/MIT.html')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key: mrn_…' }, 'key')
    .addSecurityRequirements('key')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    extraModels: [ProblemResponse, ProblemFieldResponse],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  return addManners(document);
}
