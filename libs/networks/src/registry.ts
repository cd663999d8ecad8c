import { type Localised, LANGUAGES } from '#kernel';
import { addressFaults } from './address-names.js';
import type { NetworkAdapter, NetworkManifest, Reconciliation } from './contract.js';

/** The networks of this installation, sorted by id. */
export interface NetworkRegistry {
  get(id: string): NetworkAdapter | undefined;
  list(): NetworkAdapter[];
}

/** Builds the registry; throws at boot, naming every fault, when an adapter does not keep what its manifest says. */
export function createRegistry(adapters: readonly NetworkAdapter[]): NetworkRegistry {
  const faults = [...duplicates(adapters), ...adapters.flatMap(adapterFaults)];
  if (faults.length > 0) throw new Error(`The network registry is broken: ${faults.join('; ')}.`);
  const sorted = [...adapters].sort((a, b) => (a.manifest.id < b.manifest.id ? -1 : 1));
  const byId = new Map(sorted.map((adapter) => [adapter.manifest.id, adapter]));
  return { get: (id) => byId.get(id), list: () => [...sorted] };
}

function duplicates(adapters: readonly NetworkAdapter[]): string[] {
  const ids = adapters.map((adapter) => adapter.manifest.id);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => `${id}: registered twice`);
}

function adapterFaults(adapter: NetworkAdapter): string[] {
  const { manifest } = adapter;
  const faults = [
    ...methodFaults(adapter),
    ...manifestFaults(manifest),
    ...addressFaults(manifest),
    ...labelFaults(manifest),
  ];
  return faults.map((fault) => `${manifest.id}: ${fault}`);
}

const REQUIRED = ['validate', 'render', 'prepare', 'nextStep', 'run', 'reconcile', 'check'] as const;

function methodFaults(adapter: NetworkAdapter): string[] {
  const missing = REQUIRED.filter((name) => typeof adapter[name] !== 'function');
  const removes = typeof adapter.remove === 'function';
  const faults = missing.map((name) => `has no method ${name}`);
  if (adapter.manifest.removable && !removes) faults.push('says removable without a method remove');
  if (!adapter.manifest.removable && removes) faults.push('has a method remove without saying removable');
  return faults;
}

const RECONCILIATIONS: readonly Reconciliation[] = ['atomic_key', 'lookup', 'repeatable', 'none'];

function manifestFaults(manifest: NetworkManifest): string[] {
  const names = manifest.credentials.map(({ name }) => name);
  const rules: [boolean, string][] = [
    [/^[a-z][a-z0-9_]*$/.test(manifest.id), 'its id does not match ^[a-z][a-z0-9_]*$'],
    [manifest.name.trim() !== '', 'has no name'],
    [manifest.apiVersion.trim() !== '', 'has no apiVersion'],
    [RECONCILIATIONS.includes(manifest.reconciliation.kind), 'names an unknown reconciliation'],
    [manifest.optionsSchema['type'] === 'object', 'its optionsSchema is not an object schema'],
    [new Set(names).size === names.length, 'names a credential twice'],
    [manifest.capabilities.text.max !== null || !manifest.capabilities.text.enforced, 'enforces a limit it lacks'],
  ];
  return rules.filter(([holds]) => !holds).map(([, fault]) => fault);
}

function labelFaults(manifest: NetworkManifest): string[] {
  const labels: [string, Localised][] = [
    ['reconciliation.note', manifest.reconciliation.note],
    ...manifest.credentials.map(({ name, label }): [string, Localised] => [`credential ${name}`, label]),
    ...manifest.credentials.flatMap(({ name, help }): [string, Localised][] =>
      help ? [[`help of ${name}`, help]] : [],
    ),
  ];
  return labels.flatMap(([where, label]) =>
    LANGUAGES.filter((language) => !label[language]?.trim()).map((language) => `${where} has no ${language} wording`),
  );
}
