import type { JsonObject, NetworkManifest, PublishPlan, RenderedPost, Step, StepEffect } from '../src/contract.js';
import { mediaWire, pollWire } from '../src/plan-wire.js';

export interface ScriptedTraits {
  id: string;
  effect: StepEffect;
  canBeAsked: boolean;
  removable: boolean;
  credentials: NetworkManifest['credentials'];
}

export function scriptedManifest(traits: ScriptedTraits): NetworkManifest {
  return {
    id: traits.id,
    name: `Scripted (${traits.id})`,
    apiVersion: '1',
    capabilities: {
      text: { max: 500, unit: 'graphemes', enforced: true },
      media: { maxImages: 4, maxVideos: 1, mimeTypes: ['image/jpeg', 'image/png', 'video/mp4'], altText: true },
      poll: { maxOptions: 4, maxOptionLength: 50 },
      link: true,
      thread: true,
      firstComment: true,
    },
    credentials: traits.credentials,
    optionsSchema: { type: 'object', additionalProperties: true },
    reconciliation: reconciliationOf(traits),
    removable: traits.removable,
    sources: ['libs/networks/testing'],
  };
}

function reconciliationOf({ effect, canBeAsked }: ScriptedTraits): NetworkManifest['reconciliation'] {
  if (effect === 'guarded') return { kind: 'atomic_key', note: { en: 'Single by its key.', fr: 'Unique par sa clé.' } };
  return canBeAsked
    ? { kind: 'lookup', note: { en: 'Can be asked by key.', fr: 'Peut être interrogé par clé.' } }
    : { kind: 'none', note: { en: 'Cannot be asked.', fr: 'Ne peut être interrogé.' } };
}

/** The post, then each part of its thread, then the first comment: each a unit of its own. */
export function renderScriptedPost(plan: PublishPlan): RenderedPost {
  const post: JsonObject = {
    text: plan.text,
    link: plan.link,
    media: mediaWire(plan.media),
    poll: pollWire(plan.poll),
    language: plan.language,
  };
  const thread = plan.thread.map(({ text }) => ({ kind: 'thread' as const, wire: { text } }));
  const comment =
    plan.firstComment === null ? [] : [{ kind: 'first_comment' as const, wire: { text: plan.firstComment } }];
  return { units: [{ kind: 'post', wire: post }, ...thread, ...comment] };
}

export function publishStep(effect: StepEffect): Step {
  return { id: 'publish', kind: 'create', effect };
}
