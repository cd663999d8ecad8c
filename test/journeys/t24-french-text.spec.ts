import { expectStatus, layCharter, scenario, startTestService, type TestService } from '../harness/index.js';

interface Found {
  span: { start: number; end: number };
  waivedBy: string | null;
}

/** T24: the charter reads French as a French reader would, whichever way it was typed. */
describe('T24: French text', () => {
  let service: TestService;
  let postId: string;

  beforeAll(async () => {
    service = await startTestService();
    const { brand, channel, post } = scenario(service);
    const { id: brandId } = await brand();
    const { id: channelId } = await channel(brandId);
    const fr = ['recruter@v', 'élève@n', 'cœur@n', 'prix d’ami', 'côte@n', 'pâte!', 'œuvre@n'];
    await layCharter(service, brandId, [{ id: 'A1', rule: 'wording.avoid', options: { words: [{ fr }] } }]);
    postId = (await post(brandId, { channelIds: [channelId], language: 'fr' })).id;
  });
  afterAll(() => service.close());

  /** The words that the answer to a save marks. */
  async function marked(text: string): Promise<string[]> {
    const answer = await service.call('PATCH', `/v1/posts/${postId}`, { body: { content: { text } } });
    const { review, content } = expectStatus(answer, 200).body as {
      review: { findings: Found[] };
      content: { text: string };
    };
    return review.findings.map(({ span: { start, end } }) => content.text.slice(start, end));
  }

  it.each([
    ['an inflected verb', 'Cette année, nous recrutons à Lyon.', ['recrutons']],
    ['a participle in capitals', 'ELLE A ÉTÉ RECRUTÉE HIER', ['RECRUTÉE']],
    ['no accents', 'Nos eleves exposent samedi.', ['eleves']],
    ['a plural', 'Nos élèves exposent samedi.', ['élèves']],
    ['a ligature', 'Un atelier au cœur de la ville', ['cœur']],
    ['no ligature', 'Un atelier au coeur de la ville', ['coeur']],
    ['a ligature in capitals', 'AU CŒUR DE LA VILLE', ['CŒUR']],
    ['an elision before it', 'L’œuvre de la semaine', ['œuvre']],
    ['a straight apostrophe before it', "L'oeuvre de la semaine", ['oeuvre']],
    ['a straight apostrophe inside', "À prix d'ami ce week-end", ["prix d'ami"]],
    ['a curly apostrophe inside', 'À prix d’ami ce week-end', ['prix d’ami']],
    ['a decomposed accent', 'La co\u0302te sauvage', ['co\u0302te']],
  ])('finds it: %s', async (_, text, expected) => {
    expect(await marked(text)).toEqual(expected);
  });

  it.each([
    ['another word of the family', 'Un recruteur passe nous voir.'],
    ['a verb that looks like the noun', 'Nous élevons des abeilles.'],
    ['inside a longer word', 'C’est écœurant, ces chœurs.'],
    ['another accent: le côté', 'De l’autre côté de la rue'],
    ['another accent where it is asked for exactly: le pâté', 'Un pâté en croûte'],
    ['without the accent that is asked for exactly', 'Une pate de lapin'],
    ['a longer word: chef-d’œuvre reads as one', 'Des manœuvres au port'],
  ])('leaves it: %s', async (_, text) => {
    expect(await marked(text)).toEqual([]);
  });
});
