import { adapters, type NetworkAdapter, type PublishPlan } from '#networks';
import { samplePlan } from '#networks/testing';
import { unitsOf } from './measure-units.js';
import { proposeSplit } from './propose-split.js';

const LINK = 'https://boulangerie.fr/pain';
const plan = (changes: Partial<PublishPlan>): PublishPlan => samplePlan({ media: [], link: null, ...changes });
const networkOf = (adapter: NetworkAdapter) => ({ adapter, capabilities: adapter.manifest.capabilities });

/** Where a text is over a limit of the network’s; what is merely advised, such as 4,000 on Slack, is none. */
function tooLong(adapter: NetworkAdapter, asked: PublishPlan): string[] {
  const { capabilities } = adapter.manifest;
  const limits = [capabilities.text.max, capabilities.text.also?.max];
  const issues = adapter.validate(asked, capabilities).filter(({ code }) => code === 'network.text_too_long');
  return issues.filter(({ params }) => limits.includes(Number(params['max']))).map(({ path }) => path);
}

/** A text that takes `parts` times what the network takes, or 500 where it takes anything. */
function textFor({ manifest }: NetworkAdapter, parts: number): string {
  const sentence = `Notre pain sort du four à 7 h 30, venez le goûter ! Voir ${LINK} #pain @lise. `;
  return sentence.repeat(Math.ceil(((manifest.capabilities.text.max ?? 500) * parts) / sentence.length)).trim();
}

describe.each(adapters.map((adapter) => [adapter.manifest.id, adapter] as const))('what %s counts', (_, adapter) => {
  it.each([0.5, 0.9, 0.99, 1, 1.01, 1.1, 2])('fits exactly when its adapter says so: %f times its limit', (parts) => {
    const text = textFor(adapter, parts);
    for (const asked of [plan({ text }), plan({ text, link: LINK }), plan({ text: 'Court.', thread: [{ text }] })]) {
      const units = unitsOf(networkOf(adapter), asked);
      const [post, second] = units.map(({ measure }) => !measure.fits);
      const paths = tooLong(adapter, asked);
      expect([post, second ?? false]).toEqual([paths.includes('/text'), paths.includes('/thread/0/text')]);
    }
  });

  it('becomes a thread that it takes, where it has threads', () => {
    for (const link of [null, LINK]) {
      const asked = plan({ text: textFor(adapter, 2.5), link });
      const units = proposeSplit(networkOf(adapter), asked);
      const { thread, text } = adapter.manifest.capabilities;
      if (!thread || text.max === null) return expect(units).toBeNull();
      expect(units?.length).toBeGreaterThan(2);
      const [first, ...rest] = units!;
      const proposed = { ...asked, text: first!.text, thread: rest.map((unit) => ({ text: unit.text })) };
      expect(tooLong(adapter, proposed)).toEqual([]);
    }
  });
});
