import { openMediaFiles } from '#media';
import { expectStatus, scenario, startTestService } from './index.js';

describe('a test service', () => {
  it('has its files for itself: one that lives in another year sweeps none of them', async () => {
    const service = await startTestService();
    const { id: brandId } = await scenario(service).brand();
    const form = new FormData();
    form.set('brandId', brandId);
    form.set('file', new File([new Uint8Array(Buffer.from('GIF89a\x14\0\x14\0\0\0\0;', 'latin1'))], 'point.gif'));
    expectStatus(await service.call('POST', '/v1/media', { body: form }), 201);

    const later = await startTestService({ now: '2099-01-01T00:00:00Z' });
    await later.pass('sweep-orphans');
    const files = openMediaFiles(service.foundation.config);
    expect((await files.list({ prefix: '', after: null, limit: 10 })).files).toHaveLength(1);
    await later.close();
    await service.close();
  });
});
