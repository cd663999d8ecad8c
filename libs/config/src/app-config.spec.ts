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
});
