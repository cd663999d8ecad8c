import type { FastifyInstance } from 'fastify';

interface Route {
  methods: readonly string[];
  pattern: RegExp;
}

/** Which methods each address takes, learnt from the router as it is filled. */
export class RouteTable {
  private readonly routes: Route[] = [];

  /** Call before any route is added. */
  watch(instance: FastifyInstance): void {
    instance.addHook('onRoute', ({ method, url }) => {
      // Static files are served under a wildcard that would claim every address.
      if (!url.includes('*')) this.routes.push({ methods: [method].flat(), pattern: toPattern(url) });
    });
  }

  /** Sorted and without repeats; empty where there is nothing. */
  methodsAt(path: string): string[] {
    const found = this.routes.filter((route) => route.pattern.test(path)).flatMap((route) => route.methods);
    return [...new Set(found)].sort();
  }
}

/** A router template such as `/v1/brands/:brandId/posts`; `::` is an escaped colon. */
function toPattern(template: string): RegExp {
  const source = template
    .split('/')
    .map((segment) =>
      segment
        .split(/(::|:[A-Za-z_]\w*)/)
        .map((piece) => (piece === '::' ? ':' : piece.startsWith(':') ? '[^/]+' : escape(piece)))
        .join(''),
    )
    .join('/');
  return new RegExp(`^${source}$`);
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
