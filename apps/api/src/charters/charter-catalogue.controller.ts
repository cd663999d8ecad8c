import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { publishedSchema, RULES } from '#charter';
import { AnyKey } from '../auth/index.js';
import { isFresh, tagOf } from '../feeds/conditional.js';
import type { ApiReply, ApiRequest } from '../http/index.js';
import { RuleCatalogueResponse } from './rule.responses.js';

/** The same for everybody until the next release: editors ask once and then with what they have. */
@ApiTags('Charter')
@AnyKey()
@Controller('v1/charter')
export class CharterCatalogueController {
  private readonly rules = rendered({ data: [...RULES.values()].map(({ meta, defaults }) => ({ ...meta, defaults })) });
  private readonly schema = rendered(publishedSchema(RULES));

  @Get('rules')
  @ApiOperation({ summary: 'Every rule: what it finds and why, its options, messages and examples' })
  @ApiOkResponse({ type: RuleCatalogueResponse })
  listRules(@Req() request: ApiRequest, @Res() reply: ApiReply): void {
    answer(request, reply, this.rules, 'application/json; charset=utf-8');
  }

  @Get('schema')
  @ApiOperation({ summary: 'The JSON Schema (2020-12) of charters, for editors' })
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  readSchema(@Req() request: ApiRequest, @Res() reply: ApiReply): void {
    answer(request, reply, this.schema, 'application/schema+json');
  }
}

interface Rendered {
  body: string;
  tag: string;
}

function rendered(value: object): Rendered {
  const body = JSON.stringify(value);
  return { body, tag: tagOf(body) };
}

function answer(request: ApiRequest, reply: ApiReply, { body, tag }: Rendered, type: string): void {
  void reply.header('etag', tag).header('cache-control', 'private, max-age=300');
  const fresh = isFresh({ ifNoneMatch: request.headers['if-none-match'] }, tag, new Date(0));
  if (fresh) void reply.code(304).send();
  else void reply.type(type).send(body);
}
