import { ConfigError, readConfig } from './app-config.js';

describe('readConfig', () => {
  it('runs on an empty environment with the embedded database', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      database: null,
      migrate: true,
    });
  });

  it('names each bad variable and what it expects, and never its value', () => {
    const secret = 'hunter2-not-base64';
    const read = (): unknown =>
      readConfig({ PORT: 'http', MARRONNIER_SECRET_KEY: secret, DATABASE_URL: 'mysql://u:pw@h/db', MIGRATE: 'maybe' });
    expect(read).toThrow(ConfigError);
    try {
      read();
    } catch (error) {
      const { message } = error as ConfigError;
      for (const name of ['PORT', 'MARRONNIER_SECRET_KEY', 'DATABASE_URL', 'MIGRATE'])
        expect(message).toContain(`${name}: expected`);
      expect(message).not.toContain(secret);
      expect(message).not.toContain('pw@h');
    }
  });

  it('treats an empty variable as absent and reads booleans', () => {
    expect(readConfig({ PORT: '', MARRONNIER_DEMO: 'false' })).toMatchObject({ port: 3000, demo: false });
  });

  it('keeps the three database URLs apart', () => {
    const config = readConfig({
      DATABASE_URL: 'postgres://o@localhost/m',
      DATABASE_APP_URL: 'postgres://a@localhost/m',
    });
    expect(config.database).toEqual({
      owner: 'postgres://o@localhost/m',
      app: 'postgres://a@localhost/m',
      scheduler: null,
    });
  });

  describe('a bucket for media', () => {
    const BUCKET = {
      MEDIA_S3_ENDPOINT: 'http://localhost:9000',
      MEDIA_S3_BUCKET: 'media',
      MEDIA_S3_REGION: 'eu-west-3',
      MEDIA_S3_ACCESS_KEY_ID: 'access',
      MEDIA_S3_SECRET_ACCESS_KEY: 'not-to-be-told',
    };

    it('is absent by default, and whole when given', () => {
      expect(readConfig({}).mediaS3).toBeNull();
      expect(readConfig({ ...BUCKET, MEDIA_S3_FORCE_PATH_STYLE: 'true' }).mediaS3).toEqual({
        endpoint: 'http://localhost:9000',
        bucket: 'media',
        region: 'eu-west-3',
        accessKeyId: 'access',
        secretAccessKey: 'not-to-be-told',
        forcePathStyle: true,
      });
    });

    it.each(Object.keys(BUCKET))('is refused without %s, telling no value', (name) => {
      const read = (): unknown => readConfig({ ...BUCKET, [name]: undefined });
      expect(read).toThrow(`${name}: expected a value`);
      expect(read).not.toThrow('not-to-be-told');
    });
  });
});
