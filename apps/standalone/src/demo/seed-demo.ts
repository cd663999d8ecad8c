import type { INestApplicationContext } from '@nestjs/common';
import { DateTime } from 'luxon';
import type { FirstStart } from '#api';
import { BrandService } from '#brands';
import { ConnectChannel } from '#channels';
import { type Actor, type BrandScope, SYSTEM, toLocalTime } from '#kernel';
import { type Tx, UnitOfWork } from '#persistence';
import { CreateBlackout, FillOccurrence, SchedulePost } from '#planning';
import { type PostInput, PostService } from '#posts';
import { OccurrenceService, SlotService } from '#slots';
import {
  BAKERY,
  type DemoPost,
  type DemoSlot,
  FEED_CHANNEL,
  POSTS,
  SLOTS,
  SUMMER_CLOSING,
  WELCOME_POST,
} from './bakery.js';

interface Planting {
  app: INestApplicationContext;
  tx: Tx;
  request: { scope: BrandScope; actor: Actor; now: Date };
  brandId: string;
  channelId: string;
}

/** How long after the first start the first post goes out, in milliseconds. */
const WELCOME_AFTER = 5_000;
/** How far ahead dates are looked for, in milliseconds: a monthly slot has one in it. */
const AHEAD = 80 * 86_400_000;

/** Plants the demo brand through the verbs that everybody uses, in one transaction: all of it or nothing. */
export async function seedDemo(app: INestApplicationContext, first: FirstStart, now: Date): Promise<void> {
  const scope: BrandScope = { agencyId: first.agencyId, brands: 'all' };
  const request = { scope, actor: SYSTEM, now };
  await app.get(UnitOfWork).run(async (tx) => {
    const brand = await app.get(BrandService).create(tx, request, BAKERY, now);
    const channel = await app.get(ConnectChannel).connect({ ...request, dryRun: false }, brand.id, FEED_CHANNEL);
    const planting = { app, tx, request, brandId: brand.id, channelId: channel.id };
    await plantWelcome(planting);
    for (const slot of SLOTS) await plantSlot(planting, slot);
    await plantClosing(planting);
  });
}

async function plantWelcome({ app, tx, request, brandId, channelId }: Planting): Promise<void> {
  const { format, objective, stage, pillar } = WELCOME_POST;
  const scheduledAt = new Date(request.now.getTime() + WELCOME_AFTER);
  const input = {
    ...inputOf(WELCOME_POST, channelId),
    format,
    objective,
    stage,
    pillar,
    scheduledAt,
  };
  const post = await app.get(PostService).create(tx, brandId, input, request);
  await app.get(SchedulePost).run(tx, post.id, request);
}

/** The slot begins today; its first dates are filled and scheduled, some left empty on purpose. */
async function plantSlot(planting: Planting, demo: DemoSlot): Promise<void> {
  const { app, tx, request, brandId, channelId } = planting;
  const { key, time, rrule, ...fields } = demo;
  const startsAt = `${toLocalTime(request.now, BAKERY.timezone).slice(0, 10)}T${time}`;
  const recurrence = { startsAt, timezone: BAKERY.timezone, rrule };
  const slot = await app
    .get(SlotService)
    .create(tx, brandId, { ...fields, recurrence, channelIds: [channelId] }, request);
  const until = new Date(request.now.getTime() + AHEAD);
  const dates = await app.get(OccurrenceService).occurrencesOf(tx, request.scope, slot.id, request.now, until);
  for (const [index, post] of POSTS[key].entries()) {
    const date = dates[index];
    if (post && date) await plantPost(planting, date.id, post);
  }
}

/** The next summer of which no date is filled yet. */
async function plantClosing({ app, tx, request, brandId }: Planting): Promise<void> {
  const { title, month, day, days } = SUMMER_CLOSING;
  const earliest = DateTime.fromMillis(request.now.getTime() + AHEAD, { zone: BAKERY.timezone });
  const first = earliest.set({ month, day }).startOf('day');
  const from = first < earliest ? first.plus({ years: 1 }) : first;
  const window = { from: from.toJSDate(), to: from.plus({ days }).toJSDate() };
  await app.get(CreateBlackout).run(tx, brandId, { title, window, action: 'skip', appliesTo: 'slots' }, request);
}

async function plantPost(
  { app, tx, request, channelId }: Planting,
  occurrenceId: string,
  demo: DemoPost,
): Promise<void> {
  const post = await app.get(FillOccurrence).run(tx, occurrenceId, { post: inputOf(demo, channelId) }, request);
  await app.get(SchedulePost).run(tx, post.id, request);
}

function inputOf({ title, text, link, poll }: DemoPost, channelId: string): PostInput {
  const channelIds = [channelId];
  return {
    title,
    content: { text, link, poll },
    channelIds,
    variants: { [channelId]: { options: { title } } },
    language: 'fr',
  };
}
