import { adapters, type Capabilities, type NetworkManifest } from '#networks';
import { NETWORK_FACTS, type NetworkFacts } from './network-facts.js';

/** What a charter knows of a network that an adapter’s manifest says. */
function factsIn({ name, capabilities }: NetworkManifest): NetworkFacts {
  const { text, media, poll, link } = capabilities;
  return {
    name,
    text: limitsIn(text),
    media: {
      required: media.required ?? false,
      mixed: media.mixed ?? true,
      maxImages: media.maxImages,
      maxVideos: media.maxVideos,
    },
    poll: poll && { maxOptions: poll.maxOptions, optionMax: poll.maxOptionLength, withMedia: poll.withMedia ?? true },
    link,
    certain: { text: text.enforced, media: media.enforced ?? true, poll: poll?.enforced ?? true },
  };
}

function limitsIn({ max, unit, also }: Capabilities['text']): NetworkFacts['text'] {
  return [...(max === null ? [] : [{ max, unit }]), ...(also ? [also] : [])];
}

/** Where the two may differ, and why. Anything else is a mistake on one side. */
const DIFFERENCES: Readonly<Record<string, { why: string; facts: Partial<NetworkFacts> }>> = {
  wordpress: {
    why: 'A hundred files stand for no known limit, which a charter says plainly.',
    facts: { media: { required: false, mixed: true, maxImages: Infinity, maxVideos: Infinity } },
  },
};
/** Networks of our own, with limits that no charter need repeat: posts are bounded by the api. */
const WITHOUT_FACTS: readonly string[] = ['feed', 'webhook'];

/** A charter without polls says nothing of how sure their numbers are. */
const compared = ({ certain, ...facts }: NetworkFacts): unknown => ({
  ...facts,
  certain: { ...certain, poll: facts.poll === null || certain.poll, text: facts.text.length === 0 || certain.text },
});

describe('what charters know of networks', () => {
  it.each(adapters.map(({ manifest }) => [manifest.id, manifest] as const))(
    'agrees with the manifest of %s',
    (id, manifest) => {
      const facts = NETWORK_FACTS[id];
      if (WITHOUT_FACTS.includes(id)) return expect(facts).toBeUndefined();
      const expected = { ...factsIn(manifest), ...DIFFERENCES[id]?.facts };
      expect(compared(facts!)).toEqual(compared(expected));
    },
  );

  it('names no difference of a network that a charter does not know', () => {
    for (const id of Object.keys(DIFFERENCES)) expect(NETWORK_FACTS[id]).toBeDefined();
  });
});
