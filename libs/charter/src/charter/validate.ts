import { type OutputUnit, Validator } from '@cfworker/json-schema';
import type { JsonSchema } from './charter-schema.js';
import { didYouMean } from './nearest.js';
import { below, stepsOf, valueAt } from './pointer.js';
import type { ProblemCode, ProblemData } from './problem.js';

/** What a schema says against a value; the place is a JSON pointer into the value. */
export interface Violation {
  at: string;
  code: ProblemCode;
  data: ProblemData;
}

const validators = new WeakMap<JsonSchema, Validator>();

/** Of what a validator says, several to a mistake: more than a person can read, and little enough to sort at once. */
const MOST_UNITS = 3_000;
/** Names in one object that mean nothing there. */
const MOST_UNKNOWN = 50;

/** Everything at once. A choice answers for the branch that the value’s type points to. */
export function violationsOf(schema: JsonSchema, value: unknown): Violation[] {
  const known = validators.get(schema) ?? new Validator(schema, '2020-12', false);
  validators.set(schema, known);
  const units = withoutRepeats(known.validate(value).errors.slice(0, MOST_UNITS));
  const wrong = wrongBranches(units);
  const relevant = units.filter((unit) => !wrong.some((branch) => isWithin(unit, branch)));
  return relevant.flatMap((unit) => toViolations(unit, schema, value));
}

/** What an object lacks or has too much comes once per name, and is answered for at once. */
function withoutRepeats(units: readonly OutputUnit[]): OutputUnit[] {
  const place = ({ keywordLocation, instanceLocation }: OutputUnit): string => `${keywordLocation} ${instanceLocation}`;
  return [...new Map(units.map((unit) => [place(unit), unit])).values()];
}

type Place = Pick<OutputUnit, 'keywordLocation' | 'instanceLocation'>;

/** Branches of choices that were not meant; of several that may be, the first. */
function wrongBranches(units: readonly OutputUnit[]): Place[] {
  return units
    .filter(({ keyword }) => keyword === 'anyOf')
    .flatMap((choice) => {
      const inside = units.filter((unit) => unit !== choice && isWithin(unit, choice));
      const branches = [...new Set(inside.map((unit) => branchOf(unit, choice)))];
      const offType = new Set(
        inside
          .filter(({ keyword, instanceLocation }) => keyword === 'type' && instanceLocation === choice.instanceLocation)
          .map((unit) => branchOf(unit, choice)),
      );
      const meant = branches.find((branch) => !offType.has(branch)) ?? branches.at(-1);
      return branches
        .filter((branch) => branch !== meant)
        .map((keywordLocation) => ({ keywordLocation, instanceLocation: choice.instanceLocation }));
    });
}

function branchOf({ keywordLocation }: OutputUnit, choice: Place): string {
  const [index] = keywordLocation.slice(choice.keywordLocation.length + 1).split('/', 1);
  return `${choice.keywordLocation}/${index}`;
}

function isWithin(inner: Place, outer: Place): boolean {
  const begins = (path: string, start: string): boolean => path === start || path.startsWith(`${start}/`);
  return begins(inner.keywordLocation, outer.keywordLocation) && begins(inner.instanceLocation, outer.instanceLocation);
}

const LIMITS: Readonly<Record<string, ProblemCode>> = {
  maxLength: 'too_long',
  minLength: 'too_short',
  maxItems: 'too_many',
  maxProperties: 'too_many',
  minItems: 'too_few',
  minProperties: 'too_few',
  maximum: 'too_high',
  exclusiveMaximum: 'too_high',
  minimum: 'too_low',
  exclusiveMinimum: 'too_low',
};

function toViolations(unit: OutputUnit, schema: JsonSchema, root: unknown): Violation[] {
  const at = toPointer(unit.instanceLocation);
  const value = valueAt(root, at);
  const rule = valueAt(schema, toPointer(unit.keywordLocation));
  const limit = LIMITS[unit.keyword];
  if (limit) return [{ at, code: limit, data: { limit: Number(rule) } }];
  switch (unit.keyword) {
    case 'type':
      return [{ at, code: 'wrong_type', data: expected(rule) }];
    case 'required':
      return (rule as string[])
        .filter((name) => !Object.hasOwn(value as object, name))
        .map((name) => ({ at, code: 'missing_property', data: { name } }));
    case 'enum':
    case 'const':
      return [{ at, code: 'not_allowed_value', data: { value: shown(value), allowed: [rule].flat().join(', ') } }];
    case 'pattern':
      return [{ at, code: 'bad_format', data: { value: shown(value), pattern: String(rule) } }];
    case 'additionalProperties':
      return rule === false ? unknownProperties(at, value, schema, unit) : [];
    default:
      return [];
  }
}

function unknownProperties(at: string, value: unknown, schema: JsonSchema, unit: OutputUnit): Violation[] {
  const parent = toPointer(unit.keywordLocation).replace(/\/additionalProperties$/, '');
  const known = Object.keys(valueAt(schema, `${parent}/properties`) ?? {});
  return Object.entries(value as object)
    .filter(([name]) => !known.includes(name))
    .slice(0, MOST_UNKNOWN)
    .map(([name, part]) => ({
      at: below(at, name),
      code: 'unknown_property',
      data: { name: shown(name), ...(part === null ? COMMA : didYouMean(name, known)) },
    }));
}

/** What `{ fr: Bonjour, toi }` means in YAML is seldom what was meant. */
const COMMA = {
  nearest_en: ' Inside { }, a text with a comma needs quotation marks.',
  nearest_fr: ' Entre { }, un texte qui contient une virgule veut des guillemets.',
};

/** The validator writes URI fragments. */
function toPointer(location: string): string {
  return decodeURI(location.slice(1));
}

const TYPES: Readonly<Record<string, { en: string; fr: string }>> = {
  string: { en: 'a text', fr: 'un texte' },
  integer: { en: 'a whole number', fr: 'un nombre entier' },
  number: { en: 'a number', fr: 'un nombre' },
  boolean: { en: 'true or false', fr: 'true ou false' },
  array: { en: 'a list', fr: 'une liste' },
  object: { en: 'named settings', fr: 'des réglages nommés' },
  null: { en: 'nothing (null)', fr: 'rien (null)' },
};

function expected(types: unknown): ProblemData {
  const names = [types].flat().map((type) => TYPES[String(type)]!);
  return {
    expected_en: names.map(({ en }) => en).join(' or '),
    expected_fr: names.map(({ fr }) => fr).join(' ou '),
  };
}

const LONGEST_SHOWN = 60;

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

/** The id of the article that a pointer leads into. */
export function articleAt(root: unknown, pointer: string): string | null {
  const [first, index] = stepsOf(pointer);
  if (first !== 'articles' || index === undefined) return null;
  const id = valueAt(root, `/articles/${index}/id`);
  return typeof id === 'string' ? shown(id) : null;
}
