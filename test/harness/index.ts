export {
  type CallOptions,
  startTestApi,
  type TestAnswer,
  type TestApi,
  type TestApiOptions,
  type TestKey,
} from './test-api.js';
export { startTestService, type TestService, type TestServiceOptions } from './test-service.js';
export { type BeginPage, openBeginPage } from './begin-agreement.js';
export { layCharter, type TestArticle } from './lay-charter.js';
export { expectStatus, type Publication, scenario, type Scenario } from './scenario.js';
export { startScriptedStage } from './scripted-stage.js';
