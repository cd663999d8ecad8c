import 'reflect-metadata';
import { Controller, Get, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { assertEveryRouteGuarded } from './guarded-routes.js';
import { AnyKey, Public, Scopes } from './scopes.decorator.js';

@Controller('mixed')
class MixedController {
  @Get('a')
  @Scopes('calendar:read')
  scoped(): void {}

  @Get('b')
  open(): void {}

  @Get('c')
  @AnyKey()
  anyone(): void {}

  helper(): void {}
}

@Public()
@Controller('public')
class PublicController {
  @Get()
  read(): void {}
}

async function check(...controllers: Type[]): Promise<void> {
  @Module({ controllers })
  class SampleModule {}
  const app = await NestFactory.createApplicationContext(SampleModule, { logger: false });
  assertEveryRouteGuarded(app);
}

describe('assertEveryRouteGuarded', () => {
  it('names the handlers that say neither scopes nor public', async () => {
    await expect(check(MixedController, PublicController)).rejects.toThrow(
      /^Routes without @Scopes or @Public: MixedController\.open$/,
    );
  });

  it('lets pass what is decided on the class', async () => {
    await expect(check(PublicController)).resolves.toBeUndefined();
  });
});
