import { canonicalJson } from '#kernel';
import type { JsonObject, PublishPlan, RenderedPost, RenderedUnit, Seed } from '../../contract.js';
import { mediaWire, pollWire } from '../../plan-wire.js';

/** One unit carries everything: the receiver decides what a thread or a first comment means to it. */
export function renderWebhookPost(plan: PublishPlan): RenderedPost {
  const wire: JsonObject = {
    version: 1,
    title: plan.title,
    text: plan.text,
    link: plan.link,
    media: mediaWire(plan.media),
    poll: pollWire(plan.poll),
    thread: plan.thread.map(({ text }) => text),
    firstComment: plan.firstComment,
    language: plan.language,
    labels: [...plan.labels],
    options: plan.options,
  };
  return { units: [{ kind: 'post', wire }] };
}

/**
 * The bytes of a delivery. In RFC 8785 form, because a payload that has been through a JSON column comes back with
 * its keys in another order, and receivers are promised the same bytes on every try.
 */
export function deliveryBody(unit: RenderedUnit, seed: Seed): string {
  return canonicalJson({ id: seed.key, type: 'publication', createdAt: seed.createdAt, data: unit.wire });
}
