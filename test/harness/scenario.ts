import type { TestAnswer, TestApi } from './test-api.js';

/** Fails the test with the whole answer when it is not what was asked for. */
export function expectStatus(answer: TestAnswer, status: number): TestAnswer {
  if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status}: ${answer.text}`);
  return answer;
}

interface Identified {
  id: string;
}

/** Short ways to what most journeys begin with; each goes through the api. */
export function scenario(api: TestApi) {
  const create = async <T extends Identified>(path: string, body: unknown): Promise<T> =>
    expectStatus(await api.call('POST', path, { body }), 201).body as T;
  let count = 0;
  return {
    brand: (fields: object = {}) =>
      create<Identified & { slug: string }>('/v1/brands', {
        name: `Marque ${++count}`,
        timezone: 'Europe/Paris',
        languages: ['fr'],
        ...fields,
      }),
    channel: (brandId: string, networkId = 'feed', credentials: object = {}) =>
      create(`/v1/brands/${brandId}/channels`, { networkId, displayName: `Canal ${++count}`, credentials }),
    slot: (brandId: string, fields: object) =>
      create(`/v1/brands/${brandId}/slots`, {
        title: 'Vidéo du lundi',
        format: 'video',
        recurrence: { startsAt: '2026-11-30T09:00', timezone: 'Europe/Paris', rrule: 'FREQ=WEEKLY;BYDAY=MO' },
        objective: 'awareness',
        stage: 'interested',
        ...fields,
      }),
    post: (brandId: string, fields: object) =>
      create<Identified & { etag: string }>(`/v1/brands/${brandId}/posts`, {
        content: { text: `Texte ${++count}` },
        format: 'tip',
        objective: 'advice',
        stage: 'customer',
        ...fields,
      }),
    /** A draft, scheduled at `scheduledAt`. */
    async scheduled(brandId: string, fields: object): Promise<Identified> {
      const post = await this.post(brandId, fields);
      expectStatus(await api.call('POST', `/v1/posts/${post.id}/schedule`), 200);
      return post;
    },
    async publicationsOf(postId: string): Promise<Publication[]> {
      return expectStatus(await api.call('GET', `/v1/posts/${postId}/publications`), 200).body.data as Publication[];
    },
    async postState(postId: string): Promise<string> {
      return expectStatus(await api.call('GET', `/v1/posts/${postId}`), 200).body.state as string;
    },
  };
}

export type Scenario = ReturnType<typeof scenario>;

export interface Publication {
  id: string;
  state: string;
  reason: string | null;
  dueAt: string;
  publishedAt: string | null;
  remoteId: string | null;
  remoteUrl: string | null;
  attempts: { number: number; outcome: string | null; errorCode: string | null; phase: string | null }[];
}
