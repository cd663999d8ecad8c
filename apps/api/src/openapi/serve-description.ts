import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** The files of Swagger UI that the page needs; served from here, so that it works without the internet. */
const ASSETS: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};
const ASSETS_FOLDER = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/**
 * Serves the document at /openapi.json and a browsable form at /docs. Not `SwaggerModule.setup`, whose
 * @fastify/static cannot be loaded under Jest on Node 20. `publicUrl` may have a path of its own.
 */
export function serveDescription(instance: FastifyInstance, document: OpenAPIObject, publicUrl: string): void {
  const base = new URL(publicUrl).pathname.replace(/\/$/, '');
  const json = JSON.stringify(document);
  const serve = (path: string, type: string, body: () => string | Promise<Buffer>): void => {
    instance.get(path, async (_request, reply: FastifyReply) => reply.type(type).send(await body()));
  };
  serve('/openapi.json', 'application/json; charset=utf-8', () => json);
  serve('/docs', 'text/html; charset=utf-8', () => page(base));
  serve('/docs/start.js', 'text/javascript; charset=utf-8', () => start(base));
  for (const [name, type] of Object.entries(ASSETS)) {
    serve(`/docs/${name}`, type, () => readFile(join(ASSETS_FOLDER, name)));
  }
}

function page(base: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Marronnier API</title>
<link rel="icon" type="image/png" href="${base}/docs/favicon-32x32.png">
<link rel="stylesheet" href="${base}/docs/swagger-ui.css">
</head>
<body>
<div id="reference"></div>
<script src="${base}/docs/swagger-ui-bundle.js"></script>
<script src="${base}/docs/start.js"></script>
</body>
</html>
`;
}

function start(base: string): string {
  const options = { url: `${base}/openapi.json`, dom_id: '#reference', displayRequestDuration: true, filter: true };
  return `SwaggerUIBundle(${JSON.stringify(options)});\n`;
}
