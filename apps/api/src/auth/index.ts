export { mayApprove, requireScopes } from './auth.guard.js';
export { CurrentPrincipal } from './current-principal.decorator.js';
export { assertEveryRouteGuarded } from './guarded-routes.js';
export { AnyKey, Public, Scopes } from './scopes.decorator.js';
