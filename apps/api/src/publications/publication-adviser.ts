import { Inject, Injectable } from '@nestjs/common';
import { NETWORK_REGISTRY, networksOf } from '#channels';
import type { BrandScope, Language } from '#kernel';
import {
  adviceFor,
  type AdapterError,
  explainDifferences,
  type NetworkManifest,
  type NetworkRegistry,
} from '#networks';
import { UnitOfWork } from '#persistence';
import type { AttemptView, PublicationView } from '#publishing';
import { preferredLanguage } from '../http/language.js';
import type { AttemptResponse, PublicationResponse } from './publications.responses.js';

/** Adds what a person can do about publications that stand still, or went out otherwise than asked. */
@Injectable()
export class PublicationAdviser {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(NETWORK_REGISTRY) private readonly registry: NetworkRegistry,
  ) {}

  /** In the language that `wishes`, an Accept-Language header, asks for. One query for any number of them. */
  async advise(
    scope: BrandScope,
    views: readonly PublicationView[],
    wishes: string | undefined,
  ): Promise<PublicationResponse[]> {
    const language = preferredLanguage(wishes);
    const channelIds = views.map(({ channelId }) => channelId);
    const networks = await this.unitOfWork.read((tx) => networksOf(tx, scope, channelIds));
    return views.map((view) => {
      const manifest = this.registry.get(networks.get(view.channelId) ?? '')?.manifest;
      return toAdvised(view, manifest, language);
    });
  }
}

export function toAdvised(
  view: PublicationView,
  manifest: NetworkManifest | undefined,
  language: Language,
): PublicationResponse {
  const attempts = view.attempts.map((attempt): AttemptResponse => {
    const { errorCode: code } = attempt;
    return { ...attempt, advice: code && adviceFor(manifest, { code, phase: phaseOf(attempt) }, language) };
  });
  return { ...view, attempts, advice: adviceOf(view, manifest, language) };
}

function adviceOf(view: PublicationView, manifest: NetworkManifest | undefined, language: Language): string | null {
  const last = view.attempts.findLast(({ errorCode }) => errorCode !== null);
  const told = last?.errorCode ?? '';
  switch (view.state) {
    case 'failed': {
      const code = view.reason ?? told;
      return adviceFor(manifest, { code, ...(last && code === told ? { phase: phaseOf(last) } : {}) }, language);
    }
    case 'held': {
      // What exactly was refused says more than that something was.
      const refused = view.reason === 'reauthorize' ? adviceFor(manifest, { code: told }, language) : null;
      return refused ?? adviceFor(manifest, { code: view.reason ?? '' }, language);
    }
    case 'published':
      return explainDifferences(manifest, view.differences, language);
    case 'unconfirmed':
      return adviceFor(manifest, { code: 'unconfirmed' }, language);
    default:
      return null;
  }
}

function phaseOf({ phase }: AttemptView): AdapterError['phase'] | null {
  return phase as AdapterError['phase'] | null;
}
