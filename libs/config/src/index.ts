export { APP_CONFIG, type AppConfig, ConfigError, readConfig } from './app-config.js';
