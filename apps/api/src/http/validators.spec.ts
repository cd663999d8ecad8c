import 'reflect-metadata';
import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, ValidateNested } from 'class-validator';
import { DomainError } from '#kernel';
import type { RefusedField } from './refusal.js';
import { RequestPipe } from './request.pipe.js';
import {
  IsDuration,
  IsEntityId,
  IsExternalId,
  IsInstant,
  IsLocalTime,
  IsRepeatable,
  IsSlug,
  IsTimeZone,
} from './validators.js';

class Part {
  @IsString()
  @MaxLength(3)
  text: string;
}

class Sample {
  @IsOptional() @IsInstant() at?: Date;
  @IsOptional() @IsInstant({ each: true }) all?: Date[];
  @IsOptional() @IsLocalTime() local?: string;
  @IsOptional() @IsTimeZone() zone?: string;
  @IsOptional() @IsDuration() wait?: string;
  @IsOptional() @IsDuration({ each: true }) waits?: string[];
  @IsOptional() @IsEntityId() id?: string;
  @IsOptional() @IsSlug() slug?: string;
  @IsOptional() @IsExternalId() externalId?: string;
  @IsOptional() @IsIn(['a', 'b']) letter?: string;
  @IsOptional() @IsInt() @Max(5) count?: number;
  @IsOptional() @IsRepeatable() @IsString({ each: true }) names?: string[];
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => Part) parts?: Part[];
}

const pipe = new RequestPipe();
const read = (value: unknown, type: 'body' | 'query' = 'body'): Promise<Sample> =>
  pipe.transform(value, { type, metatype: Sample, data: undefined }) as Promise<Sample>;
const refused = async (value: unknown, type: 'body' | 'query' = 'body'): Promise<readonly RefusedField[]> => {
  const error: unknown = await read(value, type).catch((thrown: unknown) => thrown);
  return error instanceof DomainError ? error.fields : [];
};

describe('the request pipe', () => {
  it('makes instants of RFC 3339 text', async () => {
    const sample = await read({ at: '2026-11-30T09:00:00+01:00', all: ['2026-11-30T08:00:00Z'] });
    expect(sample.at).toEqual(new Date('2026-11-30T08:00:00Z'));
    expect(sample.all).toEqual([new Date('2026-11-30T08:00:00Z')]);
  });

  it.each([
    ['at', '2026-11-30T09:00', 'field.instant_offset_required'],
    ['at', '2026-02-30T09:00Z', 'field.instant_offset_required'],
    ['at', 1764489600000, 'field.instant_offset_required'],
    ['all', ['2026-11-30T08:00:00Z', '2026-11-30'], 'field.instant_offset_required'],
    ['local', '2026-11-30T09:00Z', 'field.local_time_required'],
    ['zone', 'Europe/Atlantis', 'field.zone_unknown'],
    ['zone', '+01:00', 'field.zone_unknown'],
    ['wait', '2 hours', 'field.duration_invalid'],
    ['waits', ['P1D', 'P'], 'field.duration_invalid'],
    ['id', 'x', 'field.id_invalid'],
    ['slug', 'Été', 'field.invalid'],
    ['externalId', 'a/b', 'field.invalid'],
    ['letter', 'c', 'field.invalid'],
    ['count', 6, 'field.invalid'],
    ['count', '5', 'field.invalid'],
  ])('refuses %s = %p', async (name, value, code) => {
    expect(await refused({ [name]: value })).toEqual([expect.objectContaining({ pointer: `/${name}`, code })]);
  });

  it('says what it expects with the constraint’s own arguments', async () => {
    const [letter] = await refused({ letter: 'c' });
    expect(letter?.reason).toEqual({ en: 'it must be one of a, b', fr: 'valeurs possibles : a, b' });
    const [count] = await refused({ count: 6 });
    expect(count?.reason?.fr).toBe('au plus 5');
    const [zone] = await refused({ zone: 'Europe/Atlantis' });
    expect(zone?.params).toEqual({ value: 'Europe/Atlantis' });
  });

  it('points into lists of objects', async () => {
    expect(await refused({ parts: [{ text: 'ok' }, { text: 'too long' }, {}, { text: 'ok', more: 1 }] })).toEqual([
      expect.objectContaining({ pointer: '/parts/1/text', code: 'field.too_long', params: { max: 3 } }),
      expect.objectContaining({ pointer: '/parts/2/text', code: 'field.required' }),
      expect.objectContaining({ pointer: '/parts/3/more', code: 'field.unknown' }),
    ]);
  });

  it('refuses what is no object where one is expected', async () => {
    const [parts] = await refused({ parts: ['x'] });
    expect(parts).toMatchObject({ pointer: expect.stringMatching(/^\/parts/) as string, code: 'field.invalid' });
  });

  it('makes a list of a query name given once, and lets dryRun pass', async () => {
    expect((await read({ names: 'a', dryRun: 'true' }, 'query')).names).toEqual(['a']);
    expect((await read({ names: ['a', 'b'] }, 'query')).names).toEqual(['a', 'b']);
    expect(await refused({ other: '1' }, 'query')).toEqual([
      expect.objectContaining({ pointer: '?other', code: 'field.unknown' }),
    ]);
  });
});
