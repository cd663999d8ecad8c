import { startTestApi, type TestApi } from '../../../../test/harness/index.js';

describe('what an agency reads of networks, to draw the right button', () => {
  let api: TestApi;
  beforeAll(async () => {
    const apps = { linkedin: { clientId: 'li-app', clientSecret: 'li-app-secret-77d1' } };
    api = await startTestApi({ environment: { NETWORK_APPS: JSON.stringify(apps) } });
  });
  afterAll(() => api.close());

  const agreementOn = async (id: string): Promise<unknown> =>
    (await api.call('GET', `/v1/networks/${id}`)).body.agreement;

  it('says that credentials are the only way', async () => {
    expect(await agreementOn('webhook')).toBeNull();
  });

  it('says what the person will be asked to allow, and whether the operator has an app', async () => {
    expect(await agreementOn('linkedin')).toEqual({
      fields: [],
      scopes: expect.arrayContaining(['w_member_social']),
      app: 'registered',
    });
    expect(await agreementOn('x')).toMatchObject({ fields: [], app: 'missing' });
  });

  it('says what is typed first, where each host registers us', async () => {
    expect(await agreementOn('mastodon')).toMatchObject({ fields: ['host'], app: 'per_host' });
  });

  it('tells nobody the app itself', async () => {
    const { text } = await api.call('GET', '/v1/networks');
    expect(text).toContain('"registered"');
    expect(text).not.toMatch(/li-app/);
  });
});
