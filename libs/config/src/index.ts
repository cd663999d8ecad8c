export { APP_CONFIG, type AppConfig, ConfigError, readConfig } from './app-config.js';
export type { S3Settings } from './s3-settings.js';
