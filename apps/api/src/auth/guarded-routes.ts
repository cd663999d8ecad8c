import { type INestApplicationContext, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { PUBLIC_KEY, SCOPES_KEY } from './scopes.decorator.js';

/** Refuses to start, naming them, when handlers say neither which scopes they need nor that they are public. */
export function assertEveryRouteGuarded(app: INestApplicationContext): void {
  const reflector = app.get(Reflector);
  const open = controllersOf(app).flatMap((controller) =>
    handlersOf(controller)
      .filter((handler) => !isDecided(reflector, handler, controller))
      .map((handler) => `${controller.name}.${handler.name}`),
  );
  if (open.length > 0) throw new Error(`Routes without @Scopes or @Public: ${open.join(', ')}`);
}

function controllersOf(app: INestApplicationContext): Function[] {
  const modules = [...app.get(ModulesContainer).values()];
  return modules.flatMap((module) =>
    [...module.controllers.values()].map((wrapper) => wrapper.metatype).filter((type) => typeof type === 'function'),
  );
}

function handlersOf(controller: Function): Function[] {
  const prototype = controller.prototype as Record<string, Function>;
  const names = new MetadataScanner().getAllMethodNames(prototype);
  return names.map((name) => prototype[name]!).filter(isHandler);
}

function isHandler(method: Function): boolean {
  return (Reflect.getMetadata(METHOD_METADATA, method) as RequestMethod | undefined) !== undefined;
}

function isDecided(reflector: Reflector, handler: Function, controller: Function): boolean {
  const places = [handler, controller] as Parameters<Reflector['getAllAndOverride']>[1];
  return [PUBLIC_KEY, SCOPES_KEY].some((key) => reflector.getAllAndOverride<unknown>(key, places) !== undefined);
}
