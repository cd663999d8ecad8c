import { expectStatus, scenario } from './scenario.js';
import type { TestService } from './test-service.js';

const PARIS = 'Europe/Paris';
const rule = (startsAt: string, rrule: string) => ({ startsAt, timezone: PARIS, rrule });

/**
 * A brand whose year, from 1 January 2027 on, has everything in it that can become of a date: holidays, quiet hours,
 * a summer in which dates move, edited rules, dates that people moved, skipped, noted and filled, posts on channels that
 * are well, must be reconnected or are refused, a pause, and both changes of the clocks. Answers its id.
 */
export async function plantVariedBrand(service: TestService): Promise<string> {
  const to = scenario(service);
  const send = async (method: string, path: string, body: unknown, status: number) =>
    expectStatus(await service.call(method, path, { body }), status).body;
  const { id: brandId } = await to.brand();
  const [well, expired, refused] = [
    (await to.channel(brandId)).id,
    (await to.channel(brandId)).id,
    (await to.channel(brandId)).id,
  ];
  const slotOf = async (recurrence: object, fields: object = {}) =>
    (await to.slot(brandId, { recurrence, channelIds: [well], ...fields })).id;
  const tips = await slotOf(rule('2027-01-01T08:30', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'));
  const offers = await slotOf(rule('2027-01-01T17:00', 'FREQ=WEEKLY;BYDAY=FR'), { pillar: 'boutique' });
  const nights = await slotOf(rule('2027-01-03T02:30', 'FREQ=WEEKLY;BYDAY=SU'));
  const quiet = await slotOf(rule('2027-01-01T10:00', 'FREQ=MONTHLY;BYMONTHDAY=1'), { whenEmpty: 'skip' });
  const sleeping = await slotOf(rule('2027-01-04T09:00', 'FREQ=WEEKLY;BYDAY=MO'));
  const deleted = await slotOf(rule('2027-01-04T09:00', 'FREQ=WEEKLY;BYDAY=MO'));
  const idOf = (slotId: string, start: string) => `${slotId}_${start.replaceAll(/[-:]/g, '')}`;
  const touch = (slotId: string, start: string, patch: object) =>
    send('PATCH', `/v1/occurrences/${idOf(slotId, start)}`, patch, 200);
  const fill = async (slotId: string, start: string, fields: object = {}) => {
    const body = { content: { text: `Pour le ${start}` }, ...fields };
    const answer = await service.call('POST', `/v1/occurrences/${idOf(slotId, start)}/fill`, { body });
    return (answer.status === 200 ? answer : expectStatus(answer, 201)).body.id as string;
  };
  const schedule = (postId: string) => send('POST', `/v1/posts/${postId}/schedule`, undefined, 200);

  await touch(tips, '2027-02-02T08:30', { move: '2027-02-03T11:15' });
  await touch(tips, '2027-02-16T08:30', { move: '2027-09-20T18:00' });
  await touch(tips, '2027-02-04T08:30', { skip: true, reason: 'Inventaire' });
  await touch(tips, '2027-02-05T08:30', { skip: true });
  await touch(tips, '2027-02-08T08:30', { note: 'Une idée de Lise' });
  // The rule that takes over in March has Wednesdays, at nine, and no Tuesdays: one date goes along, one is left behind.
  await touch(tips, '2027-03-03T08:30', { note: 'Vient avec' });
  await touch(tips, '2027-03-02T08:30', { note: 'Reste' });
  await touch(nights, '2027-08-08T02:30', { move: '2027-08-09T03:15' });
  await touch(quiet, '2027-04-01T10:00', { note: 'Poisson ?' });
  await touch(sleeping, '2027-02-01T09:00', { note: 'Encore là' });
  await touch(deleted, '2027-02-01T09:00', { note: 'Encore là' });
  await send('PATCH', `/v1/slots/${sleeping}`, { active: false }, 200);
  await send('DELETE', `/v1/slots/${deleted}`, undefined, 204);

  await fill(tips, '2027-02-09T08:30');
  for (const [start, fields] of [
    ['2027-02-10T08:30', { channelIds: [well, expired] }],
    ['2027-02-11T08:30', { channelIds: [expired] }],
    ['2027-02-12T08:30', { channelIds: [well], variants: { [well]: { scheduledAt: '2027-02-12T15:00:00Z' } } }],
    ['2027-02-15T08:30', {}],
    ['2027-02-17T08:30', { channelIds: [refused] }],
    ['2027-03-05T08:30', {}],
    ['2027-10-13T08:30', {}],
  ] as const)
    await schedule(await fill(tips, start, fields));
  await schedule(await fill(offers, '2027-01-15T17:00'));
  await schedule(await fill(nights, '2027-03-28T02:30'));
  await to.post(brandId, { channelIds: [well], scheduledAt: '2027-04-20T12:00:00Z' });
  for (const scheduledAt of ['2027-01-20T15:07:00Z', '2027-06-15T18:00:00Z', '2027-06-16T18:00:00Z'])
    await to.scheduled(brandId, { channelIds: [well], scheduledAt });

  const thrice = rule('2027-03-01T09:00', 'FREQ=WEEKLY;BYDAY=MO,WE,FR');
  await send('PATCH', `/v1/slots/${tips}`, { recurrence: thrice, applyTo: 'following', from: '2027-03-01T00:00' }, 200);
  const after = { direction: 'after', maxDays: 5 };
  const window = (from: string, until: string) => ({ window: { from, to: until }, action: 'skip' });
  for (const blackout of [
    { title: 'Jours fériés', holidays: { country: 'FR' }, action: 'skip' },
    { title: 'Été', ...rule16('FREQ=WEEKLY;BYDAY=FR;COUNT=10'), action: 'shift', shift: after },
    {
      title: 'Congés',
      ...window('2027-08-01T22:00:00Z', '2027-08-12T22:00:00Z'),
      action: 'shift',
      shift: { ...after, avoidWeekend: true },
    },
    {
      title: 'La nuit',
      recurrence: rule('2027-01-01T01:00', 'FREQ=DAILY'),
      duration: 'PT2H',
      action: 'require_approval',
    },
    {
      title: 'Pont',
      ...window('2027-11-09T23:00:00Z', '2027-11-10T23:00:00Z'),
      action: 'shift',
      shift: { direction: 'before', maxDays: 3 },
    },
    { title: 'Deuil', ...window('2027-02-14T23:00:00Z', '2027-02-15T23:00:00Z') },
    { title: 'Bref', ...window('2027-06-15T17:00:00Z', '2027-06-15T19:00:00Z'), appliesTo: 'all' },
    { title: 'Long', ...window('2027-06-16T17:00:00Z', '2027-06-16T21:00:00Z'), appliesTo: 'all' },
  ])
    await send('POST', '/v1/blackouts', { brandId, ...blackout }, 201);
  await schedule(await fill(tips, '2027-11-10T09:00'));
  await send('POST', '/v1/pauses', { scope: { brandId, pillar: 'boutique' }, reason: 'Rupture de stock' }, 201);
  await service.sql(
    `update channel set health = case id when $1 then 'reauthorize' else 'disabled' end where id in ($1, $2)`,
    [expired, refused],
  );
  return brandId;
}

/** Quiet hours around the slot of 17:00. */
function rule16(rrule: string): object {
  return { recurrence: rule('2027-06-18T16:00', rrule), duration: 'PT2H' };
}
