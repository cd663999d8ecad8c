import { LANGUAGES } from '#kernel';
import { manifest } from './adapters/webhook/manifest.js';
import { adviceFor } from './advice.js';
import { adapters } from './index.js';

const OWN = { ...manifest, advice: { 'webhook.gone': { en: 'Ask why.', fr: 'Demandez pourquoi.' } } };

describe('what a person can do about a mishap', () => {
  it('is worded by the network first, then by what all networks share, in both languages', () => {
    expect(adviceFor(OWN, { code: 'webhook.gone' }, 'fr')).toBe('Demandez pourquoi.');
    expect(adviceFor(OWN, { code: 'webhook.rate_limited' }, 'en')).toMatch(/^Webhook asks to slow down/);
    expect(adviceFor(OWN, { code: 'webhook.rate_limited' }, 'fr')).toMatch(/^Webhook demande de ralentir/);
  });

  it('tells a connection that is refused from a post that is', () => {
    expect(adviceFor(OWN, { code: 'webhook.refused', phase: 'before_send' }, 'en')).toMatch(/nothing was sent/);
    expect(adviceFor(OWN, { code: 'webhook.refused', phase: 'answered' }, 'en')).toMatch(/does not take this post/);
  });

  it('is nothing where nobody knows more', () => {
    expect(adviceFor(OWN, { code: 'webhook.whatever' }, 'en')).toBeNull();
    expect(adviceFor(OWN, { code: 'toString' }, 'en')).toBeNull();
  });

  it('is there for a network that this build does not know', () => {
    expect(adviceFor(undefined, { code: 'myspace.timeout' }, 'fr')).toMatch(/^Le réseau a mis trop de temps/);
    expect(adviceFor(undefined, { code: 'network.unknown' }, 'en')).toMatch(/does not know/);
  });

  it.each([
    ...['unauthorized', 'rate_limited', 'unavailable', 'outcome_unknown', 'refused', 'redirected', 'unreadable'],
    ...['timeout', 'dns', 'tls', 'reset', 'address_blocked', 'too_large', 'bad_url', 'bad_request', 'protocol'],
    ...['media_gone', 'media_cannot_fit', 'media_unreadable'],
  ])('stands for what any adapter may say: %s', (code) => {
    for (const language of LANGUAGES) expect(adviceFor(manifest, { code: `webhook.${code}` }, language)).toMatch(/\.$/);
  });

  it.each(['session.none', 'session.channel_gone', 'session.renewing', 'adapter.no_answer', 'adapter.threw'])(
    'stands for what the service itself says: %s',
    (code) => {
      for (const language of LANGUAGES) expect(adviceFor(manifest, { code }, language)).toMatch(/\.$/);
    },
  );

  it.each(adapters.map(({ manifest: { id, advice = {} } }) => [id, advice] as const))(
    '%s words its own in both languages, under its own codes',
    (id, advice) => {
      for (const [code, words] of Object.entries(advice)) {
        expect(code.startsWith(`${id}.`)).toBe(true);
        for (const language of LANGUAGES) expect(words[language].trim()).not.toBe('');
      }
    },
  );
});
