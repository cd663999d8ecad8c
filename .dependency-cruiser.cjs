/**
 * The libs in their order (model.md): each may import itself and what stands before it. Everything behind a lib's
 * door (src/index.ts) is its own.
 */
const ORDER = [
  'kernel',
  'config',
  'recurrence',
  'counting',
  'charter',
  'networks',
  'persistence',
  'outbox',
  'agencies',
  'brands',
  'media',
  'channels',
  'slots',
  'posts',
  'publishing',
  'planning',
];
const PURE = ['kernel', 'recurrence', 'counting', 'charter'];
const below = (lib) => ORDER.slice(0, ORDER.indexOf(lib));
const SPECS = String.raw`\.spec\.ts$|^libs/testing/|^test/|^libs/[a-z]+/testing/|^libs/[a-z]+/bench/`;

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    ...ORDER.map((lib) => ({
      name: `order-${lib}`,
      comment: `${lib} may import only ${below(lib).join(', ') || 'nothing of ours'}`,
      severity: 'error',
      from: { path: `^libs/${lib}/`, pathNot: SPECS },
      to: { path: '^(libs|apps|migrations|test)/', pathNot: `^libs/(${[lib, ...below(lib)].join('|')})/` },
    })),
    {
      name: 'through-the-door',
      comment: 'A lib is reached through its index',
      severity: 'error',
      from: { path: '^(libs|apps|test|migrations)/([^/]+)/' },
      to: {
        path: '^libs/([^/]+)/',
        pathNot: [
          '^libs/$2/',
          '^libs/[^/]+/src/index\\.ts$',
          '^libs/charter/src/files/index\\.ts$',
          '^libs/networks/testing/index\\.ts$',
        ],
      },
    },
    {
      name: 'apps-apart',
      comment: 'Only the standalone app knows the other two',
      severity: 'error',
      from: { path: '^apps/(api|scheduler)/', pathNot: SPECS },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'pure-libs',
      comment: 'Pure libs know neither Nest, TypeORM nor PostgreSQL',
      severity: 'error',
      from: { path: `^libs/(${PURE.join('|')})/`, pathNot: SPECS },
      to: { path: 'node_modules/(@nestjs|typeorm|pg|graphile-worker|fastify|undici)/' },
    },
    {
      name: 'cron-has-one-home',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^apps/scheduler/src/heartbeat\\.ts$' },
      to: { path: 'node_modules/node-cron/' },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/', pathNot: SPECS },
      to: { path: '^(test/|libs/testing/|libs/[a-z]+/testing/)|\\.spec\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['development', 'import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
